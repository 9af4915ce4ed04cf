"""Business days of Washington: weekends and state holidays are skipped (domain.md 12.1, RCW 1.16.050)."""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

MONDAY, THURSDAY, SATURDAY, SUNDAY = 0, 3, 5, 6
ONE_DAY = timedelta(days=1)
JUNETEENTH_SINCE = 2022


def holidays(year: int) -> frozenset[date]:
    """Return the days of `year` on which the state observes a holiday.

    A holiday on Saturday is observed the Friday before, one on Sunday the Monday after; so New Year's Day
    of the next year may be observed on 31 December of `year`, and that of `year` not in `year` at all.
    """
    return _holidays(year)


@cache
def _holidays(year: int) -> frozenset[date]:
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    if year >= JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    if year < date.max.year:
        fixed.append(date(year + 1, 1, 1))
    thanksgiving = _nth(year, 11, THURSDAY, 4)
    moving = [
        _nth(year, 1, MONDAY, 3),  # Martin Luther King Jr. Day
        _nth(year, 2, MONDAY, 3),  # Presidents' Day
        date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday()),  # Memorial Day, the last Monday
        _nth(year, 9, MONDAY, 1),  # Labor Day
        thanksgiving,
        thanksgiving + ONE_DAY,  # Native American Heritage Day
    ]
    return frozenset(day for day in (*map(_observed, fixed), *moving) if day.year == year)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _observed(day: date) -> date:
    if day.weekday() == SATURDAY:
        return day - ONE_DAY
    return day + ONE_DAY if day.weekday() == SUNDAY else day


def is_business_day(day: date) -> bool:
    """Say whether `day` is neither on a weekend nor an observed state holiday."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


@cache
def bd(day: date, n: int) -> date:
    """Return the n-th business day after `day`, which itself is not counted; `n` is at least 1.

    Raise `ValueError` for a smaller `n`: "0 business days after a Saturday" has no agreed meaning.
    """
    if n < 1:
        raise ValueError(f"Business days are counted from 1, not {n}.")
    found = day
    for _ in range(n):
        found += ONE_DAY
        while not is_business_day(found):
            found += ONE_DAY
    return found


@cache
def business_days(first: date, last: date) -> int:
    """Return how many business days lie after `first` through `last`; 0 when `last` is not after it."""
    return sum(is_business_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))


def business_day_from(day: date) -> date:
    """Return `day` if it is a business day, else the first one after it."""
    return day if is_business_day(day) else bd(day, 1)


@cache
def add_days(day: date, n: int) -> date:
    """Return the day `n` calendar days later; at either end of the calendar it stops instead of failing.

    Extracts write 9999-12-31 for "no end": a rule that counts from such a day must not stop the morning run.
    """
    try:
        return day + timedelta(days=n)
    except OverflowError:
        return date.max if n > 0 else date.min


def day_after(last_on: date | None) -> date | None:
    """Return the day until which (not including) something holds with a last day; None without one."""
    return add_days(last_on, 1) if last_on else None


@cache
def add_months(day: date, n: int) -> date:
    """Return the same day `n` months later (earlier when negative), clamped to the end of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
