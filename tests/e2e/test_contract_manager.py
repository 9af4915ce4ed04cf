"""The contract manager in Chromium: her COHEs side by side, nothing of a worker in anything she was sent."""

import re

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from cohe import clock, models
from cohe.models import Role
from staffing.actions import figures, reports
from staffing.quarter import Quarter
from tests import make
from tests.e2e.conftest import heading, inside

pytestmark = pytest.mark.e2e
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def skagit(staffed):
    """A second, small COHE of Casey's: twelve claims in the second quarter, nine in the third, one HSC."""
    cohe = make.Cohe(code="SKAGIT", name="Skagit COHE")
    with inside(cohe):
        make.Membership(cohe=cohe, person=models.Person.objects.get(name="Casey"), role=Role.CONTRACT_MANAGER)
        make.Share(since=Q2.first)
        for quarter, count in ((Q2, 12), (Q3, 9)):
            for _ in range(count):
                make.Claim(claim_established_date=quarter.first, worker_last_name="Quisenberry")
        make.StaffingDiscussion(check_made__claims=9)
        figures.refresh_quarters(clock.today())
    return cohe


@pytest.fixture
def reported(staffed):
    """Puget with its figures, and its report of the third quarter signed."""
    with inside(staffed):
        sam = models.Membership.objects.get(person__name="Sam")
        figures.refresh_quarters(clock.today())
        draft = reports.begin_report(quarter=Q3, by=sam, today=clock.today(), at=clock.now())
        reports.submit_report(
            report=draft, signed_name="Sam Reed", edition=draft.edition, by=sam, today=clock.today(),
            at=clock.now(),
        )  # fmt: skip
    return staffed


def worker_words(*cohes: models.Cohe) -> set[str]:
    """Return what names a worker or her claim in some COHEs."""
    found = set()
    for cohe in cohes:
        with inside(cohe):
            rows = Claim.objects.values_list("claim_number", "worker_last_name", "worker_phone")
            found |= {word for row in rows for word in row if word}
    return found


def is_said(words: str, told: str) -> bool:
    """Say whether a text says some words, as words and not as a part of others."""
    return words in told and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", told) is not None


def test_she_compares_reads_and_answers_and_is_sent_nothing_of_a_worker(at_work, reported, skagit):
    window = at_work("Casey")
    page, sent, found = window.page, [], []

    def look() -> None:
        sent.append(page.content())
        found.extend(window.barriers())

    # Side by side: the small one's nine claims are hidden, with the ratio that would tell them.
    page.goto("/cohes/")
    expect(page.locator(".panel")).to_have_count(2)
    small = page.locator(".panel", has_text="Skagit COHE")
    expect(small.locator(".big")).to_contain_text("hidden")
    staff = page.get_by_role("region", name="Staffing and training behind the ratio")
    expect(staff.locator("tr", has_text="Puget COHE")).to_contain_text(re.compile(r"\d of 3 complete"))
    look()
    page.get_by_label("Quarter").select_option(label="Q2 2026")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(small.locator(".big")).to_have_text("12.00")
    sent.append(page.content())
    # A submitted report of the other.
    page.goto("/cohes/?cohe=PUGET")
    page.get_by_role("link", name="Version 1").click()
    expect(page.locator("main")).to_contain_text("signed by Sam Reed on 15 Oct 2026")
    look()
    with page.expect_download() as kept:
        page.get_by_role("button", name="CSV").click()
    sent.append(kept.value.path().read_text())
    page.keyboard.press("Escape")
    # The discussion of the small one waits for her answer.
    page.get_by_role("button", name="Record the discussion of Skagit COHE").click()
    expect(page.locator("main")).to_contain_text("Fewer than 10 claims")
    sent.append(page.content())
    page.get_by_label("Staffing strategy").fill("Hire in January.")
    page.get_by_label("Held on").fill("2026-10-14")
    page.get_by_role("button", name="Save").click()
    expect(heading(page)).to_contain_text("Held: forecast and staffing after Q3 2026")
    look()
    assert found == []
    told = "\n".join(sent)
    assert "Hire in January." in told
    assert [word for word in worker_words(reported, skagit) if is_said(word, told)] == []
