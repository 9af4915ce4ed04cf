"""How many APFs are paid: six by day 60, then four in each 60 days (domain.md 2.3)."""

from datetime import date, timedelta

import pytest

from coordination import apf_limits
from coordination.policy import Policy

VISIT, LIMITS = date(2026, 3, 2), Policy()


def day(number):
    """Return the day of care with a number: day 1 is that of the first visit."""
    return VISIT + timedelta(days=number - 1)


@pytest.mark.parametrize(
    ("exams", "on", "over"),
    [
        ([1, 10, 20, 30, 40, 60], 60, 0),
        ([1, 10, 20, 30, 40, 50, 60], 60, 1),
        ([1, 10, 20, 30, 40, 50, 61], 61, 0),
        ([61, 70, 80, 90], 90, 0),
        ([61, 70, 80, 90, 120], 120, 1),
        ([61, 70, 80, 90, 121], 121, 0),
    ],
)
def test_the_seventh_on_day_60_is_over_and_day_61_begins_a_window(exams, on, over):
    window = apf_limits.window_on(VISIT, [day(one) for one in exams], day(on), LIMITS)
    assert window.over == over


def test_a_window_says_its_days_and_what_is_left():
    window = apf_limits.window_on(VISIT, [day(70)], day(75), LIMITS)
    assert (window.first, window.last, window.left) == (day(61), day(120), 3)
    assert apf_limits.said(window) == "1 of 4 payable APFs used from 1 May to 29 Jun 2026."


def test_what_is_too_many_is_said():
    window = apf_limits.window_on(VISIT, [day(1)] * 8, day(2), LIMITS)
    assert "2 more than the 6 that L&I pays" in apf_limits.said(window)


def test_without_a_first_visit_nothing_is_counted():
    assert apf_limits.window_on(None, [VISIT], VISIT, LIMITS) is None


def test_a_form_from_before_the_visit_counts_in_the_first_window():
    assert apf_limits.window_on(VISIT, [VISIT - timedelta(days=1)], VISIT, LIMITS).count == 1
