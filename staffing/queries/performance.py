"""Performance of a quarter: each metric, each coordinator, and the weeks of documentation (J5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from statistics import mean

from cohe.models import Person
from coordination.queries import policy as desk_policy
from staffing import performance
from staffing.measures import median
from staffing.models import Survey
from staffing.performance import BY_CODE, METRICS, Case, Metric, Part
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import performance_cases as cases
from staffing.queries import performance_forms as forms
from staffing.queries import policy

WEEKS = 26
WEEK = timedelta(days=7)
NOTHING = Part(0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """One metric of a quarter. `met` is None without a figure or a benchmark; `note` says more in words."""

    metric: Metric
    part: Part
    benchmark: Fraction | None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Say whether the exact figure reaches its benchmark."""
        if self.part.figure is None or self.benchmark is None:
            return None
        return self.part.figure >= self.benchmark


@dataclass(frozen=True, slots=True)
class OfPerson:
    """The metrics of one coordinator, by code."""

    person: Person
    parts: Mapping[str, Part]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of documentation, from Monday."""

    monday: date
    part: Part


@dataclass(frozen=True, slots=True)
class Performance:
    """A quarter's performance by the numbers in force; `weeks` end with the quarter, or with today."""

    quarter: Quarter
    limits: StaffingPolicy
    metrics: tuple[Found, ...]
    people: tuple[OfPerson, ...]
    weeks: tuple[Week, ...]
    surveys: tuple[Survey, ...]


def performance_of(quarter: Quarter, today: date) -> Performance:
    """Return the metrics of a quarter as known on `today`, in a fixed number of queries."""
    first, last = cases.span_of(quarter, today)
    limits, desk = policy.in_force(last), desk_policy.in_force(last)
    since = monday_of(last) - (WEEKS - 1) * WEEK
    days = cases.documentation_days(min(first, since), last, limits)
    surveys = tuple(surveys_of(quarter))
    timed = cases.scheduling(first, last, desk)
    returned, checked = cases.returns(first, last, limits, today), cases.checks(first, last, desk)
    documented = {key: part for key, part in days.items() if key[1] >= first}
    asked, used = forms.authorizations(first, last, desk, today), forms.programmes(first, last)
    parts = {
        "P1": together(Part(one.positive, one.answered) for one in surveys if one.person_id is None),
        "P2": performance.part_of([case for case, _ in timed]),
        "P3": performance.part_of(returned),
        "P4": performance.part_of(checked),
        "P5": together(documented.values()),
        "P6": performance.part_of(asked),
        "P7": performance.part_of(used),
    }
    notes = {"P2": hours_in_words([hours for _, hours in timed])}
    own = own_parts(surveys, {"P2": [case for case, _ in timed], "P4": checked, "P6": asked}, documented)
    return Performance(
        quarter=quarter,
        limits=limits,
        metrics=tuple(found(one, parts[one.code], limits, notes.get(one.code, one.note)) for one in METRICS),
        people=people_of(own),
        weeks=weeks_of(days, since, last),
        surveys=surveys,
    )


def found(metric: Metric, part: Part, limits: StaffingPolicy, note: str) -> Found:
    """Return a metric held against its benchmark, where it has one."""
    benchmark = Fraction(getattr(limits, metric.benchmark)) if metric.benchmark else None
    return Found(metric, part, benchmark, note)


def hours_in_words(hours: list[float]) -> str:
    """Return the mean and the median hours to scheduling; "" of nothing."""
    middle = median([round(one * 10) for one in hours])
    if middle is None:
        return ""
    return f"mean {mean(hours):.1f} hours, median {float(middle) / 10:.1f}"


def together(parts: Iterable[Part]) -> Part:
    """Return the sum of parts."""
    rows = list(parts)
    return Part(sum(one.numerator for one in rows), sum(one.denominator for one in rows))


def own_parts(
    surveys: Iterable[Survey],
    by_metric: Mapping[str, Iterable[Case]],
    documented: Mapping[tuple[int, date], Part],
) -> dict[int, dict[str, Part]]:
    """Return the parts of each coordinator by metric; what only counts is nobody's own."""
    rows = [(one.person_id, "P1", Part(one.positive, one.answered)) for one in surveys]
    rows += [
        (one.person_id, code, Part(int(one.counts), 1)) for code, cases in by_metric.items() for one in cases
    ]
    rows += [(person, "P5", part) for (person, _), part in documented.items()]
    own: dict[int, dict[str, Part]] = defaultdict(dict)
    for person, code, part in rows:
        if person is not None:
            own[person][code] = together((own[person].get(code, NOTHING), part))
    return own


def people_of(own: Mapping[int, dict[str, Part]]) -> tuple[OfPerson, ...]:
    """Return the coordinators by name, in one query."""
    people = Person.objects.filter(pk__in=own).order_by("name", "pk")
    return tuple(OfPerson(one, own[one.pk]) for one in people)


def weeks_of(days: Mapping[tuple[int, date], Part], since: date, last: date) -> tuple[Week, ...]:
    """Return the weeks in which notes were made, the earliest first."""
    found: dict[date, list[Part]] = defaultdict(list)
    for (_, on), part in days.items():
        if since <= on <= last:
            found[monday_of(on)].append(part)
    return tuple(Week(monday, together(found[monday])) for monday in sorted(found))


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def surveys_of(quarter: Quarter) -> list[Survey]:
    """Return the surveys of a quarter, the COHE's first."""
    rows = Survey.objects.filter(year=quarter.year, number=quarter.number).select_related("person")
    return sorted(rows, key=lambda one: (one.person_id is not None, one.question, one.pk))


def cases_of(code: str, quarter: Quarter, today: date) -> list[Case]:
    """Return the cases behind a metric, of P1 none: surveys come as sums. Raises `KeyError` for no metric."""
    metric = BY_CODE[code]
    first, last = cases.span_of(quarter, today)
    limits, desk = policy.in_force(last), desk_policy.in_force(last)
    if metric.code == "P2":
        return [case for case, _ in cases.scheduling(first, last, desk)]
    if metric.code == "P3":
        return cases.returns(first, last, limits, today)
    if metric.code == "P4":
        return cases.checks(first, last, desk)
    if metric.code == "P6":
        return forms.authorizations(first, last, desk, today)
    if metric.code == "P7":
        return forms.programmes(first, last)
    return cases.documentation(first, last, limits) if metric.code == "P5" else []
