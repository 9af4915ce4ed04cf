"""A contact with the worker by the plan: three prompts, the note that says it, the next contact set."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cohe.access import Denied
from cohe.models import Membership
from coordination import plan_policies as policies
from coordination import policies as desk_policies
from coordination.actions import notes, plans, worklist
from coordination.choices import Area, Direction, NoteKind, Outcome, Party
from coordination.models import Plan, PlanContact
from coordination.plan_words import Timely


@dataclass(frozen=True, slots=True)
class Told:
    """What the worker said to the three prompts (domain.md 10.1, step 3), and when to speak again."""

    on: date
    minutes: int
    care_timely: str
    next_contact_on: date
    care_words: str = ""
    return_words: str = ""
    return_expected_on: date | None = None
    other_help: str = ""
    direction: str = Direction.OUTGOING
    text: str = ""


@dataclass(frozen=True, slots=True)
class Contacted:
    """The contact as it was kept, and what changed on the worklist."""

    contact: PlanContact
    refreshed: worklist.Refreshed


@transaction.atomic
def record_contact(
    *, plan: Plan, told: Told, key: UUID, by: Membership, today: date, at: datetime
) -> Contacted:
    """Sign the note of a contact with the worker, with the prompts, and set the next contact.

    `key` is the note's own: sent twice it makes one contact. Refuses a contact to come, a next contact that
    is not later, and an expected return before the contact.
    """
    desk_policies.check_can_record(by)
    held = plans.hold(plan)
    policies.check_is_in_force(held)
    if told.next_contact_on <= max(told.on, today):
        raise Denied("The next contact is planned after this one, and after today.", "next_contact_on")
    if told.return_expected_on is not None and told.return_expected_on < told.on:
        sentence = "The worker cannot expect to return before the day of the contact."
        raise Denied(sentence, "return_expected_on")
    signed = notes.sign_note(key=key, claim=held.claim, fields=note_fields(told), by=by, today=today, at=at)
    contact = PlanContact.objects.create(
        cohe_id=by.cohe_id,
        plan=held,
        note=signed.note,
        on=told.on,
        care_timely=told.care_timely,
        care_words=told.care_words.strip(),
        return_words=told.return_words.strip(),
        return_expected_on=told.return_expected_on,
        other_help=told.other_help.strip(),
        next_contact_on=told.next_contact_on,
        recorded_at=at,
    )
    held = plans.hold(plan)
    held.contact_set_on, held.next_contact_on = max(told.on, held.contact_set_on), told.next_contact_on
    held.save()
    refreshed = worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)
    return Contacted(contact, signed.refreshed + refreshed)


def note_fields(told: Told) -> dict[str, object]:
    """Return the note of such a contact: its text is what was said, prompt by prompt."""
    returning = told.return_words.strip() or "not said"
    if told.return_expected_on:
        returning += f"; expects to be back on {told.return_expected_on:%-d %b %Y}"
    care = Timely(told.care_timely).label
    lines = [
        f"Care in time? {care}{f': {told.care_words.strip()}' if told.care_words.strip() else ''}.",
        f"Return to work: {returning}.",
        f"Other help needed: {told.other_help.strip() or 'none'}.",
    ]
    if told.text.strip():
        lines.append(told.text.strip())
    return {
        "kind": NoteKind.WORKER,
        "area": Area.MONITORING,
        "person": Party.WORKER,
        "direction": told.direction,
        "outcome": Outcome.REACHED,
        "purpose": "Contact by the plan",
        "contact_on": told.on,
        "minutes": told.minutes,
        "text": "\n".join(lines),
    }
