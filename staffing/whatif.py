"""What if somebody is hired, goes on leave or resigns, or more claims come: exact, and pure (H6).

A scenario's steps are laid over the shares and long leaves there are, and the same sums are made of it as
of what is (`staffing.fte`, `staffing.ratio`). Nothing is rounded but the claims of a changed volume.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from staffing.choices import StaffRole
from staffing.forecast import half_up
from staffing.fte import ONE_DAY, Away, Share
from staffing.quarter import Quarter
from staffing.ratio import Quarterly, Yearly


class Hire(NamedTuple):
    """A new HSC with a share of a full week, from a day on, until (not including) another when temporary."""

    minutes: int
    full_time: int
    since: date
    until: date | None = None


class Leave(NamedTuple):
    """Long leave, first and last day included."""

    person_id: int
    first: date
    last: date


class Resignation(NamedTuple):
    """Somebody leaves after a last working day."""

    person_id: int
    last_day: date


Step = Hire | Leave | Resignation


def applied(
    shares: Iterable[Share], away: Iterable[Away], steps: Sequence[Step]
) -> tuple[tuple[Share, ...], tuple[Away, ...]]:
    """Return shares and long leaves as they would be; who is hired has a number below zero."""
    left = {one.person_id: one.last_day + ONE_DAY for one in steps if isinstance(one, Resignation)}
    kept = [cut for one in shares if (cut := ended(one, left.get(one.person_id)))]
    hired = [
        Share(-number, StaffRole.HSC, one.minutes, one.full_time, one.since, one.until)
        for number, one in enumerate(steps, 1)
        if isinstance(one, Hire)
    ]
    leaves = [Away(*one) for one in steps if isinstance(one, Leave)]
    return (*kept, *hired), merged([*away, *leaves])


def ended(share: Share, until: date | None) -> Share | None:
    """Return a share that ends where its person leaves; None when nothing is left of it."""
    if until is None or (share.until is not None and share.until <= until):
        return share
    return share._replace(until=until) if share.since < until else None


def merged(away: Iterable[Away]) -> tuple[Away, ...]:
    """Return the days of each person once, however many leaves name them: no day is taken off twice."""
    found: list[Away] = []
    for one in sorted(away):
        last = found[-1] if found else None
        if last and last.person_id == one.person_id and one.first <= last.last + ONE_DAY:
            found[-1] = last._replace(last=max(last.last, one.last))
        else:
            found.append(one)
    return tuple(found)


def changed(claims: int, percent: int) -> int:
    """Return claims that are `percent` more (negative: fewer), halves up."""
    return half_up(Fraction(claims * (100 + percent), 100))


def to_come(claims: int, so_far: int, percent: int) -> int:
    """Return a quarter's claims when those still to come are `percent` more; those it has stay as many."""
    return so_far + changed(max(0, claims - so_far), percent)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A quarter to come: what is expected of it against the HSC FTE it would have, both checks.

    `highest` is the upper end of the interval: None for a plain mean.
    """

    quarter: Quarter
    quarterly: Quarterly
    yearly: Yearly
    lowest: int | None = None
    highest: int | None = None

    @property
    def interval(self) -> str:
        """Return the interval in words; a plain mean has none."""
        if self.lowest is None or self.highest is None:
            return "no interval"
        return f"{self.lowest:,} to {self.highest:,}"

    @property
    def needed(self) -> Fraction:
        """Return the FTE of which the expected claims are exactly the line."""
        return Fraction(self.quarterly.claims, self.quarterly.line)

    @property
    def is_over(self) -> bool:
        """Say whether more claims are expected than the FTE allow."""
        return self.quarterly.is_over

    @property
    def may_be_over(self) -> bool:
        """Say whether the line is within the interval, above what is expected."""
        high = self.highest
        return not self.is_over and high is not None and high > self.quarterly.line * self.quarterly.fte


def first_over(outlook: Iterable[Outlook]) -> Outlook | None:
    """Return the first quarter over the line."""
    return next((one for one in outlook if one.is_over), None)


def first_short(outlook: Iterable[Outlook]) -> Outlook | None:
    """Return the first quarter at whose end the year's requirement would not be met."""
    return next((one for one in outlook if not one.yearly.is_met), None)


class LastDay(NamedTuple):
    """Until when a share must begin. `is_needed` is false where the quarter stays without it.

    `day` is None where the share is too small even from the quarter's first day.
    """

    quarter: Quarter
    is_needed: bool
    day: date | None


def last_day_to_hire(one: Outlook, part: Fraction) -> LastDay:
    """Return the last day on which a share of `part` FTE keeps a quarter at or under the line.

    Each day of it adds part / (days of the quarter): the days it takes are the FTE missing over that,
    rounded up to whole days.
    """
    missing = one.needed - one.quarterly.fte
    if missing <= 0:
        return LastDay(one.quarter, False, None)
    days = ceil(missing * one.quarter.days / part)
    if days > one.quarter.days:
        return LastDay(one.quarter, True, None)
    return LastDay(one.quarter, True, one.quarter.last - timedelta(days=days - 1))


def last_day_for_all(outlook: Iterable[Outlook], part: Fraction) -> LastDay | None:
    """Return the last day on which one hire keeps every quarter; None where none is needed.

    A quarter that the share cannot keep decides: its answer has no day.
    """
    needed = [one for one in (last_day_to_hire(each, part) for each in outlook) if one.is_needed]
    lost = next((one for one in needed if one.day is None), None)
    return lost or min(needed, key=lambda one: one.day or date.max, default=None)
