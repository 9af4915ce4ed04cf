"""C4, C5 and C6 in Chromium: where the time went, what of it is billed, what OHMS does not have yet."""

import csv
import re
import uuid
from datetime import date

import pytest
from playwright.sync_api import expect

from cohe import clock
from cohe.models import Person, ProviderNumber
from coordination.actions import notes
from tests import make
from tests.e2e.conftest import inside, said

pytestmark = pytest.mark.e2e
NOTE = {
    "kind": "worker", "area": "barriers", "person": "worker", "direction": "outgoing", "outcome": "reached",
    "contact_on": date(2026, 10, 14), "minutes": 13, "purpose": "Ask about PT", "text": "Begins on Monday.",
}  # fmt: skip


@pytest.fixture
def signed(puget):
    """Priya's two signed notes of Wednesday: of one it is known what it was for, of the other not."""
    with inside(puget):
        priya = Person.objects.get(name="Priya")
        by = priya.memberships.get()
        ProviderNumber.objects.create(
            cohe=puget,
            person=priya,
            number="654321",
            applied_on=date(2026, 1, 2),
            active_since=date(2026, 2, 1),
        )
        make.BillingCode(set_by=priya, rate="12.50")
        claim = make.Claim(hsc=priya, worker_last_name="Billing")
        return [
            notes.sign_note(
                key=uuid.uuid4(), claim=claim, fields=NOTE | more, by=by, today=make.DAY, at=clock.now()
            ).note
            for more in ({}, {"purpose": "", "area": "medication", "minutes": 20})
        ]


def test_the_text_of_a_note_goes_to_ohms_by_one_key_and_the_list_is_empty_then(at_work, signed):
    window = at_work("Priya")
    page = window.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for key in "gt":
        page.keyboard.press(key)
    page.wait_for_url(re.compile("/time/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 notes to enter in OHMS")
    assert window.barriers() == []
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/ohms/"))
    for left in ("2 notes", "1 note", "Every note"):
        expect(page.get_by_role("heading", level=1)).to_contain_text(left)
        if left == "Every note":
            break
        page.keyboard.press("y")
        expect(page.locator("#live")).to_contain_text("Copied")
        text = page.evaluate("navigator.clipboard.readText()")
        assert "Begins on Monday." in text
        page.keyboard.press("m")
    assert window.barriers() == []


def test_a_note_becomes_a_line_the_other_says_what_it_lacks_and_a_wrong_line_is_reversed(at_work, signed):
    window = at_work("Sam")
    page = window.page
    page.goto("/time/billing/")
    ready, refused = page.locator("section").filter(has_text="Ready"), page.locator("#refused-title")
    expect(refused).to_be_visible()
    expect(page.locator("main")).to_contain_text("does not say what the contact was for")
    assert window.barriers() == []
    page.get_by_role("button", name="Make the lines").click()
    said(page, "1 line made")
    expect(page.locator("main")).to_contain_text("$25.00")
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("out as CSV")).click()
    lines = list(csv.reader(taken.value.path().read_text().splitlines()))
    assert len(lines) == 2
    page.reload()
    page.get_by_text("reverse", exact=False).first.click()
    page.get_by_role("textbox", name=re.compile("^Why the line")).fill("The wrong claim.")
    assert window.barriers() == []
    page.get_by_role("button", name="Reverse", exact=True).click()
    said(page, "reversed by a row of its own")
    expect(page.locator("main")).to_contain_text("−$25.00")
    expect(ready.get_by_role("button", name="Make the lines")).to_be_visible()


def test_the_activity_log_says_whom_the_time_served_by_area_and_gives_the_file(at_work, signed):
    window = at_work("Priya")
    page = window.page
    page.goto("/time/activity/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 client served")
    page.get_by_role("link", name="Area", exact=True).click()
    table = page.locator("table.read")
    expect(table.get_by_role("row", name=re.compile("Barriers"))).to_contain_text("13")
    expect(table.get_by_role("row", name=re.compile("^All"))).to_contain_text("33")
    assert window.barriers() == []
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export these as CSV").click()
    assert "33" in taken.value.path().read_text()
