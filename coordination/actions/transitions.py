"""Transfers of care, days in hospital and checklists: recorded, put right, taken back."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.models import Checklist, ChecklistMark, HospitalStay, Transfer
from coordination.transition_words import CHECKLISTS, Change, Decision, step_of


@dataclass(frozen=True, slots=True)
class TransferSaid:
    """What is known of a transfer of care; days that have not come are None."""

    asked_on: date
    asked_by: str
    reason: str = ""
    provider_number: str = ""
    provider_name: str = ""
    card_sent_on: date | None = None
    decided_on: date | None = None
    decision: str = ""
    first_visit_on: date | None = None


@dataclass(frozen=True, slots=True)
class StaySaid:
    """What is known of days in hospital; the follow-up visit may lie ahead."""

    facility: str
    admitted_on: date
    discharged_on: date | None = None
    papers_on: date | None = None
    follow_up_on: date | None = None


@transaction.atomic
def record_transfer(
    *, claim: Claim, said: TransferSaid, by: Membership, today: date, at: datetime
) -> tuple[Transfer, worklist.Refreshed]:
    """Record that another attending provider is asked for.

    Refuses days in another order than asked, decided, seen, days after today, and a second transfer while one
    is undecided.
    """
    policies.check_can_record(by)
    check_transfer(said, today)
    worklist.lock_claims({claim.pk})
    refuse_second_undecided(claim.pk, said, None)
    transfer = Transfer.objects.create(
        cohe_id=by.cohe_id, claim=claim, recorded_by_id=by.person_id, recorded_at=at, **asdict(said)
    )
    return transfer, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def change_transfer(
    *, transfer: Transfer, said: TransferSaid, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Write what has become of a transfer since; what was there stays in the history. Refuses as above."""
    policies.check_can_record(by)
    check_transfer(said, today)
    worklist.lock_claims({transfer.claim_id})
    refuse_second_undecided(transfer.claim_id, said, transfer.pk)
    if not Transfer.objects.filter(pk=transfer.pk, withdrawn_at=None).update(**asdict(said)):
        raise Denied("This transfer was withdrawn.")
    return worklist.refresh_claims(claim_ids={transfer.claim_id}, today=today, at=at)


def check_transfer(said: TransferSaid, today: date) -> None:
    """Refuse what one transfer cannot say, with the sentence."""
    for name in ("asked_on", "card_sent_on", "decided_on", "first_visit_on"):
        day = getattr(said, name)
        if day is not None and day > today:
            raise Denied("What is recorded has happened: no day can be after today.", name)
        if day is not None and day < said.asked_on:
            sentence = "Card, decision and first visit cannot be before the day the transfer was asked for."
            raise Denied(sentence, name)
    if bool(said.decision) != (said.decided_on is not None):
        missing = "decided_on" if said.decision else "decision"
        raise Denied("A decision has a day, and a day of decision says approved or denied.", missing)
    if said.first_visit_on is not None and said.decision != Decision.APPROVED:
        raise Denied("The new provider is seen after the transfer is approved.", "first_visit_on")
    if not (said.provider_number or said.provider_name):
        raise Denied("Name the new provider, by number or by name.", "provider_name")


def refuse_second_undecided(claim_id: int, said: TransferSaid, own: int | None) -> None:
    """Refuse a transfer that would be the second undecided one of the claim."""
    others = Transfer.objects.filter(claim=claim_id, decided_on=None, withdrawn_at=None).exclude(pk=own or 0)
    if said.decided_on is None and others.exists():
        raise Denied("A transfer is undecided already: write what became of it first.")


