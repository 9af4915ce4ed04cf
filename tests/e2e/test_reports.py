"""The supervisor signs the quarter's report; her contract manager reads it and sees what moved since."""

import pytest
from playwright.sync_api import expect

from claims.models import Claim
from cohe import clock
from staffing.actions import figures
from staffing.quarter import Quarter
from staffing.queries.ratio import initiated
from tests import make
from tests.e2e.conftest import inside

pytestmark = pytest.mark.e2e
Q3 = Quarter(2026, 3)


def test_a_report_is_signed_and_read_by_the_contract_manager(at_work, puget):
    with inside(puget):
        claims = [make.Claim(claim_established_date=Q3.first) for _ in range(12)]
        count = initiated(Q3.first, Q3.last).count()
    supervisor = at_work("Sam")
    page, found = supervisor.page, []
    page.get_by_role("link", name="Staffing", exact=True).click()
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_role("button", name="Begin the report of Q3 2026").click()
    page.locator("#id_risks").fill("A retirement in May.")
    page.get_by_role("button", name="Keep what you wrote").click()
    expect(page.locator("#notices")).to_contain_text("What you wrote is kept.")
    found += supervisor.barriers()
    page.get_by_label("Sign with your name").fill("Sam Reed")
    page.get_by_role("button", name="Submit Q3 2026").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing has moved since")
    page.get_by_role("link", name="Claims initiated").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Claims initiated: {count}")
    with inside(puget):
        Claim.objects.filter(pk=claims[0].pk).update(withdrawn_at=clock.now())
        figures.refresh_figures(quarter=Q3, today=clock.today())
    manager = at_work("Casey")
    expect(manager.page.get_by_role("heading", level=1)).to_contain_text("COHEs")
    expect(manager.page.locator("#since-title")).to_contain_text("moved since")
    found += manager.barriers()
    manager.page.get_by_role("link", name="Version 1").click()
    expect(manager.page.get_by_text("A retirement in May.")).to_be_visible()
    assert claims[0].claim_number not in manager.page.content()
    found += manager.barriers()
    assert found == []
