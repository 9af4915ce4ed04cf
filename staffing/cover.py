"""What falls due while somebody is away, who does it then, and what nobody does. Pure (H5, R7)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cohe.workdays import add_days, business_day_from, is_business_day

# A preview looks at every business day of so many, and from then on at the first one of each week.
EVERY_DAY_OF = 15


class Span(NamedTuple):
    """One cover, first and last day included; `is_whole`: all of the work, else of claims and providers.

    `away`: first and last days of what keeps the coverer away meanwhile, noted after the cover was set.
    """

    coverer_id: int
    first: date
    last: date
    is_whole: bool = True
    claims: frozenset[int] = frozenset()
    providers: frozenset[str] = frozenset()
    away: tuple[tuple[date, date], ...] = ()

    def holds_on(self, day: date) -> bool:
        """Say whether the coverer works for who is away on a day."""
        is_gone = any(first <= day <= last for first, last in self.away)
        return self.first <= day <= self.last and not is_gone

    def holds(self, claim_id: int, provider: str) -> bool:
        """Say whether a claim, with the provider its HSC follows, is in it."""
        return self.is_whole or claim_id in self.claims or provider in self.providers


class Owed(NamedTuple):
    """Something on the list of who is away: `last_day` is the last day on which it can still be done."""

    claim_id: int
    claim_number: str
    rule: str
    about: str
    due_on: date
    last_day: date | None
    because: str
    provider: str


class Answered(NamedTuple):
    """Something owed with the business day it is looked for, and who does it from which day: nobody if none.

    What had lost its last day before she went is no less covered for that.
    """

    owed: Owed
    on: date
    coverer_id: int | None
    from_day: date | None

    @property
    def is_uncovered(self) -> bool:
        """Say whether nobody does it while she is away, or not before its last day."""
        if self.from_day is None:
            return True
        last_day = self.owed.last_day
        return last_day is not None and self.on <= last_day < self.from_day


def days_to_look_at(first: date, last: date) -> list[date]:
    """Return the business days on which her list is looked at: each, after three weeks one a week.

    An absence without a business day is looked at on its last day: what falls due then waits for her.
    """
    days = list(working(first, last))
    later = days[EVERY_DAY_OF:]
    weekly = [
        day
        for before, day in zip(days[EVERY_DAY_OF - 1 :], later, strict=False)
        if is_later_week(before, day)
    ]
    return [*days[:EVERY_DAY_OF], *weekly] or [last]


def is_later_week(before: date, day: date) -> bool:
    """Say whether a day is in a later week than another before it."""
    return before.isocalendar()[:2] != day.isocalendar()[:2]


def working(first: date, last: date) -> Iterator[date]:
    """Yield the business days from the first to the last."""
    days = (add_days(first, n) for n in range((last - first).days + 1))
    return filter(is_business_day, days)


def days_without_cover(first: date, last: date, spans: Iterable[Span]) -> list[date]:
    """Return the business days on which nobody covers all of her work."""
    whole = [one for one in spans if one.is_whole]
    return [day for day in working(first, last) if not any(one.holds_on(day) for one in whole)]


def answered(owed: Owed, first: date, last: date, spans: Sequence[Span]) -> Answered:
    """Say who does something while she is away (from `first` through `last`), and from which day."""
    on = business_day_from(max(owed.due_on, first))
    near = [one for one in spans if one.holds(owed.claim_id, owed.provider)]
    found = ((day, one.coverer_id) for day in working(on, last) for one in near if one.holds_on(day))
    from_day, coverer = next(found, (None, None))
    return Answered(owed, on, coverer, from_day)


class Day(NamedTuple):
    """One day away in figures: what falls due, of that what nobody does, whose last day it is."""

    on: date
    due: int
    uncovered: int
    closing: int


def by_day(rows: Sequence[Answered], first: date, last: date) -> list[Day]:
    """Return the business days away with their figures; the first holds what was late before."""
    due = Counter(one.on for one in rows)
    uncovered = Counter(one.on for one in rows if one.is_uncovered)
    closing = Counter(one.owed.last_day for one in rows)
    return [Day(day, due[day], uncovered[day], closing[day]) for day in working(first, last)]


def windows_closing(rows: Iterable[Answered], first: date, last: date) -> list[Answered]:
    """Return what can no longer be done when she is back: its last day is while she is away."""
    closing = [one for one in rows if one.owed.last_day is not None and first <= one.owed.last_day <= last]
    return sorted(closing, key=lambda one: (one.owed.last_day or date.max, one.owed.claim_number))