@transaction.atomic
def record_stay(
    *, claim: Claim, said: StaySaid, by: Membership, today: date, at: datetime
) -> tuple[HospitalStay, worklist.Refreshed]:
    """Record days in hospital. Refuses an order that cannot be, days after today, and two stays at a time."""
    policies.check_can_record(by)
    check_stay(said, today)
    worklist.lock_claims({claim.pk})
    refuse_overlap(claim.pk, said, None)
    stay = HospitalStay.objects.create(
        cohe_id=by.cohe_id, claim=claim, recorded_by_id=by.person_id, recorded_at=at, **asdict(said)
    )
    return stay, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def change_stay(
    *, stay: HospitalStay, said: StaySaid, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Write what is known of a stay now: the discharge, its papers, the follow-up visit. Refuses as above."""
    policies.check_can_record(by)
    check_stay(said, today)
    worklist.lock_claims({stay.claim_id})
    refuse_overlap(stay.claim_id, said, stay.pk)
    if not HospitalStay.objects.filter(pk=stay.pk, withdrawn_at=None).update(**asdict(said)):
        raise Denied("This stay was withdrawn.")
    return worklist.refresh_claims(claim_ids={stay.claim_id}, today=today, at=at)


def check_stay(said: StaySaid, today: date) -> None:
    """Refuse what one stay cannot say, with the sentence."""
    for name in ("admitted_on", "discharged_on", "papers_on"):
        day = getattr(said, name)
        if day is not None and day > today:
            raise Denied("What is recorded has happened: only the follow-up visit may lie ahead.", name)
    after = said.papers_on or said.follow_up_on
    if said.discharged_on is None:
        if after:
            raise Denied("Papers and follow-up visit come with the discharge: give its day.", "discharged_on")
        return
    if said.discharged_on < said.admitted_on:
        raise Denied("The discharge cannot be before the admission.", "discharged_on")
    for name in ("papers_on", "follow_up_on"):
        day = getattr(said, name)
        if day is not None and day < said.discharged_on:
            raise Denied("Papers and follow-up visit cannot be before the discharge.", name)


def refuse_overlap(claim_id: int, said: StaySaid, own: int | None) -> None:
    """Refuse a stay that overlaps another; on the day of a discharge the next may begin."""
    others = HospitalStay.objects.filter(claim=claim_id, withdrawn_at=None).exclude(pk=own or 0)
    last = Q() if said.discharged_on is None else Q(admitted_on__lt=said.discharged_on)
    clash = others.filter(last, Q(discharged_on=None) | Q(discharged_on__gt=said.admitted_on)).first()
    if clash is not None:
        raise Denied(
            f"The worker was in hospital from {clash.admitted_on:%-d %b %Y} already: change that stay."
        )


@transaction.atomic
def withdraw(
    *, thing: Transfer | HospitalStay | Checklist, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back what was entered by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    worklist.lock_claims({thing.claim_id})
    rows: Any = type(thing)._default_manager
    if not rows.filter(pk=thing.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was withdrawn already.")
    return worklist.refresh_claims(claim_ids={thing.claim_id}, today=today, at=at)


@transaction.atomic
def begin_checklist(*, claim: Claim, change: str, by: Membership, today: date) -> Checklist:
    """Begin the checklist of a transition; refuses a second one of the same kind that is not finished."""
    policies.check_can_record(by)
    worklist.lock_claims({claim.pk})
    same = Checklist.objects.filter(claim=claim, change=change, withdrawn_at=None).order_by("-id").first()
    if same is not None and open_steps(same):
        raise Denied(f"The checklist “{Change(change).label}” is on the claim already, with open steps.")
    return Checklist.objects.create(
        cohe_id=by.cohe_id, claim=claim, change=change, began_on=today, began_by_id=by.person_id
    )


def open_steps(checklist: Checklist) -> bool:
    """Say whether a step of a checklist is not done."""
    done = ChecklistMark.objects.filter(checklist=checklist, withdrawn_at=None).count()
    return done < len(CHECKLISTS[checklist.change])


@transaction.atomic
def mark_step(
    *, checklist: Checklist, step: str, is_done: bool, by: Membership, today: date, at: datetime
) -> None:
    """Mark a step of a checklist as done today, or take that back. Doing either twice changes nothing."""
    policies.check_can_record(by)
    worklist.lock_claims({checklist.claim_id})
    if step_of(checklist.change, step) is None:
        raise Denied("That step is not on this checklist.")
    if Checklist.objects.filter(pk=checklist.pk, withdrawn_at=None).first() is None:
        raise Denied("This checklist was withdrawn.")
    marks = ChecklistMark.objects.filter(checklist=checklist, step=step, withdrawn_at=None)
    if not is_done:
        marks.update(withdrawn_at=at)
    elif not marks.exists():
        ChecklistMark.objects.create(
            cohe_id=by.cohe_id,
            claim_id=checklist.claim_id,
            checklist=checklist,
            step=step,
            done_on=today,
            done_by_id=by.person_id,
        )
