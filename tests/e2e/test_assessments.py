"""Assessments in the browser: scales with a picture, barriers, a form of the COHE's own, the six (F1-F3)."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests import make
from tests.e2e.conftest import keep, open_claim, said

pytestmark = pytest.mark.e2e


def answer(page, question: str, word: str) -> None:
    """Give one answer of a form."""
    page.get_by_role("group", name=question).get_by_label(word, exact=True).check()


def test_given_no_progress_on_a_scale_the_alert_to_the_provider_is_drafted_and_signed(at_work, given):
    with given() as claim:
        make.Assessment(claim=claim)
    window = at_work("Priya")
    page = window.page
    open_claim(page, claim)
    page.keyboard.press("a")
    page.wait_for_url("**/assessments/")
    page.keyboard.press("1")
    answer(page, "Pain on average", "7")
    answer(page, "enjoying life", "7")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("general activity")
    found = window.barriers()
    answer(page, "general activity", "6")
    keep(page)
    said(page, "PEG recorded: 6.67.")
    region = page.get_by_role("region", name="No progress in PEG; provider not alerted")
    expect(region.get_by_role("img", name="PEG: No progress: 4.8 % better than 7")).to_be_visible()
    found += window.barriers()
    region.get_by_role("link", name="Alert the attending provider").click()
    page.wait_for_url("**/progress-alert/**")
    keep(page)
    expect(page.get_by_label("What was said")).to_have_value(re.compile("^No progress in PEG: 6.67"))
    page.get_by_label("Minutes").fill("5")
    page.get_by_label("Outcome").select_option("reached")
    keep(page)
    expect(page.locator("main")).to_contain_text("The attending provider was alerted on 15 Oct.")
    assert found == []


def test_given_a_barriers_assessment_the_plan_takes_in_what_the_worker_named(at_work, claim):
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/assessments/barriers/")
    answer(page, "Trouble to get to visits", "Yes")
    answer(page, "Afraid that moving", "Yes")
    found = window.barriers()
    keep(page)
    said(page, "No way to get there, Fear that activity harms")
    page.goto(f"/claims/{claim.pk}/plan/new/")
    page.get_by_label("What").first.fill("Sort fruit again")
    page.get_by_role("button", name="Take these barriers in").click()
    sixth = page.get_by_role("group", name="Line 6").get_by_label("What")
    expect(sixth).to_have_value("No way to get there")
    expect(sixth).to_be_focused()
    expect(page.get_by_label("What").first).to_have_value("Sort fruit again")
    expect(page.get_by_role("button", name="Take these barriers in")).to_have_count(0)
    assert found + window.barriers() == []


def test_given_a_form_of_the_cohes_own_its_score_stands_on_the_claim_by_the_version_taken(at_work, claim):
    page = at_work("Ada").page
    page.goto("/assessment-forms/")
    page.keyboard.press("n")
    page.get_by_label("Title").fill("Lifting check")
    page.get_by_label("Scoring").select_option("sum")
    question = page.get_by_role("group", name="1", exact=True)
    question.get_by_label("Question").fill("Pounds lifted to the belt")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("A number needs its range.")
    question.get_by_label("From").fill("0")
    question.get_by_label("To", exact=True).fill("50")
    keep(page)
    said(page, "Lifting check, version 1 is in use from today")
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/assessments/")
    page.get_by_role("link", name="Lifting check").click()
    page.get_by_label("Pounds lifted to the belt").fill("51")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("less than or equal to 50")
    page.get_by_label("Pounds lifted to the belt").fill("20")
    keep(page)
    said(page, "Lifting check recorded: 20.")


def test_given_a_positive_frq_told_to_the_provider_the_six_interventions_are_ticked_off_at_visits(
    at_work, given
):
    with given() as claim:
        make.Frq(claim=claim, asked_on=date(2026, 9, 29))
        make.Record(claim=claim, kind="ap-told", on=date(2026, 9, 29), about="2026-09-29")
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/interventions/")
    for kind in ("Worries about the job", "Activity increased step by step"):
        page.get_by_label(kind).check()
        page.get_by_label("Visit on").fill("2026-10-12")
        page.get_by_label("Begun", exact=True).check()
        keep(page)
        said(page, f"Recorded: {kind}")
        # The next one of the same visit needs its day no more.
        expect(page.get_by_label("Visit on")).to_have_value("2026-10-12")
    expect(page.get_by_role("heading", name="2 of 6 begun, 1 visit")).to_be_visible()
    # Given: the same twice at a visit. Then: refused in words, and what was typed stays.
    page.get_by_label("Worries about the job").check()
    page.get_by_label("Begun", exact=True).check()
    page.get_by_label("Remark").fill("Asked the employer.")
    keep(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Remark")).to_have_value("Asked the employer.")
    found = window.barriers()
    page.get_by_role("button", name="Withdraw Worries about the job").click()
    expect(page.get_by_role("heading", name="1 of 6 begun, 1 visit")).to_be_visible()
    assert found + window.barriers() == []
