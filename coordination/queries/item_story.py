"""What happened to an item, and what a person did in one go."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from claims.models import Claim
from cohe.clock import PACIFIC
from cohe.models import Membership
from coordination.choices import Area
from coordination.models import DeskAction, ItemEvent, WorkItem
from coordination.worklist import catalogue
from coordination.worklist.wording import shown

MOST_ACTIONS = 50
# Going live is an administrator's step, undone on its own page.
NOT_OF_THE_DESK = "go-live"
WORDS = {
    "opened": "Opened",
    "changed": "Its facts changed",
    "done": "Done",
    "snoozed": "Snoozed",
    "woken": "Back on the list",
    "dismissed": "Dismissed",
    "reassigned": "Given away",
    "reopened": "Reopened",
    "cleared": "Cleared: the reason has gone",
    "superseded": "Superseded by a newer reason",
    "missed": "Missed: the window has closed",
    "edited": "Changed",
    "promoted": "Handed to the HSC",
    "undone": "Undone",
    "forgotten": "No longer kept away",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One event in words."""

    when: str
    what: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemStory:
    """An item with everything that happened to it, oldest first."""

    item: WorkItem
    title: str
    area: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did in one go, and whether she can still take it back."""

    key: str
    label: str
    when: str
    items: tuple[tuple[int, str, str], ...]
    reason: str
    undone: str
    is_bulk: bool


def title_of(code: str) -> str:
    """Return what an item of a rule is called."""
    rule = catalogue.rule_of(code)
    return rule.title if rule else "Next step"


def instant(at: datetime, today: date) -> str:
    """Return an instant as "12 Nov 16:40" in Washington's time."""
    local = at.astimezone(PACIFIC)
    return f"{shown(local.date(), today)} {local:%H:%M}"


def item_story(*, item: WorkItem, today: date) -> ItemStory:
    """Return the history of an item."""
    events = ItemEvent.objects.filter(item=item).select_related("by").order_by("id")
    lines = tuple(
        Line(
            when=instant(event.at, today),
            what=WORDS.get(event.kind, event.kind.capitalize()),
            who=event.by.name if event.by else "The worklist's rules",
            reason=event.reason,
        )
        for event in events
    )
    return ItemStory(item, title_of(item.rule), Area(item.area).label, lines)


def my_actions(*, membership: Membership, today: date) -> list[Deed]:
    """Return what a person did last, the latest first, with the items of each."""
    events = ItemEvent.objects.order_by("id").select_related("item__claim")
    actions = (
        DeskAction.objects.filter(cohe_id=membership.cohe_id, by_id=membership.person_id)
        .exclude(kind=NOT_OF_THE_DESK)
        .order_by("-at", "-id")
        .prefetch_related(Prefetch("events", events))
    )
    found = list(actions[:MOST_ACTIONS])
    claims = {event.item.claim_id for action in found for event in action.events.all()}
    visible = Claim.objects.visible_to(membership).filter(pk__in=claims).values_list("pk", flat=True)
    return [deed_of(action, today, set(visible)) for action in found]


def done_to(event: ItemEvent, seen: Collection[int]) -> tuple[int, str, str]:
    """Return claim, worker and title of an item; 0 and the number of a claim that is hers no longer."""
    item = event.item
    if item.claim_id not in seen:
        return 0, item.claim_number, title_of(item.rule)
    return item.claim_id, item.claim.worker_name, title_of(item.rule)


def deed_of(action: DeskAction, today: date, seen: Collection[int]) -> Deed:
    """Put one action into words."""
    events = list(action.events.all())
    return Deed(
        key=str(action.key),
        label=action.label,
        when=instant(action.at, today),
        items=tuple(done_to(event, seen) for event in events),
        reason=events[0].reason if events else "",
        undone=instant(action.undone_at, today) if action.undone_at else "",
        is_bulk=len(events) + len(action.refused) > 1,
    )
