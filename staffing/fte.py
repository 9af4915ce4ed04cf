"""HSC FTE from role shares and days (domain.md 6.1). Pure and exact.

A share is claim-specific minutes a week over full-time minutes a week (R3, R4): somebody with three equal
roles counts a third, kept as a third. Days are those worked: from `since` until (not including) `until`.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

ONE_DAY = timedelta(days=1)


class Share(NamedTuple):
    """A part of somebody's week in one role, from a day until (not including) another (None: still)."""

    person_id: int
    role: str
    minutes: int
    full_time: int
    since: date
    until: date | None = None

    @property
    def part(self) -> Fraction:
        """Return the share of a full-time week."""
        return Fraction(self.minutes, self.full_time)

    def holds_on(self, day: date) -> bool:
        """Say whether the share holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)

    def days_in(self, first: date, last: date) -> int:
        """Return on how many days from `first` through `last` it holds."""
        ends = last if self.until is None else min(last, self.until - ONE_DAY)
        return max(0, (ends - max(first, self.since)).days + 1)


class Away(NamedTuple):
    """Days, first and last included, on which somebody's share does not count (long leave)."""

    person_id: int
    first: date
    last: date


class Term(NamedTuple):
    """One row of the sum: a share, the days of it that count, and what they make of the quarter."""

    share: Share
    days: int
    fte: Fraction


def terms(
    shares: Iterable[Share], first: date, last: date, roles: frozenset[str], away: Sequence[Away] = ()
) -> tuple[Term, ...]:
    """Return the day-weighted FTE from `first` through `last`, share by share; `roles` are those that count.

    Days of long leave are taken off; whoever covers them has a share of her own.
    """
    span = (last - first).days + 1
    found = []
    for share in shares:
        if share.role not in roles:
            continue
        absent = (overlap(share, one, first, last) for one in away if one.person_id == share.person_id)
        days = share.days_in(first, last) - sum(absent)
        if days:
            found.append(Term(share, days, share.part * Fraction(days, span)))
    return tuple(found)


def overlap(share: Share, away: Away, first: date, last: date) -> int:
    """Return on how many days of the span a share holds while its person is away."""
    return share.days_in(max(first, away.first), min(last, away.last))


def total(found: Iterable[Term]) -> Fraction:
    """Return the sum of the terms."""
    return sum((one.fte for one in found), Fraction(0))


def on_day(shares: Iterable[Share], day: date, roles: frozenset[str]) -> Fraction:
    """Return the FTE of one day."""
    return sum((one.part for one in shares if one.role in roles and one.holds_on(day)), Fraction(0))
