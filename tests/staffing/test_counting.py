"""Which claims a measure counts, row by row (domain.md 2.2, 2.4)."""

from datetime import date, timedelta

import pytest

from staffing.counting import COUNTINGS, TO_DATE, ClaimFacts, Day, days_to_activity
from staffing.policy import StaffingPolicy

START = date(2026, 7, 1)
LATE = Day(date(2026, 12, 1), StaffingPolicy())
EMPTY = ClaimFacts(
    claim_id=1,
    number="A100001",
    hsc_id=None,
    appeared=START,
    established=START,
    first_visit=date(2026, 7, 1),
    roa_received=None,
    roa_complete=None,
    apf_on=None,
    call_on=None,
    billed_call_on=None,
    time_loss_on=None,
    activity_on=None,
)


def day_of_claim(n):
    return START + timedelta(days=n)


def counts(code, today=LATE.today, **facts):
    """Return None out of the denominator, else whether it is in the numerator."""
    one, day = EMPTY._replace(**facts), Day(today, LATE.limits)
    how = COUNTINGS[code]
    assert how.why(one, day) if how.asks(one, day) else True
    return how.counts(one, day) if how.asks(one, day) else None


# measure, what is known, counts?
ROWS = (
    ("M2", {"apf_on": day_of_claim(84)}, True),
    ("M2", {"apf_on": day_of_claim(85)}, False),
    ("M2", {"apf_on": day_of_claim(-3)}, True),
    ("M2", {}, False),
    ("M3", {"call_on": day_of_claim(3)}, True),
    ("M3", {"activity_on": day_of_claim(3)}, False),
    ("M4", {"activity_on": day_of_claim(3)}, None),
    ("M4", {"time_loss_on": START}, False),
    ("M4", {"time_loss_on": START, "call_on": START}, False),
    ("M4", {"time_loss_on": START, "billed_call_on": START}, True),
    ("M4", {"time_loss_on": START, "activity_on": START}, True),
    ("M5", {"activity_on": START}, True),
    ("M5", {}, False),
    ("M6", {"activity_on": START}, None),
    ("M6", {"time_loss_on": START, "billed_call_on": START}, False),
    ("M6", {"time_loss_on": START, "activity_on": START}, True),
    ("M7", {}, None),
    ("M7", {"established": None, "activity_on": START}, None),
    ("M7", {"activity_on": START}, True),
    ("M8", {"time_loss_on": START}, True),
    ("M8", {}, False),
    ("M10", {}, None),
    ("M10", {"roa_received": START}, False),
    ("M10", {"roa_received": START, "roa_complete": False}, False),
    ("M10", {"roa_received": START, "roa_complete": True}, True),
    ("M11", {}, None),
    ("M11", {"roa_received": date(2026, 7, 6)}, True),
    ("M11", {"roa_received": date(2026, 7, 7)}, False),
    ("M11", {"roa_received": START}, True),
    ("M11", {"roa_received": date(2026, 6, 30)}, False),
    ("M11", {"roa_received": START, "first_visit": None}, False),
)


@pytest.mark.parametrize(("code", "facts", "expected"), ROWS)
def test_a_claim_counts_or_not(code, facts, expected):
    assert counts(code, **facts) is expected


@pytest.mark.parametrize(("age", "expected"), [(83, None), (84, False), (85, False)])
def test_younger_than_84_days_is_not_mature_but_counts_to_date(age, expected):
    today = day_of_claim(age)
    assert counts("M2", today) is expected
    assert TO_DATE.asks(EMPTY, Day(today, LATE.limits))


@pytest.mark.parametrize(
    ("activity", "days"),
    [("2026-07-01", 0), ("2026-07-02", 1), ("2026-07-03", 1), ("2026-07-05", 1), ("2026-07-06", 2)],
)
def test_speed_counts_business_days_after_the_claim_was_established(activity, days):
    assert days_to_activity(EMPTY._replace(activity_on=date.fromisoformat(activity))) == days
