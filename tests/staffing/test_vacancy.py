"""The vacancy clock runs only below what is required, three months clamped (domain.md 6.1, R6)."""

from datetime import date
from fractions import Fraction

import pytest

from staffing.vacancy import Departure, clocks

DAY = date.fromisoformat


def run(departures, levels, *, required="3", today="2026-12-31"):
    """Return the clocks where `levels` is the FTE from each day on."""
    steps = [(DAY(day), Fraction(level)) for day, level in levels]

    def fte_on(day):
        return next(level for since, level in reversed(steps) if since <= day)

    gone = [Departure(n, DAY(day), Fraction(1)) for n, day in enumerate(departures)]
    days = [since for since, _ in steps]
    return clocks(gone, days, fte_on, lambda day: Fraction(required), today=DAY(today), months=3)


@pytest.mark.parametrize(
    ("last_day", "due"),
    [("2025-11-30", "2026-02-28"), ("2023-11-30", "2024-02-29"), ("2026-05-31", "2026-08-31"),
     ("2026-10-16", "2027-01-16")],
)  # fmt: skip
def test_it_is_due_the_same_day_three_months_later_clamped_to_the_month(last_day, due):
    after = date.fromordinal(DAY(last_day).toordinal() + 1).isoformat()
    (clock,) = run([last_day], [("2000-01-01", "3"), (after, "2")])
    assert clock.due_on == DAY(due)


def test_no_clock_runs_while_staffing_is_enough():
    assert run(["2026-10-16"], [("2000-01-01", "4"), ("2026-10-17", "3")]) == ()


def test_a_partial_replacement_does_not_stop_it():
    (clock,) = run(["2026-10-16"], [("2000-01-01", "3"), ("2026-10-17", "2"), ("2026-11-02", "5/2")])
    assert (clock.stopped_on, clock.missing) == (None, Fraction(1, 2))


def test_it_stops_on_the_day_staffing_is_enough_again():
    (clock,) = run(["2026-10-16"], [("2000-01-01", "3"), ("2026-10-17", "2"), ("2026-11-02", "3")])
    assert (clock.stopped_on, clock.missing) == (DAY("2026-11-02"), 0)


def test_a_second_departure_has_a_clock_of_its_own():
    levels = [("2000-01-01", "3"), ("2026-10-17", "2"), ("2026-11-14", "1")]
    assert [one.due_on for one in run(["2026-10-16", "2026-11-13"], levels)] == [
        DAY("2027-01-16"),
        DAY("2027-02-13"),
    ]


def test_a_departure_to_come_has_no_clock_yet():
    assert run(["2026-12-31"], [("2000-01-01", "3"), ("2027-01-01", "2")]) == ()


def test_a_hire_to_come_does_not_stop_it_today():
    levels = [("2000-01-01", "3"), ("2026-10-17", "2"), ("2027-01-04", "3")]
    (clock,) = run(["2026-10-16"], levels)
    assert (clock.stopped_on, clock.missing) == (None, 1)
