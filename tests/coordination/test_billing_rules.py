"""Only a complete signed note of a biller with a number makes a line, once, within the limits (C5)."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordination.billing import Activity, Around, Code, Unit, amount_of, overlap, refusals, units_of

DAY = date(2026, 10, 1)
CODE = Code(
    code="HSC-DEMO-01", label="Contact", unit=Unit.MINUTES, since=date(2026, 1, 1), minutes_per_unit=6
)
NOTE = Activity(
    claim_id=1, author_id=7, role="hsc", kind="worker", on=DAY, person="worker", purpose="Ask about PT",
    outcome="reached", minutes=12, is_billable=True, is_administrative=False,
)  # fmt: skip
AROUND = Around(
    today=date(2026, 10, 15), established_on=date(2026, 9, 1), left_on=None, exit_reason="", may_bill=True,
    late_after_days=365,
)  # fmt: skip


def test_a_complete_note_may_be_billed():
    assert refusals(CODE, NOTE, AROUND) == ()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"is_administrative": True}, "Administrative work is never billed"),
        ({"is_billable": False}, "marked this note as not billable"),
        ({"person": ""}, "names nobody who was contacted"),
        ({"purpose": "  "}, "does not say what the contact was for"),
        ({"outcome": ""}, "does not say what came of the contact"),
        ({"minutes": 0}, "has no minutes"),
        ({"minutes": 5}, "5 minutes make no unit"),
        ({"on": date(2026, 8, 31)}, "established on 1 Sep 2026, after this activity"),
        ({"on": date(2025, 12, 31)}, "is not in force on 31 Dec 2025"),
    ],
)
def test_a_note_that_lacks_something_is_refused_in_a_sentence(more, sentence):
    assert any(sentence in one for one in refusals(CODE, replace(NOTE, **more), AROUND))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"is_billed": True}, "one activity makes one line"),
        ({"may_bill": False}, "no active provider number on 1 Oct 2026"),
        ({"established_on": None}, "The claim is not established"),
        ({"left_on": date(2026, 9, 30)}, "left the list on 30 Sep 2026: say why"),
        ({"late_after_days": 13}, "more than 13 days old"),
        ({"others": (replace(NOTE, minutes=1440),)}, "more minutes than a day"),
    ],
)
def test_what_stands_around_it_refuses_in_a_sentence(more, sentence):
    assert any(sentence in one for one in refusals(CODE, NOTE, replace(AROUND, **more)))


@pytest.mark.parametrize(
    "more",
    [
        {"left_on": date(2026, 9, 30), "exit_reason": "Appeal"},
        {"left_on": DAY},
        {"late_after_days": 14},
        {"established_on": DAY},
        {"others": (replace(NOTE, minutes=1428),)},
    ],
)
def test_the_edge_itself_is_allowed(more):
    assert refusals(CODE, NOTE, replace(AROUND, **more)) == ()


@pytest.mark.parametrize(
    ("code", "around", "is_refused"),
    [
        ({"most_a_day": 4}, {"units_that_day": 2}, False),
        ({"most_a_day": 4}, {"units_that_day": 3}, True),
        ({"most_a_claim": 2}, {"units_of_claim": 1}, True),
        ({"most_a_period": 2, "period_days": 30}, {"units_of_period": 0}, False),
        ({"roles": frozenset({"hsc-assistant"})}, {}, True),
        ({"kinds": frozenset({"worker"})}, {}, False),
        ({"kinds": frozenset({"frq"})}, {}, True),
        ({"until": DAY}, {}, True),
        ({"since": DAY}, {}, False),
    ],
)
def test_a_code_is_for_some_and_up_to_its_limits(code, around, is_refused):
    assert bool(refusals(replace(CODE, **code), NOTE, replace(AROUND, **around))) is is_refused


@pytest.mark.parametrize(
    ("unit", "rounding", "minutes", "units"),
    [
        (Unit.MINUTES, "down", 17, 2), (Unit.MINUTES, "down", 18, 3), (Unit.MINUTES, "up", 13, 3),
        (Unit.MINUTES, "nearest", 14, 2), (Unit.MINUTES, "nearest", 15, 3), (Unit.EACH, "down", 500, 1),
    ],
)  # fmt: skip
def test_units_follow_the_code(unit, rounding, minutes, units):
    assert units_of(replace(CODE, unit=unit, rounding=rounding), minutes) == units


def test_an_amount_is_exact_and_unknown_without_a_rate():
    assert amount_of(replace(CODE, rate=Decimal("10.335")), 3) == Decimal("31.01")
    assert amount_of(CODE, 3) is None


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((9, 0, 10), (9, 10, 5), False), ((9, 0, 11), (9, 10, 5), True), ((9, 0, 60), (9, 10, 5), True),
        ((9, 30, 10), (9, 0, 31), True), ((9, 30, 10), (9, 0, 30), False),
    ],
)  # fmt: skip
def test_minutes_of_one_author_overlap_or_touch(first, second, expected):
    one, other = (replace(NOTE, started_at=time(h, m), minutes=n) for h, m, n in (first, second))
    assert overlap(one, other) is overlap(other, one) is expected
    assert not overlap(one, replace(other, author_id=8))
    assert not overlap(one, replace(other, started_at=None))


@given(st.integers(1, 1440), st.integers(1, 120))
def test_rounding_down_never_bills_minutes_that_were_not_worked(minutes, per_unit):
    units = units_of(replace(CODE, minutes_per_unit=per_unit), minutes)
    assert units * per_unit <= minutes < (units + 1) * per_unit
