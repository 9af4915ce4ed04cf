"""What an address of the worklist asks for, as far as the person may have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from cohe.models import Membership
from coordination.queries import desk_filters, desk_items
from coordination.queries.desk_filters import Filters
from coordination.queries.desk_items import Scope
from coordination.querysets import WorkItemQuerySet

# Names in the address that are no filters.
BESIDES = ("after", "open")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for, as far as the person may have it."""

    scope: Scope
    filters: Filters
    refusals: tuple[str, ...]
    today: date
    at: datetime

    def items(self, filters: Filters | None = None) -> WorkItemQuerySet:
        """Return the items of a list; without `filters` of the one that is asked for."""
        membership = self.scope.membership
        return desk_items.desk_items(membership, filters or self.filters, self.today, scope=self.scope)


def asked(*, membership: Membership, params: Mapping[str, Sequence[str]], today: date, at: datetime) -> Asked:
    """Read an address; what cannot be, or is not hers to see, is left out and said in a sentence."""
    reading = desk_filters.read(params, besides=BESIDES)
    scope = desk_items.scope_of(membership, today)
    filters, refusals = reading.filters, reading.refusals
    try:
        scope.owned_by(filters.owner)
    except desk_items.NotYours as no:
        filters, refusals = filters.but(owner=""), (*refusals, str(no))
    return Asked(scope, filters, refusals, today, at)


def url_of(filters: Filters) -> str:
    """Return the address of a list."""
    here = reverse("coordination:worklist")
    return f"{here}?{filters.query}" if filters.query else here
