"""Which quarters are frozen."""

from datetime import date

from coordination.models import QuarterFreeze
from coordination.quarters import quarter_of


def quarter_is_frozen(on: date) -> bool:
    """Say whether the figures of the quarter that holds a day were reported: they no longer change (C3)."""
    return QuarterFreeze.objects.filter(quarter=quarter_of(on)).exists()
