"""Marking notes as entered in OHMS: one or many in one go, and taking that back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cohe import history
from cohe.access import Conflict
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.models import DeskAction, OhmsEntry, WorkItem

# The rule that asks for what is marked here.
RULE = "T47"


@dataclass(frozen=True, slots=True)
class Marked:
    """What one go marked: the action to undo it by, and what cleared."""

    action: DeskAction
    entries: tuple[OhmsEntry, ...]
    refreshed: worklist.Refreshed


@transaction.atomic
def mark_entered(*, entries: Collection[OhmsEntry], by: Membership, today: date, at: datetime) -> Marked:
    """Mark notes as entered in OHMS today; what is marked already stays as it is.

    Raises `Conflict` when none is left to mark: somebody was faster.
    """
    policies.check_can_mark_ohms(by)
    claim_ids = {entry.claim_id for entry in entries}
    worklist.lock_claims(claim_ids)
    open_ones = OhmsEntry.objects.filter(pk__in=[entry.pk for entry in entries], entered_on=None)
    held = tuple(open_ones.select_for_update(of=("self",)).order_by("pk"))
    if not held:
        raise Conflict("These notes are marked as entered already. Reload the list.")
    words = "1 note" if len(held) == 1 else f"{len(held)} notes"
    action = DeskAction.objects.create(
        cohe_id=by.cohe_id, kind="ohms", label=f"{words} entered in OHMS", by_id=by.person_id, at=at
    )
    write(held, action, by, today)
    return Marked(action, held, worklist.refresh_claims(claim_ids=claim_ids, today=today, at=at))


def mark_of_item(item: WorkItem, action: DeskAction, by: Membership, today: date) -> None:
    """Mark the note that an item of the worklist asks for, as a part of `action`."""
    if item.rule == RULE and item.about.isdecimal():
        write(OhmsEntry.objects.filter(note=int(item.about), entered_on=None), action, by, today)


def write(entries: Collection[OhmsEntry], action: DeskAction, by: Membership, today: date) -> None:
    """Write that notes were entered."""
    rows = OhmsEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    rows.update(entered_on=today, entered_by=by.person_id, action=action)


def take_back(action: DeskAction) -> set[int]:
    """Take back what an action marked; return the claims of the notes."""
    rows = OhmsEntry.objects.filter(action=action)
    claim_ids = set(rows.values_list("claim_id", flat=True))
    if claim_ids:
        history.expect_many_rows()
        rows.update(entered_on=None, entered_by=None, action=None)
    return claim_ids
