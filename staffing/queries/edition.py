"""The report of a quarter as a file to take away: its COHE's own, or as its contract manager sees it."""

from collections.abc import Iterable

from cohe.models import Cohe
from staffing.choices import ReportSection
from staffing.edition import Edition, Table, sections_of
from staffing.figure_words import parts
from staffing.models import QuarterFigure, QuarterlyReport, ReportRows
from staffing.queries.kept import unpacked
from staffing.queries.report_page import ReportPage, for_contract_manager
from staffing.report import Row

OWN = "The COHE's own edition: it holds figures under ten and stays in the COHE."
HER = "Totals only, no worker detail; figures under ten, and what would give them back, are hidden."
# Rows of staff that belong into the report itself (domain.md 6.2), by figure.
STAFF_ROWS = {
    "fte": (ReportSection.CLAIMS_PER_HSC, "HSC share by days"),
    "vacancies": (ReportSection.STAFFING, "Vacancies"),
}


def edition(page: ReportPage, cohe: Cohe, *, for_manager: bool) -> Edition:
    """Return a version as a file; `for_manager` hides what a contract manager does not see. Two queries."""
    found = page.parts
    if for_manager:
        rows = (
            QuarterFigure.objects.filter(year=page.report.year, number=page.report.number)
            if page.report.is_draft
            else page.report.figures.all()
        )
        found = parts(page.report.narrative, for_contract_manager(rows))
    behind = ReportRows.objects.filter(report=page.report, of_workers=False)
    tables = staff_tables((one.code, one.heads, unpacked(one.rows)) for one in behind)
    return Edition(
        title=f"COHE Quarterly Status Report, {page.report.quarter.words}",
        name=f"{cohe.code}-{page.report.quarter}-version-{page.report.version}".lower(),
        lines=(cohe.name, state_of(page.report), HER if for_manager else OWN),
        sections=sections_of(found, tables),
    )


def staff_tables(rows: Iterable[tuple[str, list[str], tuple[Row, ...]]]) -> list[tuple[str, Table]]:
    """Return rows of staff as tables, each with its section."""
    return [
        (
            STAFF_ROWS[code][0].value,
            Table(STAFF_ROWS[code][1], tuple(heads), tuple(one.cells for one in kept)),
        )
        for code, heads, kept in rows
        if code in STAFF_ROWS and kept
    ]


def state_of(report: QuarterlyReport) -> str:
    """Return what the version is: a draft, or who signed it when."""
    if report.submitted_at is None:
        return f"Version {report.version}: a draft, not submitted"
    said = f"Version {report.version}, signed by {report.signed_name} on {report.as_of:%-d %b %Y}"
    return f"{said}. Another version because: {report.reason}" if report.reason else said
