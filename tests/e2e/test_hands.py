"""What keys, focus, drafts and the session's end do in the browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from cohe import models
from tests.e2e.conftest import sign_in_by_form

pytestmark = pytest.mark.e2e


def on_row(page: Page):
    return page.locator("tr[data-row].on")


def begin_note(page: Page, text: str):
    """Open the first claim and type a note; return its field, and the place that says whether it is saved."""
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/claims/\d+/"))
    field = page.get_by_label("What was said")
    field.fill(text)
    return field, page.locator("[data-draft-says]")


def test_escape_leads_from_the_claim_back_to_the_same_row_of_the_same_list(at_work):
    page = at_work("Priya").page
    page.goto("/worklist/?tab=all")
    page.keyboard.press("j")
    page.keyboard.press("j")
    row = on_row(page).get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/claims/"))
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(f"tab=all.*#{row}$"))
    expect(on_row(page)).to_have_id(row)
    expect(on_row(page)).to_be_focused()


def test_no_name_typed_into_a_filter_stays_in_the_browser(at_work):
    page = at_work("Priya").page
    page.goto("/worklist/?tab=all&q=Martinez")
    page.keyboard.press("j")
    kept = page.evaluate("JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
    assert "tab=all" in kept
    assert "martinez" not in kept.lower()


def test_keys_do_nothing_inside_a_field(at_work):
    page = at_work("Priya").page
    row = on_row(page).get_attribute("id")
    page.keyboard.press("/")
    page.keyboard.type("jej")
    expect(page.locator("#search")).to_have_value("jej")
    expect(on_row(page)).to_have_id(row)


def test_keys_can_be_switched_off_and_the_buttons_stay(at_work):
    window = at_work("Priya")
    models.Person.objects.filter(email="priya@puget.example").update(keys_on=False)
    page = window.page
    page.reload()
    row = on_row(page).get_attribute("id")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(on_row(page)).to_have_id(row)
    expect(page.get_by_role("button", name="Snooze").first).to_be_visible()


def test_the_sheet_of_keys_names_what_this_page_offers(at_work):
    page = at_work("Priya").page
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys of this page")
    for words in ("Next row", "Snooze", "Worklist", "Find a claim, name, phone"):
        expect(sheet.get_by_text(words, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url(re.compile("/rules/"))
    page.keyboard.press("?")
    expect(sheet.get_by_text("Next row")).to_have_count(0)


def test_ticked_rows_are_counted_aloud_and_worked_together(at_work):
    page = at_work("Priya").page
    page.goto("/worklist/?tab=all&rule=T01")
    before = page.locator("tr[data-row]").count()
    page.keyboard.press("x")
    page.keyboard.press("J")
    expect(page.locator("#live")).to_have_text("2 selected")
    page.keyboard.press("e")
    expect(page.locator("tr[data-row]")).to_have_count(before - 2)
    expect(page.locator("#live")).to_contain_text("2 items")
    expect(on_row(page)).to_be_focused()


def test_without_a_connection_the_note_says_so_and_saves_when_it_is_back(at_work):
    page = at_work("Priya").page
    field, says = begin_note(page, "Spoke with")
    expect(says).to_contain_text("Saved", timeout=15000)
    page.context.set_offline(True)
    field.press_sequentially(" her employer.")
    expect(says).to_contain_text("Not saved: no connection", timeout=15000)
    page.context.set_offline(False)
    expect(says).to_contain_text("Saved", timeout=15000)
    page.reload()
    expect(field).to_have_value("Spoke with her employer.")


def test_signed_out_while_typing_she_signs_in_elsewhere_and_goes_on(at_work):
    page = at_work("Priya").page
    field, says = begin_note(page, "Before the end.")
    expect(says).to_contain_text("Saved", timeout=15000)
    page.context.clear_cookies(name="cohe-session")
    field.press_sequentially(" And after.")
    dialog = page.get_by_role("dialog", name="You have been signed out")
    expect(dialog).to_be_visible(timeout=15000)
    expect(page.locator("main")).to_be_hidden()
    sign_in_beside(page)
    # The covered page does not know the new session yet: what leaves it now is refused, and may be for good.
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    field.dispatch_event("focusout")
    dialog.get_by_role("button", name="I have signed in again").click()
    expect(dialog).to_be_hidden()
    expect(says).to_contain_text("Saved", timeout=15000)
    assert len(sent) == 1
    page.reload()
    expect(field).to_have_value("Before the end. And after.")


def sign_in_beside(page: Page) -> None:
    """Sign Priya in again in a second window of the same browser."""
    other = page.context.new_page()
    sign_in_by_form(other, "Priya")
    expect(other).to_have_url(re.compile("/worklist/"))
    other.close()


def test_two_minutes_before_the_end_she_is_asked_and_may_stay(at_work):
    page = at_work("Priya").page
    page.clock.install()
    page.goto("/rules/")
    page.clock.run_for(13 * 60 * 1000 + 6000)
    dialog = page.get_by_role("dialog", name="Still there?")
    stay = dialog.get_by_role("button", name="Stay signed in")
    expect(stay).to_be_focused()
    with page.expect_response("**/me/stay/") as answered:
        stay.click()
    assert answered.value.status == 204
    page.clock.run_for(60 * 1000)
    expect(dialog).to_be_hidden()


def test_after_the_end_the_page_is_covered(at_work):
    page = at_work("Priya").page
    page.clock.install()
    page.goto("/worklist/")
    page.clock.run_for(15 * 60 * 1000 + 6000)
    expect(page.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
