"""B12: a page of what waits and is on nobody's mind, each with a way to mend it."""

from datetime import date

import pytest
from django.urls import reverse

from claims.queries import claims
from cohe import people
from cohe.clock import now
from coordination.queries.slips import slips
from tests import make
from tests.asking import queries_of
from tests.coordination.desk_rows import TODAY, step, text


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, worker_last_name="Delgado")


def keys(who):
    return {section.key: section.count for section in slips(membership=who, today=TODAY).sections}


def test_a_claim_without_item_or_task_is_there_until_it_has_one(claim, ana):
    assert keys(ana) == {"no-next-action": 1}
    step(ana, claim=claim)
    assert keys(ana) == {}


@pytest.mark.parametrize("state", ["done", "dismissed", "cleared", "missed"])
def test_what_is_closed_is_no_next_action(claim, ana, state):
    make.Item(claim=claim, owner=ana.person, state=state, closed_at=now())
    assert keys(ana) == {"no-next-action": 1}


def test_what_sleeps_is_one(claim, ana):
    make.Item(claim=claim, owner=ana.person, state="snoozed", snoozed_until=date(2026, 10, 20))
    assert keys(ana) == {}


def test_a_worker_back_at_full_duty_needs_none(claim, ana):
    make.WorkStatus(claim=claim, status="full_duty", from_date=date(2026, 10, 1))
    assert keys(ana) == {}


def test_a_closed_claim_does_not_slip(claim, ana):
    claim.claim_status, claim.status_date = "closed", TODAY
    claim.save()
    assert keys(ana) == {}


def test_items_of_somebody_who_left(claim, ana, ben, sam):
    step(ben, claim=claim)
    assert keys(sam) == {}
    people.end_membership(membership=ben, today=TODAY, at=now())
    assert keys(sam) == {"owner-gone": 1}


def cover(ana, ben, **fields):
    return make.Cover(absent=ana.person, coverer=ben.person, since=TODAY, until=date(2026, 10, 20),
        **fields,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first_on", "last_on", "due_on", "slips_today"),
    [
        (TODAY, TODAY, TODAY, True),
        (TODAY, date(2026, 10, 20), date(2026, 10, 20), True),
        (TODAY, date(2026, 10, 19), date(2026, 10, 20), False),
        (date(2026, 10, 16), date(2026, 10, 20), TODAY, False),
        (date(2026, 10, 1), date(2026, 10, 14), TODAY, False),
    ],
)
def test_items_that_fall_due_while_their_owner_is_away(
    claim, ana, sam, first_on, last_on, due_on, slips_today
):
    make.Item(claim=claim, owner=ana.person, due_on=due_on)
    make.Away(person=ana.person, first_on=first_on, last_on=last_on)
    assert ("owner-away" in keys(sam)) is slips_today


def test_what_somebody_covers_does_not_slip(claim, ana, ben, sam):
    make.Item(claim=claim, owner=ana.person, due_on=TODAY)
    make.Item(claim=make.Claim(hsc=ana.person), owner=ana.person, due_on=TODAY)
    make.Away(person=ana.person, first_on=TODAY, last_on=TODAY)
    part = cover(ana, ben, is_whole=False)
    make.CoverPart(cover=part, claim=claim)
    assert keys(sam) == {"owner-away": 1}
    cover(ana, ben)
    assert keys(sam) == {}


def test_a_cover_who_is_away_herself_is_none(claim, ana, ben, sam):
    make.Item(claim=claim, owner=ana.person, due_on=TODAY)
    for one in (ana, ben):
        make.Away(person=one.person, first_on=TODAY, last_on=TODAY)
    cover(ana, ben)
    assert keys(sam) == {"owner-away": 1}


@pytest.mark.parametrize(
    ("since", "slips_today"), [(None, False), (TODAY, False), (date(2026, 10, 16), True)]
)
def test_a_provider_who_begins_later_does_not_decide_yet(claim, ana, ben, sam, since, slips_today):
    claim.initiating_provider_number = "200009"
    claim.attending_provider_number, claim.attending_since = "200001", since
    claim.save()
    make.Item(claim=claim, owner=ana.person, due_on=TODAY)
    make.Away(person=ana.person, first_on=TODAY, last_on=TODAY)
    make.CoverPart(cover=cover(ana, ben, is_whole=False),
        provider=make.Provider(provider_number="200001"),
    )  # fmt: skip
    assert ("owner-away" in keys(sam)) is slips_today
    assert claims.opened_at_once(ben, TODAY).exists() is not slips_today


def test_a_positive_frq_of_which_the_provider_does_not_know(claim, ana):
    step(ana, claim=claim)
    make.Frq(claim=claim, asked_on=date(2026, 10, 1))
    assert keys(ana) == {"frq-not-told": 1}
    make.Record(claim=claim, kind="ap-told", about="2026-10-01")
    assert keys(ana) == {}


def test_restrictions_that_lapsed(claim, ana):
    make.Item(claim=claim, owner=ana.person, rule="T10", due_on=date(2026, 10, 14))
    assert keys(ana) == {"lapsed": 1}


def test_a_silent_referral(claim, ana):
    step(ana, claim=claim)
    made = {
        "claim": claim,
        "cohe_id": claim.cohe_id,
        "kind": "pgap",
        "recorded_by": ana.person,
        "recorded_at": now(),
    }
    quiet = make.coordination.Referral.objects.create(
        **made, suggested_on=date(2026, 9, 20), last_step_on=date(2026, 10, 1)
    )
    assert keys(ana) == {"silent-referral": 1}
    quiet.last_step_on = date(2026, 10, 2)
    quiet.save()
    assert keys(ana) == {}


def test_claims_of_nobody_are_everybodys_to_see(ana):
    step(None, claim=make.Claim(hsc=None))
    assert keys(ana) == {"no-hsc": 1}


def test_an_hsc_sees_hers_and_those_she_covers_a_supervisor_all(claim, ana, ben, sam):
    assert keys(ben) == {}
    assert keys(sam) == {"no-next-action": 1}
    make.Cover(absent=ana.person, coverer=ben.person, since=TODAY, until=date(2026, 10, 20))
    assert keys(ben) == {"no-next-action": 1}


def test_the_page_says_how_many_and_how_each_is_mended(browse, claim, ana):
    page = text(browse(ana).get(reverse("coordination:nothing-slips")))
    assert "1 claim is about to slip" in page
    assert reverse("coordination:task-add", args=[claim.pk]) in page


@pytest.mark.parametrize("who", ["mia", "ito", "ada", "cleo"])
def test_it_is_for_hscs_and_supervisors(request, browse, who):
    page = browse(request.getfixturevalue(who)).get(reverse("coordination:nothing-slips"))
    assert page.status_code == 403


def test_it_asks_the_database_as_often_for_many(browse, ana, claim):
    client, address = browse(ana), reverse("coordination:nothing-slips")
    few = queries_of(lambda: client.get(address))
    for _ in range(20):
        make.Claim(hsc=ana.person)
    assert queries_of(lambda: client.get(address)) == few
