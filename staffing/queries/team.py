"""Who works how much in what, who is away, whose clock runs: the staffing page."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from cohe import tenancy
from cohe.models import Employment, Membership, Person
from staffing.models import Absence, Discussion, ReportingLine, RoleShare
from staffing.queries import policy, ratio, vacancies
from staffing.queries.vacancies import VacancyShown
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
    today: date

    @property
    def shares_now(self) -> tuple[RoleShare, ...]:
        """Return the shares that hold today or will."""
        return tuple(one for one in self.shares if one.until is None or one.until > self.today)

    @property
    def shares_before(self) -> tuple[RoleShare, ...]:
        """Return the shares that are over, the last first."""
        return tuple(reversed([one for one in self.shares if one not in self.shares_now]))

    @property
    def is_away(self) -> bool:
        """Say whether she is away today."""
        return self.is_away_on(self.today)

    def is_away_on(self, day: date) -> bool:
        """Say whether she is away on a day."""
        return any(one.first_on <= day <= one.last_on for one in self.away)


@dataclass(frozen=True, slots=True)
class TeamPage:
    """All of the page."""

    people: tuple[Colleague, ...]
    left: tuple[Colleague, ...]
    fte: Fraction
    required: Fraction
    claims_per_fte: int
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
    return TeamPage(
        people=tuple(one for one in people if one.left_on is None or one.left_on >= today),
        left=tuple(one for one in people if one.left_on is not None and one.left_on < today),
        fte=team.on(today, limits),
        required=required,
        claims_per_fte=limits.claims_per_fte_year,
        vacancies=vacancies.vacancies(team, limits, today),
        discussions=tuple(Discussion.objects.select_related("check_made")),
        today=today,
    )


def staff() -> QuerySet[Person]:
    """Return everybody who is or was employed by the COHE in force, by name."""
    return Person.objects.filter(pk__in=Employment.objects.values("person")).order_by("name")


def escalates_to(person_id: int, today: date) -> Person | None:
    """Return whom somebody answers to on a day, and escalates to; one query."""
    held = ReportingLine.objects.filter(
        Q(until=None) | Q(until__gt=today), since__lte=today, person=person_id
    )
    line = held.select_related("reports_to").first()
    return line.reports_to if line else None


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
            today=today,
        )
        for person_id, spell in spells.items()
    ]
    return tuple(sorted(found, key=lambda one: one.person.name))
