"""Business days come out as the state observes them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohe import workdays

OBSERVED = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 11-11 11-26 11-27 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 11-11 11-25 11-26 12-24 12-31",
}
TWO_BUSINESS_DAYS = (
    ("2026-01-14", "2026-01-16"),
    ("2026-01-15", "2026-01-20"),
    ("2026-01-17", "2026-01-21"),
    ("2026-05-21", "2026-05-26"),
    ("2026-06-17", "2026-06-22"),
    ("2026-07-01", "2026-07-06"),
    ("2026-07-02", "2026-07-07"),
    ("2026-11-10", "2026-11-13"),
    ("2026-11-24", "2026-11-30"),
    ("2026-12-23", "2026-12-28"),
    ("2026-12-31", "2027-01-05"),
    ("2027-12-22", "2027-12-27"),
    ("2027-12-30", "2028-01-04"),
)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("year", "expected"), OBSERVED.items())
def test_holidays_are_observed_on_the_published_days(year, expected):
    assert sorted(workdays.holidays(year)) == [day(f"{year}-{one}") for one in expected.split()]


@pytest.mark.parametrize(("visit", "due"), TWO_BUSINESS_DAYS)
def test_two_business_days_after_a_visit(visit, due):
    assert workdays.bd(day(visit), 2) == day(due)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2021-06-18", True),  # Juneteenth began in 2022
        ("2022-06-20", False),  # ... on a Sunday, observed on Monday
        ("2022-01-01", False),
        ("2021-12-31", False),  # New Year 2022, a Saturday, in the year before
        ("2026-07-04", False),
        ("2026-07-06", True),
        ("2023-01-02", False),  # New Year 2023, a Sunday
    ],
)
def test_days_on_the_edge_of_a_holiday(text, is_one):
    assert workdays.is_business_day(day(text)) is is_one


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-11-15", 11, "2026-10-15"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-03-31", -1, "2026-02-28"),
    ],
)
def test_months_clamp_to_the_months_end(start, months, end):
    assert workdays.add_months(day(start), months) == day(end)


def test_counting_no_business_days_is_refused():
    with pytest.raises(ValueError, match="counted from 1"):
        workdays.bd(date(2026, 10, 15), 0)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [(date.max, 3, date.max), (date.min, -14, date.min), (date(2026, 2, 27), 3, date(2026, 3, 2))],
)
def test_counting_days_stops_at_the_ends_of_the_calendar(start, n, end):
    assert workdays.add_days(start, n) == end


@given(days, st.integers(1, 15))
def test_exactly_n_business_days_lie_after_the_first_day(start, n):
    end = workdays.bd(start, n)
    between = [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]
    assert workdays.is_business_day(end)
    assert sum(map(workdays.is_business_day, between)) == n


@given(days)
def test_a_business_day_stays_and_another_moves_to_the_next(start):
    moved = workdays.business_day_from(start)
    assert moved == (start if workdays.is_business_day(start) else workdays.bd(start, 1))


@given(days)
def test_never_more_than_five_days_in_a_row_are_closed(start):
    assert any(workdays.is_business_day(start + timedelta(days=i)) for i in range(5))


@given(days, st.integers(-60, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(start, n):
    end = workdays.add_months(start, n)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == n
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
