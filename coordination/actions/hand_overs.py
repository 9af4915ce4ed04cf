"""Handing a claim over to another HSC, or its packet to another COHE; and what the receiver answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from claims.actions import caseload
from claims.models import Claim
from cohe import audit, outbox
from cohe.access import Conflict, Denied
from cohe.models import Cohe, Membership
from coordination import hand_over as turns_of
from coordination import policies
from coordination.actions import worklist
from coordination.choices import TurnKind
from coordination.models import HandOver, HandOverTurn, ReceivedPacket, WorkItem
from coordination.models.hand_over import UNDER_WAY
from coordination.queries import hand_over_packet
from coordination.worklist.catalogue import OWN_STEP

CARRY_TASK = "coordination.tasks.carry_hand_over"


@dataclass(frozen=True, slots=True)
class Offer:
    """To whom, why, and the digest of the packet the sender has read (`hand_over_packet.digest_of`)."""

    receiver: Membership | None
    receiving_cohe: Cohe | None
    reason: str
    seen: str


@transaction.atomic
def send_hand_over(
    *, claim: Claim, offer: Offer, by: Membership, today: date, at: datetime
) -> tuple[HandOver, worklist.Refreshed]:
    """Offer a claim to an HSC of the COHE, or its packet to another COHE; the sender's until accepted.

    Refuses a second hand-over while one is under way, a receiver who cannot take it, and a packet that has
    changed since the sender read it.
    """
    policies.check_can_hand_over(by)
    worklist.lock_claims({claim.pk})
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    policies.check_can_leave(held, by, today, receiver=offer.receiver, cohe=offer.receiving_cohe)
    if not offer.reason.strip():
        raise Denied("Say why the claim is handed over: the receiver reads it.")
    if HandOver.objects.filter(claim=held, state__in=UNDER_WAY).exists():
        raise Denied("A hand-over of this claim is under way: wait for the answer, or take it back.")
    sent = HandOver.objects.create(
        cohe_id=by.cohe_id,
        claim=held,
        receiver=offer.receiver.person if offer.receiver else None,
        receiving_cohe=offer.receiving_cohe,
        reason=offer.reason.strip(),
        packet=read_packet(held, offer.seen, today),
        sent_on=today,
        sent_by_id=by.person_id,
    )
    turn = take_turn(by, TurnKind.SENT, "", today, at, hand_over=sent)
    carry(turn, at)
    return sent, worklist.refresh_claims(claim_ids={held.pk}, today=today, at=at)


@transaction.atomic
def send_again(
    *, hand_over: HandOver, answer: str, seen: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Answer the receiver's question and send the hand-over again, with the packet as it stands now."""
    policies.check_can_hand_over(by)
    held = locked(hand_over, (TurnKind.QUESTIONED,))
    if not answer.strip():
        raise Denied("Answer the question: the receiver reads it.")
    held.packet = read_packet(held.claim, seen, today)
    held.state = TurnKind.SENT
    held.save(update_fields=["packet", "state"])
    carry(take_turn(by, TurnKind.SENT, answer, today, at, hand_over=held), at)
    return worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


