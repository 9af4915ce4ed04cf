"""What the worker could do on each day, and since when (triggers.md "Terms": work status of a day, spells).

Pure. Rows overlap and contradict each other; of those that cover a day the one that begins last decides.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

ONE_DAY = timedelta(days=1)

OFF_WORK = frozenset(("off_work", "kos"))
RESTRICTED = frozenset(("off_work", "kos", "modified"))

# Of rows that begin on one day the source with the lower number decides.
SOURCE_RANK = {"apf": 0, "employer": 1, "worker": 2}


class WorkStatus(NamedTuple):
    """One row: a status from a day through a day; no last day means it still holds."""

    status: str
    from_date: date
    through_date: date | None = None
    source: str = "apf"


class Stretch(NamedTuple):
    """Days in a row with one status; None: unknown."""

    first: date
    last: date
    status: str | None


class Timeline:
    """The status of every day up to `day`, as stretches without gap or overlap, oldest first.

    `grace_days`: how many days after the last covered one its status still holds.
    """

    __slots__ = ("stretches",)

    def __init__(self, rows: Iterable[WorkStatus], day: date, grace_days: int) -> None:
        self.stretches = tuple(_merged(_with_grace(_covered(rows, day), grace_days)))

    def status_on(self, day: date) -> str | None:
        """Return the status of a day, None when it is unknown or lies after the timeline's own day."""
        return next((s.status for s in self.stretches if s.first <= day <= s.last), None)

    def spell_on(self, day: date, statuses: Container[str | None]) -> date | None:
        """Return the first day of the unbroken run of `statuses` that contains `day`, None without one."""
        at = next((i for i, s in enumerate(self.stretches) if s.first <= day <= s.last), None)
        return None if at is None else self._run_ending(at, statuses)

    def current_spell(self, statuses: Container[str | None]) -> date | None:
        """Return the first day of the run of `statuses` that contains the timeline's own day."""
        return self._run_ending(len(self.stretches) - 1, statuses)

    def last_known_spell(self, statuses: Container[str | None]) -> date | None:
        """Return the first day of the run of `statuses` that holds the last day with a known status."""
        at = len(self.stretches) - 1
        if at >= 0 and self.stretches[at].status is None:
            at -= 1
        return self._run_ending(at, statuses)

    def _run_ending(self, at: int, statuses: Container[str | None]) -> date | None:
        first = None
        while at >= 0 and self.stretches[at].status in statuses:
            first = self.stretches[at].first
            at -= 1
        return first


def _covered(rows: Iterable[WorkStatus], day: date) -> Iterator[Stretch]:
    """Yield the deciding row's status between any two days on which a row begins or has ended."""
    begun = [
        r for r in rows if r.from_date <= day and (r.through_date is None or r.through_date >= r.from_date)
    ]
    begun.sort(key=attrgetter("from_date"))
    overlap = any(not _ended(row, following.from_date) for row, following in pairwise(begun))
    return _contested(begun, day) if overlap else _in_turn(begun, day)


def _in_turn(rows: Sequence[WorkStatus], day: date) -> Iterator[Stretch]:
    """Yield rows of which each has ended when the next begins, and the days between: the usual claim."""
    covered_to: date | None = None
    for row in rows:
        if covered_to is not None and covered_to + ONE_DAY < row.from_date:
            yield Stretch(covered_to + ONE_DAY, row.from_date - ONE_DAY, None)
        covered_to = day if row.through_date is None or row.through_date > day else row.through_date
        yield Stretch(row.from_date, covered_to, row.status)
    if covered_to is not None and covered_to < day:
        yield Stretch(covered_to + ONE_DAY, day, None)


def _contested(begun: Sequence[WorkStatus], day: date) -> Iterator[Stretch]:
    """Yield what rows that overlap come to: of those that cover a day the one that begins last decides."""
    # A row that ends today or later needs no end here; so a last day of 9999-12-31 is never counted from.
    turns = {r.through_date + ONE_DAY for r in begun if r.through_date is not None and r.through_date < day}
    points = sorted(turns.union(r.from_date for r in begun))
    deciding: list[tuple[int, int, int]] = []
    pushed = 0
    for here, first in enumerate(points):
        while pushed < len(begun) and begun[pushed].from_date == first:
            row = begun[pushed]
            heappush(deciding, (-first.toordinal(), SOURCE_RANK.get(row.source, 3), -pushed))
            pushed += 1
        while deciding and _ended(begun[-deciding[0][2]], first):
            heappop(deciding)
        status = begun[-deciding[0][2]].status if deciding else None
        yield Stretch(first, points[here + 1] - ONE_DAY if here + 1 < len(points) else day, status)


def _ended(row: WorkStatus, day: date) -> bool:
    return row.through_date is not None and row.through_date < day


def _with_grace(stretches: Iterable[Stretch], grace_days: int) -> Iterator[Stretch]:
    """Let the status of the last covered day hold for `grace_days` of the uncovered days behind it."""
    before: str | None = None
    for stretch in stretches:
        if stretch.status is not None or before is None or grace_days < 1:
            yield stretch
        elif (stretch.last - stretch.first).days < grace_days:
            yield stretch._replace(status=before)
        else:
            through = stretch.first + timedelta(days=grace_days - 1)
            yield Stretch(stretch.first, through, before)
            yield Stretch(through + ONE_DAY, stretch.last, None)
        before = stretch.status


def _merged(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours of one status."""
    open_one: Stretch | None = None
    for stretch in stretches:
        if open_one is not None and open_one.status == stretch.status:
            open_one = open_one._replace(last=stretch.last)
            continue
        if open_one is not None:
            yield open_one
        open_one = stretch
    if open_one is not None:
        yield open_one
