"""Who is away, who covers, what falls due meanwhile and what stays uncovered (H5, R7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from claims.models import Claim, Cover, Provider
from claims.queries import caseload, covers
from claims.queries.covers import Part
from cohe import tenancy
from cohe.models import Membership, Person, Role
from cohe.workdays import add_days
from coordination.queries import item_story, worklist_on
from coordination.worklist.engine import Wanted
from staffing import cover
from staffing.cover import Answered, Day, Owed, Span
from staffing.models import Absence

LISTED = 500


@dataclass(frozen=True, slots=True)
class CoverShown:
    """One cover in words; `part` is empty for all of her work."""

    row: Cover
    span: Span
    part: str


@dataclass(frozen=True, slots=True)
class Away:
    """An absence, now or to come, with its covers and the business days on which nobody covers all."""

    absence: Absence
    covers: tuple[CoverShown, ...]
    without: tuple[date, ...]
    claims: int
    duties: tuple[Cover, ...]

    @property
    def state(self) -> str:
        """Return how much of it is covered, in a word or two."""
        if not self.covers:
            return "Not covered"
        return "Partly covered" if self.without else "Covered"


@dataclass(frozen=True, slots=True)
class CoverPage:
    """Everybody who coordinates and is away now or later; `loose` are covers of nobody's absence."""

    away: tuple[Away, ...]
    loose: tuple[CoverShown, ...]
    people: tuple[Person, ...]

    @property
    def uncovered(self) -> tuple[Away, ...]:
        """Return those with a business day on which nobody covers all of their work."""
        return tuple(one for one in self.away if one.without)

    @property
    def heading(self) -> str:
        """Return the finding."""
        if not self.away:
            return "No HSC is away, and none will be"
        missing = len(self.uncovered)
        if not missing:
            return f"{said(len(self.away), 'absence')} and all covered"
        return f"{said(missing, 'absence')} of {len(self.away)} not wholly covered"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that falls due while she is away, in words."""

    answered: Answered
    title: str
    coverer: str

    @property
    def state(self) -> str:
        """Return who does it, or that nobody does."""
        if self.answered.coverer_id is None:
            return "Nobody"
        return f"{self.coverer}, too late" if self.answered.is_uncovered else self.coverer


@dataclass(frozen=True, slots=True)
class Plan:
    """The coverage plan of one absence: days in figures, what stays uncovered, last days, all lines."""

    away: Away
    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    closing: tuple[Line, ...]
    uncovered: tuple[Line, ...]
    looks_weekly: bool

    @property
    def frqs(self) -> int:
        """Return how many FRQ windows close while she is away."""
        return sum(one.answered.owed.rule == FRQ_DUE for one in self.closing)

    @property
    def shown(self) -> tuple[Line, ...]:
        """Return the lines a page shows."""
        return self.lines[:LISTED]


# The rule that asks for the FRQ: its last day is the end of the window.
FRQ_DUE = "T12"


def said(count: int, word: str) -> str:
    """Return a count with its word."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def cover_page(today: date) -> CoverPage:
    """Return who is away from today on and who covers, in a fixed number of queries."""
    absences = absences_from(today)
    found = covers_shown(Cover.objects.filter(until__gt=today))
    open_claims = claims_of(one.person_id for one in absences)
    away = tuple(away_of(one, found, open_claims.get(one.person_id, 0)) for one in absences)
    bound = {one.row.pk for each in away for one in each.covers}
    hscs = caseload.hscs(cohe_id=tenancy.required().cohe_id, today=today)
    return CoverPage(
        away=away,
        loose=tuple(one for one in found if one.row.pk not in bound),
        people=tuple(one.person for one in hscs),
    )


def absences_from(today: date) -> list[Absence]:
    """Return the absences of today and later of those who coordinate, the first to begin first."""
    hscs = Membership.objects.filter(cohe=tenancy.required().cohe_id, role=Role.HSC).values("person")
    rows = Absence.objects.filter(withdrawn_at=None, last_on__gte=today, person__in=hscs)
    return list(rows.select_related("person").order_by("first_on", "pk"))


def claims_of(people: Iterable[int]) -> dict[int, int]:
    """Return how many claims each has that are not withdrawn, closed or rejected."""
    open_ones = Claim.objects.filter(withdrawn_at=None, hsc__in=list(people))
    counted = open_ones.exclude(claim_status__in=("closed", "rejected")).order_by().values_list("hsc")
    return dict(counted.annotate(Count("pk")))


def covers_shown(rows: QuerySet[Cover]) -> list[CoverShown]:
    """Return covers in words with what each holds, in four queries at most."""
    found = list(rows.select_related("absent", "coverer").order_by("since", "pk"))
    parts = covers.parts_of(one.pk for one in found if not one.is_whole)
    names = provider_names({number for one in parts.values() for number in one.providers})
    gone = absences_of({one.coverer_id for one in found})
    return [CoverShown(one, span_of(one, parts, gone), part_words(parts.get(one.pk), names)) for one in found]


