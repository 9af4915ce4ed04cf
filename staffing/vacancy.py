"""The vacancy clock: three months to replace an HSC, once staffing is below what is required (R6). Pure.

domain.md 6.1: it starts on the last working day and only if staffing is below the requirement after it; it is
due the same day three months later, clamped to the month's end; it stops when staffing is back at the
requirement; a partial replacement does not stop it; a second departure has a clock of its own.
"""

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cohe.workdays import add_days, add_months


class Departure(NamedTuple):
    """Somebody's last working day, and the HSC FTE that went with it."""

    person_id: int
    last_day: date
    fte: Fraction


class Clock(NamedTuple):
    """A running or stopped clock. `missing` is the FTE short on the day it is looked at."""

    departure: Departure
    due_on: date
    stopped_on: date | None
    missing: Fraction


def clocks(
    departures: Iterable[Departure],
    changes: Iterable[date],
    fte_on: Callable[[date], Fraction],
    required_on: Callable[[date], Fraction],
    *,
    today: date,
    months: int,
) -> tuple[Clock, ...]:
    """Return the clock of each departure up to `today`, oldest first; none where enough staff was left.

    `changes` are the days on which staffing changed: on these a clock can stop, and on `today`, since what is
    required moves with the claims.
    """
    days = sorted({today, *(day for day in changes if day <= today)})
    found = []
    for one in sorted(departures, key=lambda one: one.last_day):
        after = add_days(one.last_day, 1)
        if after > today or fte_on(after) >= required_on(after):
            continue
        later = (day for day in days if day > after and fte_on(day) >= required_on(day))
        stopped = next(later, None)
        missing = Fraction(0) if stopped else max(Fraction(0), required_on(today) - fte_on(today))
        found.append(Clock(one, add_months(one.last_day, months), stopped, missing))
    return tuple(found)
