"""Quality-improvement projects with their measure before and after (J7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from staffing import measure_words
from staffing.measures import BY_CODE, Measure, Met
from staffing.models import Improvement
from staffing.quarter import Quarter
from staffing.queries.figures import kept_figures
from staffing.queries.measures import measured

NOT_COUNTED = "not counted yet"
# Figures by code of the measure and quarter; None where a quarter had none.
Figures = Mapping[tuple[str, Quarter], Fraction | None]


@dataclass(frozen=True, slots=True)
class Progress:
    """A project with its measure before and after in words; `finding` says what came of it."""

    project: Improvement
    measure: Measure
    before: str
    after: str
    finding: str
    before_figure: Fraction | None
    after_figure: Fraction | None


def progress_today(projects: Iterable[Improvement], today: date) -> list[Progress]:
    """Return projects with their figures: as kept, of the present quarter as it stands."""
    rows, now = list(projects), Quarter.of(today)
    is_asked = any(now in (one.before, one.after) for one in rows)
    known = {(one.measure.code, now): one.figure for one in measured(now, today)} if is_asked else {}
    return progress_of(rows, until=now, known=known)


def progress_of(projects: Iterable[Improvement], *, until: Quarter, known: Figures) -> list[Progress]:
    """Return projects with their figures of the quarters up to `until`, in one query.

    `known` goes before the figures as they were kept.
    """
    rows = list(projects)
    quarters = [quarter for one in rows for quarter in (one.before, one.after) if quarter is not None]
    if not quarters:
        return []
    kept = kept_figures(min(quarters), min(max(quarters), until))
    figures = {key: row.figure for key, row in kept.items()} | dict(known)
    return [row_of(one, figures) for one in rows]


def row_of(one: Improvement, figures: Figures) -> Progress:
    """Return one project in words."""
    measure = BY_CODE[one.measure]
    before = figures.get((one.measure, one.before))
    after = figures.get((one.measure, one.after)) if one.after else None
    return Progress(
        project=one,
        measure=measure,
        before=words_of(measure, one.before, figures),
        after=words_of(measure, one.after, figures),
        finding=finding_of(measure, before, after),
        before_figure=before,
        after_figure=after,
    )


def words_of(measure: Measure, quarter: Quarter | None, figures: Figures) -> str:
    """Return a figure with its quarter; of a quarter that is not chosen or not counted, that it is not."""
    if quarter is None:
        return "not chosen yet"
    if (measure.code, quarter) not in figures:
        return f"{quarter.words}: {NOT_COUNTED}"
    figure = measure_words.figure_in_words(measure, figures[measure.code, quarter], None)
    return f"{quarter.words}: {figure}"


def finding_of(measure: Measure, before: Fraction | None, after: Fraction | None) -> str:
    """Return whether the measure moved, and where to; two quarters are no proof of a cause."""
    if before is None or after is None:
        return "no comparison yet"
    if before == after:
        return "unchanged"
    is_better = after > before if measure.met is Met.AT_LEAST else after < before
    way = measure_words.figure_in_words(measure, abs(after - before), None)
    unit = "points" if measure.unit == "%" else measure.unit
    return f"{'better' if is_better else 'worse'} by {way.removesuffix(measure.unit).strip()} {unit}"
