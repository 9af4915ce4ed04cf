"""The pages of measures: a quarter's eleven in one table, one measure with rows and course (J3, J4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cohe.models import Membership
from staffing import control, control_chart, measure_words, spark
from staffing.charts import Chart, Limit
from staffing.measures import Measure, needed
from staffing.models import MeasureFigure
from staffing.quarter import Quarter
from staffing.queries.figures import kept_figures
from staffing.queries.measures import Measured, Rows, gather
from staffing.queries.ratio import span
from staffing.queries.rescue import among
from staffing.rescue import NO_RESCUE, RESCUES

QUARTERS = 8
# As far back as the course of one measure is drawn.
MOST_QUARTERS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One measure as the table says it."""

    measure: Measure
    met: bool | None
    figure: str
    benchmark: str
    parts: str
    note: str
    to_date: str
    needed: int
    spark: spark.Spark | None
    rescue: int | None


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """A quarter's measures. `as_of`: the day on which the oldest of the kept quarters was counted."""

    quarter: Quarter
    is_over: bool
    finding: str
    lines: tuple[Line, ...]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """One measure of a quarter with the rows behind it."""

    quarter: Quarter
    line: Line
    about: str
    chart: Chart | None
    rows: Rows
    no_rescue: str


def measures_page(quarter: Quarter, today: date, by: Membership) -> MeasuresPage:
    """Return the table of a quarter, with the quarters before it as they were kept."""
    facts = gather(quarter, today)
    found = facts.measured()
    before = kept_figures(quarter.plus(1 - QUARTERS), quarter.previous)
    open_ones = among(facts, by)
    lines = tuple(
        line_of(one, before, len(open_ones.chances(one.measure.code)) if is_rescuable(one) else None)
        for one in found
    )
    met = [(one.measure, one.met) for one in found]
    is_over = quarter.last < today
    return MeasuresPage(
        quarter=quarter,
        is_over=is_over,
        finding=measure_words.finding_of(quarter.words, met, is_over=is_over),
        lines=lines,
        as_of=min((one.as_of for one in before.values()), default=None),
    )


def is_rescuable(one: Measured) -> bool:
    """Say whether claims can change the measure at all."""
    return one.measure.code in RESCUES


def line_of(one: Measured, before: dict[tuple[str, Quarter], MeasureFigure], rescue: int | None) -> Line:
    """Return a measure in words with its small line."""
    measure = one.measure
    numerator, benchmark = one.numerator, one.benchmark
    more = (
        needed(measure, numerator, one.denominator, benchmark) if numerator is not None and benchmark else 0
    )
    return Line(
        measure=measure,
        met=one.met,
        figure=measure_words.figure_in_words(measure, one.figure, benchmark),
        benchmark=measure_words.benchmark_in_words(measure, benchmark),
        parts=measure_words.parts_in_words(numerator, one.denominator),
        note=one.note,
        to_date=to_date_in_words(one),
        needed=more if one.figure is not None else 0,
        spark=spark_of(one, before),
        rescue=rescue,
    )


def to_date_in_words(one: Measured) -> str:
    """Return M2 of all claims to date in words; "" for every other measure, and when all are old enough."""
    if one.to_date is None or one.to_date[1] == one.denominator:
        return ""
    numerator, denominator = one.to_date
    share = measure_words.figure_in_words(one.measure, Fraction(100 * numerator, denominator), None)
    return f"to date {share}: {numerator:,} / {denominator:,}"


def spark_of(one: Measured, before: dict[tuple[str, Quarter], MeasureFigure]) -> spark.Spark | None:
    """Return the quarters up to this one as a small line."""
    quarters = span(one.quarter.plus(1 - QUARTERS), one.quarter.previous)
    kept = [before.get((one.measure.code, quarter)) for quarter in quarters]
    values = [*(row.figure if row else None for row in kept), one.figure]
    told = [
        f"{quarter.words} {measure_words.figure_in_words(one.measure, value, None)}"
        for quarter, value in zip([*quarters, one.quarter], values, strict=True)
        if value is not None
    ]
    return spark.drawn(
        values, one.benchmark, is_missed=one.met is False, spoken=f"{one.measure.title}: {', '.join(told)}"
    )


def measure_page(code: str, quarter: Quarter, today: date, *, to_date: bool = False) -> MeasurePage:
    """Return one measure with its course over the kept quarters and its rows; `KeyError` for no measure."""
    facts = gather(quarter, today)
    rows = facts.rows(code, to_date=to_date)
    one = facts.measure(code)
    before = kept_figures(quarter.plus(1 - MOST_QUARTERS), quarter.previous)
    return MeasurePage(
        quarter=quarter,
        line=line_of(one, before, None),
        about=measure_words.ABOUT[code],
        chart=chart_of(one, before, facts.day.limits.fewest_points),
        rows=rows,
        no_rescue=NO_RESCUE.get(code, ""),
    )


def chart_of(one: Measured, before: dict[tuple[str, Quarter], MeasureFigure], fewest: int) -> Chart | None:
    """Return the control chart of a measure over its quarters: shares by p, the median by XmR."""
    code = one.measure.code
    kept = [
        (quarter, row) for (of, quarter), row in sorted(before.items(), key=lambda it: it[0][1]) if of == code
    ]
    rows = [(quarter, row.numerator, row.denominator, row.figure) for quarter, row in kept]
    rows.append((one.quarter, one.numerator, one.denominator, one.figure))
    return course(one, [row for row in rows if row[3] is not None], fewest)


def course(
    one: Measured, rows: Sequence[tuple[Quarter, int | None, int, Fraction | None]], fewest: int
) -> Chart | None:
    """Return the drawing of quarters that have a figure; None where there is one at most."""
    if len(rows) < 2:
        return None
    marks = tuple(
        control_chart.Mark(quarter.words, measure_words.figure_in_words(one.measure, figure, None))
        for quarter, _, _, figure in rows
    )
    if one.numerator is None:
        found = control.xmr([in_decimals(figure) for *_, figure in rows], fewest)
    else:
        found = in_percent(control.p_chart([(part or 0, whole) for _, part, whole, _ in rows], fewest))
    limit = None
    if one.benchmark is not None:
        words = measure_words.benchmark_in_words(one.measure, one.benchmark)
        limit = Limit(float(one.benchmark), words)
    title = control_chart.finding(one.measure.title, found, fewest, "quarters")
    return control_chart.draw(title, found, marks, limit=limit)


def in_percent(found: control.Chart) -> control.Chart:
    """Return a chart of shares in percent."""
    points = tuple(control.Point(*(100 * value for value in point)) for point in found.points)
    mean = None if found.mean is None else 100 * found.mean
    return control.Chart(mean, points, found.signals, found.has_limits)


def in_decimals(figure: Fraction | None) -> Decimal:
    """Return a figure that is there as a decimal."""
    exact = figure or Fraction(0)
    return Decimal(exact.numerator) / exact.denominator
