"""Figures of closed quarters, counted once and kept, so that pages over many quarters need not count (J3)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Min

from claims.models import Claim
from cohe import tenancy
from staffing.models import MeasureFigure
from staffing.quarter import Quarter
from staffing.queries.measures import Measured, measured
from staffing.queries.ratio import span

KEPT = ("numerator", "denominator", "figure_numerator", "figure_denominator", "note", "as_of")


@transaction.atomic
def keep_figures(*, quarter: Quarter, today: date) -> list[Measured]:
    """Count a quarter as known on `today` and keep its figures in the place of those kept before."""
    found = list(measured(quarter, today))
    MeasureFigure.objects.bulk_create(
        [row_of(one, today) for one in found],
        update_conflicts=True,
        unique_fields=("cohe", "year", "number", "code"),
        update_fields=KEPT,
    )
    return found


def row_of(one: Measured, today: date) -> MeasureFigure:
    """Return a measure as it is kept."""
    return MeasureFigure(
        cohe_id=tenancy.required().cohe_id,
        year=one.quarter.year,
        number=one.quarter.number,
        code=one.measure.code,
        numerator=one.numerator,
        denominator=one.denominator,
        figure_numerator=one.figure.numerator if one.figure is not None else None,
        figure_denominator=one.figure.denominator if one.figure is not None else None,
        note=one.note,
        as_of=today,
    )


def quarters_to_count(today: date, *, moving: int) -> list[Quarter]:
    """Return the closed quarters without kept figures, and the last `moving` ones, which still change."""
    first = Claim.objects.filter(withdrawn_at=None).aggregate(first=Min("appeared"))["first"]
    last = Quarter.of(today).previous
    if first is None or Quarter.of(first) > last:
        return []
    kept = {Quarter(*row) for row in MeasureFigure.objects.values_list("year", "number").distinct()}
    return [one for one in span(Quarter.of(first), last) if one not in kept or one > last.plus(-moving)]


def count_quarters(quarters: Iterable[Quarter], today: date) -> int:
    """Keep the figures of some quarters, each in a transaction of its own; return how many quarters."""
    return sum(bool(keep_figures(quarter=one, today=today)) for one in quarters)
