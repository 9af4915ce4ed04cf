"""What people do to items: done, snooze, dismiss, reassign, wake, and undo of each.

One event per item and change.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.forms.models import model_to_dict

from claims.models import Claim, Delegation
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import done_papers, ohms, worklist
from coordination.models import DeskAction, ItemEvent, OhmsEntry, Record, WorkItem
from coordination.models.desk import LIVE, ItemState
from coordination.queries import policy
from coordination.worklist import catalogue

RESTORED = ("state", "snoozed_until", "owner", "is_reassigned", "closed_at")
# What a person may change of a task; of other items these follow the facts, and undo leaves them alone.
OF_A_TASK = ("because", "due_on", "area", "remark")
AGAIN = "This is on the list again already, for newer facts: work that item instead."
FIELDS = {f.name: f for f in WorkItem._meta.concrete_fields if f.name in (*RESTORED, *OF_A_TASK)}


@dataclass(frozen=True, slots=True)
class Refused:
    """An item that was left as it is, and the sentence that says why."""

    item: WorkItem
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one go did.

    The action to undo it by, the items it changed, those it refused, what cleared besides; of several items
    the action under which the result is kept, row by row.
    """

    action: DeskAction | None
    changed: tuple[WorkItem, ...]
    refused: tuple[Refused, ...]
    refreshed: worklist.Refreshed
    kept: DeskAction | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does something, when, on which day, and how it is called."""

    by: Membership
    today: date
    at: datetime
    kind: str
    label: str
    reason: str = ""


def done(
    *, items: Sequence[WorkItem], by: Membership, today: date, at: datetime, with_note: bool = False
) -> Outcome:
    """Mark items done. Where the rule waits for a recorded fact, the fact is recorded with today's date.

    An item that only a signed note clears is refused unless the note is being signed (`with_note`).
    """

    def change(item: WorkItem, action: DeskAction) -> None:
        rule = catalogue.rule_of(item.rule)
        policies.check_can_finish(by, item, rule, with_note=with_note)
        kind = rule.done_records if rule else None
        who: dict[str, Any] = {"by": by, "today": today, "at": at}
        if kind and not done_papers.file_done(item=item, kind=kind, action=action, **who):
            Record.objects.create(
                cohe_id=by.cohe_id,
                claim_id=item.claim_id,
                kind=kind,
                on=today,
                about=item.about,
                action=action,
                recorded_by_id=by.person_id,
                recorded_at=at,
            )
        ohms.mark_of_item(item, action, by, today)
        close(item, ItemState.DONE, at)

    return in_one_go(items, change, Doing(by, today, at, "done", "Done"))


def snooze(
    *, items: Sequence[WorkItem], until: date, reason: str, by: Membership, today: date, at: datetime
) -> Outcome:
    """Let items sleep until a day; they wake by themselves that morning."""
    limits = policy.in_force(today)

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_can_snooze(
            by,
            item,
            until=until,
            reason=reason,
            today=today,
            free_days=limits.snooze_free_days,
            most_days=limits.snooze_most_days,
        )
        item.state, item.snoozed_until = ItemState.SNOOZED, until

    label = f"Snoozed until {until:%-d %b}"
    return in_one_go(items, change, Doing(by, today, at, "snoozed", label, reason))


def wake(*, items: Sequence[WorkItem], by: Membership, today: date, at: datetime) -> Outcome:
    """Bring snoozed items back now."""

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_can_work(by)
        if item.state != ItemState.SNOOZED:
            raise Conflict("This item is not snoozed.")
        item.state, item.snoozed_until = ItemState.OPEN, None

    return in_one_go(items, change, Doing(by, today, at, "woken", "Woken"))


def reopen(*, items: Sequence[WorkItem], by: Membership, today: date, at: datetime) -> Outcome:
    """Bring done or dismissed items back while the reason for them stands; recorded facts stay recorded."""

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_can_reopen(by, item)
        refuse_second(item)
        item.state, item.closed_at = ItemState.OPEN, None

    return in_one_go(items, change, Doing(by, today, at, "reopened", "Reopened"))


def dismiss(*, items: Sequence[WorkItem], reason: str, by: Membership, today: date, at: datetime) -> Outcome:
    """Put items away with a reason; each stays away until the facts behind it change."""

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_can_dismiss(by, item, reason=reason)
        close(item, ItemState.DISMISSED, at)

    return in_one_go(items, change, Doing(by, today, at, "dismissed", "Dismissed", reason))


def reassign(
    *, items: Sequence[WorkItem], to: Membership, reason: str, by: Membership, today: date, at: datetime
) -> Outcome:
    """Give items to somebody else in the COHE; giving one back to whom it belongs ends the exception."""
    numbers = policy.in_force(today)
    natural = natural_owners(items)

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_can_reassign(by, item, to)
        policies.check_can_take_item(to, natural[item.claim_id].tier, numbers)
        item.owner_id = to.person_id
        item.is_reassigned = natural[item.claim_id].owner_id != to.person_id

    return in_one_go(items, change, Doing(by, today, at, "reassigned", f"Given to {to.person}", reason))


def promote(*, items: Sequence[WorkItem], reason: str, by: Membership, today: date, at: datetime) -> Outcome:
    """Hand items that an Assistant was given up to the claims' HSCs, with the reason (A6)."""
    natural = natural_owners(items)

    def change(item: WorkItem, action: DeskAction) -> None:
        policies.check_is_live(item)
        policies.check_can_promote(by, item.owner_id, reason=reason)
        found = natural[item.claim_id]
        item.owner_id = found.hsc_id
        item.is_reassigned = found.owner_id != found.hsc_id

    return in_one_go(items, change, Doing(by, today, at, "promoted", "Handed to the HSC", reason))


