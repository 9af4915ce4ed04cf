"""Who has too much, who is away and what nobody covers: people as the supervisor's board shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from claims.models import Claim, Cover
from claims.queries.covers import parts_of
from cohe.models import Membership, Person, Role
from cohe.workdays import add_days
from coordination.models import WorkItem
from coordination.models.desk import ItemState
from staffing.models import Absence
from staffing.policy import StaffingPolicy
from staffing.queries.ratio import Staffing
from staffing.ratio import as_decimal

DAYS_AHEAD = 14
# Clocks that cannot be met any more after this many days from today.
CLOSING_DAYS = 2
SHOWN = 4
# The first and last days on which people are away, by person.
DaysAway = Mapping[int, Sequence[tuple[date, date]]]
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
    parts = {one: team.part_on(one, today, limits) for one in {*claims, *team.people}}
    members = Membership.objects.current(today).filter(cohe=cohe_id)
    who = members.filter(Q(role__in=(Role.HSC, Role.ASSISTANT)) | Q(person__in=claims))
    people = [one.person for one in who.select_related("person")]
    here = sum((parts.get(one.pk, Fraction(0)) for one in people), Fraction(0))
    held = sum(claims.get(one.pk, 0) for one in people)
    fair = {
        one.pk: round(held * parts[one.pk] / here)
        for one in people
        if here and parts.get(one.pk, Fraction(0))
    }
    widest = max([1, *claims.values(), *fair.values()])
    found = [
        Load(
            person=one,
            fte=str(as_decimal(parts.get(one.pk, Fraction(0)), 2)),
            claims=claims.get(one.pk, 0),
            fair=fair.get(one.pk),
            overdue=pressing.get(one.pk, NO_PRESSURE).overdue,
            today=pressing.get(one.pk, NO_PRESSURE).today,
            closing=pressing.get(one.pk, NO_PRESSURE).closing,
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
    gone = days_away({one.coverer_id for one in covers}, today)
    held = held_in_part(covers, gone, today)
    in_part = ExpressionWrapper(held, output_field=BooleanField())
    counted = items.annotate(in_part=in_part).order_by().values_list("owner", "due_on", "in_part")
    due = [Due(*row) for row in counted.annotate(Count("pk"))]
    waiting = items.filter(~held).order_by("due_on", "pk")
    first = list(
        waiting.values_list(
            "owner", "due_on", "last_day", "claim_id", "claim__worker_last_name", "claim_number", "because"
        )[:ROWS_READ]
    )
    found = (away_of(one, covers, gone, due, first, today) for one in absences)
    return tuple(sorted(found, key=lambda one: (-one.uncovered, one.absence.first_on)))


def days_away(people: set[int], today: date) -> DaysAway:
    """Return when some people are away from today on, by person: such days they cover nobody."""
    found: dict[int, list[tuple[date, date]]] = {}
    rows = Absence.objects.filter(withdrawn_at=None, last_on__gte=today, person__in=people)
    for person, first_on, last_on in rows.values_list("person", "first_on", "last_on"):
        found.setdefault(person, []).append((first_on, last_on))
    return found


def is_gone(person: int, day: date, gone: DaysAway) -> bool:
    """Say whether somebody is away on a day."""
    return any(first_on <= day <= last_on for first_on, last_on in gone.get(person, ()))


def held_in_part(covers: Sequence[Cover], gone: DaysAway, today: date) -> Q:
    """Return the condition that an item is among what a cover of a part holds on the day it is due."""
    parts = parts_of(one.pk for one in covers if not one.is_whole)
    found = Q(pk__in=[])
    for one in covers:
        if one.pk in parts:
            days = Q(due_on__lt=one.until, due_on__gte=max(one.since, today))
            for away in gone.get(one.coverer_id, ()):
                days &= ~Q(due_on__range=away)
            if one.since <= today < one.until and not is_gone(one.coverer_id, today, gone):
                days |= Q(due_on__lt=today)
            found |= Q(owner=one.absent_id) & days & parts[one.pk].of(max(one.since, today), "claim__")
    return found


def away_of(
    absence: Absence,
    covers: Sequence[Cover],
    gone: DaysAway,
    due: Sequence[Due],
    first: Sequence[tuple[Any, ...]],
    today: date,
) -> Away:
    """Return one absence: what waits from its first day (of what is due already, from today) to its last."""
    hers = [one for one in covers if one.absent_id == absence.person_id and overlaps(one, absence, today)]
    falls = [one for one in due if waits(one.owner, one.due_on, absence, today)]
    open_days = {one.due_on for one in falls if not is_covered(one.due_on, hers, gone, today)}
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


def is_covered(due_on: date, covers: Sequence[Cover], gone: DaysAway, today: date) -> bool:
    """Say whether somebody who is here covers all on the day a thing is due, or today if it is overdue."""
    day = max(due_on, today)
    whole = (one for one in covers if one.is_whole and one.since <= day < one.until)
    return any(not is_gone(one.coverer_id, day, gone) for one in whole)


def overlaps(cover: Cover, absence: Absence, today: date) -> bool:
    """Say whether a cover holds on a day of an absence that is still to come."""
    return cover.since <= absence.last_on and cover.until > max(absence.first_on, today)
