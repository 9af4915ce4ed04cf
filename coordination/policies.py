"""May this person do this to this thing now? Each check raises `Denied` with the sentence she reads."""

from datetime import date, timedelta

from cohe.access import Conflict, Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from coordination.choices import RecordKind
from coordination.models import CaseNote, Draft, SavedView, WorkItem
from coordination.models.desk import LIVE
from coordination.worklist.rule import Rule


def check_can_work(membership: Membership) -> None:
    """Working items needs the role for it."""
    check(membership, Permission.ITEM_WORK, "Your role does not work items of the worklist.")


def check_is_live(item: WorkItem) -> None:
    """Only an item that is still open or snoozed can be changed."""
    if item.state not in LIVE:
        raise Conflict(f"This item is already closed: {item.get_state_display().lower()}. Reload the list.")


def check_can_finish(membership: Membership, item: WorkItem, rule: Rule | None, *, with_note: bool) -> None:
    """What only a signed note clears is not done by a key; a reading is not taken without its score."""
    check_can_work(membership)
    check_is_live(item)
    if rule and rule.done_records == RecordKind.SCALE_READING:
        raise Denied(f"{rule.title}: record the reading with its score, and this clears.")
    if rule and rule.done_needs_note and not with_note:
        raise Denied(
            f"{rule.title}: only a signed note clears this ({item.clears}). Write the note, or snooze it."
        )


def check_can_snooze(
    membership: Membership,
    item: WorkItem,
    *,
    until: date,
    reason: str,
    today: date,
    free_days: int,
    most_days: int,
) -> None:
    """A short snooze is free; past the last day, or for longer than `free_days` days, it needs a reason."""
    check_can_work(membership)
    check_is_live(item)
    if until <= today:
        raise Denied("Choose a day after today.")
    if until > today + timedelta(days=most_days):
        raise Denied(
            f"At most {most_days} days: choose {today + timedelta(days=most_days):%-d %b %Y} or earlier."
        )
    if reason.strip():
        return
    if item.last_day and until > item.last_day:
        raise Denied(
            f"This cannot be done after {item.last_day:%-d %b %Y}: say why it may sleep past that day."
        )
    if until > today + timedelta(days=free_days):
        raise Denied(f"Snoozing for more than {free_days} days needs a reason.")


def check_can_dismiss(membership: Membership, item: WorkItem, *, reason: str) -> None:
    """Dismissing needs a reason: it stands in the item's history."""
    check_can_work(membership)
    check_is_live(item)
    if not reason.strip():
        raise Denied("Say why this need not be done: it stays away until its facts change.")


def check_can_reassign(membership: Membership, item: WorkItem, receiver: Membership | None) -> None:
    """Work goes to somebody in force in this COHE who works items or is asked about claims."""
    check(membership, Permission.ITEM_REASSIGN, "Your role does not give items to others.")
    check_is_live(item)
    if receiver is None or receiver.cohe_id != membership.cohe_id:
        raise Denied("Choose somebody who works in this COHE today.")


def check_can_write_note(membership: Membership) -> None:
    """Notes are written by those who coordinate, or are asked for advice."""
    check(membership, Permission.NOTE_WRITE, "Your role does not write case notes.")


def check_is_author(membership: Membership, thing: CaseNote | Draft) -> None:
    """A draft or a note is its author's."""
    if thing.author_id != membership.person_id:
        raise Denied("Only the person who wrote this may change it.")


def check_is_owner_of_view(membership: Membership, view: SavedView) -> None:
    """A saved view is changed by who made it; what is shared others only use."""
    if view.owner_id != membership.person_id:
        raise Denied("Only the person who saved this view may change it.")


def check_can_record(membership: Membership) -> None:
    """Recording facts on a claim needs the role for it."""
    check(membership, Permission.RECORD_WRITE, "Your role does not record facts on a claim.")


def check_can_ask_frq(membership: Membership) -> None:
    """The FRQ is asked by coordinators."""
    check(membership, Permission.FRQ_ASK, "Your role does not ask the FRQ.")


def check_can_change_tier(membership: Membership, *, reason: str) -> None:
    """A tier goes up or down with a reason."""
    check(membership, Permission.CLAIM_TIER, "Your role does not change the tier of a claim.")
    if not reason.strip():
        raise Denied("Say why the tier changes: it drives order and contacts.")


def check_can_go_live(membership: Membership) -> None:
    """Going live marks many claims at once: the administrator's step."""
    check(membership, Permission.WORKLIST_GO_LIVE, "Only an administrator takes a COHE live.")