@transaction.atomic
def take_back(
    *, hand_over: HandOver, reason: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take a hand-over back: until it is accepted, from another COHE also after that."""
    policies.check_can_hand_over(by)
    accepted = (TurnKind.ACCEPTED,) if hand_over.receiving_cohe_id else ()
    held = locked(hand_over, (TurnKind.SENT, TurnKind.QUESTIONED, *accepted))
    carry(take_turn(by, TurnKind.TAKEN_BACK, reason, today, at, hand_over=held), at)
    return settle(held, TurnKind.TAKEN_BACK, today, today, at)


@transaction.atomic
def accept_hand_over(*, hand_over: HandOver, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Accept a claim within the COHE: the receiver's from today, with its items and the sender's steps."""
    policies.check_is_receiver(by, hand_over)
    held = locked(hand_over, (TurnKind.SENT,))
    before = held.claim.hsc_id
    take_turn(by, TurnKind.ACCEPTED, "", today, at, hand_over=held)
    caseload.take_over_claim(claim=held.claim, hsc=by, reason="Hand-over accepted", today=today, at=at)
    steps = WorkItem.objects.live().filter(claim=held.claim_id, rule=OWN_STEP)
    steps.filter(owner__in={before, held.sent_by_id} - {None}).update(owner=by.person_id)
    return settle(held, TurnKind.ACCEPTED, today, today, at)


@transaction.atomic
def question_hand_over(
    *, hand_over: HandOver, question: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Ask the sender something: the claim stays with the sender, who answers and sends again."""
    policies.check_is_receiver(by, hand_over)
    check_says(question)
    held = locked(hand_over, (TurnKind.SENT,))
    take_turn(by, TurnKind.QUESTIONED, question, today, at, hand_over=held)
    return settle(held, TurnKind.QUESTIONED, today, today, at)


@transaction.atomic
def answer_packet(
    *, packet: ReceivedPacket, kind: TurnKind, text: str, by: Membership, today: date, at: datetime
) -> None:
    """Accept a packet of another COHE, ask about it, or give back what was accepted; the sender is told."""
    policies.check_can_hand_over(by)
    if kind != TurnKind.ACCEPTED:
        check_says(text)
    held = ReceivedPacket.objects.select_for_update(of=("self",)).get(pk=packet.pk)
    if kind == TurnKind.TAKEN_BACK or kind not in turns_of.NEXT_ACROSS.get(held.state, ()):
        raise Conflict(f"This hand-over is {held.get_state_display().lower()}: that cannot be done now.")
    held.state = kind
    held.save(update_fields=["state"])
    carry(take_turn(by, kind, text, today, at, received=held), at)


def settle(held: HandOver, state: str, on: date, today: date, at: datetime) -> worklist.Refreshed:
    """Write where a hand-over stands, and with another COHE whether the claim is on a list here."""
    held.state = state
    held.save(update_fields=["state"])
    if held.receiving_cohe_id is not None:
        gone = on if state == TurnKind.ACCEPTED else None
        Claim.objects.filter(pk=held.claim_id).exclude(handed_over_on=gone).update(handed_over_on=gone)
    return worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


def locked(hand_over: HandOver, states: Collection[str]) -> HandOver:
    """Return the hand-over, its claim and itself locked; refuse when it does not stand where it must."""
    worklist.lock_claims({hand_over.claim_id})
    held = HandOver.objects.select_for_update(of=("self",)).select_related("claim").get(pk=hand_over.pk)
    if held.state not in states:
        raise Conflict(f"This hand-over is {held.get_state_display().lower()}: that cannot be done now.")
    return held


def take_turn(
    by: Membership, kind: TurnKind, text: str, today: date, at: datetime, **of: Any
) -> HandOverTurn:
    """Write one turn; `of` is the hand-over or the received packet."""
    turn = HandOverTurn.objects.create(
        cohe_id=by.cohe_id,
        kind=kind,
        on=today,
        at=at,
        by_id=by.person_id,
        by_name=by.person.name,
        text=text.strip(),
        **of,
    )
    audit.log(f"hand-over.{kind}", "hand-over", turn.hand_over_id or turn.received_id, at=at)
    return turn


def carry(turn: HandOverTurn, at: datetime) -> None:
    """Ask for a turn to be carried to the other COHE, if there is one."""
    if turn.received_id is not None:
        outbox.enqueue(CARRY_TASK, key=str(turn.key), at=at, received=turn.received_id)
    elif turn.hand_over is not None and turn.hand_over.receiving_cohe_id is not None:
        outbox.enqueue(CARRY_TASK, key=str(turn.key), at=at, hand_over=turn.hand_over.pk)


def read_packet(claim: Claim, seen: str, today: date) -> dict[str, Any]:
    """Return the packet as it stands; refuse when it is not the one that was read."""
    packet = hand_over_packet.packet_of(claim, today)
    if hand_over_packet.digest_of(packet) != seen:
        raise Conflict("The facts of the packet have changed since you read it: read it again, then send.")
    return packet


def check_says(text: str) -> None:
    """Refuse a question or a giving back without words."""
    if not text.strip():
        raise Denied("Say what you need to know, or why: the sender reads it.")
