"""May this person do this to this thing now? Each check raises `Denied` with the sentence she reads."""

from collections.abc import Collection
from datetime import date, timedelta

from claims.choices import Tier
from claims.models import Claim, Delegation
from cohe.access import Conflict, Denied, check
from cohe.models import Cohe, Membership, Role
from cohe.permissions import Permission, allows
from coordination.choices import RecordKind
from coordination.models import AdvisorQuestion, CaseNote, Draft, HandOver, SavedView, WorkItem
from coordination.models.desk import CLOSED_BY_A_PERSON, LIVE
from coordination.policy import Policy
from coordination.worklist.catalogue import OWN_STEP
from coordination.worklist.rule import Rule


def check_can_work(membership: Membership) -> None:
    """Working items needs the role for it."""
    check(membership, Permission.ITEM_WORK, "Your role does not work items of the worklist.")


def check_is_live(item: WorkItem) -> None:
    """Only an item that is still open or snoozed can be changed."""
    if item.state not in LIVE:
        raise Conflict(f"This item is already closed: {item.get_state_display().lower()}. Reload the list.")


def check_is_task(item: WorkItem) -> None:
    """What a rule found says what it found; a task says what a person wrote."""
    if item.rule != OWN_STEP:
        raise Denied("Only tasks are changed: this item says what its rule found.")


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


def has_reason_still(rule: str, facts: str) -> bool:
    """Say whether the reason for a closed item stands, by its rule and facts; a task's always does."""
    return rule == OWN_STEP or bool(facts)


def check_can_reopen(membership: Membership, item: WorkItem) -> None:
    """What was done or dismissed comes back while its reason stands: without one it would close again."""
    check_can_work(membership)
    if item.state not in CLOSED_BY_A_PERSON:
        raise Conflict("Only what was done or dismissed is reopened. Reload the list.")
    if not has_reason_still(item.rule, item.facts):
        raise Denied(
            "Its reason has gone since, perhaps by what was recorded. Take that back on the claim, and the "
            "item comes back by itself."
        )


def check_can_reassign(membership: Membership, item: WorkItem, receiver: Membership | None) -> None:
    """Work goes to somebody in force in this COHE who works items or is asked about claims."""
    check(membership, Permission.ITEM_REASSIGN, "Your role does not give items to others.")
    check_is_live(item)
    if receiver is None or receiver.cohe_id != membership.cohe_id:
        raise Denied("Choose somebody who works in this COHE today.")


def check_can_take_item(receiver: Membership, tier: str, numbers: Policy) -> None:
    """An Assistant takes single items and tasks of the high tier only where the COHE says so (A6)."""
    if receiver.role == Role.ASSISTANT and tier == Tier.HIGH and not numbers.assistant_high_items:
        raise Denied("This COHE gives an Assistant nothing on claims of the high tier: choose an HSC.")


def check_can_give_tasks(membership: Membership) -> None:
    """Giving a task to others is giving an item away."""
    check_can_work(membership)
    check(
        membership,
        Permission.ITEM_REASSIGN,
        "Your role gives no tasks to others: set it for yourself, then hand it to the HSC with the reason.",
    )


def check_can_add_task(membership: Membership, receiver: Membership) -> None:
    """Everybody who works items plans her own tasks, and may give them to others where her role may."""
    check_can_work(membership)
    if receiver.person_id == membership.person_id:
        return
    check_can_give_tasks(membership)
    if receiver.cohe_id != membership.cohe_id:
        raise Denied("Choose somebody who works in this COHE today.")


def check_can_delegate(
    membership: Membership, claim: Claim, assistant: Membership, *, hers: Collection[int], numbers: Policy
) -> None:
    """A claim is delegated by its HSC, who covers her, or a supervisor; never one of the high tier (A6).

    `hers`: the people whose claims the member works today.
    """
    check(membership, Permission.ITEM_REASSIGN, "Your role does not delegate claims.")
    if assistant.role != Role.ASSISTANT or assistant.cohe_id != membership.cohe_id:
        raise Denied("A claim is delegated to an HSC Assistant of this COHE who works here today.")
    if membership.role != Role.SUPERVISOR and claim.hsc_id not in hers:
        raise Denied("Only the claim's HSC, who covers for her, or a supervisor delegates this claim.")
    check_tier_fits_assistant(claim.tier, numbers)


def check_tier_fits_assistant(tier: str, numbers: Policy) -> None:
    """The tier says what an Assistant may take (A5): low always, standard where the COHE says so."""
    if tier == Tier.HIGH:
        raise Denied(
            "Claims of the high tier stay with the HSC: delegate a single item, or change the tier first."
        )
    if tier == Tier.STANDARD and not numbers.assistant_standard_claims:
        raise Denied("This COHE delegates claims of the low tier only: delegate a single item instead.")


