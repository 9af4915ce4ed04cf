"""Carrying the turns of a hand-over from one COHE to the other: the packet crosses, never the claim.

Each statement runs under the context of the COHE whose rows it touches; between the two contexts only a
`Letter` is in hand. All turns of a side travel each time and a turn is written once (its key), so that a
carrying that runs twice, late or out of order leaves what one in time would have left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cohe import tenancy
from coordination.actions import hand_overs, worklist
from coordination.hand_over import Turn, last_turn
from coordination.models import HandOver, HandOverTurn, ReceivedPacket


@dataclass(frozen=True, slots=True)
class Letter:
    """What crosses: the key both sides know, the packet, and the turns of the side that writes."""

    key: UUID
    from_cohe: int
    to_cohe: int
    reason: str
    packet: dict[str, Any]
    sent_on: date
    turns: tuple[dict[str, Any], ...]


def carry_to_receiver(*, hand_over_id: int, at: datetime) -> None:
    """Bring a hand-over of the COHE in force to the one it was sent to."""
    sent = HandOver.objects.get(pk=hand_over_id)
    if sent.receiving_cohe_id is None:
        raise ValueError("A hand-over within the COHE is carried nowhere.")
    letter = Letter(
        sent.key, sent.cohe_id, sent.receiving_cohe_id, sent.reason, sent.packet, sent.sent_on,
        own_turns(HandOverTurn.objects.filter(hand_over=sent)),
    )  # fmt: skip
    with tenancy.acting(tenancy.Context(letter.to_cohe, request_id=f"hand-over-{letter.key}")):
        receive(letter, at)


def carry_to_sender(*, received_id: int, today: date, at: datetime) -> None:
    """Bring the answers to a packet of the COHE in force back to the COHE that sent it."""
    packet = ReceivedPacket.objects.get(pk=received_id)
    letter = Letter(
        packet.key, packet.cohe_id, packet.from_cohe_id, packet.reason, {}, packet.sent_on,
        own_turns(HandOverTurn.objects.filter(received=packet)),
    )  # fmt: skip
    with tenancy.acting(tenancy.Context(letter.to_cohe, request_id=f"hand-over-{letter.key}")):
        take_answer(letter, today, at)


def own_turns(turns: Iterable[HandOverTurn]) -> tuple[dict[str, Any], ...]:
    """Return the turns that were taken on this side, as they cross."""
    return tuple(
        {"key": t.key, "kind": t.kind, "on": t.on, "at": t.at, "by_name": t.by_name, "text": t.text}
        for t in turns
        if t.by_id is not None
    )


def receive(letter: Letter, at: datetime) -> None:
    """Write a packet and the sender's turns into the COHE in force."""
    kept, _ = ReceivedPacket.objects.get_or_create(
        cohe_id=letter.to_cohe,
        key=letter.key,
        defaults={
            "from_cohe_id": letter.from_cohe,
            "reason": letter.reason,
            "packet": letter.packet,
            "sent_on": letter.sent_on,
            "received_at": at,
        },
    )
    held = ReceivedPacket.objects.select_for_update(of=("self",)).get(pk=kept.pk, from_cohe=letter.from_cohe)
    write_turns(letter, received=held)
    last = last_turn(turns_of(HandOverTurn.objects.filter(received=held)))
    held.state = last.kind if last else held.state
    held.packet = letter.packet
    held.save(update_fields=["state", "packet"])


def take_answer(letter: Letter, today: date, at: datetime) -> None:
    """Write the receiver's turns into the sender's COHE, and settle where the hand-over stands."""
    sent = HandOver.objects.get(key=letter.key, receiving_cohe=letter.from_cohe)
    worklist.lock_claims({sent.claim_id})
    held = HandOver.objects.select_for_update(of=("self",)).get(pk=sent.pk)
    write_turns(letter, hand_over=held)
    last = last_turn(turns_of(HandOverTurn.objects.filter(hand_over=held)))
    if last is not None:
        hand_overs.settle(held, last.kind, last.on, today, at)


def write_turns(letter: Letter, **of: Any) -> None:
    """Write the turns of a letter that are not there yet."""
    HandOverTurn.objects.bulk_create(
        [HandOverTurn(cohe_id=letter.to_cohe, **turn, **of) for turn in letter.turns], ignore_conflicts=True
    )


def turns_of(turns: Iterable[HandOverTurn]) -> list[Turn]:
    """Return rows as the pure module reads them."""
    return [Turn(t.at, str(t.key), t.kind, t.on) for t in turns]
