"""What the quarters to come look like: as things are, and in each scenario (H6)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Prefetch, QuerySet

from cohe.models import Person
from staffing import fte, whatif
from staffing.choices import StaffRole, StepKind
from staffing.models import Discussion, DiscussionScenario, Forecast, RoleShare, Scenario, ScenarioStep
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import forecast as forecasts
from staffing.queries import policy, ratio
from staffing.queries.forecast import InForce, Known
from staffing.queries.ratio import Staffing
from staffing.ratio import Quarterly, Yearly, as_decimal
from staffing.whatif import Outlook


@dataclass(frozen=True, slots=True)
class Plan:
    """The quarters to come with a scenario's steps laid over what is; without a scenario: as things are."""

    scenario: Scenario | None
    steps: tuple[ScenarioStep, ...]
    forecast: Forecast | None
    outlook: tuple[Outlook, ...]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.scenario.name if self.scenario else "As it is"

    @property
    def first_over(self) -> Outlook | None:
        """Return the first quarter over the line."""
        return whatif.first_over(self.outlook)

    @property
    def first_short(self) -> Outlook | None:
        """Return the first quarter at whose end the year's requirement is not met."""
        return whatif.first_short(self.outlook)

    def last_days(self, part: Fraction) -> tuple[whatif.LastDay, ...]:
        """Return for each quarter until when a share of `part` must begin."""
        return tuple(whatif.last_day_to_hire(one, part) for one in self.outlook)

    def figures(self) -> dict[str, object]:
        """Return what a discussion keeps: steps without names, quarters with claims, FTE and ratios."""
        return {
            "volume_percent": self.scenario.volume_percent if self.scenario else 0,
            "steps": [step_in_words(one, with_name=False) for one in self.steps],
            "quarters": [figures_of(one) for one in self.outlook],
        }


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a plan is made from, asked for once."""

    known: Known
    in_force: InForce
    team: Staffing
    limits: dict[Quarter, StaffingPolicy]


def ground(today: date, team: Staffing | None = None) -> Ground:
    """Return what plans are made from, in a fixed number of queries.

    `team`: the shares, where they were read already.
    """
    known = forecasts.known(today)
    found = forecasts.in_force(today)
    quarters = [one.quarter for one in found.expected]
    days = policy.in_force_on([one.last for one in quarters]) if quarters else {}
    return Ground(known, found, team or ratio.staffing(), {one: days[one.last] for one in quarters})


def plan(on: Ground, scenario: Scenario | None = None, steps: tuple[ScenarioStep, ...] = ()) -> Plan:
    """Return the quarters to come with some steps and a scenario's volume."""
    percent = scenario.volume_percent if scenario else 0
    shares, away = whatif.applied(on.team.shares, on.team.away, [as_step(one) for one in steps])
    team = Staffing(shares, away, on.team.people)
    so_far = {on.known.present: on.known.so_far}
    outlook = [(one, so_far.get(one.quarter, 0)) for one in on.in_force.expected]
    claims = {one.quarter: whatif.to_come(one.mean, there, percent) for one, there in outlook}
    return Plan(
        scenario=scenario,
        steps=steps,
        forecast=on.in_force.made,
        outlook=tuple(
            Outlook(
                quarter=one.quarter,
                quarterly=quarterly(team, one.quarter, claims[one.quarter], on.limits[one.quarter]),
                yearly=yearly(on, team, one.quarter, claims),
                lowest=None if one.low is None else whatif.to_come(one.low, there, percent),
                highest=None if one.high is None else whatif.to_come(one.high, there, percent),
            )
            for one, there in outlook
        ),
    )


def quarterly(team: Staffing, quarter: Quarter, claims: int, limits: StaffingPolicy) -> Quarterly:
    """Return the trigger's figures of a quarter to come."""
    return Quarterly(claims, fte.total(team.terms(quarter, limits)), limits.claims_per_fte_quarter)


def yearly(on: Ground, team: Staffing, quarter: Quarter, claims: dict[Quarter, int]) -> Yearly:
    """Return the year's figures at the end of a quarter to come: known quarters, then expected ones."""
    limits = on.limits[quarter]
    year = [quarter.plus(-n) for n in range(4)]
    total = sum(claims.get(one, on.known.claims_of(one)) for one in year)
    return Yearly(total, team.on(quarter.last, limits), limits.claims_per_fte_year)


