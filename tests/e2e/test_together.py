"""With others in Chromium: what the community offers, a case conference, the advisor's answer."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from cohe import models
from cohe.models import Role
from tests import make
from tests.e2e.conftest import PASSWORD, inside, keep, open_claim, said, see_to

pytestmark = pytest.mark.e2e


@pytest.fixture
def ito(puget):
    """The advisor of the COHE."""
    with inside(puget):
        person = models.Person.objects.create_user("ito@puget.example", "Dr. Ito", PASSWORD)
        make.Membership(person=person, role=Role.ADVISOR)


def test_a_stale_resource_is_verified_shared_and_followed_up(at_work, given):
    with given() as claim:
        bank = make.Resource(name="Valley Food Bank", languages="English, Spanish")
        make.ResourceVerification(resource=bank, verified_on=date(2026, 3, 1))
        make.ResourceShare(claim=claim, resource=bank, in_plan=True)
    window = at_work("Priya")
    page, found = window.page, []
    page.goto("/resources/")
    page.get_by_role("link", name="To be verified").click()
    row = page.get_by_role("row", name="Valley Food Bank")
    expect(row).to_contain_text("1 Mar 2026")
    found += window.barriers()
    row.get_by_role("button", name="Verified today").press("Enter")
    page.goto("/resources/?q=spanish")
    expect(row).to_contain_text("15 Oct 2026")
    expect(row).to_contain_text("0 of 1 used it")
    open_claim(page, claim)
    see_to(page, "Follow up the community resource")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Follow up: Valley Food Bank")
    keep(page)
    expect(page.get_by_label("What came of it")).to_have_attribute("aria-invalid", "true")
    found += window.barriers()
    page.get_by_label("What came of it").select_option("used")
    keep(page)
    said(page, "Follow up the community resource")
    page.goto("/resources/?q=spanish")
    expect(row).to_contain_text("1 of 1 used it")
    assert found == []


def test_what_a_conference_decides_becomes_a_task(at_work, claim):
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/conferences/")
    page.get_by_label("What it is about").fill("Which work comes first")
    page.get_by_label("Participants").fill("Dr. Lane, attending provider\nR. Stroud, employer")
    keep(page)
    page.get_by_role("heading", name="1 conference planned").click()
    page.get_by_role("link", name="Held", exact=True).click()
    expect(page.get_by_label("Who took part")).to_have_value(re.compile("R. Stroud"))
    page.get_by_label("What was decided").fill("Half days at the table from Monday.")
    page.get_by_label("Follow-up 1").fill("Send the provider the job description")
    keep(page)
    by = page.get_by_label("By", exact=True).first
    expect(by).to_have_attribute("aria-invalid", "true")
    assert window.barriers() == []
    by.fill("2026-10-19")
    keep(page)
    expect(page.locator(".item", has_text="Send the provider the job description")).to_be_visible()


def test_the_advisors_answer_goes_on_to_the_provider_and_the_advisor_sees_the_claim_no_longer(
    at_work, ito, claim
):
    page = at_work("Priya").page
    page.goto(f"/claims/{claim.pk}/questions/")
    page.get_by_label("Advisor").select_option(label="Dr. Ito")
    page.get_by_label("Question").fill("Is the knee ready for stairs?")
    keep(page)
    said(page, "Dr. Ito is asked")
    advisor = at_work("Ito")
    advisor.page.goto("/questions/")
    advisor.page.get_by_role("link", name="Answer").click()
    advisor.page.get_by_label("Your answer").fill("Not before week nine.")
    assert advisor.barriers() == []
    keep(advisor.page)
    said(advisor.page, "Your answer is kept")
    page.reload()
    page.get_by_role("heading", name="1 answer to pass on").click()
    expect(page.locator("#conferences")).to_contain_text("Not before week nine.")
    page.get_by_role("button", name="Passed on to the AP").click()
    said(page, "The answer is passed on.")
    assert advisor.page.request.get(f"/claims/{claim.pk}/").status == 404
