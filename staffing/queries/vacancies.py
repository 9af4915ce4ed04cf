"""Vacancy clocks with their whole story: who left, what was needed, who came, what is missing (H4, R6)."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from django.db.models import Count

from cohe.models import Person
from cohe.workdays import add_days, add_months
from staffing import vacancy
from staffing.policy import StaffingPolicy
from staffing.queries.ratio import Staffing, initiated, roles_that_count
from staffing.ratio import as_decimal

# What was before is in the checks and the trail.
MONTHS_BACK = 24


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody whose HSC time began while a clock ran."""

    person: Person
    on: date
    fte: str


@dataclass(frozen=True, slots=True)
class VacancyShown:
    """A vacancy clock: who left with how much, what was there and needed then, who came, what is missing."""

    person: Person
    clock: vacancy.Clock
    today: date
    after: str
    required_then: str
    arrivals: tuple[Arrival, ...]

    @property
    def is_running(self) -> bool:
        """Say whether somebody must still be found."""
        return self.clock.stopped_on is None

    @property
    def days_left(self) -> int:
        """Return the days until somebody must be there; negative when that day has passed."""
        return (self.clock.due_on - self.today).days

    @property
    def days_late(self) -> int:
        """Return the days by which it is late."""
        return max(0, -self.days_left)

    @property
    def days_gone(self) -> int:
        """Return how many days the clock has run."""
        return (self.today - self.clock.departure.last_day).days

    @property
    def days_in_all(self) -> int:
        """Return how many days there are to replace somebody."""
        return (self.clock.due_on - self.clock.departure.last_day).days

    @property
    def part_gone(self) -> int:
        """Return the part of the time that is gone, in percent, at most all of it."""
        return min(100, 100 * self.days_gone // self.days_in_all)

    @property
    def went(self) -> str:
        """Return the FTE that went, to four decimals."""
        return str(as_decimal(self.clock.departure.fte, 4))

    @property
    def missing(self) -> str:
        """Return the FTE still missing, to four decimals."""
        return str(as_decimal(self.clock.missing, 4))


def departures(team: Staffing, limits: StaffingPolicy, today: date) -> Iterator[vacancy.Departure]:
    """Yield who stopped coordinating in the last two years: HSC time that ended and did not go on next day.

    A share that is made smaller is no departure; leaving the COHE and changing to another role are.
    """
    counted, begin = roles_that_count(limits), add_months(today, -MONTHS_BACK)
    for one in team.shares:
        if one.role not in counted or one.until is None or not begin <= one.until <= today:
            continue
        if not team.part_on(one.person_id, one.until, limits):
            last = add_days(one.until, -1)
            yield vacancy.Departure(one.person_id, last, team.part_on(one.person_id, last, limits))


def required_on(first: date, today: date, claims_per_fte: int) -> Callable[[date], Fraction]:
    """Return how to tell the FTE required on a day from `first` on, by the twelve months that end with it.

    One query, whatever the number of days that are asked about.
    """
    begin = add_days(add_months(first, -12), 1)
    rows = initiated(begin, today).values_list("appeared").annotate(Count("pk")).order_by("appeared")
    days: list[date] = []
    counts: list[int] = []
    for day, count in rows:
        days.append(day)
        counts.append(count)
    sums = [0, *accumulate(counts)]

    def required(day: date) -> Fraction:
        before = add_months(day, -12)
        return Fraction(
            sums[bisect_right(days, day)] - sums[bisect_left(days, add_days(before, 1))], claims_per_fte
        )

    return required


def vacancies(team: Staffing, limits: StaffingPolicy, today: date) -> tuple[VacancyShown, ...]:
    """Return the clocks of the last two years, running ones first; one query, none when nobody left."""
    gone = sorted(set(departures(team, limits, today)), key=lambda one: one.last_day)
    if not gone:
        return ()
    required = required_on(gone[0].last_day, today, limits.claims_per_fte_year)
    clocks = vacancy.clocks(
        gone,
        team.changes,
        lambda day: team.on(day, limits),
        required,
        today=today,
        months=limits.vacancy_months,
    )
    shown = (shown_of(one, team, limits, required, today) for one in clocks)
    return tuple(sorted(shown, key=lambda one: (not one.is_running, one.clock.due_on)))


def shown_of(
    clock: vacancy.Clock,
    team: Staffing,
    limits: StaffingPolicy,
    required: Callable[[date], Fraction],
    today: date,
) -> VacancyShown:
    """Return a clock with its story."""
    after = add_days(clock.departure.last_day, 1)
    ends = clock.stopped_on or today
    counted = roles_that_count(limits)
    came = (one for one in team.shares if one.role in counted and after <= one.since <= ends)
    return VacancyShown(
        person=team.people[clock.departure.person_id],
        clock=clock,
        today=today,
        after=str(as_decimal(team.on(after, limits), 4)),
        required_then=str(as_decimal(required(after), 4)),
        arrivals=tuple(
            Arrival(team.people[one.person_id], one.since, str(as_decimal(one.part, 4))) for one in came
        ),
    )
