"""Dated numbers of a COHE: what L&I or the COHE changed, in force on a day."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from cohe.models import PolicyValue


def in_force(day: date, names: Collection[str]) -> dict[str, Decimal]:
    """Return name -> value for each of `names` that the COHE in force has set and that holds on `day`.

    A name that is missing holds its documented default.
    """
    rows = PolicyValue.objects.filter(since__lte=day).order_by("name", "since").values_list("name", "value")
    # A COHE sets few numbers: leaving the others out here is cheaper than naming sixty in every query.
    return {name: value for name, value in rows if name in names}
