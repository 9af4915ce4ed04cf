"""Saved views of the worklist: one's own in order, then those that others share, each with what it holds."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from cohe.models import Membership
from coordination.models import SavedView
from coordination.queries import desk_filters, desk_items
from coordination.queries.desk_asked import asked
from coordination.queries.desk_filters import Filters
from coordination.queries.desk_items import Scope


@dataclass(frozen=True, slots=True)
class CountedView:
    """A view as a person has it; `count` None: its filters no longer make sense, or are not hers to use."""

    view: SavedView
    is_mine: bool
    count: int | None


def saved_views(
    *, membership: Membership, today: date, at: datetime, only: int | None = None
) -> tuple[CountedView, ...]:
    """Return the views a person sees, or the one, each with what it shows her: one query counts all."""
    wanted = asked(membership=membership, params={}, today=today, at=at)
    views = [view for view in views_seen(membership) if only in (None, view.pk)]
    filters = {view.pk: filters_of(view, wanted.scope) for view in views}
    lists = {str(pk): wanted.items(said) for pk, said in filters.items() if said is not None}
    counts = desk_items.counts_of(lists)
    me = membership.person_id
    return tuple(CountedView(view, view.owner_id == me, counts.get(str(view.pk))) for view in views)


def seen_by(membership: Membership) -> QuerySet[SavedView]:
    """Return a person's own views and what others of the COHE share."""
    mine = Q(owner_id=membership.person_id)
    return SavedView.objects.filter(mine | Q(is_shared=True), cohe_id=membership.cohe_id)


def views_seen(membership: Membership) -> list[SavedView]:
    """Return a person's own views in her order, then what others of the COHE share."""
    me = membership.person_id
    return sorted(
        seen_by(membership).select_related("owner"),
        key=lambda view: (view.owner_id != me, view.position, view.name, view.pk),
    )


def filters_of(view: SavedView, scope: Scope) -> Filters | None:
    """Return what a view asks for, None when it cannot be read any more or is not this person's to see."""
    reading = desk_filters.read_query(view.query)
    try:
        scope.owned_by(reading.filters.owner)
    except desk_items.NotYours:
        return None
    return None if reading.refusals else reading.filters
