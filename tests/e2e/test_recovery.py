"""Return to work, surgery, medication and papers in Chromium: from the item to what stands on the claim."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests import make
from tests.e2e.conftest import keep, list_of, open_claim, said, see_to

pytestmark = pytest.mark.e2e

SURGERY = {
    "procedure": "knee arthroscopy",
    "requested_on": date(2026, 9, 10),
    "authorized_on": date(2026, 10, 5),
}
KEY = "knee arthroscopy 2026-09-10"


def sign_note(page: Page, text: str, *, person: str, minutes: str) -> None:
    """Write the note that an item asks for, which begins as one with that person, and sign it."""
    expect(page.get_by_label("What was said")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_label("Person", exact=True)).to_have_value(person)
    page.get_by_label("Outcome").select_option("reached")
    page.get_by_label("Minutes").fill(minutes)
    keep(page)


def test_the_employer_is_spoken_with_and_the_offer_stands_on_the_claim(at_work, given):
    with given() as claim:
        make.Apf(claim=claim, exam_date=date(2026, 10, 1), work_status="off_work")
        make.WorkStatus(claim=claim, from_date=date(2026, 10, 1), restrictions="Lift 10 pounds")
    window = at_work("Priya")
    page, found = window.page, []
    open_claim(page, claim)
    # The note begins as one with the employer: that is what the item asks for.
    see_to(page, "Speak with the employer")
    sign_note(page, "They can seat her at the sorting table.", person="employer", minutes="9")
    said(page, "Speak with the employer")
    page.keyboard.press("r")
    page.get_by_role("link", name="What the employer says").click()
    page.get_by_label("Contact person").fill("R. Stroud")
    page.get_by_label("Offered", exact=True).check()
    keep(page)
    # An offer has its day: asked for at its field, and nothing typed is lost.
    expect(page.get_by_label("Offered on")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Contact person")).to_have_value("R. Stroud")
    found += window.barriers()
    page.get_by_label("Offered on").fill("2026-10-14")
    page.get_by_label("Hours a week").fill("20")
    keep(page)
    said(page, "What the employer says is kept.")
    expect(page.get_by_role("heading", name="Modified duty is offered")).to_be_visible()
    assert found == []


def test_an_apf_that_ends_is_renewed_and_the_strip_shows_the_spell_that_it_begins(at_work, given, priya):
    with given() as claim:
        make.Apf(claim=claim, exam_date=date(2026, 9, 16), valid_through=date(2026, 10, 16))
        make.WorkStatus(claim=claim, from_date=date(2026, 9, 16), recorded_by=priya.person)
    window = at_work("Priya")
    page = window.page
    expect(list_of(page, claim, "T10")).to_contain_text("latest APF ends 16 Oct.")
    page.keyboard.press("r")
    expect(page.get_by_label("Who said so")).to_have_value("apf")
    page.get_by_label("Work status").select_option("modified")
    page.get_by_label("Through").fill("2026-11-12")
    page.get_by_label("Restrictions").fill("Lift 10 pounds")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("Say when the examination of the APF was.")
    page.get_by_label("Examined on").fill("2026-10-14")
    keep(page)
    # Two spells of one source do not overlap: said at the day, and nothing typed is lost.
    expect(page.get_by_label("From*", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text("from 16 Sep 2026 with no last day. First end it")
    expect(page.get_by_label("Restrictions")).to_have_value("Lift 10 pounds")
    found = window.barriers()
    page.get_by_label("End what the same source said before").check()
    keep(page)
    said(page, "APF recorded.")
    said(page, "Renew the APF")
    page.get_by_text("Show as a table").click()
    strip = page.get_by_role("region", name="Work status along time")
    spell = re.compile("Work status 15 Oct 2026 15 Oct 2026 modified duty")
    expect(strip.get_by_role("row", name=spell)).to_be_visible()
    expect(strip.get_by_role("row", name="APF valid 15 Oct 2026 12 Nov 2026")).to_be_visible()
    expect(page.locator("#return-to-work")).to_contain_text("Lift 10 pounds")
    assert found == []


def test_a_job_analysis_is_chased_until_the_provider_answers_and_says_what_is_to_change(at_work, given):
    with given() as claim:
        make.WorkStatus(claim=claim)
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/job-papers/new/")
    page.get_by_label("Job analysis", exact=True).check()
    page.get_by_label("Job*", exact=True).fill("Forklift, day shift")
    page.get_by_label("VRC").check()
    page.get_by_label("Drafted on").fill("2026-10-01")
    page.get_by_label("Sent to the attending provider on").fill("2026-10-02")
    keep(page)
    expect(page.get_by_role("heading", name="Forklift, day shift: no answer yet")).to_be_visible()
    page.get_by_role("heading", name="Forklift, day shift").click()
    page.get_by_role("link", name="Change Forklift, day shift").click()
    page.get_by_label("Answer", exact=True).select_option("approved-with-changes")
    page.get_by_label("Answered on").fill("2026-10-15")
    keep(page)
    words = page.get_by_label("What is to change")
    expect(words).to_have_attribute("aria-invalid", "true")
    words.fill("No ramps.")
    keep(page)
    said(page, "The job paper is kept.")
    work = page.locator("#return-to-work")
    expect(work).to_contain_text("Approved with changes on 15 Oct 2026")
    expect(work).to_contain_text("No ramps.")


def test_milestones_move_with_the_surgery_after_she_has_seen_which_and_one_undo_puts_them_back(
    at_work, given
):
    with given() as claim:
        make.Surgery(claim=claim, scheduled_for=date(2026, 10, 20), **SURGERY)
    window = at_work("Priya")
    page, found = window.page, []
    open_claim(page, claim)
    see_to(page, "Make the pre-op release-to-work plan")
    page.get_by_role("link", name="Make the plan before").click()
    page.get_by_label("Goals set with the worker").fill("Back at the sorting table, half days.")
    page.get_by_label("Light work, day").fill("21")
    page.get_by_label("Full duty, day").fill("56")
    found += window.barriers()
    keep(page)
    said(page, "cleared")
    milestones = page.locator(".surgery-milestones")
    expect(milestones).to_contain_text("10 Nov 2026")
    page.get_by_role("link", name="Record dates").click()
    page.get_by_label("Scheduled for, as told").fill("2026-10-27")
    keep(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 milestones move")
    expect(page.get_by_role("row", name=re.compile("Light work.*10 Nov 2026.*17 Nov 2026"))).to_be_visible()
    found += window.barriers()
    keep(page)
    expect(milestones).to_contain_text("17 Nov 2026")
    page.get_by_role("button", name="Undo the move").click()
    expect(milestones).to_contain_text("10 Nov 2026")
    assert found == []


def test_a_missed_milestone_reaches_the_surgeon(at_work, given):
    with given() as claim:
        make.Surgery(
            claim=claim, performed_on=date(2026, 9, 21), **SURGERY | {"authorized_on": date(2026, 9, 14)}
        )
        episode = make.SurgeryEpisode(claim=claim, about=KEY, procedure="knee arthroscopy")
        plan = make.ReleasePlan(episode=episode, kind="post-op", made_on=date(2026, 9, 22))
        make.Milestone(plan=plan, planned_on=date(2026, 9, 22), expected_on=date(2026, 10, 12))
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/surgeries/")
    page.get_by_role("link", name="Tell the surgeon").click()
    words = "Light work is not in reach: the knee swells after an hour."
    sign_note(page, words, person="surgeon", minutes="6")
    said(page, "Tell the surgeon of the missed milestone")
    page.goto(f"/claims/{claim.pk}/surgeries/")
    expect(page.locator(".surgery-milestones")).to_contain_text("the surgeon was told 15 Oct")


def test_a_concern_about_medication_waits_until_the_provider_has_heard_it(at_work, given):
    with given() as claim:
        make.Opioid(claim=claim)
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/medication/")
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Concern").select_option("another-source")
    page.get_by_label("Remark").fill("Her sister shares hers.")
    keep(page)
    said(page, "Medication check recorded.")
    region = page.locator("section", has=page.get_by_role("heading", name="is not reported to the provider"))
    region.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert window.barriers() == []
    page.get_by_role("button", name="Provider told today").click()
    said(page, "The attending provider was told.")
    # With the concern told, the clock leads again: day 44, and the form of week six is not sent.
    expect(page.get_by_role("heading", name="Opioids, day 44: subacute form sent 2 d over")).to_be_visible()


def test_an_opioid_form_goes_from_its_item_to_the_file_and_the_clock_goes_on(at_work, given):
    with given() as claim:
        make.Opioid(claim=claim)
    page = at_work("Priya").page
    open_claim(page, claim)
    see_to(page, "Remind of the subacute opioid form")
    expect(page.get_by_label("Form*", exact=True)).to_have_value("F252-097-000")
    page.get_by_label("Given on").fill("2026-10-12")
    page.get_by_label("Sent on").fill("2026-10-10")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("Sent on 10 Oct 2026 is before given on 12 Oct 2026")
    page.get_by_label("Sent on").fill("2026-10-15")
    keep(page)
    said(page, "Remind of the subacute opioid form")
    expect(page.get_by_role("heading", name="Opioids, day 44: chronic use approved in 40 d")).to_be_visible()


def test_the_work_history_of_an_occupational_disease_is_given_and_comes_back(at_work, given):
    with given(claim_type="occupational_disease") as claim:
        pass
    page = at_work("Priya").page
    open_claim(page, claim)
    see_to(page, "Get the work history")
    page.get_by_label("Due on").fill("2026-10-12")
    page.get_by_label("Given on").fill("2026-10-05")
    keep(page)
    papers = page.get_by_role("heading", name="1 of 1 paper still open")
    papers.click()
    late = page.get_by_role("row", name="Work history")
    expect(late).to_contain_text("Given 5 Oct was due 12 Oct")
    late.get_by_role("link").click()
    page.get_by_label("Returned on").fill("2026-10-15")
    keep(page)
    said(page, "Get the work history")
    expect(page.get_by_role("row", name="Work history")).to_contain_text("Returned 15 Oct")