def check_can_take_back(membership: Membership, delegation: Delegation) -> None:
    """Whoever gives work away takes it back; a delegation ends once."""
    check(membership, Permission.ITEM_REASSIGN, "Your role does not take claims back: hand it to the HSC.")
    check_holds(delegation)


def check_can_promote(membership: Membership, owner_id: int | None, *, reason: str) -> None:
    """An Assistant hands what was given to her up to the HSC, with the reason."""
    check_can_work(membership)
    if membership.role != Role.ASSISTANT or owner_id != membership.person_id:
        raise Denied("Only the Assistant to whom this was given hands it to the HSC.")
    if not reason.strip():
        raise Denied("Say why this needs the HSC.")


def check_is_advisor(membership: Membership, advisor: Membership) -> None:
    """Questions go to the advisors of the COHE."""
    if advisor.role != Role.ADVISOR or advisor.cohe_id != membership.cohe_id:
        raise Denied("Questions go to a medical director or advisor of this COHE.")


def check_can_answer(membership: Membership, question: AdvisorQuestion) -> None:
    """The advisor who was asked answers."""
    check(membership, Permission.ADVICE_GIVE, "Your role does not answer as an advisor.")
    if question.advisor_id != membership.person_id:
        raise Denied("Only the advisor who was asked answers this.")


def check_holds(delegation: Delegation) -> None:
    """What has ended is not ended again."""
    if delegation.ended_at is not None:
        raise Conflict("This delegation has ended already. Reload the page.")


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


def check_can_keep_resources(membership: Membership) -> None:
    """Keeping the directory needs the role for it."""
    check(membership, Permission.RESOURCE_KEEP, "Your role does not keep the directory of resources.")


def check_can_record(membership: Membership) -> None:
    """Recording facts on a claim needs the role for it."""
    check(membership, Permission.RECORD_WRITE, "Your role does not record facts on a claim.")


def check_can_bill(membership: Membership) -> None:
    """Lines are made, and reversed, by those who see billing: an HSC her own, a supervisor the team's."""
    check(membership, Permission.BILLING_SEE, "Your role does not bill.")


def bills_for_all(membership: Membership) -> bool:
    """Say whether a member bills for the whole team."""
    return allows(membership.role, Permission.BILLING_EXPORT)


def check_can_export_billing(membership: Membership) -> None:
    """The file for billing leaves by a supervisor's hand."""
    check(membership, Permission.BILLING_EXPORT, "Your role does not take billing out.")


def check_can_set_codes(membership: Membership) -> None:
    """The code table is the administrator's: L&I's own fee schedule is not public."""
    check(membership, Permission.CONFIGURE, "Only an administrator keeps the billing codes.")


def check_can_mark_ohms(membership: Membership) -> None:
    """Whoever writes notes enters them in OHMS."""
    check(membership, Permission.ITEM_WORK, "Your role does not enter notes in OHMS.")


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


def check_can_hand_over(membership: Membership) -> None:
    """Claims are handed over, and taken over, by those who coordinate."""
    check(membership, Permission.HAND_OVER, "Your role does not hand claims over.")


def check_can_leave(
    claim: Claim, by: Membership, today: date, *, receiver: Membership | None, cohe: Cohe | None
) -> None:
    """A claim goes to one receiver: an HSC of the COHE who does not have it yet, or another COHE."""
    if claim.handed_over_on is not None and claim.handed_over_on <= today:
        raise Denied("Another COHE has taken this claim over: take it back first.")
    if (receiver is None) == (cohe is None):
        raise Denied("Choose one receiver: an HSC of this COHE, or another COHE.")
    if cohe is not None and cohe.pk == by.cohe_id:
        raise Denied("That is your own COHE: choose the HSC who shall have the claim.")
    if receiver is None:
        return
    if receiver.cohe_id != by.cohe_id or receiver.role != Role.HSC:
        raise Denied("Choose an HSC who works in this COHE today.")
    if receiver.person_id in (claim.hsc_id, by.person_id):
        raise Denied(f"{receiver.person.name} has this claim, or is you: choose somebody else.")


def check_is_receiver(membership: Membership, hand_over: HandOver) -> None:
    """Only the person it was sent to accepts a hand-over within the COHE, or asks about it."""
    check_can_hand_over(membership)
    if hand_over.receiver_id != membership.person_id:
        raise Denied("Only the person it was sent to answers this hand-over.")
