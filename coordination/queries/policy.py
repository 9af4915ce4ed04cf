"""The numbers the COHE in force goes by on a day."""

from datetime import date

from cohe import policy as dated
from coordination.policy import Policy


def in_force(day: date) -> Policy:
    """Return the documented defaults with what the COHE in force has set for `day` in their place."""
    return Policy.from_values(dated.in_force(day, Policy.names()))
