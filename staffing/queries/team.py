"""Who works how much in what, who is away, whose clock runs: the staffing page."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cohe import tenancy
from cohe.models import Employment, Membership, Person
from staffing import vacancy
from staffing.choices import StaffRole
from staffing.models import Absence, Discussion, ReportingLine, RoleShare
from staffing.policy import StaffingPolicy
from staffing.queries import policy, ratio
from staffing.queries.ratio import Staffing
from staffing.ratio import as_decimal


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody employed here with her shares, the days she is away, whom she answers to."""

    person: Person
    role: str
    hired_on: date | None
    left_on: date | None
    shares: tuple[RoleShare, ...]
    away: tuple[Absence, ...]
    reports_to: Person | None

    def is_away_on(self, day: date) -> bool:
        """Say whether she is away on a day."""
        return any(one.first_on <= day <= one.last_on for one in self.away)


@dataclass(frozen=True, slots=True)
class VacancyShown:
    """A vacancy clock with its words: who left, by when somebody must be found, what is missing."""

    person: Person | None
    clock: vacancy.Clock
    days_left: int

    @property
    def missing(self) -> str:
        """Return the FTE still missing, to four decimals."""
        return str(as_decimal(self.clock.missing, 4))


@dataclass(frozen=True, slots=True)
class TeamPage:
    """All of the page."""

    people: tuple[Colleague, ...]
    left: tuple[Colleague, ...]
    fte: Fraction
    required: Fraction
    vacancies: tuple[VacancyShown, ...]
    discussions: tuple[Discussion, ...]
    today: date

    @property
    def is_short(self) -> bool:
        """Say whether staffing is under what the contract requires today."""
        return self.fte < self.required

    @property
    def fte_words(self) -> str:
        """Return the FTE of today to four decimals."""
        return str(as_decimal(self.fte, 4))

    @property
    def required_words(self) -> str:
        """Return the FTE required today to four decimals."""
        return str(as_decimal(self.required, 4))

    @property
    def missing_words(self) -> str:
        """Return what is missing to four decimals."""
        return str(as_decimal(max(Fraction(0), self.required - self.fte), 4))


def team_page(today: date) -> TeamPage:
    """Return the team of the COHE in force on a day, in a fixed number of queries."""
    limits, team = policy.in_force(today), ratio.staffing()
    people = colleagues(today)
    required = Fraction(ratio.claims_of_year(today), limits.claims_per_fte_year)
    names = {one.person.pk: one.person for one in people}
    return TeamPage(
        people=tuple(one for one in people if one.left_on is None or one.left_on >= today),
        left=tuple(one for one in people if one.left_on is not None and one.left_on < today),
        fte=team.on(today, limits),
        required=required,
        vacancies=tuple(
            VacancyShown(names.get(one.departure.person_id), one, (one.due_on - today).days)
            for one in clocks(team, required, limits, today)
            if one.stopped_on is None
        ),
        discussions=tuple(Discussion.objects.select_related("check_made")),
        today=today,
    )


def clocks(
    team: Staffing, required: Fraction, limits: StaffingPolicy, today: date
) -> tuple[vacancy.Clock, ...]:
    """Return the vacancy clocks of who left with HSC time; `required` is the FTE of today's year."""
    left = Employment.objects.filter(left_on__isnull=False, left_on__lt=today)
    departures = [
        vacancy.Departure(person, on, part)
        for person, on in left.values_list("person_id", "left_on")
        if on is not None and (part := hsc_part(team, person, on))
    ]
    return vacancy.clocks(
        departures,
        team.changes,
        lambda day: team.on(day, limits),
        lambda _: required,
        today=today,
        months=limits.vacancy_months,
    )


def hsc_part(team: Staffing, person_id: int, day: date) -> Fraction:
    """Return the HSC share somebody had on a day."""
    held = [one for one in team.shares if one.person_id == person_id and one.role == StaffRole.HSC]
    return sum((one.part for one in held if one.holds_on(day)), Fraction(0))


def colleagues(today: date) -> tuple[Colleague, ...]:
    """Return everybody who is or was employed, by name, in five queries."""
    roles = dict(
        Membership.objects.filter(cohe=tenancy.required().cohe_id)
        .order_by("since")
        .values_list("person_id", "role")
    )
    spells = {one.person_id: one for one in Employment.objects.select_related("person").order_by("hired_on")}
    shares, away = list(RoleShare.objects.all()), list(Absence.objects.filter(withdrawn_at=None))
    lines = {
        one.person_id: one.reports_to
        for one in ReportingLine.objects.select_related("reports_to")
        if one.since <= today and (one.until is None or today < one.until)
    }
    found = [
        Colleague(
            person=spell.person,
            role=roles.get(person_id, ""),
            hired_on=spell.hired_on,
            left_on=spell.left_on,
            shares=tuple(one for one in shares if one.person_id == person_id),
            away=tuple(one for one in away if one.person_id == person_id and one.last_on >= today),
            reports_to=lines.get(person_id),
        )
        for person_id, spell in spells.items()
    ]
    return tuple(sorted(found, key=lambda one: one.person.name))
