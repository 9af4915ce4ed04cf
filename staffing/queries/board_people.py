"""Who has too much, who is away and what nobody covers: people as the supervisor's board shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from claims.models import Claim, Cover
from claims.queries.covers import Part, parts_of
from cohe.models import Membership, Person, Role
from cohe.workdays import add_days
from coordination.models import WorkItem
from coordination.models.desk import ItemState
from staffing.cover import Span
from staffing.models import Absence
from staffing.policy import StaffingPolicy
from staffing.queries.cover import absences_of, span_of
from staffing.queries.ratio import Staffing
from staffing.ratio import as_decimal

DAYS_AHEAD = 14
# Clocks that cannot be met any more after this many days from today.
CLOSING_DAYS = 2
SHOWN = 4
# Of all who are away together: enough to show the first of each.
ROWS_READ = 200


class Pressing(NamedTuple):
    """How many items of somebody are overdue, due today, and cannot be done later than in two days."""

    overdue: int
    today: int
    closing: int


NO_PRESSURE = Pressing(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Load:
    """One coordinator: open claims beside what her share of the FTE makes of them, and what presses.

    `fair` is None for somebody without HSC time. `bar` and `mark` are percent of the widest row.
    """

    person: Person
    fte: str
    claims: int
    fair: int | None
    overdue: int
    today: int
    closing: int
    bar: int
    mark: int | None

    @property
    def over(self) -> int:
        """Return by how many claims she has more than her share; negative: room for so many."""
        return 0 if self.fair is None else self.claims - self.fair


@dataclass(frozen=True, slots=True)
class Waiting:
    """What falls due while its owner is away and nobody covers her."""

    claim_id: int
    worker: str
    due_on: date
    last_day: date | None
    because: str


class Due(NamedTuple):
    """How many items of somebody fall due on a day; `in_part`: somebody covers them, though not all."""

    owner: int | None
    due_on: date
    in_part: bool
    items: int


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's days away: who covers, how much falls due, what of it nobody covers."""

    absence: Absence
    coverers: tuple[str, ...]
    falls_due: int
    uncovered: int
    waiting: tuple[Waiting, ...]

    @property
    def finding(self) -> str:
        """Return what is to be known of it."""
        name = self.absence.person.name
        if not self.falls_due:
            return f"{name}: nothing falls due"
        if not self.uncovered:
            return f"{name} is covered: {self.falls_due} fall due"
        return f"{name}: {self.uncovered} of {self.falls_due} uncovered"


def loads(cohe_id: int, team: Staffing, limits: StaffingPolicy, today: date) -> tuple[Load, ...]:
    """Return everybody who coordinates, who has most beyond her share first, in three queries."""
    counted = Claim.objects.open(today).exclude(hsc=None).order_by().values_list("hsc")
    claims = dict(counted.annotate(Count("pk")))
    pressing = pressing_of(today)
    members = Membership.objects.current(today).filter(cohe=cohe_id)
    who = members.filter(Q(role__in=(Role.HSC, Role.ASSISTANT)) | Q(person__in=claims))
    people = [one.person for one in who.select_related("person")]
    parts = {one.pk: team.part_on(one.pk, today, limits) for one in people}
    here = sum(parts.values(), Fraction(0))
    held = sum(claims.get(one.pk, 0) for one in people)
    fair = {person: round(held * part / here) for person, part in parts.items() if part}
    widest = max([1, *claims.values(), *fair.values()])
    found = [
        Load(
            person=one,
            fte=str(as_decimal(parts[one.pk], 2)),
            claims=claims.get(one.pk, 0),
            fair=fair.get(one.pk),
            **pressing.get(one.pk, NO_PRESSURE)._asdict(),
            bar=100 * claims.get(one.pk, 0) // widest,
            mark=100 * fair[one.pk] // widest if one.pk in fair else None,
        )
        for one in people
    ]
    return tuple(sorted(found, key=lambda one: (-one.over, one.person.name)))


def pressing_of(today: date) -> dict[int | None, Pressing]:
    """Return by owner what is overdue, due today, and cannot be done later than in two days; one query."""
    closing = (today, add_days(today, CLOSING_DAYS))
    rows = WorkItem.objects.filter(state=ItemState.OPEN, owner__isnull=False).order_by()
    counted = rows.values_list("owner").annotate(
        late=Count("pk", filter=Q(due_on__lt=today)),
        due=Count("pk", filter=Q(due_on=today)),
        closing=Count("pk", filter=Q(last_day__range=closing)),
    )
    return {owner: Pressing(*counts) for owner, *counts in counted}


