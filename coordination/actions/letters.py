"""Letters about a claim (D5): drafted from a template, changed by hand, sent, withdrawn with a reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from coordination import letter_words, whitelist
from coordination.actions import worklist
from coordination.actions.sent_papers import check_sending, locked, mark_sent, withdraw
from coordination.letter_words import Audience, Template
from coordination.models import (
    Addendum,
    AdvisorQuestion,
    CaseNote,
    Conference,
    Letter,
    MedicationCheck,
    PlanLine,
)
from coordination.queries import letter_templates, letter_values, told_outside

MAY_NOT = "Your role does not write letters."
SENT = "This letter was sent: what left the building does not change. Write another."


@dataclass(frozen=True, slots=True)
class Wording:
    """A letter as a person has it."""

    receiver: str
    subject: str
    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A letter as its template makes it from a claim: nothing of it is kept yet."""

    template: Template
    wording: Wording
    gaps: tuple[str, ...]


def proposed_letter(*, claim: Claim, slug: str, by: Membership, today: date) -> Proposed:
    """Return what a template makes of a claim for its audience; refuse one that is not in use."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    template = letter_templates.template_in_use(slug, today)
    if template is None:
        raise Denied("There is no such template in use: choose one of the list.")
    facts = letter_values.facts_of(claim, by, today)
    receiver = letter_values.receiver_of(facts, template.audience)
    values = letter_values.values_of(facts, template.audience, receiver)
    wording = Wording(
        receiver,
        letter_words.merged(template.subject, values),
        letter_words.merged(template.text, values),
        letter_values.address_of(facts, template.audience),
    )
    return Proposed(template, wording, letter_words.gaps_in(f"{wording.subject}\n{wording.text}"))


@transaction.atomic
def write_letter(
    *, claim: Claim, proposed: Proposed, wording: Wording, by: Membership, today: date, at: datetime
) -> Letter:
    """Keep a letter that is still to be sent. Words that may not leave are refused with their names.

    `proposed`: what its template made of this claim.
    """
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    worklist.lock_claims({claim.pk})
    check_wording(claim, proposed.template.audience, wording, says=proposed.wording)
    return Letter.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        template=proposed.template.slug,
        template_version=proposed.template.version,
        audience=proposed.template.audience,
        written_by_id=by.person_id,
        written_on=today,
        changed_at=at,
        **fields_of(wording),
    )


@transaction.atomic
def change_letter(*, letter: Letter, wording: Wording, version: int, by: Membership, at: datetime) -> Letter:
    """Change a letter before it is sent, as its next version; refuse (`Conflict`) what changed meanwhile."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    held = live_letter(letter)
    if held.version != version:
        raise Conflict("Somebody else has changed this letter since you opened it: compare before you keep.")
    check_wording(held.claim, Audience(held.audience), wording, says=held)
    for name, value in fields_of(wording).items():
        setattr(held, name, value)
    held.version, held.changed_at = version + 1, at
    held.save()
    return held


@transaction.atomic
def send_letter(*, letter: Letter, how: str, on: date, by: Membership, today: date) -> Letter:
    """Say that a letter left the building, how and when. It is looked through once more."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    held = live_letter(letter)
    check_sending(how, on, held.written_on, today)
    gaps = letter_words.gaps_in(f"{held.subject}\n{held.text}")
    if gaps:
        raise Denied(f"Fill in, or take out, what is missing still: {', '.join(gaps)}.")
    wording = Wording(held.receiver, held.subject, held.text, held.address)
    check_wording(held.claim, Audience(held.audience), wording, says=held)
    return mark_sent(held, how, on, by)


@transaction.atomic
def withdraw_letter(*, letter: Letter, reason: str, by: Membership, at: datetime) -> Letter:
    """Take a letter out of the file with the reason; it stays in the history, sent or not."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    return withdraw(letter, reason, by, at)


def live_letter(letter: Letter) -> Letter:
    """Return the letter as it is now; refuse one that was sent or withdrawn."""
    held = locked(letter)
    if held.sent_on is not None:
        raise Conflict(SENT)
    return held


def fields_of(wording: Wording) -> dict[str, str]:
    """Return the columns of a letter that a person writes."""
    return {
        "receiver": wording.receiver.strip(),
        "address": wording.address.strip(),
        "subject": wording.subject.strip(),
        "text": wording.text.strip(),
    }


def check_wording(claim: Claim, audience: Audience, wording: Wording, *, says: Wording | Letter) -> None:
    """Refuse a letter to nobody or about nothing, and an employer's with more than he may know.

    `says`: the letter before the change, or as its template made it: its own lines were not copied by hand.
    """
    if not wording.receiver.strip():
        raise Denied("Say to whom it goes.")
    if not wording.subject.strip() or not wording.text.strip():
        raise Denied("A letter has a subject and a text.")
    if audience not in letter_words.WORDS_CHECKED:
        return
    plain = without_names(claim, whole(wording))
    found = whitelist.confidential_in(plain, told_outside.confidential_words(claim))
    if found:
        named = ", ".join(f"“{word}”" for word in found)
        raise Denied(
            "An employer may know abilities, restrictions, the next medical update and the prognosis: "
            f"take out {named}."
        )
    before = set(whole(says).splitlines())
    fresh = "\n".join(line for line in whole(wording).splitlines() if line not in before)
    copied = whitelist.copied_from(fresh, written_on(claim))
    if copied:
        raise Denied(f"This stands in a note or a plan, which an employer may not read: “{copied}”.")


def whole(wording: Wording | Letter) -> str:
    """Return all that the receiver of a letter reads."""
    return "\n".join((wording.receiver, wording.address, wording.subject, wording.text))


def without_names(claim: Claim, text: str) -> str:
    """Return a text without the names it may say: a worker or an employer may be called anything.

    A name goes as whole words only: a worker called An hides no "Anxiety".
    """
    for name in (claim.employer_name, claim.worker_full_name, claim.worker_name):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text) if name else text
    return text


def written_on(claim: Claim) -> Iterable[str]:
    """Yield what people wrote on a claim that is no letter's: notes, plans, questions, decisions, remarks."""
    own = {"cohe": claim.cohe_id}
    hers = {"claim": claim, **own}
    yield from CaseNote.objects.filter(**hers).values_list("text", flat=True)
    yield from Addendum.objects.filter(note__claim=claim, **own).values_list("text", flat=True)
    yield from PlanLine.objects.filter(version__plan__claim=claim, **own).values_list("text", flat=True)
    for both in AdvisorQuestion.objects.filter(**hers).values_list("question", "answer"):
        yield from both
    yield from Conference.objects.filter(**hers).values_list("decisions", flat=True)
    yield from MedicationCheck.objects.filter(**hers).values_list("remark", flat=True)
