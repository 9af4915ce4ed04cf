"""Figures of quarters as they were kept, for pages that look back (J3)."""

from staffing.models import MeasureFigure
from staffing.quarter import Quarter


def kept_figures(first: Quarter, last: Quarter) -> dict[tuple[str, Quarter], MeasureFigure]:
    """Return the kept figures of the quarters from `first` through `last`, in one query."""
    rows = MeasureFigure.objects.filter(year__gte=first.year, year__lte=last.year)
    return {(row.code, row.quarter): row for row in rows if first <= row.quarter <= last}
