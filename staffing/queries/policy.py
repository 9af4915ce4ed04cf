"""The numbers of staffing the COHE in force goes by on a day."""

from datetime import date

from cohe import policy as dated
from staffing.policy import StaffingPolicy


def in_force(day: date) -> StaffingPolicy:
    """Return the documented defaults with what the COHE in force has set for `day` in their place."""
    return StaffingPolicy.from_values(dated.in_force(day, StaffingPolicy.names()))
