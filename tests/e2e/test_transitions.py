"""Workers who change hands in Chromium: providers, hospital, coordinators, COHEs."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from cohe.models import Role
from tests import make
from tests.e2e.conftest import PHONE, hire, inside, keep, open_claim, said, see_to, sized

pytestmark = pytest.mark.e2e


@pytest.fixture
def olga(puget):
    """An HSC of another COHE of this installation."""
    with inside(make.Cohe(code="OLYMPIA", name="Olympia COHE")):
        hire("Olga", Role.HSC)


def hand_over(page: Page, claim, to: str) -> None:
    """Read the packet of a claim and send it."""
    page.goto(f"/claims/{claim.pk}/hand-over/")
    page.get_by_label("To*", exact=True).select_option(label=to)
    page.get_by_label("Why*", exact=True).fill("Moved to the coast; speaks best in the morning.")
    page.get_by_label("I have read the packet").check()
    keep(page)
    said(page, "Hand-over sent")


def test_a_transfer_is_followed_from_the_card_to_the_first_visit_with_the_new_provider(at_work, given):
    with given() as claim:
        make.Transfer(claim=claim, asked_on=date(2026, 10, 5))
    window = at_work("Priya")
    page = window.page
    open_claim(page, claim)
    see_to(page, "Ask about the transfer of care")
    page.get_by_label("Transfer card sent on").fill("2026-10-06")
    page.get_by_label("L&I decided").select_option("approved")
    keep(page)
    # A decision has its day: asked for at its field.
    expect(page.get_by_label("Decided on")).to_have_attribute("aria-invalid", "true")
    assert window.barriers() == []
    page.get_by_label("Decided on").fill("2026-10-13")
    keep(page)
    said(page, "Ask about the transfer of care")
    page.get_by_role("heading", name="Transfer to Dr. Lindqvist: approved").click()
    page.get_by_role("link", name=re.compile("^Open.*Dr. Lindqvist")).click()
    page.get_by_label("First visit with the new provider").fill("2026-10-14")
    keep(page)
    expect(page.get_by_role("heading", name="Transitions: all settled")).to_be_visible()


def test_from_the_emergency_department_each_step_to_a_provider_of_ones_own_is_ticked(at_work, claim):
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/checklists/")
    keep(page)
    region = "Emergency department to attending provider"
    page.get_by_role("heading", name=f"{region}: 6 steps open").click()
    page.get_by_role("button", name=re.compile("^Done.*Attending provider found")).press("Enter")
    expect(page.get_by_role("heading", name=f"{region}: 1 of 6 done")).to_be_visible()
    expect(page.get_by_text("Attending provider found who takes the worker 15 Oct, Priya")).to_be_visible()
    assert window.barriers() == []
    page.get_by_role("button", name=re.compile("^Undo.*Attending provider found")).press("Enter")
    expect(page.get_by_role("heading", name=f"{region}: 0 of 6 done")).to_be_visible()
    page.get_by_role("button", name="Withdraw this checklist").click()
    expect(page.get_by_role("heading", name=region)).to_have_count(0)


def test_in_hospital_somebody_is_called_each_day_until_the_papers_are_there(at_work, claim):
    window = at_work("Priya", size=PHONE)
    page = window.page
    page.goto(f"/claims/{claim.pk}/hospital/")
    page.get_by_label("Hospital*", exact=True).fill("Harborview")
    page.get_by_label("Admitted on").fill("2026-10-08")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("In hospital, day 8")).to_be_visible()
    expect(page.locator(".item", has_text="Call about the hospital stay")).to_have_count(2)
    page.goto(f"/claims/{claim.pk}/hospital/")
    assert sized(page) == PHONE["width"]
    page.get_by_role("link", name="family").click()
    expect(page.get_by_label("Person", exact=True)).to_have_value("family")
    page.get_by_label("Outcome").select_option("reached")
    page.get_by_label("Minutes").fill("5")
    page.get_by_label("What was said").fill("Home on Friday, the daughter fetches her.")
    page.get_by_role("button", name="Sign the note").click()
    said(page, "Call about the hospital stay")
    page.goto(f"/claims/{claim.pk}/hospital/")
    expect(page.get_by_role("heading", name="1 call in this stay")).to_be_visible()
    page.get_by_label("Follow-up visit on").fill("2026-10-20")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_label("Discharged on")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Discharged on").fill("2026-10-15")
    page.get_by_label("Discharge papers received on").fill("2026-10-15")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("In hospital, day")).to_have_count(0)
    expect(page.get_by_role("heading", name="Transitions: all settled")).to_be_visible()


def test_a_colleague_asks_is_answered_and_accepts_and_the_claim_is_hers(at_work, claim):
    sender = at_work("Priya")
    mine = sender.page
    hand_over(mine, claim, "Tomas")
    receiver = at_work("Tomas")
    theirs = receiver.page
    theirs.goto("/hand-overs/")
    expect(theirs.get_by_role("heading", level=1)).to_contain_text("1 hand-over for you")
    theirs.get_by_role("link", name=claim.claim_number).click()
    question = theirs.get_by_label("Your question")
    question.focus()
    keep(theirs)
    expect(theirs.get_by_role("alert")).to_contain_text("Say what you need to know")
    question.fill("Who interprets?")
    assert receiver.barriers() == []
    keep(theirs)
    said(theirs, "Questioned.")
    mine.reload()
    expect(mine.locator("main")).to_contain_text("Who interprets?")
    mine.get_by_label("Your answer").fill("Her sister does.")
    assert sender.barriers() == []
    keep(mine)
    said(mine, "Sent.")
    theirs.reload()
    expect(theirs.locator("main")).to_contain_text("Her sister does.")
    theirs.keyboard.press("a")
    said(theirs, "Accepted.")
    theirs.get_by_role("link", name="Open the claim here").click()
    expect(theirs.locator(".heads").filter(has_text="HSC")).to_contain_text("Tomas")


def test_to_another_cohe_only_the_packet_goes_and_the_claim_leaves_the_list(at_work, work_off, given, olga):
    with given() as claim:
        make.Note(claim=claim, text="She fears her foreman.")
    mine = at_work("Priya").page
    hand_over(mine, claim, "Olympia COHE")
    work_off()
    other = at_work("Olga")
    theirs = other.page
    theirs.goto("/hand-overs/")
    theirs.get_by_role("link", name=claim.claim_number).click()
    expect(theirs.locator(".packet")).to_contain_text("Okafor")
    expect(theirs.locator("main")).to_contain_text("No claim of this number is in your extract yet.")
    assert "foreman" not in theirs.content()
    assert other.barriers() == []
    assert theirs.request.get(f"/claims/{claim.pk}/").status == 404
    theirs.keyboard.press("a")
    said(theirs, "The sender is told.")
    work_off()
    open_claim(mine, claim)
    expect(mine.get_by_text("With another COHE since 15 Oct")).to_be_visible()
    mine.goto(f"/worklist/?tab=all&q={claim.claim_number}")
    expect(mine.locator("tr[data-row]")).to_have_count(0)