@dataclass(frozen=True, slots=True)
class Natural:
    """With whom the items of a claim land: its HSC, or the Assistant it is delegated to; and its tier."""

    hsc_id: int | None
    assistant_id: int | None
    tier: str

    @property
    def owner_id(self) -> int | None:
        """Return whose items are that nobody gave away."""
        return self.assistant_id or self.hsc_id


def natural_owners(items: Sequence[WorkItem]) -> dict[int, Natural]:
    """Return whose the items of each claim are by themselves."""
    holding = Delegation.objects.filter(claim=OuterRef("pk"), cohe=OuterRef("cohe"), ended_at=None)
    claims = Claim.objects.filter(pk__in={item.claim_id for item in items})
    said = claims.values_list("pk", "hsc_id", Subquery(holding.values("assistant")[:1]), "tier")
    return {row[0]: Natural(*row[1:]) for row in said}


def undo(*, action: DeskAction, by: Membership, today: date, at: datetime) -> Outcome:
    """Take back everything an action did.

    Refused when it is not one's own, was undone, or an item moved on since.
    """
    if action.by_id != by.person_id:
        raise Denied("Only the person who did this may undo it.")
    if action.kind == "go-live":
        raise Denied("Going live is taken back on its own page.")
    if not DeskAction.objects.filter(pk=action.pk, undone_at=None).update(undone_at=at):
        raise Conflict("This was undone already.")
    events = list(action.events.select_related("item").order_by("id"))
    entered = OhmsEntry.objects.filter(action=action).values_list("claim_id", flat=True)
    claim_ids = {*(event.item.claim_id for event in events), *entered}
    worklist.lock_claims(claim_ids)
    for event in events:
        put_back(event, Doing(by, today, at, "undone", action.label))
    Record.objects.filter(action=action, withdrawn_at=None).update(withdrawn_at=at)
    done_papers.take_back(action, at)
    ohms.take_back(action)
    items = tuple(event.item for event in events)
    refreshed = worklist.refresh_claims(claim_ids=claim_ids, today=today, at=at)
    return Outcome(None, items, (), refreshed)


def refuse_second(item: WorkItem) -> None:
    """Refuse to bring an item back beside another one for the same reason."""
    same = WorkItem.objects.live().filter(claim_id=item.claim_id, rule=item.rule, about=item.about)
    if same.exclude(pk=item.pk).exists():
        raise Conflict(AGAIN)


def put_back(event: ItemEvent, doing: Doing) -> None:
    """Give the item of an event the values it had before; refuse when something happened to it since."""
    item = WorkItem.objects.select_for_update(of=("self",)).get(pk=event.item_id)
    if ItemEvent.objects.filter(item=item, id__gt=event.pk).exists():
        raise Conflict("Something else happened to this item since: look at its history.")
    changed = snapshot(item)
    before = event.before or {}
    if event.kind == "opened":
        close(item, ItemState.DISMISSED, doing.at)
    if before.get("state") in LIVE:
        refuse_second(item)
    for name, value in before.items():
        setattr(item, FIELDS[name].attname, FIELDS[name].to_python(value))
    save(item)
    log(item, None, replace(doing, reason=doing.label), changed)
    event.item = item


