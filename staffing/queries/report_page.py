"""A quarter's report as its COHE sees it: every version, what moved since, the rows behind each number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from staffing.figure_words import Kept, Line, Part, parts
from staffing.models import FigureRow, QuarterFigure, QuarterlyReport, ReportRows
from staffing.quarter import Quarter
from staffing.queries.kept import unpacked
from staffing.queries.report import built
from staffing.report import Change, Row

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Listed:
    """A quarter in the list: the latest version of its report, and how many figures moved since."""

    quarter: Quarter
    report: QuarterlyReport | None
    moved: int


@dataclass(frozen=True)
class ReportPage:
    """One version; `now` is what its figures are today, for the latest submitted version alone."""

    report: QuarterlyReport
    versions: tuple[QuarterlyReport, ...]
    parts: tuple[Part, ...]
    as_of: date | None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return all figures."""
        return tuple(line for part in self.parts for line in part.lines)

    @cached_property
    def moved(self) -> tuple[Line, ...]:
        """Return the figures that are others now than when they were submitted."""
        return tuple(one for one in self.lines if one.has_moved)

    @property
    def finding(self) -> str:
        """Return the heading: what is to be done or what has moved."""
        name = f"{self.report.quarter.words}, version {self.report.version}"
        if self.report.is_draft:
            missed = sum(one.then.met is False for one in self.lines)
            return f"{name} is a draft: {missed or 'no'} benchmark{'s are' if missed != 1 else ' is'} missed"
        if not self.is_latest:
            return f"{name} stands as it was submitted; there is a later version"
        if not self.moved:
            return f"{name} is submitted, and nothing has moved since"
        one = len(self.moved) == 1
        return f"{name} is submitted; {len(self.moved)} figure{' has' if one else 's have'} moved since"

    @property
    def shows_now(self) -> bool:
        """Say whether what the figures are today stands beside them."""
        return any(one.now for one in self.lines)

    @property
    def is_latest(self) -> bool:
        """Say whether there is no later version."""
        return self.report.version == self.versions[0].version


@dataclass(frozen=True, slots=True)
class RowsPage:
    """The rows behind a figure of a version."""

    report: QuarterlyReport
    figure: Kept
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def listed(today: date) -> tuple[Listed, ...]:
    """Return the quarters that are over, the latest first, with their reports, in two queries."""
    latest: dict[Quarter, QuarterlyReport] = {}
    for one in QuarterlyReport.objects.select_related("submitted_by").order_by("version"):
        latest[one.quarter] = one
    changed = QuarterFigure.objects.filter(Q(matured__gt=0) | Q(corrected__gt=0))
    moved: dict[Quarter, int] = {}
    for year, number in changed.values_list("year", "number"):
        moved[Quarter(year, number)] = moved.get(Quarter(year, number), 0) + 1
    last = Quarter.of(today).previous
    quarters = {last.plus(-n) for n in range(QUARTERS)} | set(latest)
    return tuple(Listed(one, latest.get(one), moved.get(one, 0)) for one in sorted(quarters, reverse=True))


def report_page(quarter: Quarter, version: int | None = None) -> ReportPage | None:
    """Return a version of a quarter's report, the latest by default; None when there is none.

    In three queries. A draft shows the figures by the last look, a submitted version those it froze.
    """
    versions = tuple(
        QuarterlyReport.objects.filter(year=quarter.year, number=quarter.number)
        .select_related("submitted_by", "begun_by")
        .order_by("-version")
    )
    report = next((one for one in versions if version in (None, one.version)), None)
    if report is None:
        return None
    today = list(QuarterFigure.objects.filter(year=quarter.year, number=quarter.number))
    now = [of_row(one, Change(one.matured, one.corrected).words()) for one in today]
    as_of = today[0].as_of if today else None
    if report.is_draft:
        found = parts(report.narrative, now)
    else:
        last = next(one.version for one in versions if not one.is_draft)
        then = [of_row(one) for one in report.figures.all()]
        found = parts(report.narrative, then, now if report.version == last else ())
    return ReportPage(report, versions, found, as_of)


def rows_page(page: ReportPage, code: str, today: date) -> RowsPage | None:
    """Return the rows behind a figure: as frozen, or of a draft as they are today; None without rows."""
    figure = next((one.then for one in page.lines if one.then.code == code), None)
    if figure is None:
        return None
    if page.report.is_draft:
        live = next((one for one in built(page.report.quarter, today) if one.code == code), None)
        return RowsPage(page.report, figure, live.heads, live.rows) if live and live.heads else None
    behind = ReportRows.objects.filter(report=page.report, code=code).first()
    return RowsPage(page.report, figure, tuple(behind.heads), unpacked(behind.rows)) if behind else None


def of_row(row: FigureRow, change: str = "") -> Kept:
    """Return a figure with everything its COHE may see."""
    return Kept(
        code=row.code, section=row.section, title=row.title, numerator=row.numerator,
        denominator=row.denominator, value=row.value, unit=row.unit, sign=row.sign,
        benchmark=row.benchmark, met=row.met, note=row.note, is_hidden=False, change=change,
    )  # fmt: skip


def for_contract_manager(rows: Iterable[FigureRow]) -> list[Kept]:
    """Return figures with what a contract manager may see of them."""
    return [
        Kept(
            code=one.code, section=one.section, title=one.title, numerator=one.shown_numerator,
            denominator=one.shown_denominator, value=None if one.is_hidden else one.value, unit=one.unit,
            sign=one.sign, benchmark=one.benchmark, met=one.shown_met, note=one.shown_note,
            is_hidden=one.is_hidden,
        )
        for one in rows
    ]  # fmt: skip
