"""A referral from the suggestion to its reviewed report, in the browser (E1, E2, E3, E4)."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from claims.models import Provider
from tests import make
from tests.e2e.conftest import keep, open_claim, said

pytestmark = pytest.mark.e2e


def test_given_pgap_only_the_attending_provider_orders_it_and_the_hours_to_its_visit_are_counted(
    at_work, given
):
    with given(attending_provider_number="1210137") as claim:
        provider = Provider.objects.get(provider_number=claim.attending_provider_number)
    window = at_work("Priya")
    page = window.page
    open_claim(page, claim)
    page.keyboard.press("f")
    page.wait_for_url("**/referrals/start/")
    found = window.barriers()
    page.get_by_role("link", name="PGAP").click()
    # An order without the provider's name is refused, and what was typed is kept.
    page.get_by_label("It was ordered").check()
    page.get_by_label("What for").fill("afraid to lift")
    page.get_by_label("Who ordered it", exact=True).select_option("attending-provider")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("Name the attending provider who ordered PGAP.")
    expect(page.get_by_label("What for")).to_have_value("afraid to lift")
    page.get_by_label("Suggest it").check()
    page.get_by_label("Who ordered it", exact=True).select_option("")
    keep(page)
    said(page, "PGAP suggested.")
    # Then each next step is one key: ordered by the provider of the claim, sent, its visit set.
    expect(page.get_by_label("Name of the attending provider")).to_have_value(str(provider))
    page.get_by_role("textbox", name="Hour").fill("08:00")
    keep(page)
    said(page, "Ordered.")
    page.get_by_label("To whom").fill("Cascade Coaching")
    page.get_by_label("Records went with it").check()
    keep(page)
    page.get_by_role("textbox", name="Hour").fill("10:00")
    page.get_by_label("Day of the visit").fill("2026-10-20")
    keep(page)
    expect(page.get_by_text("2 h, within 72 h")).to_be_visible()
    found += window.barriers()
    page.goto("/referrals/")
    expect(page.locator(".figures")).to_contain_text(
        re.compile(r"100 %\s*scheduled within\s+72 h of the order: 1 of 1")
    )
    assert found == []


def test_given_simp_neither_a_nameless_order_nor_a_nameless_authorization_lets_it_go_out(at_work, given):
    with given() as claim:
        pass
    window = at_work("Priya")
    page = window.page
    page.goto(f"/claims/{claim.pk}/referrals/start/?kind=simp")
    page.get_by_label("It was ordered").check()
    page.get_by_label("On*", exact=True).fill("")
    page.get_by_label("What for").fill("pain after five months of therapy")
    page.get_by_label("Who ordered it", exact=True).select_option("attending-provider")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("On: This field is required.")
    page.get_by_label("On*", exact=True).fill("2026-10-12")
    keep(page)
    name = page.get_by_label("Name of who ordered it")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text("Name the attending provider who ordered SIMP.")
    expect(page.get_by_label("What for")).to_have_value("pain after five months of therapy")
    name.fill("Dr. Lane")
    keep(page)
    said(page, "SIMP ordered.")
    # Without the claim manager's authorization, by name, it is neither sent nor begun.
    expect(page.locator("main")).to_contain_text("SIMP is sent once the claim manager has authorized it")
    for step in ("Send it", "Record that it started"):
        expect(page.get_by_role("link", name=step)).to_have_count(0)
    keep(page)
    said(page, "Authorization asked.")
    page.get_by_label("Remark").fill("By phone, evaluation only.")
    page.get_by_label("Claim manager").fill("")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("Name the claim manager who authorized SIMP.")
    expect(page.get_by_label("Remark")).to_have_value("By phone, evaluation only.")
    found = window.barriers()
    page.get_by_label("Claim manager").fill("J. Ortiz")
    keep(page)
    said(page, "Authorization approved.")
    page.get_by_label("To whom").fill("Rainier Pain Program")
    keep(page)
    page.get_by_label("Day of the visit").fill("2026-10-15")
    keep(page)
    said(page, "Scheduled.")
    keep(page)
    said(page, "Started.")
    known = page.get_by_role("region", name="What is known")
    expect(known).to_contain_text("Attending provider, Dr. Lane, 12 Oct")
    expect(known).to_contain_text("Approved by J. Ortiz")
    assert found + window.barriers() == []


def test_given_a_worker_who_did_not_start_the_barrier_proposes_the_next_step_and_is_counted(at_work, given):
    with given() as claim:
        row = make.Referral(
            claim=claim,
            sent_on=date(2026, 10, 2),
            scheduled_on=date(2026, 10, 2),
            scheduled_for=date(2026, 10, 13),
        )
    window = at_work("Priya")
    page = window.page
    page.goto(f"/referrals/{row.pk}/?step=miss")
    keep(page)
    expect(page.get_by_role("alert")).to_contain_text("What stood in the way")
    page.get_by_label("What stood in the way").select_option("transport")
    keep(page)
    expect(page.locator("main")).to_contain_text("Did not start: transport. Arrange a ride")
    found = window.barriers()
    page.goto("/referrals/barriers/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Something stood in the way of 1 of 1")
    page.get_by_role("link", name="Transport").click()
    expect(page.get_by_role("row", name="therapy")).to_contain_text("1 missed")
    found += window.barriers()
    # Heard wrong: one key takes it back.
    page.get_by_role("link", name="Physical or occupational therapy").click()
    expect(page.get_by_role("button", name="Take back: Did not start")).to_be_visible()
    page.keyboard.press("z")
    said(page, "The last step is taken back.")
    assert found == []


def test_given_a_report_the_loop_closes_when_it_is_passed_on_and_reviewed(at_work, given):
    with given() as claim:
        row = make.Referral(claim=claim, sent_on=date(2026, 10, 2), engaged_on=date(2026, 10, 5))
    page = at_work("Priya").page
    page.goto(f"/referrals/{row.pk}/")
    for words in ("Report received.", "Passed on to the attending provider.", "Reviewed with the worker."):
        keep(page)
        said(page, words)
    page.get_by_label("What came of it").select_option("Goals met")
    keep(page)
    expect(page.locator("main")).to_contain_text("It is over")
