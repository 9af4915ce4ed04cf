"""The desk in Chromium: own tasks, one call and one card, many rows at once, the team's list, what slips."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cohe.models import Role
from coordination.models import WorkItem
from tests import make
from tests.e2e.conftest import PHONE, find_what_is_owed, hire, inside, keep, said, sized

pytestmark = pytest.mark.e2e


def rows(page: Page):
    return page.locator("tr[data-row]")


def test_a_task_of_her_own_stands_in_the_list_is_changed_and_is_done(at_work):
    window = at_work("Priya")
    page = window.page
    page.keyboard.press("t")
    dialog = page.locator("#ask")
    dialog.get_by_label("What is to be done").fill("Ask for the ride home")
    keep(page)
    expect(dialog).to_be_hidden()
    page.goto("/worklist/?tab=all&rule=T03")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Ask for the ride home")
    assert window.barriers() == []
    page.keyboard.press("m")
    dialog.get_by_label("What is to be done").fill("Ask for the ride there")
    keep(page)
    expect(rows(page)).to_contain_text("Ask for the ride there")
    page.keyboard.press("e")
    expect(rows(page)).to_have_count(0)
    expect(page.locator("#undo-line")).to_contain_text("Done")
    page.goto("/worklist/?tab=done")
    expect(rows(page).first).to_contain_text("Ask for the ride there")


def test_one_call_and_one_card_clear_all_that_the_call_settles_and_can_be_billed(at_work, puget):
    with inside(puget):
        nora = hire("Nora", Role.HSC).person
        claim = make.Claim(hsc=nora, worker_last_name="Frank")
        make.WorkStatus(claim=claim, from_date=date(2026, 9, 18))
        make.Item(claim=claim, owner=nora, rule="T03", because="Ask about the bus")
        find_what_is_owed(claim)
    window = at_work("Nora")
    page = window.page
    page.goto(f"/claims/{claim.pk}/call/?back=/worklist/")
    page.get_by_text("Reached", exact=False).first.click()
    page.get_by_label("Answered").check()
    page.get_by_role("group", name=re.compile("Off work")).get_by_label("Yes").check()
    page.get_by_role("group", name=re.compile("interference")).get_by_label("7", exact=True).check()
    page.get_by_label("Neck").check()
    page.get_by_label("Shoulder").check()
    page.get_by_label("Done with this note").check()
    page.get_by_label("Minutes").fill("12")
    # Then: before she signs, the card says what it clears and opens.
    expect(page.locator("#signing")).to_contain_text("Tell the attending provider")
    assert window.barriers() == []
    cleared = int(re.search(r"clear (\d+)", page.locator("#signing .btn-main").inner_text())[1])
    assert cleared >= 3
    keep(page)
    said(page, "Note signed")
    expect(rows(page).filter(has_text="Offer the FRQ")).to_have_count(0)
    page.goto("/time/billing/")
    expect(page.locator("main")).not_to_contain_text("does not say what the contact was for")


def test_many_rows_at_once_say_how_many_and_row_by_row_what_was_refused(at_work, puget):
    with inside(puget):
        nora = hire("Nora", Role.HSC).person
        for name in ("Able", "Baker", "Cole"):
            claim = make.Claim(hsc=nora, worker_last_name=name)
            make.Item(claim=claim, owner=nora, rule="T03", because="Ask")
            find_what_is_owed(claim)
        needs_note = make.Claim(hsc=nora, worker_last_name="Worth")
        make.WorkStatus(claim=needs_note, status="modified", restrictions="no lifting")
        make.Apf(claim=needs_note)
        find_what_is_owed(needs_note)
    window = at_work("Nora")
    page = window.page
    names = rows(page).evaluate_all("rows => rows.map(row => row.dataset.name)")
    count = len(names)
    page.get_by_label(re.compile(r"^Select the \d+ shown")).check()
    bar = page.locator("[data-bulk]")
    expect(bar).to_contain_text(f"{count} of the {count} shown ticked")
    assert window.barriers() == []
    # Meanwhile a colleague changes one of them.
    with inside(puget):
        WorkItem.objects.filter(claim__worker_last_name="Baker", rule="T03").update(version=7)
    page.keyboard.press("e")
    page.get_by_role("link", name="What was done and what was refused, row by row").click()
    expect(page.locator("h1")).to_be_visible()
    refused = page.locator("tr", has_text="refused")
    expect(refused.filter(has_text="Baker").filter(has_text="Next step")).to_have_count(1)
    expect(refused.filter(has_text="Worth").first).to_contain_text("note")
    expect(page.locator("tr", has_text="Cole").filter(has_text="Next step")).to_contain_text("done")
    assert window.barriers() == []
    page.set_viewport_size(PHONE)
    assert sized(page) == PHONE["width"]
    with page.expect_navigation():
        page.keyboard.press("z")
    page.goto("/worklist/")
    assert rows(page).evaluate_all("rows => rows.map(row => row.dataset.name)") == names


def test_the_supervisor_sees_who_is_furthest_behind_first_and_opens_her_list(at_work):
    window = at_work("Sam")
    page = window.page
    page.keyboard.press("g")
    page.keyboard.press("w")
    page.wait_for_url(re.compile("/worklist/"))
    shares = [int(re.search(r"\((\d+) %\)", one)[1]) for one in page.locator(".team li").all_inner_texts()]
    assert len(shares) > 1
    assert shares == sorted(shares)
    first = page.locator(".team a").filter(has_not_text="Nobody").first
    name = first.inner_text()
    first.click()
    page.wait_for_url(re.compile("owner="))
    expect(page.locator("#chips")).to_contain_text(name)
    owners = page.locator("tr[data-row] .c-owner").all_inner_texts()
    assert set(owners) == {name.split()[-1]}
    # In place: two rows go to Tomas, or to Priya, without leaving the list.
    other = "Priya" if name == "Tomas" else "Tomas"
    page.keyboard.press("x")
    page.keyboard.press("J")
    page.keyboard.press("a")
    dialog = page.locator("#ask")
    theirs = dialog.locator("option", has_text=other).get_attribute("value")
    dialog.get_by_role("combobox").select_option(theirs)
    keep(page)
    expect(dialog).to_be_hidden()
    expect(page.locator("#undo-line")).to_contain_text(other)
    page.keyboard.press("z")
    expect(page.locator("#live")).to_contain_text("ndone")


def test_nothing_slips_a_claim_without_a_next_action_is_found_and_gets_one(at_work, puget):
    with inside(puget):
        make.Claim(hsc=hire("Nora", Role.HSC).person, worker_last_name="Forgotten")
    window = at_work("Nora")
    page = window.page
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url(re.compile("/nothing-slips/"))
    section = page.locator("#no-next-action")
    expect(section).to_contain_text("Forgotten")
    assert window.barriers() == []
    section.get_by_role("link", name=re.compile("Set a task")).click()
    page.get_by_label("What is to be done").fill("See how she is")
    keep(page)
    said(page, "Task added")
    page.keyboard.press("g")
    page.keyboard.press("n")
    expect(page.locator("main")).not_to_contain_text("Forgotten")
