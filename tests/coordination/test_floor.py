"""The rules in Python and the SQL that was written from their text alone want the same items."""

from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from benchmarks import floor
from benchmarks.floor import Item
from claims.models import Claim
from cohe import tenancy
from coordination.queries import policy
from coordination.worklist import catalogue, engine, load
from tests import make
from tests.coordination import nasty
from tests.coordination.test_sample_extract import EXTRACT

SAMPLE_DAYS = ("2026-02-28", "2026-07-03", "2026-10-15", "2026-10-16", "2026-12-31", "2027-03-01")
NASTY_DAYS = ("2026-03-01", "2026-07-03", "2026-10-15")


def by_the_rules(day: date) -> set[Item]:
    """What the engine wants on any claim of the COHE, also on those that no list should hold."""
    every = list(Claim.objects.values_list("pk", flat=True))
    return {
        Item(w.claim_number, w.rule, w.about, w.due_on, w.last_day, w.off_since)
        for facts in load.facts_of(every, day, policy.in_force(day)).values()
        for w in engine.wanted(facts, catalogue.RULES, day)
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
    nasty.make_claims(seed=7, count=150, author=make.Person())
    asked: Counter[str] = Counter()
    for day in map(date.fromisoformat, NASTY_DAYS):
        ours = by_the_rules(day)
        assert by_the_floor(day) == ours
        asked.update(item.rule for item in ours)
    assert set(asked) == {rule.code for rule in catalogue.RULES}
