"""The sections of a report that look ahead and back: forecast, improvement projects (domain.md 6.2)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.db.models import Q, QuerySet

from cohe.wording import cut
from staffing.choices import CountSource, ReportSection
from staffing.models import Forecast, Improvement, QuarterFigure, QuarterlyReport, ReportRows
from staffing.quarter import Quarter
from staffing.queries import scenarios
from staffing.queries.improvements import Figures, Progress, progress_of
from staffing.queries.kept import unpacked
from staffing.queries.ratio import Staffing
from staffing.report import Figure, Row, said
from staffing.whatif import Outlook

LONGEST_TITLE = 50


def forecast_figures(quarter: Quarter, today: date, team: Staffing) -> tuple[Figure, ...]:
    """Return how many quarters are expected over the line, and the claims expected in each; none before the
    first forecast. A quarter whose staff allows fewer claims than are expected says so in its note.

    Until the report is signed they are those of the last forecast kept by the end of the quarter after it;
    from then on they stand: a newer forecast is another one, no correction of what was signed.
    """
    last = QuarterlyReport.objects.filter(year=quarter.year, number=quarter.number).first()
    if last is not None and not last.is_draft:
        return signed_figures(last)
    on = scenarios.ground(min(quarter.next.last, today), team)
    outlook, made = scenarios.plan(on).outlook, on.in_force.made
    if made is None or not outlook:
        return ()
    counts = tuple(one["claims"] for one in made.made_from)
    expected = (expected_figure(place, one, made, counts) for place, one in enumerate(outlook, 1))
    return over_figure(outlook, made, counts), *expected


def signed_figures(report: QuarterlyReport) -> tuple[Figure, ...]:
    """Return the figures of the forecast as a report froze them, in two queries."""
    kept = list(report.figures.filter(section=ReportSection.FORECAST.value))
    rows = ReportRows.objects.filter(report=report, code__in=[one.code for one in kept])
    behind = {one.code: one for one in rows}
    return tuple(
        Figure(
            code=one.code, section=ReportSection.FORECAST, title=one.title, value=one.value, sign=one.sign,
            benchmark=one.benchmark, note=one.note, of_workers=True, is_kept_back=one.is_hidden,
            heads=tuple(behind[one.code].heads), rows=unpacked(behind[one.code].rows),
        )
        for one in kept
    )  # fmt: skip


def over_figure(outlook: tuple[Outlook, ...], made: Forecast, counts: tuple[int, ...]) -> Figure:
    """Return how many of the quarters to come are expected over the line, and which is the first."""
    over, last = [one for one in outlook if one.is_over], outlook[-1]
    first = f"the first is {over[0].quarter.words}" if over else f"none up to {last.quarter.words}"
    rows = tuple(
        Row(
            key=f"expected:{one.quarter}",
            cells=(
                one.quarter.words, f"{one.quarterly.claims:,}", one.interval,
                f"{one.quarterly.allowed:,}", said(one.quarterly.fte, "FTE"),
            ),
            counts=one.is_over,
            amount=str(one.quarterly.claims),
        )
        for one in outlook
    )  # fmt: skip
    return Figure(
        code="forecast", section=ReportSection.FORECAST, title="Quarters expected over the line",
        value=Fraction(len(over)), note=f"{first}; forecast of {made.as_of:%-d %b %Y}",
        heads=("Quarter", "Claims expected", "Interval", "Claims allowed", "HSC FTE"), rows=rows,
        of_workers=True, parts=counts + tuple(claims_told(outlook)),
    )  # fmt: skip


def expected_figure(place: int, one: Outlook, made: Forecast, counts: tuple[int, ...]) -> Figure:
    """Return the claims expected in a quarter beside those its staff allows; rows: what it was made from."""
    rows = tuple(
        Row(
            key=f"quarter:{each['quarter']}",
            cells=(
                Quarter.named(each["quarter"]).words, f"{each['claims']:,}",
                CountSource(each["source"]).label,
            ),
            amount=str(each["claims"]),
        )
        for each in made.made_from
    )  # fmt: skip
    sure = f" in {made.percent} of 100 outcomes" if one.lowest is not None else ""
    side = "over the line" if one.is_over else "may be over the line" if one.may_be_over else ""
    return Figure(
        code=f"expected-{place}", section=ReportSection.FORECAST,
        title=f"Claims expected in {one.quarter.words}", value=Fraction(one.quarterly.claims),
        sign="at most", benchmark=Fraction(one.quarterly.allowed),
        note="; ".join(filter(None, (one.interval + sure, side))),
        heads=("Made from", "Claims", "Source"), rows=rows,
        of_workers=True, parts=counts + tuple(claims_told((one,))),
    )  # fmt: skip


def claims_told(outlook: Iterable[Outlook]) -> Iterable[int]:
    """Yield the claims that an outlook tells: a small one may be the count of the quarter that runs."""
    for one in outlook:
        yield one.quarterly.claims
        yield one.lowest or 0


def project_figures(quarter: Quarter, end: date, measures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return the measure of each project of a quarter before and after, the quarter's own from `measures`.

    A project is of a quarter in which it ran, or that shows what came of it. Quarters after it are not told.
    """
    projects = list(projects_of(quarter, end))
    if not projects:
        return ()
    own = {(one.code, quarter): one.value for one in measures}
    seen = told_already({one.measure for one in projects})
    found = progress_of(projects, until=quarter, known=own)
    return tuple(figure for one in found for figure in figures_of(one, quarter, seen))


