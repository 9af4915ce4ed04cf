"""A contract manager's COHEs side by side over quarters: totals alone, read as the reporting role (J6, K)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohe.models import Cohe, Membership, Role
from cohe.reporting import Reader, reading
from staffing.figure_words import Kept, Line, kept
from staffing.quarter import Quarter
from staffing.queries.ratio import span

QUARTERS = 8
FIGURES_NOW = """
SELECT * FROM report.figures_now
WHERE (year, number) >= (%s, %s) AND (year, number) <= (%s, %s) ORDER BY cohe_id, year, number, place
"""
FIGURES = """
SELECT f.*, r.version, r.submitted_at, r.as_of, r.signed_name FROM report.figures f
JOIN (SELECT DISTINCT ON (cohe_id) * FROM report.reports WHERE year = %s AND number = %s
      ORDER BY cohe_id, version DESC) r ON r.id = f.report_id
ORDER BY f.cohe_id, f.place
"""
DISCUSSIONS = """
SELECT * FROM report.discussions WHERE closed_on IS NULL OR (year = %s AND number = %s)
ORDER BY year DESC, number DESC, cohe_id
"""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The latest submitted version of a quarter's report."""

    version: int
    as_of: date
    signed_name: str
    figures: Mapping[str, Kept]


@dataclass(frozen=True, slots=True)
class Center:
    """One COHE: its figures of each quarter by code as they are now, and the latest report of the quarter."""

    cohe: Cohe
    by_quarter: Mapping[Quarter, Mapping[str, Kept]]
    submitted: Submitted | None
    as_of: date | None

    def figure(self, code: str, quarter: Quarter) -> Kept | None:
        """Return a figure of a quarter."""
        return self.by_quarter.get(quarter, {}).get(code)

    def lines(self, quarter: Quarter) -> tuple[Line, ...]:
        """Return the figures of a quarter as submitted with what they are now, or as they are now."""
        now = self.by_quarter.get(quarter, {})
        if self.submitted is None:
            return tuple(Line(one) for one in now.values())
        return tuple(Line(one, now.get(code)) for code, one in self.submitted.figures.items())


@dataclass(frozen=True, slots=True)
class Talk:
    """A discussion on forecast and staffing of one of the COHEs."""

    cohe: Cohe
    quarter: Quarter
    due_on: date
    held_on: date | None
    follow_up_on: date | None
    closed_on: date | None
    strategy: str


@dataclass(frozen=True, slots=True)
class Cohes:
    """All of the page. `today` is the quarter that runs."""

    quarter: Quarter
    running: Quarter
    quarters: tuple[Quarter, ...]
    centers: tuple[Center, ...]
    talks: tuple[Talk, ...]

    @property
    def submitted(self) -> int:
        """Return how many of the COHEs have submitted the quarter's report."""
        return sum(one.submitted is not None for one in self.centers)


def cohes_of(person_id: int, today: date) -> dict[int, Cohe]:
    """Return the COHEs somebody is contract manager of, by number."""
    mine = Membership.objects.current(today).filter(person=person_id, role=Role.CONTRACT_MANAGER)
    return {one.cohe_id: one.cohe for one in mine.select_related("cohe").order_by("cohe__name")}


def cohe_of(person_id: int, code: str, today: date) -> Cohe | None:
    """Return the COHE of this code that somebody is contract manager of; None for any other."""
    return next((one for one in cohes_of(person_id, today).values() if one.code == code), None)


def cohes_page(*, person_id: int, quarter: Quarter, today: date) -> Cohes:
    """Return her COHEs over the eight quarters up to `quarter`, in five queries however many COHEs.

    Figures come through the views of the reporting role; what is hidden there is not here.
    """
    running = Quarter.of(today)
    mine = cohes_of(person_id, today)
    with reading(person_id, today) as reader:
        now = figures_now(reader, quarter.plus(1 - QUARTERS), max(quarter, running))
        then = reader.rows(FIGURES, (quarter.year, quarter.number))
        talks = reader.rows(DISCUSSIONS, (quarter.year, quarter.number))
    return Cohes(
        quarter=quarter,
        running=running,
        quarters=tuple(span(quarter.plus(1 - QUARTERS), quarter)),
        centers=tuple(
            Center(
                cohe,
                by_quarter(one for one in now if one["cohe_id"] == pk),
                submitted_of([one for one in then if one["cohe_id"] == pk]),
                max((one["as_of"] for one in now if one["cohe_id"] == pk), default=None),
            )
            for pk, cohe in mine.items()
        ),
        talks=tuple(talk_of(one, mine[one["cohe_id"]]) for one in talks if one["cohe_id"] in mine),
    )


def figures_now(reader: Reader, first: Quarter, last: Quarter) -> list[Mapping[str, Any]]:
    """Return the figures of quarters as they are now."""
    return reader.rows(FIGURES_NOW, (first.year, first.number, last.year, last.number))


def by_quarter(rows: Iterable[Mapping[str, Any]]) -> dict[Quarter, dict[str, Kept]]:
    """Return figures by quarter and code."""
    found: dict[Quarter, dict[str, Kept]] = {}
    for one in rows:
        found.setdefault(Quarter(one["year"], one["number"]), {})[one["code"]] = kept(one)
    return found


def submitted_of(rows: Sequence[Mapping[str, Any]]) -> Submitted | None:
    """Return the submitted version that rows of figures belong to."""
    if not rows:
        return None
    first = rows[0]
    figures = {one["code"]: kept(one) for one in rows}
    return Submitted(first["version"], first["as_of"], first["signed_name"], figures)


def talk_of(row: Mapping[str, Any], cohe: Cohe) -> Talk:
    """Return a discussion."""
    return Talk(
        cohe=cohe,
        quarter=Quarter(row["year"], row["number"]),
        due_on=row["due_on"],
        held_on=row["held_on"],
        follow_up_on=row["follow_up_on"],
        closed_on=row["closed_on"],
        strategy=row["strategy"],
    )
