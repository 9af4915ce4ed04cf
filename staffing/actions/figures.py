"""The figures of quarters as they stand: made anew each morning and whenever a report is submitted."""

from datetime import date
from typing import Any

from django.db import transaction

from cohe import tenancy
from staffing.models import QuarterFigure, QuarterlyReport
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import policy
from staffing.queries.kept import columns_of, rows_kept
from staffing.queries.ratio import checked, first_claim_on
from staffing.queries.report import built, ratio_told
from staffing.report import Change, Figure, change

QUARTERS = 8
KEY = ["cohe", "year", "number", "code"]
KEPT = [one.name for one in QuarterFigure._meta.concrete_fields if one.name not in (*KEY, "id")]


@transaction.atomic
def refresh_figures(
    *, quarter: Quarter, today: date, figures: tuple[Figure, ...] | None = None
) -> list[QuarterFigure]:
    """Keep the figures of a quarter as known on `today`, with what changed since its report was submitted.

    Run twice it changes nothing. Locks nothing that a coordinator writes.
    """
    found = figures_of(quarter, today) if figures is None else figures
    limits = policy.in_force(min(quarter.last, today))
    changes = since_submitted(quarter, today, found)
    own = {"cohe_id": tenancy.required().cohe_id, "year": quarter.year, "number": quarter.number}
    rows = [
        QuarterFigure(**own, as_of=today, **one, **change_columns(changes[one["code"]], one, limits))
        for one in columns_of(found, limits.smallest_cell)
    ]
    own_rows = QuarterFigure.objects.filter(year=quarter.year, number=quarter.number)
    own_rows.exclude(code__in=[one.code for one in found]).delete()
    return QuarterFigure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=KEY, update_fields=KEPT
    )


def refresh_quarters(today: date) -> None:
    """Keep the figures of the quarter that runs and of the eight before it."""
    for n in range(QUARTERS + 1):
        refresh_figures(quarter=Quarter.of(today).plus(-n), today=today)


def figures_of(quarter: Quarter, today: date) -> tuple[Figure, ...]:
    """Return the figures of a quarter; of one that began before the first claim here what its check found.

    Claims of such a quarter are not all there. Once it has a report, its report decides.
    """
    reports = QuarterlyReport.objects.filter(year=quarter.year, number=quarter.number)
    if quarter.last >= today or reports.exists():
        return built(quarter, today)
    whole_from = first_claim_on()
    if whole_from is not None and whole_from <= quarter.first:
        return built(quarter, today)
    told = checked(quarter, quarter).get(quarter)
    return () if told is None else ratio_told(told)


def since_submitted(quarter: Quarter, today: date, now: tuple[Figure, ...]) -> dict[str, Change]:
    """Return by figure how many rows matured and how many were corrected since the last submitted version.

    Asks the quarter's facts anew as of the day of the freeze (staffing.report.change).
    """
    submitted = QuarterlyReport.objects.filter(
        year=quarter.year, number=quarter.number, submitted_at__isnull=False
    ).first()
    if submitted is None or submitted.as_of is None:
        return {one.code: Change(0, 0) for one in now}
    frozen = rows_kept(submitted.pk)
    replayed = now if submitted.as_of == today else built(quarter, submitted.as_of)
    then = {one.code: one.rows for one in replayed}
    return {one.code: change(frozen.get(one.code, ()), then.get(one.code, ()), one.rows) for one in now}


def change_columns(found: Change, kept: dict[str, Any], limits: StaffingPolicy) -> dict[str, object]:
    """Return a change as it is kept; of a hidden figure the count of rows that moved would tell it."""
    words = found.words(limits.smallest_cell)
    shown = "rows moved" if kept["is_hidden"] and words else words
    return {"matured": found.matured, "corrected": found.corrected, "shown_change": shown}