def projects_of(quarter: Quarter, end: date) -> QuerySet[Improvement]:
    """Return the projects that a quarter's report tells of."""
    ran = Q(ended_on=None) | Q(ended_on__gte=quarter.first)
    shows = Q(after_year=quarter.year, after_number=quarter.number)
    return Improvement.objects.filter(ran | shows, started_on__lte=end).order_by("started_on", "pk")


def told_already(codes: Iterable[str]) -> dict[tuple[str, Quarter], Fraction | None]:
    """Return the figures of measures that a contract manager reads in the reports of their own quarters."""
    rows = QuarterFigure.objects.filter(code__in=set(codes), is_hidden=False)
    return {(one.code, one.quarter): one.value for one in rows}


def figures_of(one: Progress, quarter: Quarter, seen: Figures) -> tuple[Figure, Figure]:
    """Return a project's measure before and after; what came of it is hidden with either.

    Of another quarter it is hidden unless that quarter's own report tells the very same figure.
    """
    project = one.project
    name = cut(project.title, LONGEST_TITLE)
    codes = (f"p{project.pk}-before", f"p{project.pk}-after")
    halves = ((project.before, one.before_figure, ""), (project.after, one.after_figure, one.finding))
    found = []
    for code, word, (when, value, finding) in zip(codes, ("before", "after"), halves, strict=True):
        is_own = when == quarter
        told = seen.get((project.measure, when)) if when else None
        said_when = when.words if when else "not chosen yet"
        found.append(
            Figure(
                code=code, section=ReportSection.PROJECTS, unit=one.measure.unit, value=value,
                title=f"{name}: {project.measure} {word}", note="; ".join(filter(None, (said_when, finding))),
                heads=("What", "As written"), rows=rows_of(one, when, value), of_workers=True,
                follows=tuple(
                    other
                    for other, is_so in ((project.measure, is_own), (codes[0], code == codes[1]))
                    if is_so
                ),
                is_kept_back=not is_own and value is not None and told != value,
            )
        )  # fmt: skip
    return found[0], found[1]


def rows_of(one: Progress, when: Quarter | None, value: Fraction | None) -> tuple[Row, ...]:
    """Return what a project says of itself, and the figure it goes by."""
    project = one.project
    written = (("Aim", project.aim), ("What is changed", project.change), ("What was learnt", project.lesson))
    said_when = when.words if when else "no quarter is chosen yet"
    return (
        Row(
            f"measure:{one.measure.code}:{when}",
            (f"{one.measure.code} {one.measure.title}, {said_when}", said(value, one.measure.unit)),
            amount=str(value),
        ),
        *(Row(f"project:{what}", (what, text)) for what, text in written if text),
    )
