"""Referrals: who may order what, one life cycle with its days in order, every step taken back (E1-E3)."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coordination import referral_clocks, referral_uses
from coordination.models import Referral, ReferralEvent, WorkItem
from coordination.policy import Policy
from coordination.referral_kinds import TARGETS
from coordination.referral_uses import Used
from tests import make

PACIFIC = ZoneInfo("America/Los_Angeles")
AP = {"orderer": "attending-provider", "name": "Dr. Lind"}


def begin(client, claim, kind, step="suggest", **fields):
    address = f"{reverse('coordination:referral-start', args=[claim.pk])}?kind={kind}"
    return client.post(address, {"step": step, "on": "2026-10-01", **fields})


def take(client, referral, step, on="2026-10-05", **fields):
    address = reverse("coordination:referral-step", args=[referral.pk, step])
    return client.post(address, {"on": on, **fields})


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_referral_goes_through_its_whole_life(client, claim):
    begin(client, claim, "consultation", "order", **AP)
    referral = Referral.objects.get()
    for step, on, fields in (
        ("send", "2026-10-02", {"recipient": "Spine Clinic", "with_records": "on"}),
        ("schedule", "2026-10-02", {"visit": "2026-10-07"}),
        ("engage", "2026-10-07", {}),
        ("report", "2026-10-09", {}),
        ("pass-on", "2026-10-12", {}),
        ("review", "2026-10-13", {}),
        ("complete", "2026-10-14", {"outcome": "Seen"}),
    ):
        answer = take(client, referral, step, on, **fields)
        assert answer.status_code == 302, text(answer)
    referral.refresh_from_db()
    assert (referral.completed_on, referral.outcome) == (date(2026, 10, 14), "Seen")
    assert referral.records_sent_on == date(2026, 10, 2)
    assert referral.told_on == date(2026, 10, 12)
    assert ReferralEvent.objects.filter(referral=referral).count() == 8


@pytest.mark.parametrize("kind", ["pgap", "work-rehabilitation", "simp"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"orderer": "attending-provider"}, "Name of who ordered it: Name the attending provider who"),
        ({"orderer": "attending-provider", "name": "Dr. Lind", "on": ""}, "On: This field is required"),
        ({"orderer": "hsc", "name": "Ana"}, "is not one of the available choices"),
    ],
)
def test_what_only_the_ap_refers_needs_the_aps_name_and_day(client, claim, kind, fields, sentence):
    answer = begin(client, claim, kind, "order", **fields)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not Referral.objects.exists()


def test_an_hsc_may_suggest_what_only_the_ap_orders(client, claim):
    assert begin(client, claim, "pgap").status_code == 302
    assert Referral.objects.get().suggested_on == date(2026, 10, 1)


def test_simp_is_sent_only_once_the_claim_manager_has_authorized_it(client, claim):
    begin(client, claim, "simp", "order", **AP)
    referral = Referral.objects.get()
    answer = take(client, referral, "send", recipient="Pain Clinic")
    assert "cannot be recorded as this referral stands" in text(answer)
    # Why the step is not offered stands beside those that are.
    assert "SIMP is sent once the claim manager has authorized it" in text(answer)
    take(client, referral, "ask")
    answer = take(client, referral, "approve", remark="By phone.")
    assert "Claim manager: Name the claim manager who authorized SIMP." in text(answer)
    assert "By phone." in text(answer)
    take(client, referral, "approve", name="Lee")
    assert take(client, referral, "send", recipient="Pain Clinic").status_code == 302


@pytest.mark.parametrize("kind", ["behavioral-health", "consultation"])
def test_behavioral_health_and_consultation_need_no_authorization(client, claim, kind):
    begin(client, claim, kind, "order", **AP)
    referral = Referral.objects.get()
    assert take(client, referral, "ask").status_code == 422
    assert take(client, referral, "send", recipient="Clinic").status_code == 302


@pytest.mark.parametrize(
    ("step", "on", "fields", "sentence"),
    [
        ("report", "2026-10-05", {}, "cannot be recorded as this referral stands"),
        ("engage", "2026-09-30", {}, "cannot have started before it was ordered, on 1 Oct 2026"),
        ("schedule", "2026-09-30", {"visit": "2026-10-09"}, "cannot be scheduled before it was ordered"),
        (
            "schedule",
            "2026-10-05",
            {"visit": "2026-10-04"},
            "visit cannot lie before the day it was scheduled",
        ),
        ("send", "2026-10-05", {}, "Say to whom it was sent"),
        ("send", "2026-10-16", {"recipient": "Clinic"}, "16 Oct 2026 is after today"),
        ("send", "2026-02-30", {"recipient": "Clinic"}, "Enter a valid date"),
        ("end", "2026-10-05", {"ended_as": ""}, "How it ended: This field is required"),
        ("miss", "2026-10-05", {"barrier": "cost"}, "cannot be recorded as this referral stands"),
    ],
)
def test_days_and_steps_out_of_order_are_refused_and_what_was_typed_stays(
    client, claim, step, on, fields, sentence
):
    referral = make.Referral(claim=claim)
    answer = take(client, referral, step, on, remark="Kept.", **fields)
    assert answer.status_code == 422
    assert sentence.lower() in text(answer).lower()
    assert "Kept." in text(answer)
    assert not ReferralEvent.objects.exists()


@pytest.mark.parametrize(
    "columns",
    [
        {"report_on": "2026-10-05"},
        {"engaged_on": "2026-09-30"},
        {"ordered_on": None, "orderer": "", "suggested_on": "2026-10-01", "engaged_on": "2026-10-05"},
        {"scheduled_for": "2026-10-09"},
        {"scheduled_on": "2026-09-30", "scheduled_for": "2026-10-09"},
        {"suggested_on": "2026-10-02"},
        {"ended_as": "expired"},
        {"ended_as": "expired", "ended_on": "2026-10-09"},
        {"barrier": "cost"},
        {"authorization": "approved"},
        {"kind": "pgap", "ordered_by": ""},
        {"kind": "pgap", "orderer": "hsc"},
        {"kind": "simp", "sent_on": "2026-10-05"},
        {"kind": "gossip"},
    ],
)
def test_the_database_refuses_them_too(claim, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.Referral(claim=claim, **columns)


def test_each_step_is_taken_back_one_by_one_and_the_first_withdraws_it(client, claim):
    begin(client, claim, "consultation", "order", **AP)
    referral = Referral.objects.get()
    take(client, referral, "send", recipient="Clinic")
    client.post(reverse("coordination:referral-undo", args=[referral.pk]))
    referral.refresh_from_db()
    assert (referral.sent_on, referral.recipient) == (None, "")
    client.post(reverse("coordination:referral-undo", args=[referral.pk]))
    referral.refresh_from_db()
    assert referral.withdrawn_at is not None
    assert ReferralEvent.objects.filter(referral=referral).count() == 4


def test_somebody_who_was_slower_is_told(client, claim):
    referral = make.Referral(claim=claim, version=3)
    answer = take(client, referral, "send", recipient="Clinic", version="2")
    assert answer.status_code == 409
    assert "Somebody recorded another step meanwhile" in text(answer)


def test_a_missed_visit_is_counted_and_its_barrier_proposes_the_next_step(client, claim):
    referral = make.Referral(
        claim=claim,
        sent_on=date(2026, 10, 1),
        scheduled_on=date(2026, 10, 1),
        scheduled_for=date(2026, 10, 8),
    )
    take(client, referral, "miss", "2026-10-09", barrier="transport")
    referral.refresh_from_db()
    assert (referral.no_shows, referral.missed_on) == (1, date(2026, 10, 8))
    page = text(client.get(reverse("coordination:referral", args=[referral.pk])))
    assert "Did not start: transport." in page
    assert "Arrange a ride" in page


def test_moving_a_visit_is_counted_and_undone(client, claim):
    referral = make.Referral(claim=claim, scheduled_on=date(2026, 10, 2), scheduled_for=date(2026, 10, 20))
    take(client, referral, "move", visit="2026-10-27")
    referral.refresh_from_db()
    assert (referral.moves, referral.scheduled_for) == (1, date(2026, 10, 27))
    client.post(reverse("coordination:referral-undo", args=[referral.pk]))
    referral.refresh_from_db()
    assert (referral.moves, referral.scheduled_for) == (0, date(2026, 10, 20))


def test_recording_the_visit_clears_the_chase_at_once_and_says_so(client, claim):
    referral = make.Referral(claim=claim)
    begin(client, claim, "community", "order", orderer="hsc")
    assert WorkItem.objects.filter(rule="T18", about=str(referral.pk), state="open").exists()
    answer = take(client, referral, "schedule", visit="2026-10-20")
    assert "1 item cleared: Have the referral scheduled" in text(client.get(answer.url))


def test_an_item_leads_to_its_referral(client, claim):
    referral = make.Referral(claim=claim)
    answer = client.get(f"{reverse('coordination:referral-list', args=[claim.pk])}?about={referral.pk}")
    assert answer.url == reverse("coordination:referral", args=[referral.pk])


def test_ruling_out_keeps_the_suggestion_away_until_it_is_taken_back(client, claim):
    make.WorkStatus(claim=claim, status="modified", from_date=date(2026, 9, 2))
    begin(client, claim, "pgap", "rule-out", remark="Back at usual hours.")
    assert not WorkItem.objects.filter(rule="T37", state="open").exists()
    client.post(reverse("coordination:referral-undo", args=[Referral.objects.get().pk]))
    assert WorkItem.objects.filter(rule="T37", state="open").exists()


def test_ruling_out_needs_a_reason(client, claim):
    assert "Say why it is ruled out" in text(begin(client, claim, "pgap", "rule-out"))


def test_the_claim_page_draws_the_open_ones_and_tells_of_the_others(client, claim):
    make.Referral(claim=claim, recipient="Alder Street PT")
    make.Referral(claim=claim, kind="consultation", ended_as="expired", ended_on=date(2026, 10, 9),
                  why_ended="No word.")  # fmt: skip
    page = text(client.get(reverse("coordination:claim", args=[claim.pk])))
    assert "One of two referrals is still open" in page
    assert "Alder Street PT; ordered by Dr. Lind 1 Oct" in page
    assert "11 d over" in page
    assert "expired 9 Oct: No word." in page


@pytest.mark.parametrize("kind", TARGETS)
def test_every_kind_can_be_begun_and_looked_at(client, claim, kind):
    answer = begin(client, claim, kind, subject="As agreed")
    page = client.get(answer.url)
    assert page.status_code == 200
    assert TARGETS[kind].kind.label in text(page)


@pytest.mark.parametrize("role", ["ben", "olga", "ito"])
def test_others_do_not_record_steps(role, request, browse, claim):
    referral = make.Referral(claim=claim)
    answer = take(browse(request.getfixturevalue(role)), referral, "send", recipient="Clinic")
    assert answer.status_code in (302, 403, 404)
    assert not ReferralEvent.objects.exists()


# -- limits of Stay at Work by the date of injury (domain.md 8, 12.4) --


def wages(quantity, amount="0"):
    return Used("wages", date(2026, 3, 1), Decimal(quantity), Decimal(amount))


@pytest.mark.parametrize(
    ("injury", "used", "fits"),
    [
        ("2024-12-31", wages("66"), True),
        ("2024-12-31", wages("66.25"), False),
        ("2024-12-31", wages("1", "10000.00"), True),
        ("2024-12-31", wages("1", "10000.01"), False),
        ("2025-01-01", wages("66.25"), True),
        ("2025-01-01", wages("120"), True),
        ("2025-01-01", wages("120.5"), False),
        ("2025-01-02", wages("1", "25000.01"), False),
        ("2025-01-02", Used("tools", date(2026, 3, 1), Decimal(0), Decimal(5000)), True),
        ("2025-01-02", Used("training", date(2026, 3, 1), Decimal(0), Decimal("2000.01")), False),
        ("2024-12-31", Used("clothing", date(2026, 3, 1), Decimal(0), Decimal("400.01")), False),
    ],
)
def test_the_last_day_and_the_last_dollar_fit(injury, used, fits):
    no = referral_uses.refusal_of("stay-at-work", used, [], date.fromisoformat(injury), Policy())
    assert (no == "") is fits


def test_a_part_of_a_day_counts_as_a_day():
    half_days = [wages("0.5")] * 120
    assert "121 days would be used" in referral_uses.refusal_of(
        "stay-at-work", wages("0.5"), half_days, date(2025, 1, 1), Policy()
    )


def test_a_use_beyond_the_limit_is_refused_on_the_page(client, claim):
    referral = make.Referral(claim=claim, kind="pgap")
    make.ReferralUse(referral=referral, quantity=Decimal(10))
    address = reverse("coordination:referral-use", args=[referral.pk])
    answer = client.post(address, {"what": "sessions", "on": "2026-10-09", "quantity": "1"})
    assert "with this 11 sessions would be used, and 10 sessions is the limit" in text(answer)


# -- hours from order to visit set (E4, domain.md 10.3) --


@pytest.mark.parametrize(
    ("first", "last", "weekends", "hours"),
    [
        ("2026-10-05 09:00", "2026-10-08 09:00", True, 72),
        ("2026-10-02 09:00", "2026-10-05 09:00", True, 72),
        ("2026-10-02 09:00", "2026-10-05 09:00", False, 24),
        ("2026-10-03 09:00", "2026-10-04 09:00", False, 0),
        ("2026-10-30 09:00", "2026-11-02 09:00", True, 73),
    ],
)
def test_hours_are_exact_over_weekends_and_the_change_of_the_clocks(first, last, weekends, hours):
    begins, ends = (datetime.fromisoformat(one).replace(tzinfo=PACIFIC) for one in (first, last))
    utc = ZoneInfo("UTC")
    found = referral_clocks.time_between(
        begins.astimezone(utc), ends.astimezone(utc), PACIFIC, weekends_count=weekends
    )
    assert found.total_seconds() / 3600 == hours
