"""The annual report of activities: notes and minutes by month, area and type, quarters, projects (J7)."""

from datetime import date
from fractions import Fraction

from django.db.models import Q

from cohe.models import Membership
from coordination.queries.activity import Asked, By, Row, activity
from staffing.edition import Edition, Table
from staffing.models import Improvement, QuarterFigure, QuarterlyReport
from staffing.queries.improvements import progress_today
from staffing.report import said

HEADS = ("", "Clients served", "Notes", "Hours", "Billed notes", "Billed hours")
TABLES = ((By.MONTH, "By month"), (By.AREA, "By area of HSC work"), (By.KIND, "By type of note"))
FIGURES = ("claims", "fte", "ratio")


def activity_report(year: int, today: date, membership: Membership) -> Edition:
    """Return a year's activities until today, as its COHE sees them: no worker, no person, in ten queries."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), today)
    logs = [(title, activity(asked=Asked(first, last, by=by), membership=membership)) for by, title in TABLES]
    total = logs[0][1].total
    so_far = "" if last.month == 12 and last.day == 31 else f", until {last:%-d %b %Y}"
    return Edition(
        title=f"Activities of {year}{so_far}: {total.clients:,} clients, {hours(total.minutes)} hours",
        name=f"{membership.cohe.code}-activities-{year}".lower(),
        lines=(membership.cohe.name,),
        sections=(
            *((title, "", (table_of(title, log.rows, log.total),)) for title, log in logs),
            ("Quarters", "", (quarters_of(year),)),
            ("Quality-improvement projects", "", (projects_of(year, today),)),
        ),
    )


def table_of(title: str, rows: tuple[Row, ...], total: Row) -> Table:
    """Return rows of the activity log with their sum."""
    return Table(title, HEADS, tuple(cells_of(one) for one in (*rows, total)), is_of_numbers=True)


def cells_of(row: Row) -> tuple[str, ...]:
    """Return a row in words, minutes as hours."""
    counts = (f"{row.clients:,}", f"{row.notes:,}", hours(row.minutes), f"{row.billed_notes:,}")
    return (row.words, *counts, hours(row.billed_minutes))


def hours(minutes: int) -> str:
    """Return minutes as hours with one decimal."""
    return said(Fraction(minutes, 60), "hours")


def quarters_of(year: int) -> Table:
    """Return the quarters of the year: claims, FTE, ratio, measures met, and whether the report is in."""
    figures: dict[int, dict[str, QuarterFigure]] = {}
    for one in QuarterFigure.objects.filter(year=year):
        figures.setdefault(one.number, {})[one.code] = one
    signed = dict(
        QuarterlyReport.objects.filter(year=year, submitted_at__isnull=False)
        .order_by("version")
        .values_list("number", "version")
    )
    rows = tuple(
        (
            f"Q{number} {year}",
            *(said(found[code].value, found[code].unit) if code in found else "n/a" for code in FIGURES),
            measures_met(list(found.values())),
            f"version {signed[number]} submitted" if number in signed else "not submitted",
        )
        for number, found in sorted(figures.items())
    )
    heads = ("", "Claims", "HSC FTE", "Claims per FTE", "Measures met", "Report")
    return Table("Quarters", heads, rows, is_of_numbers=True)


def measures_met(figures: list[QuarterFigure]) -> str:
    """Return how many measures with a benchmark were met."""
    judged = [one.met for one in figures if one.section == "measures" and one.met is not None]
    return f"{sum(judged)} of {len(judged)}"


def projects_of(year: int, today: date) -> Table:
    """Return the improvement projects of the year with their measure before and after, as their page says."""
    projects = Improvement.objects.filter(
        Q(ended_on=None) | Q(ended_on__year__gte=year), started_on__year__lte=year
    )
    rows = tuple(
        (one.project.title, one.measure.code, one.before, one.after, one.finding, one.project.lesson)
        for one in progress_today(projects, today)
    )
    heads = ("", "Measure", "Before", "After", "What came of it", "What was learnt")
    return Table("Projects", heads, rows)
