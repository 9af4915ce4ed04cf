"""Saved views: keeping filters under a name, renaming, sharing, ordering and deleting them."""

from django.db import transaction
from django.db.models import Max

from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.models import SavedView


@transaction.atomic
def create_view(*, name: str, query: str, is_shared: bool, by: Membership) -> SavedView:
    """Keep filters under a name, behind the views one has; refuse a name one has already."""
    mine = SavedView.objects.filter(owner_id=by.person_id)
    check_name_is_free(name, by)
    last = mine.aggregate(last=Max("position"))["last"]
    return SavedView.objects.create(
        cohe_id=by.cohe_id, name=name.strip(), query=query, is_shared=is_shared, owner_id=by.person_id,
        position=0 if last is None else last + 1,
    )  # fmt: skip


@transaction.atomic
def change_view(*, view: SavedView, name: str, is_shared: bool, by: Membership) -> SavedView:
    """Rename a view of one's own, share it or stop sharing it."""
    policies.check_is_owner_of_view(by, view)
    check_name_is_free(name, by, besides=view)
    view.name, view.is_shared = name.strip(), is_shared
    view.save(update_fields=["name", "is_shared"])
    return view


@transaction.atomic
def move_view(*, view: SavedView, up: bool, by: Membership) -> None:
    """Let a view of one's own change places with its neighbour; at either end nothing happens."""
    policies.check_is_owner_of_view(by, view)
    mine = list(SavedView.objects.select_for_update(of=("self",)).filter(owner_id=by.person_id))
    here = next(place for place, one in enumerate(mine) if one.pk == view.pk)
    there = here + (-1 if up else 1)
    if 0 <= there < len(mine):
        mine[here], mine[there] = mine[there], mine[here]
    for position, one in enumerate(mine):
        one.position = position
    SavedView.objects.bulk_update(mine, ["position"])


def delete_view(*, view: SavedView, by: Membership) -> None:
    """Throw away a view of one's own."""
    policies.check_is_owner_of_view(by, view)
    view.delete()


def check_name_is_free(name: str, by: Membership, besides: SavedView | None = None) -> None:
    """Refuse an empty name, and one that another of one's own views has."""
    if not name.strip():
        raise Denied("Give the view a name.")
    same = SavedView.objects.filter(owner_id=by.person_id, name=name.strip())
    if (same.exclude(pk=besides.pk) if besides else same).exists():
        raise Conflict(f"You have a view called “{name.strip()}” already: choose another name.")
