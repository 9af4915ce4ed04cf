"""A submitted report as its contract manager reads it: by the reporting role, without a worker (J6, K)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohe.models import Cohe
from cohe.reporting import reading
from staffing.edition import Edition, sections_of
from staffing.figure_words import Kept, Line, Part, kept, parts
from staffing.quarter import Quarter
from staffing.queries.edition import HER, staff_tables
from staffing.queries.kept import unpacked, whole

REPORTS = (
    "SELECT * FROM report.reports WHERE cohe_id = %s AND year = %s AND number = %s ORDER BY version DESC"
)
FIGURES = "SELECT * FROM report.figures WHERE cohe_id = %s AND report_id = %s ORDER BY place"
NOW = "SELECT * FROM report.figures_now WHERE cohe_id = %s AND year = %s AND number = %s ORDER BY place"
STAFF = "SELECT * FROM report.staff_rows WHERE cohe_id = %s AND report_id = %s"


@dataclass(frozen=True, slots=True)
class CoheReport:
    """One version with its sections; `tables` are rows of staff by section."""

    cohe: Cohe
    quarter: Quarter
    report: Mapping[str, Any]
    versions: tuple[int, ...]
    parts: tuple[Part, ...]
    tables: tuple[tuple[str, Any], ...]

    @property
    def report_id(self) -> int:
        """Return the number of the version's row."""
        return int(self.report["id"])

    @property
    def version(self) -> int:
        """Return the version."""
        return int(self.report["version"])

    @property
    def shows_now(self) -> bool:
        """Say whether what the figures are today stands beside them."""
        return any(line.now for part in self.parts for line in part.lines)

    @property
    def moved(self) -> tuple[Line, ...]:
        """Return the figures that are others now."""
        return tuple(line for part in self.parts for line in part.lines if line.has_moved)


def cohe_report(
    *, person_id: int, cohe: Cohe, quarter: Quarter, version: int | None, today: date
) -> CoheReport | None:
    """Return a submitted version, the latest by default; None when there is none. In four queries."""
    with reading(person_id, today) as reader:
        versions = reader.rows(REPORTS, (cohe.pk, quarter.year, quarter.number))
        report = next((one for one in versions if version in (None, one["version"])), None)
        if report is None:
            return None
        then = [kept(one) for one in reader.rows(FIGURES, (cohe.pk, report["id"]))]
        is_latest = report is versions[0]
        now: list[Kept] = []
        if is_latest:
            now = [kept(one) for one in reader.rows(NOW, (cohe.pk, quarter.year, quarter.number))]
        staff = reader.rows(STAFF, (cohe.pk, report["id"]))
    return CoheReport(
        cohe=cohe,
        quarter=quarter,
        report=report,
        versions=tuple(one["version"] for one in versions),
        parts=parts(whole(report["narrative"]), then, now),
        tables=tuple(
            staff_tables((one["code"], whole(one["heads"]), unpacked(one["rows"])) for one in staff)
        ),
    )


def edition(page: CoheReport) -> Edition:
    """Return the version as a file."""
    by, on = page.report["signed_name"], page.report["as_of"]
    return Edition(
        title=f"COHE Quarterly Status Report, {page.quarter.words}",
        name=f"{page.cohe.code}-{page.quarter}-version-{page.version}".lower(),
        lines=(page.cohe.name, f"Version {page.version}, signed by {by} on {on:%-d %b %Y}", HER),
        sections=sections_of(page.parts, page.tables),
    )
