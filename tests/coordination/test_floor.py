"""The rules in Python and the SQL that was written from their text want the same items."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks import floor
from benchmarks.floor import Item
from claims.models import Claim
from cohe import clock, tenancy
from coordination.actions import worklist
from coordination.models import WorkItem
from coordination.queries import policy
from coordination.worklist import catalogue, engine, load
from tests import make
from tests.coordination import nasty
from tests.coordination.test_sample_extract import EXTRACT

SAMPLE_DAYS = ("2026-02-28", "2026-07-03", "2026-10-15", "2026-10-16", "2026-12-31", "2027-03-01")
RULES = [rule for rule in catalogue.RULES if rule.code in floor.RULES]
NASTY_DAYS = ("2026-03-01", "2026-07-03", "2026-10-15")


def by_the_rules(day: date) -> set[Item]:
    """What the engine wants on any claim of the COHE, also on those that no list should hold."""
    every = list(Claim.objects.values_list("pk", flat=True))
    return {
        Item(w.claim_number, w.rule, w.about, w.due_on, w.last_day, w.off_since)
        for facts in load.facts_of(every, day, policy.in_force(day)).values()
        for w in engine.wanted(facts, RULES, day)
    }


def by_the_floor(day: date) -> set[Item]:
    with connection.cursor() as cursor:
        return floor.wanted(cursor, tenancy.required().cohe_id, day)


@pytest.fixture
def sample(puget):
    call_command(
        "import_extract", EXTRACT / "sample", cohe="PUGET", made_on=date(2026, 10, 15), stdout=StringIO()
    )


@pytest.mark.parametrize("day", map(date.fromisoformat, SAMPLE_DAYS))
def test_both_want_the_same_of_the_sample_extract(sample, day):
    assert by_the_floor(day) == by_the_rules(day)


def test_both_want_the_same_of_claims_made_to_be_difficult(puget):
    nasty.make_claims(seed=11, count=300, author=make.Person())
    asked: Counter[str] = Counter()
    for day in map(date.fromisoformat, NASTY_DAYS):
        ours = by_the_rules(day)
        assert by_the_floor(day) == ours
        asked.update(item.rule for item in ours)
    assert set(asked) == floor.RULES


def test_the_statement_writes_the_items_that_the_run_writes_and_the_same_day_again_none(sample, puget):
    day, at = date(2026, 10, 15), clock.now()
    with connection.cursor() as cursor:
        opened, changed, cleared = floor.write(cursor, puget.pk, day, at)
        assert floor.write(cursor, puget.pk, day, at) == (0, 0, 0)
    by_statement = stored()
    assert (opened, changed, cleared) == (len(by_statement), 0, 0)
    run = worklist.make_worklist(cohe_id=puget.pk, day=day, kind="by-hand", asked_at=at, at=at)
    assert stored() == by_statement
    assert "opened" not in run.counts
    assert "cleared" not in run.counts


def stored() -> list[tuple[object, ...]]:
    names = (
        "claim_number",
        "rule",
        "about",
        "area",
        "due_on",
        "last_day",
        "tier_rank",
        "off_since",
        "owner",
        "state",
    )
    return list(WorkItem.objects.order_by("claim_number", "rule", "about").values_list(*names))
