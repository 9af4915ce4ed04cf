"""What a row of the worklist says of an item that was done or dismissed, and what brings it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from coordination import policies
from coordination.models import ItemEvent
from coordination.models.desk import ItemState


class Shown:
    """What a template shows: it asks for `row["name"]` first, and a page asks thousands of times."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Closing(Shown):
    """How an item was closed, in words, and what brings it back: reopening, or undoing one's own act."""

    words: str = ""
    may_reopen: bool = False
    undo_key: str = ""


def last_event() -> Subquery:
    """Return what happened to an item last: by whom, why, in which act, and whether that did others too."""
    events = ItemEvent.objects.filter(cohe_id=OuterRef("cohe_id"), item_id=OuterRef("pk"))
    others = ItemEvent.objects.filter(cohe_id=OuterRef("cohe_id"), action_id=OuterRef("action_id"))
    said = JSONObject(
        by=F("by__name"),
        by_id=F("by_id"),
        reason=F("reason"),
        key=F("action__key"),
        undone=F("action__undone_at"),
        is_one_of_many=Exists(others.exclude(pk=OuterRef("pk"))),
    )
    return Subquery(events.order_by("-pk").values(said=said)[:1])


def closing_of(one: Mapping[str, Any], person_id: int) -> Closing:
    """Say who closed an item and why, and how it comes back: by undoing one's own act, else by reopening."""
    last = one.get("last_event")
    if not last:
        return Closing()
    words = f"{ItemState(one['state']).label} by {last['by'] or 'nobody'}"
    is_own = last["by_id"] == person_id
    is_undone = not last["key"] or last["undone"] or last["is_one_of_many"]
    return Closing(
        words=f"{words}: {last['reason']}" if last["reason"] else words,
        may_reopen=policies.has_reason_still(one["rule"], one["facts"]),
        undo_key=last["key"] if is_own and not is_undone else "",
    )
