"""One call, one card (B7): what a worker said is recorded, noted and signed in one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination.actions import assessments, frqs, medication, notes, records, referrals, worklist
from coordination.actions.referral_changes import Taken
from coordination.choices import Direction, FrqOutcome, NoteKind, Outcome, Party
from coordination.models import Referral, WorkItem


@dataclass(frozen=True, slots=True)
class Going:
    """On which claim, on which day of contact, by whom and when."""

    claim: Claim
    on: date
    by: Membership
    today: date
    at: datetime


class Answer(Protocol):
    """What the worker said to one item; recorded by the item's own action."""

    def settle(self, going: Going) -> worklist.Refreshed:
        """Record it; raise `Denied` for what cannot be."""


@dataclass(frozen=True, slots=True)
class FrqAnswered:
    """The FRQ was answered or declined, or tried on a call that reached nobody."""

    outcome: str
    answers: Mapping[str, Any]

    def settle(self, going: Going) -> worklist.Refreshed:
        """Keep the asking with its score."""
        asked = frqs.record_frq(
            claim=going.claim, asking=frqs.Asking(self.outcome, going.on, self.answers), by=going.by,
            today=going.today, at=going.at,
        )  # fmt: skip
        return asked.refreshed


@dataclass(frozen=True, slots=True)
class ReadingTaken:
    """The three answers of the PEG that the worker gave."""

    answers: Mapping[str, int]

    def settle(self, going: Going) -> worklist.Refreshed:
        """Take the assessment."""
        taken = assessments.take_assessment(
            claim=going.claim, taking=assessments.Taking("peg", going.on, self.answers), by=going.by,
            today=going.today, at=going.at,
        )  # fmt: skip
        return taken.refreshed


@dataclass(frozen=True, slots=True)
class StepTaken:
    """What the worker says of a referral of the claim: it started, it did not, it was moved, or reviewed."""

    referral_id: int
    taken: Taken

    def settle(self, going: Going) -> worklist.Refreshed:
        """Record the step on its referral."""
        referral = Referral.objects.filter(pk=self.referral_id, claim=going.claim).first()
        if referral is None:
            raise Denied("This referral is not on the claim any more: reload the card.")
        changed = referrals.take_step(
            referral=referral, taken=self.taken, by=going.by, today=going.today, at=going.at
        )
        return changed.refreshed


@dataclass(frozen=True, slots=True)
class StatusHeard:
    """What the worker says of her work status."""

    heard: records.Heard

    def settle(self, going: Going) -> worklist.Refreshed:
        """Keep the work status."""
        _, refreshed = records.record_work_status(
            claim=going.claim, heard=self.heard, by=going.by, today=going.today, at=going.at
        )
        return refreshed


@dataclass(frozen=True, slots=True)
class MedicationAsked:
    """What the worker says of her medication on the call."""

    as_prescribed: str
    pain_complaint: bool = False
    concern: str = ""

    def settle(self, going: Going) -> worklist.Refreshed:
        """Keep the medication check, of the day of the call."""
        checked = medication.Checked(going.on, self.as_prescribed, self.pain_complaint, self.concern)
        medication.record_check(
            claim=going.claim, checked=checked, by=going.by, today=going.today, at=going.at
        )
        return worklist.refresh_claims(claim_ids={going.claim.pk}, today=going.today, at=going.at)


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the worker: what came of it, the note, what it settles, what is next.

    `key` is the draft's; `finish`: items that the note itself finishes; `asks_frq`: an FRQ was to be asked.
    """

    key: UUID
    outcome: str
    on: date
    minutes: int
    area: str
    purpose: str
    text: str
    is_billable: bool = True
    answers: Sequence[Answer] = ()
    finish: Sequence[WorkItem] = ()
    next_step: notes.NextStep | None = None
    asks_frq: bool = False

    @property
    def is_reached(self) -> bool:
        """Say whether the worker was spoken with."""
        return self.outcome == Outcome.REACHED


@transaction.atomic
def sign_call(*, claim: Claim, call: Call, by: Membership, today: date, at: datetime) -> notes.Signed:
    """Record the answers, sign the note, finish its items, set the next step: all of it or nothing.

    Not reached: the attempt is noted (and counted for the FRQ), nothing is settled. Refuses answers of a
    worker who was not reached, and a note signed already (`Conflict`).
    """
    if not call.is_reached and (call.answers or call.finish):
        raise Denied("There are answers, but the worker was not reached: choose “Reached”, or clear them.")
    going = Going(claim, call.on, by, today, at)
    answers = [*call.answers]
    if not call.is_reached and call.asks_frq:
        answers.append(FrqAnswered(FrqOutcome.ATTEMPTED, {}))
    refreshed = worklist.Refreshed()
    for answer in answers:
        refreshed += answer.settle(going)
    signed = notes.sign_note(
        key=call.key,
        claim=claim,
        fields=fields_of(call),
        also=notes.Also(call.finish, call.next_step),
        by=by,
        today=today,
        at=at,
    )
    return replace(signed, refreshed=net(refreshed + signed.refreshed))


def fields_of(call: Call) -> dict[str, Any]:
    """Return the note of a call."""
    return {
        "kind": NoteKind.WORKER,
        "area": call.area,
        "person": Party.WORKER,
        "direction": Direction.OUTGOING,
        "purpose": call.purpose,
        "outcome": call.outcome,
        "contact_on": call.on,
        "minutes": call.minutes,
        "text": call.text,
        "is_billable": call.is_billable,
    }


def net(refreshed: worklist.Refreshed) -> worklist.Refreshed:
    """Return what stays opened and cleared when all is done: what came and went in one go is not said."""
    opened, cleared = Counter(refreshed.opened), Counter(refreshed.cleared)
    both = opened & cleared
    return worklist.Refreshed(tuple((opened - both).elements()), tuple((cleared - both).elements()))


def preview_call(*, claim: Claim, call: Call, by: Membership, today: date, at: datetime) -> notes.Signed:
    """Return exactly what signing would do: it is done, and taken back before anybody sees it."""
    with transaction.atomic():
        signed = sign_call(claim=claim, call=call, by=by, today=today, at=at)
        transaction.set_rollback(True)
    return signed