@transaction.atomic
def in_one_go(
    items: Sequence[WorkItem], change: Callable[[WorkItem, DeskAction], None], doing: Doing
) -> Outcome:
    """Change each item under its claim's lock, with one event.

    A single refused item raises, of many it is reported.
    """
    worklist.lock_claims({item.claim_id for item in items})
    action = DeskAction.objects.create(
        cohe_id=doing.by.cohe_id, kind=doing.kind, label=doing.label, by_id=doing.by.person_id, at=doing.at
    )
    changed, refused = [], []
    for item in current(items):
        before = snapshot(item)
        try:
            check_is_as_shown(item, items, doing.by)
            change(item, action)
        except (Denied, Conflict) as no:
            if len(items) == 1:
                raise
            refused.append(Refused(item, str(no)))
            continue
        save(item)
        log(item, action, doing, before)
        changed.append(item)
    kept = keep_result(action, changed, refused, len(items))
    refreshed = worklist.refresh_claims(
        claim_ids={item.claim_id for item in changed}, today=doing.today, at=doing.at
    )
    return Outcome(action if changed else None, tuple(changed), tuple(refused), refreshed, kept)


def keep_result(
    action: DeskAction, changed: Sequence[WorkItem], refused: Sequence[Refused], asked: int
) -> DeskAction | None:
    """Keep of several items what was refused and why, for the page of the result; of one there is nothing."""
    if asked == 1:
        if not changed:
            action.delete()
        return None
    action.refused = [[one.item.pk, one.sentence] for one in refused]
    if not changed:
        action.label, action.undone_at = f"{action.label}: nothing changed", action.at
    action.save(update_fields=["refused", "label", "undone_at"])
    return action


def check_is_as_shown(item: WorkItem, shown: Iterable[WorkItem], by: Membership) -> None:
    """Refuse an item that was changed after it was shown; say when it was the person herself."""
    if all(one.pk != item.pk or one.version == item.version for one in shown):
        return
    last = ItemEvent.objects.filter(item=item).order_by("-pk").first()
    is_own = last is not None and last.by_id == by.person_id
    who = "You changed this item yourself, in another window," if is_own else "Somebody changed this item"
    raise Conflict(f"{who} after you opened the list. Reload it and look again.")


def current(items: Sequence[WorkItem]) -> Iterable[WorkItem]:
    """Return the items as they are now, locked, in the order asked for."""
    shown = {item.pk: item for item in items}
    fresh = WorkItem.objects.select_for_update(of=("self",)).filter(pk__in=shown).in_bulk()
    return [fresh[pk] for pk in shown if pk in fresh]


def snapshot(item: WorkItem) -> dict[str, Any]:
    """Return the fields that undo puts back, as JSON can keep them."""
    names = (*RESTORED, *OF_A_TASK) if item.rule == catalogue.OWN_STEP else RESTORED
    values = model_to_dict(item, fields=names)
    values["closed_at"] = item.closed_at
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in values.items()
    }


def close(item: WorkItem, state: ItemState, at: datetime) -> None:
    """Take the item off the list."""
    item.state, item.closed_at, item.snoozed_until = state, at, None


def save(item: WorkItem) -> None:
    """Write what a person changed."""
    item.version += 1
    item.save(update_fields=[*RESTORED, *OF_A_TASK, "version"])


def log(item: WorkItem, action: DeskAction | None, doing: Doing, before: dict[str, Any] | None) -> None:
    """Add the event of one change to the item's history."""
    log_many([item.pk], action, doing, before)


def log_many(
    item_ids: Iterable[int], action: DeskAction | None, doing: Doing, before: dict[str, Any] | None
) -> None:
    """Add the event of the same change to the history of each item, in sets."""
    events = (
        ItemEvent(
            cohe_id=doing.by.cohe_id,
            item_id=one,
            kind=doing.kind,
            on=doing.today,
            at=doing.at,
            by_id=doing.by.person_id,
            reason=doing.reason,
            action=action,
            before=before,
        )
        for one in item_ids
    )
    ItemEvent.objects.bulk_create(events, batch_size=1000)
