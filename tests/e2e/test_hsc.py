"""An HSC's morning in Chromium: the list by keyboard, a call and its note, an FRQ."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, sized

pytestmark = pytest.mark.e2e


def heading_count(page: Page) -> int:
    return int(re.match(r"\d+", page.locator("h1").inner_text())[0])


def chosen(page: Page):
    return page.locator("tr[data-row].on")


def test_she_works_her_list_without_the_mouse(at_work):
    page = at_work("Priya").page
    expect(page).to_have_url(re.compile("/worklist/"))
    before, first = heading_count(page), chosen(page).get_attribute("id")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert chosen(page).get_attribute("id") == first
    page.keyboard.press("e")
    expect(page.locator(f"#{first}")).to_have_count(0)
    assert heading_count(page) == before - 1
    expect(chosen(page)).to_be_focused()
    page.keyboard.press("z")
    expect(page.locator(f"#{first}")).to_have_count(1)
    assert heading_count(page) == before


def test_a_snoozed_item_sleeps_on_its_tab(at_work):
    page = at_work("Priya").page
    name = chosen(page).get_attribute("data-name")
    page.keyboard.press("s")
    page.locator("#ask").get_by_role("textbox", name="Why").fill("The clinic answers tomorrow.")
    page.get_by_role("button", name="Tomorrow").click()
    expect(page.locator("#ask")).to_be_hidden()
    page.goto("/worklist/?tab=snoozed")
    expect(page.locator("tr[data-row]")).to_have_count(1)
    assert page.locator("tr[data-row]").get_attribute("data-name") == name


def test_dismissing_asks_for_the_reason_and_says_what_is_missing(at_work):
    page = at_work("Priya").page
    page.keyboard.press("d")
    dialog = page.locator("#ask")
    dialog.get_by_role("button", name="Dismiss").click()
    expect(dialog).to_contain_text("required")
    dialog.get_by_role("textbox").fill("The worker moved out of state.")
    dialog.get_by_role("button", name="Dismiss").click()
    expect(dialog).to_be_hidden()


def open_first_claim(page: Page) -> None:
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/"))


def test_a_note_is_kept_as_she_types_and_clears_what_it_answers(at_work):
    page = at_work("Priya").page
    open_first_claim(page)
    page.get_by_label("What was said").fill("Spoke with the worker; sleeping better, wants light duty.")
    expect(page.locator("[data-draft-says]")).to_contain_text("Saved", timeout=15000)
    page.get_by_label("Minutes").fill("12")
    page.get_by_label("Person", exact=True).select_option("worker")
    page.get_by_label("Outcome").select_option("reached")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notices")).to_contain_text("cleared")
    expect(page.get_by_text("sleeping better, wants light duty").first).to_be_visible()


@pytest.mark.parametrize("where", ["list", "claim"])
def test_n_leads_to_the_words_of_the_note(at_work, where):
    page = at_work("Priya").page
    if where == "claim":
        open_first_claim(page)
    page.keyboard.press("n")
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    expect(page.get_by_label("What was said")).to_be_focused()


def test_a_closed_tab_loses_nothing(at_work):
    page = at_work("Priya").page
    open_first_claim(page)
    claim = page.url
    page.get_by_label("What was said").fill("Half a sentence about the")
    expect(page.locator("[data-draft-says]")).to_contain_text("Saved", timeout=15000)
    page.goto("/worklist/")
    page.goto(claim)
    expect(page.get_by_label("What was said")).to_have_value("Half a sentence about the")


def test_a_positive_frq_asks_her_to_tell_the_attending_provider(at_work):
    page = at_work("Priya").page
    page.goto("/worklist/?tab=all&rule=T12")
    open_first_claim(page)
    page.get_by_role("link", name=re.compile("^FRQ")).first.click()
    page.get_by_label("Answered", exact=True).check()
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_role("group", name=re.compile("interference")).get_by_label("7", exact=True).check()
    page.get_by_label("Neck").check()
    page.get_by_label("Shoulder").check()
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("Positive")
    expect(page.locator("main")).to_contain_text("Tell the attending provider")


def test_she_finds_a_worker_by_a_misspelt_name_and_by_the_phone(at_work):
    page = at_work("Priya").page
    for asked in ("Martines", "206 555 0190"):
        page.keyboard.press("/")
        page.keyboard.type(asked)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("q="))
        expect(page.get_by_role("link", name=re.compile("Martinez")).first).to_be_visible()
        page.locator("h1").click()


def test_without_scripts_the_list_and_the_note_work_too(at_work):
    page = at_work("Priya", scripts=False).page
    before = heading_count(page)
    page.locator("tr.act:visible").first.get_by_role("button", name=re.compile("^Done")).click()
    expect(page.locator("main")).to_contain_text(re.compile("Done"))
    assert heading_count(page) == before - 1


def test_on_the_phone_she_looks_calls_and_finishes(at_work):
    page = at_work("Priya", size=PHONE).page
    assert sized(page) == PHONE["width"]
    expect(page.get_by_role("link", name=re.compile("^Call")).first).to_be_visible()
    before = heading_count(page)
    page.get_by_role("button", name=re.compile("^Done")).first.click()
    expect(page.locator("h1")).to_contain_text(str(before - 1))
