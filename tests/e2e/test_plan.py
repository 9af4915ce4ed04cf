"""A plan from its first line to what employer and committee hear of it, in the browser (D1, D2, D3)."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import make
from tests.coordination.plans import RECOMMENDED, a_plan, an_active_plan, goal, step, treatment
from tests.e2e.conftest import PHONE, keep, list_of, open_claim, said, see_to, sized

pytestmark = pytest.mark.e2e


def row(page: Page, number: int) -> Locator:
    """Return the fields of one line of the plan's form."""
    return page.get_by_role("group", name=f"Line {number}", exact=True)


def discuss(page: Page, result: str, concerns: str = "") -> None:
    """Record what the worker said of the plan as the page shows it."""
    page.get_by_role("radio", name=result).check()
    page.get_by_role("textbox", name="Concerns").fill(concerns)
    page.get_by_role("button", name="Record the discussion").click()


def test_given_no_plan_she_makes_one_from_the_file_by_keyboard_and_what_is_missing_is_asked(at_work, claim):
    window = at_work("Priya")
    page = window.page
    open_claim(page, claim)
    page.keyboard.press("p")
    page.wait_for_url("**/plan/")
    page.keyboard.press("n")
    row(page, 1).get_by_label("What").fill("Sort fruit four hours a day")
    row(page, 1).get_by_text("Job goal, intervention, recommendation").click()
    row(page, 1).get_by_label("Job goal").select_option("same-job")
    keep(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Name the documents the plan is made from")
    found = window.barriers()
    page.get_by_label("Report of accident, 3 Sep 2026").check()
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("A goal needs the day it is due")
    expect(row(page, 1).get_by_label("What")).to_have_value("Sort fruit four hours a day")
    row(page, 1).get_by_label("By", exact=True).fill("2026-12-01")
    keep(page)
    said(page, "Plan made: discuss it with the worker.")
    expect(page.locator("main")).to_contain_text("Same job, same employer")
    assert found + window.barriers() == []


def test_given_concerns_of_the_worker_a_next_version_is_agreed_before_the_plan_is_active(
    at_work, given, priya
):
    with given() as claim:
        a_plan(claim, priya, goal(), step())
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/plan/")
    activate = page.get_by_role("button", name="Activate the plan")
    expect(activate).to_be_disabled()
    expect(activate).to_have_accessible_description(
        "Version 1 has not been discussed with the worker: do that first."
    )
    discuss(page, "Concerns", "Lifting at the belt frightens her.")
    expect(page.get_by_text("To re-evaluate", exact=True)).to_be_visible()
    expect(activate).to_be_disabled()
    found = window.barriers()
    page.keyboard.press("e")
    line = row(page, 2).locator("summary").first
    expect(row(page, 2).get_by_label("What")).to_be_hidden()
    line.press("Enter")
    row(page, 2).get_by_label("What").fill("Send a job description without the belt")
    line.press("Enter")
    expect(line).to_contain_text("Send a job description without the belt")
    page.get_by_label("Why the plan changes").fill("The belt frightens her.")
    keep(page)
    discuss(page, "Agreed")
    activate.click()
    expect(page.get_by_role("heading", name="Active since 15 Oct 2026")).to_be_visible()
    page.get_by_role("link", name="What changed", exact=True).click()
    expect(page.locator("main")).to_contain_text("Why version 2: The belt frightens her.")
    expect(page.get_by_role("row", name="Changed words")).to_contain_text("without the belt")
    assert found + window.barriers() == []


def test_given_a_contact_by_the_plan_is_due_its_three_prompts_are_asked_and_the_next_one_is_set(
    at_work, given, priya
):
    with given() as claim:
        make.WorkStatus(claim=claim, from_date=date(2026, 9, 16))
        an_active_plan(claim, priya, goal(), on=date(2026, 10, 1))
    window = at_work("Priya", size=PHONE)
    page = window.page
    # She is on her way, with the telephone: the row leads to the form of the contact.
    expect(list_of(page, claim, "T04")).to_contain_text("Next contact with the worker planned for 15 Oct")
    page.get_by_role("link", name="Record it").click()
    page.get_by_label("Minutes").fill("12")
    page.get_by_label("What is late, or missing").fill("Therapy begins only in November.")
    page.get_by_label("What does the worker expect").fill("Half days at the sorting table.")
    page.get_by_label("Expects to be back on").fill("2026-11-02")
    page.get_by_label("Other help needed").fill("A ride to the clinic.")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("1 Is care given in time?: This field is required.")
    expect(page.get_by_label("Other help needed")).to_have_value("A ride to the clinic.")
    found = window.barriers()
    assert sized(page) == PHONE["width"]
    page.get_by_role("radio", name="No", exact=True).check()
    expect(page.get_by_label("Next contact")).to_have_value("2026-10-29")
    keep(page)
    said(page, "Contact recorded, its note signed.")
    said(page, "See to the plan, Contact the worker.")
    contacts = page.get_by_role("region", name="Next contact 29 Oct 2026")
    expect(contacts).to_contain_text("No: Therapy begins only in November.")
    expect(contacts).to_contain_text("A ride to the clinic.")
    assert sized(page) == PHONE["width"]
    expect(list_of(page, claim, "T04")).to_have_count(0)
    assert found == []


def test_given_slower_than_expected_the_providers_answer_is_no_change_in_writing_or_a_new_version(
    at_work, given, priya
):
    with given() as claim:
        slow = {"expected_on": date(2026, 10, 8)}
        lines = goal(**slow), goal("Half days at the belt", **slow)
        an_active_plan(claim, priya, *lines, on=date(2026, 10, 1))
    window = at_work("Priya")
    page = window.page
    open_claim(page, claim)
    see_to(page, "Ask the attending provider for more information")
    expect(page.get_by_text("Slower than expected: 8 Oct 2026 has passed.")).to_be_visible()
    # An answer is written down: “no change” alone is none.
    expect(page.get_by_label("Slower than expected: no change")).to_be_checked()
    keep(page)
    expect(page.get_by_label("In words")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text("Write what the attending provider answered")
    found = window.barriers()
    page.get_by_label("In words").fill("Dr. Lane: healing as it should, no other plan.")
    keep(page)
    said(page, "1 item cleared: Ask the attending provider for more information.")
    # Of the other goal he expects another day: that is a version with its reason.
    page.get_by_role("link", name="Record on: Half days at the belt").click()
    page.get_by_role("link", name="Change the goal in a new version").click()
    row(page, 2).get_by_label("Expected by").fill("2026-11-20")
    page.get_by_label("Why the plan changes").fill("Dr. Lane expects half days after the next visit.")
    keep(page)
    said(page, "Version 2 is in force. 1 item cleared: Ask the attending provider for more information.")
    expect(page.locator("main")).to_contain_text("Nothing is slower than expected.")
    page.get_by_text("1 entry").click()
    expect(page.locator("main")).to_contain_text("no change, Dr. Lane: healing as it should")
    assert found + window.barriers() == []


def test_given_an_intervention_it_starts_only_once_the_attending_provider_recommended_it(
    at_work, given, priya
):
    with given() as claim:
        an_active_plan(claim, priya, goal(), treatment())
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/plan/")
    page.get_by_role("link", name="Record on: Physical therapy").click()
    page.get_by_label("Started").check()
    page.get_by_label("In words").fill("First hour on Monday.")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text(
        "The attending provider has not recommended this intervention"
    )
    expect(page.get_by_label("In words")).to_have_value("First hour on Monday.")
    page.get_by_role("link", name="Change the intervention in a new version").click()
    expect(row(page, 2).get_by_label("What", exact=False)).to_be_focused()
    row(page, 2).get_by_label("Recommended by").fill("Dr. Lane")
    row(page, 2).get_by_label("Recommended on").fill("2026-10-12")
    page.get_by_label("Why the plan changes").fill("Dr. Lane recommends it.")
    keep(page)
    page.get_by_role("link", name=re.compile("^Started")).click()
    expect(page.get_by_label("Started")).to_be_checked()
    keep(page)
    said(page, "Recorded: started.")
    expect(page.locator("main")).to_contain_text("1 of 1 started, 1 recommended")


def test_given_a_service_report_both_of_its_follow_ups_close_before_nothing_is_owed(at_work, given, priya):
    with given() as claim:
        an_active_plan(claim, priya, goal(), treatment(**RECOMMENDED))
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/plan/")
    page.get_by_text("Record a report").click()
    page.get_by_label("From").fill("Cascade Physical Therapy")
    page.get_by_role("button", name="Record the report").click()
    said(page, "two follow-ups are open")
    expect(page.locator("main")).to_contain_text("2 follow-ups open on 1 report")
    page.get_by_role("button", name="Passed to the AP").click()
    expect(page.locator("main")).to_contain_text("1 follow-up open on 1 report")
    page.get_by_role("button", name="Reviewed with the worker").click()
    expect(page.locator("main")).to_contain_text(
        "Passed to the attending provider and reviewed with the worker."
    )


def test_given_a_claim_full_of_confidential_facts_the_update_carries_the_whitelist_alone(
    at_work, given, priya
):
    # No 7 in its number: that is what the reading says.
    with given(claim_number="A100200") as claim:
        make.WorkStatus(
            claim=claim, status="modified", from_date=make.DAY, restrictions="No lifting above 10 lb"
        )
        make.Frq(claim=claim)
        make.Assessment(claim=claim)
        make.Note(claim=claim, text="Weeps at night.")
        an_active_plan(claim, priya, goal(job_goal="same-job", expected_on=make.DAY + timedelta(days=40)))
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/plan/")
    page.keyboard.press("u")
    expect(page.get_by_label("Restrictions")).to_have_value("No lifting above 10 lb")
    page.get_by_label("Current abilities").fill("Sorts fruit; her FRQ was positive, she takes opioids.")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("take out “opioid”, “frq”")
    expect(page.get_by_label("Current abilities")).to_have_value(
        "Sorts fruit; her FRQ was positive, she takes opioids."
    )
    found = window.barriers()
    page.get_by_label("Current abilities").fill("Sorts fruit, sitting.")
    keep(page)
    paper = page.get_by_role("article", name="The update as it leaves")
    expect(paper).to_contain_text("Sorts fruit, sitting.")
    for secret in ("Weeps", "PEG", "7", "positive"):
        expect(paper).not_to_contain_text(secret)
    found += window.barriers()
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("what has left cannot be called back")
    page.get_by_label("I have read it").check()
    keep(page)
    said(page, "Update marked sent.")
    expect(page.get_by_role("heading", name="next by 12 Nov")).to_be_visible()
    assert found == []
