"""What letters and packets share: they leave the building on a day, and are withdrawn with a reason."""

from datetime import date, datetime
from typing import TypeVar

from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination.actions import worklist
from coordination.letter_words import SentHow
from coordination.models import Letter, VisitPacket

Paper = TypeVar("Paper", Letter, VisitPacket)
NOUN: dict[type[Letter | VisitPacket], str] = {Letter: "letter", VisitPacket: "packet"}


def check_sending(how: str, on: date, made_on: date, today: date) -> None:
    """Refuse a way that is none, and a day on which it cannot have been sent."""
    if how not in list(SentHow):
        raise Denied("Say how it was sent: by mail, by fax, or handed over.")
    if on > today:
        raise Denied("It cannot have been sent after today.")
    if on < made_on:
        raise Denied(f"It is of {made_on:%-d %b %Y}: it was not sent before.")


def mark_sent(held: Paper, how: str, on: date, by: Membership) -> Paper:
    """Keep how and when a paper that is locked left the building."""
    held.sent_on, held.sent_how, held.sent_by_id = on, how, by.person_id
    held.save(update_fields=["sent_on", "sent_how", "sent_by"])
    return held


def locked(paper: Paper) -> Paper:
    """Return a paper as it is now; refuse a withdrawn one."""
    worklist.lock_claims({paper.claim_id})
    rows = type(paper).objects.select_for_update(of=("self",)).select_related("claim")
    held: Paper = rows.get(pk=paper.pk)
    if held.withdrawn_at is not None:
        raise Conflict(f"This {NOUN[type(paper)]} was withdrawn already.")
    return held


def withdraw(paper: Paper, reason: str, by: Membership, at: datetime) -> Paper:
    """Take a paper out of the file with the reason; it stays in the history, sent or not."""
    if not reason.strip():
        raise Denied(f"Say why the {NOUN[type(paper)]} is withdrawn.")
    held = locked(paper)
    held.withdrawn_at, held.withdrawn_by_id, held.why_withdrawn = at, by.person_id, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "why_withdrawn"])
    return held