def as_step(row: ScenarioStep) -> whatif.Step:
    """Return a kept step as the arithmetic takes it; the database has seen to it that all parts are there."""
    first, last = row.first_on or date.min, row.last_on or date.max
    person, minutes, full_time = row.person_id or 0, row.minutes_a_week or 0, row.full_time_minutes or 1
    if row.kind == StepKind.HIRE:
        until = last + fte.ONE_DAY if row.last_on else None
        return whatif.Hire(minutes, full_time, first, until)
    if row.kind == StepKind.LEAVE:
        return whatif.Leave(person, first, last)
    return whatif.Resignation(person, last)


def kept() -> QuerySet[Scenario]:
    """Return the scenarios that are not put away, each with its steps."""
    steps = ScenarioStep.objects.filter(withdrawn_at=None).select_related("person")
    rows = Scenario.objects.filter(withdrawn_at=None)
    return rows.prefetch_related(Prefetch("steps", queryset=steps, to_attr="steps_kept"))


def plans(on: Ground) -> tuple[Plan, ...]:
    """Return the plan without a scenario and that of each scenario, in their order."""
    return plan(on), *(plan(on, one, tuple(vars(one)["steps_kept"])) for one in kept())


def plan_of(scenario: Scenario, today: date) -> Plan:
    """Return the plan of one scenario."""
    rows = ScenarioStep.objects.filter(scenario=scenario, withdrawn_at=None).select_related("person")
    return plan(ground(today), scenario, tuple(rows))


def shares_of(person: Person) -> tuple[fte.Share, ...]:
    """Return the HSC shares of somebody."""
    rows = RoleShare.objects.filter(person=person, role=StaffRole.HSC)
    return tuple(
        fte.Share(one.person_id, one.role, one.minutes_a_week, one.full_time_minutes, one.since, one.until)
        for one in rows
    )


def who_had_hsc_time() -> QuerySet[Person]:
    """Return everybody who has or had HSC time here."""
    return Person.objects.filter(pk__in=RoleShare.objects.filter(role=StaffRole.HSC).values("person"))


def hscs(today: date) -> QuerySet[Person]:
    """Return who has HSC time today or later: who could leave."""
    held = RoleShare.objects.filter(role=StaffRole.HSC).exclude(until__lte=today)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name")


def open_discussions(scenario: Scenario) -> QuerySet[Discussion]:
    """Return the discussions that a scenario can be brought to."""
    there = DiscussionScenario.objects.filter(scenario=scenario, withdrawn_at=None)
    return Discussion.objects.filter(closed_on=None).exclude(pk__in=there.values("discussion"))


def discussions() -> QuerySet[Discussion]:
    """Return discussions, each with the scenarios brought to it (`brought`), figures as of that day."""
    rows = DiscussionScenario.objects.filter(withdrawn_at=None).select_related("scenario")
    there = Prefetch("scenarios", queryset=rows, to_attr="brought")
    return Discussion.objects.select_related("check_made").prefetch_related(there)


def figures_of(one: Outlook) -> dict[str, object]:
    """Return a quarter's figures as a discussion keeps them; FTE exactly, and to four decimals to read."""
    found = one.quarterly
    return {
        "quarter": str(one.quarter),
        "words": one.quarter.words,
        "claims": found.claims,
        "fte": f"{found.fte.numerator}/{found.fte.denominator}",
        "fte_words": str(as_decimal(found.fte, 4)),
        "ratio": None if found.ratio is None else str(found.ratio),
        "line": found.line,
        "over": found.is_over,
        "yearly_met": one.yearly.is_met,
    }


def step_in_words(step: ScenarioStep, *, with_name: bool = True) -> str:
    """Return what would happen as a sentence; without a name for who is outside the COHE."""
    who = str(step.person) if with_name and step.person else "an HSC"
    if step.kind == StepKind.HIRE:
        part = as_decimal(Fraction(step.minutes_a_week or 0, step.full_time_minutes or 1), 4)
        until = f" to {step.last_on:%-d %b %Y}" if step.last_on else ""
        return f"Hire of {part} FTE from {step.first_on:%-d %b %Y}{until}"
    if step.kind == StepKind.LEAVE:
        return f"Leave of {who}, {step.first_on:%-d %b} to {step.last_on:%-d %b %Y}"
    return f"Resignation of {who}, last day {step.last_on:%-d %b %Y}"
