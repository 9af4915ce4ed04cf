"""The referral log: what is open and late, the share within 72 hours, barriers, its file (E1, E3, E4)."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from cohe.models import AccessEvent
from coordination.models import Referral
from tests import make
from tests.asking import queries_of

ORDERED = datetime(2026, 10, 1, 9, tzinfo=ZoneInfo("America/Los_Angeles"))
LOG = "/referrals/"


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def scheduled_after(claim, elapsed):
    return make.Referral(
        claim=claim,
        ordered_at=ORDERED,
        scheduled_at=ORDERED + elapsed,
        scheduled_on=(ORDERED + elapsed).date(),
        scheduled_for=date(2026, 10, 20),
    )


def test_exactly_72_hours_pass_and_a_second_more_does_not(client, claim):
    scheduled_after(claim, timedelta(hours=72))
    scheduled_after(claim, timedelta(hours=72, seconds=1))
    page = text(client.get(LOG))
    assert "50 % scheduled within 72 h of the order: 1 of 2" in page


def test_without_a_timed_referral_the_share_is_not_available(client, claim):
    make.Referral(claim=claim)
    assert "n/a scheduled within 72 h" in text(client.get(LOG))


def test_an_hsc_begins_with_her_own_claims_late_ones_first(client, claim, ben):
    make.Referral(claim=claim, kind="consultation", ordered_on=date(2026, 10, 14))
    make.Referral(claim=claim)
    make.Referral(claim=make.Claim(hsc=ben.person), kind="vrc", orderer="claim-manager", ordered_by="Lee")
    page = text(client.get(LOG))
    table = page[page.index("Waits for") :]
    assert table.index("Physical or occupational therapy") < table.index("Consultation")
    assert "VRC services" not in table
    assert "VRC services" in text(client.get(f"{LOG}?hsc=&state=late"))


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=late", 1), ("state=silent", 1), ("state=ended", 1), ("kind=consultation", 0), ("state=all", 2)],
)
def test_the_log_is_narrowed_by_its_address(client, claim, query, count):
    make.Referral(claim=claim)
    make.Referral(claim=claim, ended_as="expired", ended_on=date(2026, 10, 9), why_ended="No word.")
    assert text(client.get(f"{LOG}?{query}")).count(claim.worker_name) == count


def test_a_filter_that_does_not_exist_is_refused(client, claim):
    answer = client.get(f"{LOG}?state=gossip")
    assert answer.status_code == 400
    assert "choose one of open, late" in text(answer)


def test_the_file_is_safe_in_a_spreadsheet_and_its_taking_is_in_the_trail(client, claim):
    make.Referral(claim=claim, recipient="=cmd()")
    answer = client.post(reverse("coordination:referral-export"))
    content = answer.content.decode()
    assert "'=cmd()" in content
    assert claim.worker_last_name not in content
    assert AccessEvent.objects.filter(action="referrals.exported", reason="1 referrals").exists()


def test_barriers_are_counted_with_what_came_of_them(client, claim):
    barrier = {"barrier": "transport", "barrier_on": date(2026, 10, 8)}
    make.Referral(claim=claim, **barrier)
    make.Referral(claim=claim, **barrier, engaged_on=date(2026, 10, 12))
    make.Referral(claim=claim)
    page = text(client.get(reverse("coordination:referral-barriers")))
    assert "Something stood in the way of 2 of 3 ordered referrals" in page
    assert "Transport 2 1 1" in page


def test_nobody_sees_referrals_of_claims_that_are_not_hers_to_open(browse, mia, olga, claim):
    make.Referral(claim=claim)
    for other in (mia, olga):
        assert claim.worker_name not in text(browse(other).get(f"{LOG}?hsc=&state=all"))


def test_the_log_asks_the_same_queries_however_many_there_are(client, claim):
    make.Referral(claim=claim)
    few = queries_of(lambda: client.get(LOG))
    for _ in range(30):
        make.Referral(claim=claim)
    assert queries_of(lambda: client.get(LOG)) == few


def test_silent_means_nothing_recorded_and_no_visit_ahead(claim):
    quiet = make.Referral(claim=claim, last_step_on=date(2026, 10, 1))
    make.Referral(claim=claim, last_step_on=date(2026, 10, 2))
    make.Referral(claim=claim, scheduled_on=date(2026, 10, 1), scheduled_for=date(2026, 10, 20))
    assert list(Referral.objects.silent(date(2026, 10, 15), days=14)) == [quiet]
