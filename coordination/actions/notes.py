"""Case notes.

Drafts as one types, signing (which may finish items and set the next step), addenda, corrections.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from claims.models import Claim
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import items as desk
from coordination.actions import note_hours, plan_marks, tasks, worklist
from coordination.choices import CONTACTS, NoteKind
from coordination.models import Addendum, CaseNote, Draft, MinutesCorrection, OhmsEntry, WorkItem

# The first key of a draft's advisory lock, so that other advisory locks are never the same.
DRAFT_LOCK = 7_002
NOBODY = "Say whom you reached, or tried to reach."


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the author will do next, and by when."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Also:
    """What signing a note does besides: items it finishes, a step of the author's own, plan lines touched.

    `touches` are keys of lines of the plan in force.
    """

    finish: Sequence[WorkItem] = ()
    next_step: NextStep | None = None
    touches: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed note, what it finished, and what cleared by itself because of it."""

    note: CaseNote
    finished: tuple[WorkItem, ...] = ()
    refused: tuple[desk.Refused, ...] = ()
    refreshed: worklist.Refreshed = field(default_factory=worklist.Refreshed)


def lock_draft(key: UUID) -> None:
    """Hold a draft's advisory lock until the transaction ends: a row not there yet cannot be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [DRAFT_LOCK, str(key)])


@transaction.atomic
def save_draft(
    *, key: UUID, claim: Claim, fields: Mapping[str, Any], version: int, by: Membership, at: datetime
) -> Draft:
    """Keep what has been typed under the draft's own key; return it with its new version.

    `version` is the last one the page has seen, 0 for a new draft. Raises `Conflict` when the draft was saved
    elsewhere since or its note is signed already, `Denied` when the key is somebody else's or another
    claim's.
    """
    policies.check_can_write_note(by)
    draft = Draft.objects.select_for_update(of=("self",)).filter(key=key).first()
    if draft is None:
        if CaseNote.objects.filter(key=key).exists():
            raise Conflict("This note is signed already: write an addendum.")
        return Draft.objects.create(
            cohe_id=by.cohe_id,
            key=key,
            claim=claim,
            author_id=by.person_id,
            fields=dict(fields),
            updated_at=at,
        )
    policies.check_is_author(by, draft)
    if draft.claim_id != claim.pk:
        raise Denied("This draft belongs to another claim.")
    if draft.version != version:
        raise Conflict(
            "Another window has saved this draft since. Your text is still on this page: sign or save it "
            "to see both."
        )
    draft.fields, draft.version, draft.updated_at = dict(fields), draft.version + 1, at
    draft.save(update_fields=["fields", "version", "updated_at"])
    return draft


def discard_draft(*, draft: Draft, by: Membership) -> None:
    """Throw away what one has typed."""
    policies.check_is_author(by, draft)
    draft.delete()


@transaction.atomic
def sign_note(
    *,
    key: UUID,
    claim: Claim,
    fields: Mapping[str, Any],
    also: Also | None = None,
    by: Membership,
    today: date,
    at: datetime,
) -> Signed:
    """Sign a note: it stands from now on. Signing the same key twice makes one note, and raises `Conflict`.

    `fields` are those of `CaseNote`. What the note clears by the rules clears in the same transaction.
    """
    policies.check_can_write_note(by)
    check_note_makes_sense(fields, today)
    lock_draft(key)
    worklist.lock_claims({claim.pk})
    if CaseNote.objects.filter(key=key).exists():
        raise Conflict("This note is signed already.")
    note_hours.check_hours(
        author_id=by.person_id,
        on=fields["contact_on"],
        minutes=fields["minutes"],
        started_at=fields.get("started_at"),
    )
    billable = bool(fields.get("is_billable", True)) and fields["kind"] != NoteKind.ADMINISTRATIVE
    note = CaseNote.objects.create(
        **{**fields, "is_billable": billable},
        key=key,
        cohe_id=by.cohe_id,
        claim=claim,
        author_id=by.person_id,
        author_role=by.role,
        signed_at=at,
    )
    OhmsEntry.objects.create(cohe_id=by.cohe_id, note=note, claim=claim, signed_on=today)
    Draft.objects.filter(key=key, author_id=by.person_id).delete()
    finish, step = (also.finish, also.next_step) if also else ((), None)
    plan_marks.touch(note=note, keys=also.touches if also else (), by=by, at=at)
    if step:
        task = tasks.Task(step.title, step.due_on)
        tasks.add(claim=claim, task=task, key=str(key), by=by, today=today, at=at)
    outcome = None
    if finish:
        outcome = desk.done(items=finish, by=by, today=today, at=at, with_note=True)
    refreshed = worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)
    if outcome is None:
        return Signed(note, refreshed=refreshed)
    return Signed(note, outcome.changed, outcome.refused, outcome.refreshed + refreshed)


def check_note_makes_sense(fields: Mapping[str, Any], today: date) -> None:
    """Refuse a contact in the future, a contact or an outcome that names nobody, a person without outcome."""
    if fields["contact_on"] > today:
        raise Denied("The contact cannot be after today.")
    if not fields.get("person") and (fields.get("outcome") or fields["kind"] in CONTACTS):
        raise Denied(NOBODY)
    if fields.get("person") and not fields.get("outcome"):
        raise Denied("Say what came of the contact.")


@transaction.atomic
def add_addendum(*, note: CaseNote, text: str, by: Membership, at: datetime) -> Addendum:
    """Add a later word to a signed note; anybody who writes notes on the claim may."""
    policies.check_can_write_note(by)
    if not text.strip():
        raise Denied("Write what is to be added.")
    return Addendum.objects.create(
        cohe_id=by.cohe_id, note=note, author_id=by.person_id, text=text.strip(), signed_at=at
    )


@transaction.atomic
def correct_minutes(
    *, note: CaseNote, minutes: int, reason: str, by: Membership, at: datetime
) -> MinutesCorrection:
    """Put the minutes of one's own signed note right, visibly and with a reason.

    Refused once they were billed or their quarter is frozen.
    """
    policies.check_is_author(by, note)
    held = CaseNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if not reason.strip():
        raise Denied("Say why the minutes change.")
    if not 0 <= minutes <= 1440:
        raise Denied("Minutes are a whole number from 0 to 1440.")
    if minutes == held.minutes:
        raise Denied(f"The note says {minutes} minutes already.")
    note_hours.check_may_correct(held, minutes)
    correction = MinutesCorrection.objects.create(
        cohe_id=by.cohe_id,
        note=held,
        before=held.minutes,
        after=minutes,
        reason=reason.strip(),
        corrected_by_id=by.person_id,
        corrected_at=at,
    )
    held.minutes = minutes
    held.save(update_fields=["minutes"])
    return correction
