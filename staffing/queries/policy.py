"""The numbers of staffing the COHE in force goes by on a day."""

from collections.abc import Collection
from datetime import date

from cohe import policy as dated
from cohe.models import PolicyValue
from staffing.policy import StaffingPolicy


def in_force(day: date) -> StaffingPolicy:
    """Return the documented defaults with what the COHE in force has set for `day` in their place."""
    return StaffingPolicy.from_values(dated.in_force(day, StaffingPolicy.names()))


def in_force_on(days: Collection[date]) -> dict[date, StaffingPolicy]:
    """Return the numbers in force on each of some days, in one query."""
    rows = list(
        PolicyValue.objects.filter(since__lte=max(days), name__in=StaffingPolicy.names())
        .order_by("name", "since")
        .values_list("name", "since", "value")
    )
    return {
        day: StaffingPolicy.from_values({name: value for name, since, value in rows if since <= day})
        for day in days
    }
