"""The numbers of imports that the COHE in force goes by on a day."""

from datetime import date

from claims.policy import ImportPolicy
from cohe import policy as dated


def in_force(day: date) -> ImportPolicy:
    """Return the documented defaults with what the COHE in force has set for `day` in their place."""
    return ImportPolicy.from_values(dated.in_force(day, ImportPolicy.names()))
