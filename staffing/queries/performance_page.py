"""The page of performance: metrics in words, coordinators in rows, documentation by week (J5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from staffing import control, control_chart
from staffing.charts import Chart
from staffing.models import Survey
from staffing.performance import METRICS, Metric, Part
from staffing.quarter import Quarter
from staffing.queries.measures_page import in_percent
from staffing.queries.performance import Found, Week, performance_of
from staffing.ratio import as_decimal

NOTHING = "n/a"


@dataclass(frozen=True, slots=True)
class Line:
    """One metric as the page says it."""

    metric: Metric
    figure: str
    benchmark: str
    parts: str
    met: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """One coordinator with her metrics in the order of the page: title, figure and parts of each."""

    name: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PerformancePage:
    """A quarter's performance in words."""

    quarter: Quarter
    is_over: bool
    finding: str
    lines: tuple[Line, ...]
    own: tuple[Metric, ...]
    rows: tuple[Row, ...]
    surveys: tuple[Survey, ...]
    chart: Chart | None


OF_PEOPLE = tuple(one for one in METRICS if not one.is_count)


def performance_page(quarter: Quarter, today: date) -> PerformancePage:
    """Return the page of a quarter."""
    found = performance_of(quarter, today)
    lines = tuple(line_of(one) for one in found.metrics)
    return PerformancePage(
        quarter=quarter,
        is_over=quarter.last < today,
        finding=finding_of(quarter, lines),
        lines=lines,
        own=OF_PEOPLE,
        rows=tuple(
            Row(
                one.person.name,
                tuple((metric.title, *cell_of(one.parts.get(metric.code))) for metric in OF_PEOPLE),
            )
            for one in found.people
        ),
        surveys=found.surveys,
        chart=chart_of(found.weeks, found.limits.fewest_points),
    )


def line_of(one: Found) -> Line:
    """Return a metric in words; what only counts is a number, not a share."""
    figure, parts = cell_of(one.part)
    if one.metric.is_count:
        figure = str(one.part.numerator) if one.part.denominator else NOTHING
    benchmark = f"≥ {float(one.benchmark):g} %" if one.benchmark is not None else ""
    return Line(one.metric, figure, benchmark, parts, one.met, one.note)


def cell_of(part: Part | None) -> tuple[str, str]:
    """Return a share and what it is of."""
    if part is None or part.figure is None:
        return NOTHING, ""
    return f"{as_decimal(part.figure, 1)} %", f"{part.numerator:,} / {part.denominator:,}"


def finding_of(quarter: Quarter, lines: Sequence[Line]) -> str:
    """Return what a quarter comes to: what is below its benchmark, else how notes are documented."""
    missed = [one for one in lines if one.met is False]
    if missed:
        said = ", ".join(f"{one.metric.title.lower()} {one.figure}" for one in missed)
        return f"{quarter.words} is below a benchmark: {said}"
    documented = next(one for one in lines if one.metric.code == "P5")
    if documented.figure == NOTHING:
        return f"{quarter.words} has nothing to measure yet"
    return f"{quarter.words}: {documented.figure} of notes signed on time, no benchmark missed"


def chart_of(weeks: Sequence[Week], fewest: int) -> Chart | None:
    """Return the control chart of documentation by week; None of one week at most."""
    if len(weeks) < 2:
        return None
    found = in_percent(control.p_chart([one.part for one in weeks], fewest))
    marks = tuple(control_chart.Mark(f"{one.monday:%-d %b}", cell_of(one.part)[0]) for one in weeks)
    title = control_chart.finding("Notes signed on time", found, fewest, "weeks")
    return control_chart.draw(title, found, marks)
