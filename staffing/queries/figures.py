"""Figures of quarters as they were kept, for pages that look back (J3)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Min

from staffing.models import MeasureFigure
from staffing.quarter import Quarter


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure as it was counted on `as_of`."""

    numerator: int | None
    denominator: int
    figure: Fraction | None
    as_of: date


def kept_figures(first: Quarter, last: Quarter) -> dict[tuple[str, Quarter], Kept]:
    """Return the kept figures of the quarters from `first` through `last`, in one query."""
    rows = MeasureFigure.objects.filter(year__gte=first.year, year__lte=last.year)
    found = {
        (row.code, row.quarter): Kept(row.numerator, row.denominator, row.figure, row.as_of) for row in rows
    }
    return {key: one for key, one in found.items() if first <= key[1] <= last}


def first_quarter() -> Quarter | None:
    """Return the earliest quarter whose figures are kept; None when there is none."""
    first = MeasureFigure.objects.aggregate(first=Min("year"))["first"]
    if first is None:
        return None
    return Quarter(first, min(MeasureFigure.objects.filter(year=first).values_list("number", flat=True)))
