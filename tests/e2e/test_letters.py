"""A letter to an employer and a packet for an appointment, from the claim to the day they leave."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def sign(page: Page, way: str) -> None:
    """Mark what the page shows as sent."""
    page.get_by_label(way).check()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#notices")).to_contain_text("marked sent")


def test_a_letter_and_a_packet_leave_the_building(at_work):
    window = at_work("Priya")
    page, found = window.page, []
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    claim = page.url.split("?")[0].split("#")[0]
    page.keyboard.press("l")
    page.wait_for_url(re.compile("/letters/"))
    found += window.barriers()
    page.get_by_role("link", name="Abilities and restrictions, for the employer").click()
    # What an employer may not know is refused, and what was typed is kept.
    page.get_by_label("Text").fill("He takes opioids, but can sort fruit.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("take out “opioid”")
    found += window.barriers()
    expect(page.get_by_label("Text")).to_have_value("He takes opioids, but can sort fruit.")
    page.get_by_label("Text").fill("He can sort fruit, four hours a day.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/letters/\d+/"))
    with page.expect_download() as kept:
        page.get_by_role("link", name=re.compile("as PDF")).click()
    assert kept.value.suggested_filename.startswith("letter-")
    sign(page, "By mail")
    page.goto(f"{claim}visit-packets/new/")
    page.get_by_label("Day of the appointment").fill("2026-10-20")
    page.get_by_role("textbox", name="Name").fill("Dr. Lane")
    found += window.barriers()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/visit-packets/\d+/"))
    sign(page, "By fax")
    page.goto(claim)
    expect(page.locator("#story")).to_contain_text("Sent by mail.")
    expect(page.locator("#story")).to_contain_text("For the visit of 20 Oct. Sent by fax.")
    assert found == []


def test_what_she_opened_on_one_claim_stays_open_on_the_next(at_work):
    page = at_work("Priya").page
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    people = page.locator("details[data-fold=people]")
    expect(people).not_to_have_attribute("open", "")
    people.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(people).to_have_attribute("open", "")
    page.reload()
    expect(people).to_have_attribute("open", "")
