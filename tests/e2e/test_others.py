"""Supervisor and administrator in Chromium: nothing unassigned, an extract looked at before it is applied."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import sign_in_by_form

pytestmark = pytest.mark.e2e


def test_the_supervisor_sees_the_team_and_gives_an_item_away(at_work):
    page = at_work("Sam").page
    page.goto("/worklist/?owner=team")
    page.locator("tr[data-row].on").wait_for()
    page.keyboard.press("a")
    dialog = page.locator("#ask")
    tomas = dialog.locator("option", has_text="Tomas").get_attribute("value")
    dialog.get_by_role("combobox").select_option(tomas)
    dialog.get_by_role("button", name=re.compile("Assign|Give")).click()
    expect(dialog).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Given to Tomas")


def test_the_administrator_previews_an_extract_applies_it_and_takes_it_back(at_work, work_off, extract_zip):
    page = at_work("Ada").page
    page.goto("/imports/")
    page.locator("input[type=file]").set_input_files(extract_zip)
    page.get_by_role("button", name=re.compile("Read|Send|Preview")).click()
    work_off()
    page.reload()
    expect(page.locator("main")).to_contain_text("2026-02-30")
    page.get_by_role("button", name=re.compile("^Apply")).click()
    work_off()
    page.reload()
    expect(page.locator("main")).to_contain_text("Applied")
    page.get_by_role("button", name=re.compile("^Undo")).click()
    work_off()
    page.reload()
    expect(page.locator("main")).to_contain_text("Undone")


def test_the_administrator_adds_a_person_who_then_signs_in(at_work, served):
    page = at_work("Ada").page
    page.goto("/people/")
    page.get_by_label("Name").fill("Lena Ito")
    page.get_by_label("Email").fill("lena@puget.example")
    page.get_by_label("Role*").select_option("hsc")
    page.get_by_label("First password").fill("seven brown horses ran")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#notices")).to_contain_text("Lena Ito is HSC")
    new = page.context.browser.new_page(base_url=served)
    sign_in_by_form(new, "Lena")
    expect(new).to_have_url(re.compile("/worklist/"))


def test_places_beyond_the_line_lie_under_more_by_press_and_by_key(at_work):
    page = at_work("Sam").page
    more = page.locator("nav .drop")
    more.locator("summary").click()
    expect(more.get_by_role("link", name="Rules")).to_be_visible()
    page.keyboard.press("Escape")
    expect(more.get_by_role("link", name="Rules")).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/rules/"))