def absences_of(people: Iterable[int], since: date = date.min) -> dict[int, tuple[tuple[date, date], ...]]:
    """Return when each of some people is away, without what has ended before a day."""
    rows = Absence.objects.filter(withdrawn_at=None, last_on__gte=since, person__in=list(people))
    rows = rows.order_by("first_on")
    found: dict[int, tuple[tuple[date, date], ...]] = {}
    for person, first, last in rows.values_list("person_id", "first_on", "last_on"):
        found[person] = (*found.get(person, ()), (first, last))
    return found


def span_of(row: Cover, parts: Mapping[int, Part], gone: Mapping[int, tuple[tuple[date, date], ...]]) -> Span:
    """Return a cover as the pure rules read it; `gone`: when each coverer is away."""
    part, away = parts.get(row.pk, Part()), gone.get(row.coverer_id, ())
    return Span(row.coverer_id, row.since, row.last_on, row.is_whole, part.claims, part.providers, away)


def provider_names(numbers: Iterable[str]) -> dict[str, str]:
    """Return the names of providers by number; asks nothing for none."""
    wanted = list(numbers)
    rows = Provider.objects.filter(provider_number__in=wanted)
    return dict(rows.values_list("provider_number", "name")) if wanted else {}


def part_words(part: Part | None, names: Mapping[str, str]) -> str:
    """Return what a cover holds in words; empty for all of her work."""
    if part is None:
        return ""
    of = [f"claims of {names.get(one, one)}" for one in sorted(part.providers)]
    single = [said(len(part.claims), "single claim")] if part.claims else []
    return ", ".join([*of, *single])


def away_of(absence: Absence, found: Sequence[CoverShown], claims: int) -> Away:
    """Return an absence with the covers of its days, and the duties it leaves."""
    ends = add_days(absence.last_on, 1)
    near = [one for one in found if one.row.since < ends and absence.first_on < one.row.until]
    hers = tuple(one for one in near if one.row.absent_id == absence.person_id)
    return Away(
        absence=absence,
        covers=hers,
        without=tuple(
            cover.days_without_cover(absence.first_on, absence.last_on, [one.span for one in hers])
        ),
        claims=claims,
        duties=tuple(one.row for one in near if one.row.coverer_id == absence.person_id),
    )


def plan(absence: Absence, today: date) -> Plan:
    """Return what falls due while somebody is away by the worklist's own rules, and who does it.

    Days that have passed are not looked at again. Costs what a morning of her claims costs for each day.
    """
    ends = add_days(absence.last_on, 1)
    rows = Cover.objects.filter(since__lt=ends, until__gt=absence.first_on)
    near = covers_shown(rows.filter(Q(absent=absence.person_id) | Q(coverer=absence.person_id)))
    claims = claims_of([absence.person_id]).get(absence.person_id, 0)
    away = away_of(absence, near, claims)
    first = max(absence.first_on, today)
    days = cover.days_to_look_at(first, absence.last_on)
    spans = [one.span for one in away.covers]
    found = [
        cover.answered(one, first, absence.last_on, spans) for one in owed(absence.person_id, days, today)
    ]
    names = {one.row.coverer_id: one.row.coverer.name for one in away.covers}
    lines = tuple(line_of(one, names) for one in sorted(found, key=by_day_and_claim))
    closing = cover.windows_closing(found, first, absence.last_on)
    return Plan(
        away=away,
        days=tuple(cover.by_day(found, first, absence.last_on)),
        lines=lines,
        closing=tuple(line_of(one, names) for one in closing),
        uncovered=tuple(one for one in lines if one.answered.is_uncovered),
        looks_weekly=len(days) > cover.EVERY_DAY_OF,
    )


def owed(person_id: int, days: Sequence[date], today: date) -> list[Owed]:
    """Return what is owed of somebody on some days, each thing once, with the provider it goes by."""
    found: dict[tuple[int, str, str], Wanted] = {}
    for want in worklist_on.of_owner(person_id, days):
        found.setdefault((want.claim_id, want.rule, want.about), want)
    claims = Claim.objects.filter(pk__in={want.claim_id for want in found.values()})
    followed = caseload.deciding_numbers(claims, today)
    return [
        Owed(
            want.claim_id, want.claim_number, want.rule, want.about, want.due_on, want.last_day,
            want.because, followed.get(want.claim_id, ""),
        )
        for want in found.values()
    ]  # fmt: skip


def by_day_and_claim(one: Answered) -> tuple[date, date, str, str]:
    """Return the order of a coverage plan: by day, what can soon no longer be done first."""
    return (one.on, one.owed.last_day or date.max, one.owed.claim_number, one.owed.rule)


def line_of(one: Answered, names: Mapping[int, str]) -> Line:
    """Return one thing in words."""
    return Line(one, item_story.title_of(one.owed.rule), names.get(one.coverer_id or 0, ""))
