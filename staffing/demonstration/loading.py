"""The whole demonstration: coordination's, and on top of it what the floors above have of each COHE."""

from datetime import date

from coordination.demonstration import loading
from coordination.demonstration.loading import Furnish
from staffing.demonstration import (
    load_cover,
    load_forecast,
    load_measures,
    load_reports,
    load_staffing,
    load_training,
)

# In this order, each inside its COHE's context, over the desk of stories that coordination leaves behind;
# reports freeze what the others have brought.
ABOVE: tuple[Furnish, ...] = (
    load_staffing.load,
    load_training.load,
    load_cover.load,
    load_measures.load,
    load_forecast.load,
    load_reports.load,
)


def load(day: date, *, scale: float) -> None:
    """Load all COHEs as they stand on `day`: all of it or, after a crash, nothing.

    Raises `loading.HoldsOthers` when the database serves COHEs already.
    """
    loading.load(day, scale=scale, above=ABOVE)
