"""Packets for an appointment (D6): made of the claim as it stands, sent, withdrawn with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied, check
from cohe.models import Membership
from cohe.permissions import Permission
from coordination.actions import worklist
from coordination.actions.sent_papers import check_sending, locked, mark_sent, withdraw
from coordination.letter_words import Audience
from coordination.models import VisitPacket
from coordination.models.letter import PACKET_AUDIENCES
from coordination.queries import letter_values, visit_packet

MAY_NOT = "Your role does not make packets for appointments."


@dataclass(frozen=True, slots=True)
class Visit:
    """The appointment a packet is for: its day, who sees the worker, what is to be asked."""

    visit_on: date
    audience: str
    receiver: str
    questions: str = ""
    is_long: bool = False


@transaction.atomic
def make_packet(*, claim: Claim, visit: Visit, by: Membership, today: date, at: datetime) -> VisitPacket:
    """Freeze a packet for a visit. Refuses a visit that has been, and readers who do not treat.

    A packet holds scales and diagnosis: it goes to the attending provider, the surgeon or a referral
    provider, each with what she may see (domain.md 10.2).
    """
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    if visit.audience not in PACKET_AUDIENCES:
        raise Denied(
            "A packet goes to who treats the worker: attending provider, surgeon, referral provider."
        )
    if not visit.receiver.strip():
        raise Denied("Say to whom it goes.")
    if visit.visit_on < today:
        raise Denied("The appointment has been: a packet is for one today or later.")
    audience = Audience(visit.audience)
    if visit_packet.tells_answer(visit.questions) and not visit_packet.may_hear_advisor(audience):
        raise Denied("What our advisor answered is for the attending provider and the surgeon: take it out.")
    worklist.lock_claims({claim.pk})
    facts = letter_values.facts_of(claim, by, today)
    return VisitPacket.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        visit_on=visit.visit_on,
        audience=audience,
        receiver=visit.receiver.strip(),
        questions=visit.questions.strip(),
        is_long=visit.is_long,
        sections=visit_packet.sections_of(facts, audience, visit.questions),
        made_by_id=by.person_id,
        made_on=today,
        made_at=at,
    )


@transaction.atomic
def send_packet(*, packet: VisitPacket, how: str, on: date, by: Membership, today: date) -> VisitPacket:
    """Say that a packet left the building, how and when; not after its appointment."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    held = locked(packet)
    if held.sent_on is not None:
        raise Conflict("This packet was sent already.")
    check_sending(how, on, held.made_on, today)
    if on > held.visit_on:
        raise Denied(f"The appointment was on {held.visit_on:%-d %b %Y}: a packet after it helps nobody.")
    return mark_sent(held, how, on, by)


@transaction.atomic
def withdraw_packet(*, packet: VisitPacket, reason: str, by: Membership, at: datetime) -> VisitPacket:
    """Take a packet out of the file with the reason; it stays in the history, sent or not."""
    check(by, Permission.LETTER_WRITE, MAY_NOT)
    return withdraw(packet, reason, by, at)