def aways(today: date) -> tuple[Away, ...]:
    """Return who is away in the next two weeks, with what falls due meanwhile, in six queries."""
    soon = Absence.objects.filter(
        withdrawn_at=None, last_on__gte=today, first_on__lte=add_days(today, DAYS_AHEAD)
    )
    absences = list(soon.select_related("person"))
    if not absences:
        return ()
    people, ends = [one.person_id for one in absences], max(one.last_on for one in absences)
    covers = list(Cover.objects.filter(absent__in=people, until__gt=today).select_related("coverer"))
    items = WorkItem.objects.filter(state=ItemState.OPEN, owner__in=people, due_on__lte=ends)
    parts = parts_of(one.pk for one in covers if not one.is_whole)
    gone = absences_of({one.coverer_id for one in covers}, since=today)
    spans = {one.pk: span_of(one, parts, gone) for one in covers}
    held = held_in_part(covers, spans, parts, today)
    in_part = ExpressionWrapper(held, output_field=BooleanField())
    counted = items.annotate(in_part=in_part).order_by().values_list("owner", "due_on", "in_part")
    due = [Due(*row) for row in counted.annotate(Count("pk"))]
    waiting = items.filter(~held).order_by("due_on", "pk")
    first = list(
        waiting.values_list(
            "owner", "due_on", "last_day", "claim_id", "claim__worker_last_name", "claim_number", "because"
        )[:ROWS_READ]
    )
    found = (away_of(one, covers, spans, due, first, today) for one in absences)
    return tuple(sorted(found, key=lambda one: (-one.uncovered, one.absence.first_on)))


def held_in_part(
    covers: Sequence[Cover], spans: Mapping[int, Span], parts: Mapping[int, Part], today: date
) -> Q:
    """Return the condition that an item is among what a cover of a part holds on the day it is due."""
    found = Q(pk__in=[])
    for one in covers:
        if one.pk in parts:
            days = Q(due_on__lt=one.until, due_on__gte=max(one.since, today))
            for away in spans[one.pk].away:
                days &= ~Q(due_on__range=away)
            if spans[one.pk].holds_on(today):
                days |= Q(due_on__lt=today)
            found |= Q(owner=one.absent_id) & days & parts[one.pk].of(max(one.since, today), "claim__")
    return found


def away_of(
    absence: Absence,
    covers: Sequence[Cover],
    spans: Mapping[int, Span],
    due: Sequence[Due],
    first: Sequence[tuple[Any, ...]],
    today: date,
) -> Away:
    """Return one absence: what waits from its first day (of what is due already, from today) to its last."""
    hers = [one for one in covers if one.absent_id == absence.person_id and overlaps(one, absence, today)]
    falls = [one for one in due if waits(one.owner, one.due_on, absence, today)]
    whole = [spans[one.pk] for one in hers if one.is_whole]
    # What is overdue is covered by who covers today.
    open_days = {
        one.due_on for one in falls if not any(each.holds_on(max(one.due_on, today)) for each in whole)
    }
    return Away(
        absence=absence,
        coverers=tuple(dict.fromkeys(words_of(one) for one in hers)),
        falls_due=sum(one.items for one in falls),
        uncovered=sum(one.items for one in falls if one.due_on in open_days and not one.in_part),
        waiting=tuple(
            Waiting(claim, name or number, day, last_day, because)
            for owner, day, last_day, claim, name, number, because in first
            if owner == absence.person_id and day in open_days
        )[:SHOWN],
    )


def words_of(cover: Cover) -> str:
    """Return who covers, and that it is a part where it is."""
    return f"{cover.coverer.name} covers{'' if cover.is_whole else ' a part'}"


def waits(owner: int | None, due_on: date, absence: Absence, today: date) -> bool:
    """Say whether a thing due on a day waits while its owner is away; what is overdue waits if she is now."""
    if owner != absence.person_id or due_on > absence.last_on:
        return False
    return due_on >= absence.first_on or absence.first_on <= today


def overlaps(cover: Cover, absence: Absence, today: date) -> bool:
    """Say whether a cover holds on a day of an absence that is still to come."""
    return cover.since <= absence.last_on and cover.until > max(absence.first_on, today)
