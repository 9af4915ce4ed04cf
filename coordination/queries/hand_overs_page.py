"""Hand-overs: those that wait for the member's answer, those she sent, and the one that is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from claims.models import Claim
from claims.queries import caseload
from cohe.models import Cohe, Membership, Role
from coordination.choices import TurnKind
from coordination.models import HandOver, HandOverTurn, ReceivedPacket
from coordination.models.hand_over import UNDER_WAY
from coordination.queries import hand_over_packet
from coordination.queries.hand_over_packet import Section

ENDED_DAYS = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-over in a list. `address` is the URL name of its page."""

    address: str
    pk: int
    claim_number: str
    other: str
    sent_on: date
    reason: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class HandOversPage:
    """What waits for the member, what she waits for, and what ended lately."""

    waiting: tuple[Line, ...]
    sent: tuple[Line, ...]
    ended: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HandOverPage:
    """One hand-over: its packet in full, its turns, and what the member may do with it."""

    other: str
    state_words: str
    reason: str
    sections: tuple[Section, ...]
    turns: Sequence[HandOverTurn]
    may: frozenset[str]
    own_claim: Claim | None


def hand_overs_page(membership: Membership, today: date) -> HandOversPage:
    """Return the hand-overs that concern a member: two queries. A supervisor is concerned with all."""
    since = today - timedelta(days=ENDED_DAYS)
    lately = Q(state__in=UNDER_WAY) | Q(sent_on__gte=since)
    mine = Q(sent_by=membership.person_id) | Q(receiver=membership.person_id)
    mine |= Q(claim__hsc=membership.person_id)
    if membership.role == Role.SUPERVISOR:
        mine = Q()
    named = ("claim", "receiver", "receiving_cohe", "sent_by")
    rows = HandOver.objects.filter(lately, mine).select_related(*named).order_by("-sent_on", "-id")
    packets = ReceivedPacket.objects.filter(lately).select_related("from_cohe").order_by("-sent_on", "-id")
    own = [(one, line_of(one, membership)) for one in rows]
    received = [line_of_packet(one) for one in packets]
    to_me = [line for one, line in own if one.receiver_id == membership.person_id and line.state == "sent"]
    under_way = [line for _, line in own if line.state in UNDER_WAY and line not in to_me]
    ended = [line for _, line in own if line.state not in UNDER_WAY]
    return HandOversPage(
        waiting=(*to_me, *(line for line in received if line.state in UNDER_WAY)),
        sent=tuple(under_way),
        ended=(*ended, *(line for line in received if line.state not in UNDER_WAY)),
    )


def line_of(one: HandOver, membership: Membership) -> Line:
    """Return a hand-over of this COHE as a line."""
    to = receiver_of(one)
    other = f"from {one.sent_by.name}" if one.receiver_id == membership.person_id else f"to {to}"
    return Line(
        "coordination:hand-over", one.pk, one.claim.claim_number, other, one.sent_on, one.reason, one.state,
        state_words(one.state, to),
    )  # fmt: skip


def line_of_packet(one: ReceivedPacket) -> Line:
    """Return a packet of another COHE as a line."""
    return Line(
        "coordination:packet", one.pk, one.packet.get("claim_number", ""), f"from {one.from_cohe.name}",
        one.sent_on, one.reason, one.state, state_words(one.state, "us"),
    )  # fmt: skip


def receiver_of(one: HandOver) -> str:
    """Return who is to have the claim."""
    if one.receiver is not None:
        return one.receiver.name
    return one.receiving_cohe.name if one.receiving_cohe is not None else ""


def state_words(state: str, receiver: str) -> str:
    """Return where a hand-over stands, in words."""
    return {
        TurnKind.SENT.value: f"waits for {receiver}",
        TurnKind.QUESTIONED.value: "question asked: the sender answers",
        TurnKind.ACCEPTED.value: f"accepted by {receiver}",
        TurnKind.RETURNED.value: f"given back by {receiver}",
        TurnKind.TAKEN_BACK.value: "taken back",
    }[state]


def hand_over_page(one: HandOver, membership: Membership) -> HandOverPage:
    """Return a hand-over of this COHE as its page shows it to the member."""
    is_receiver = one.receiver_id == membership.person_id
    receiver = {TurnKind.SENT: {"accepted", "questioned"}}.get(TurnKind(one.state), set())
    sender = {
        TurnKind.SENT: {"taken-back"},
        TurnKind.QUESTIONED: {"sent", "taken-back"},
        TurnKind.ACCEPTED: {"taken-back"} if one.receiving_cohe_id else set(),
    }.get(TurnKind(one.state), set())
    to = receiver_of(one)
    return HandOverPage(
        other=f"from {one.sent_by.name} to {to}",
        state_words=state_words(one.state, to),
        reason=one.reason,
        sections=hand_over_packet.sections_of(one.packet),
        turns=list(HandOverTurn.objects.filter(hand_over=one).order_by("at", "id")),
        may=frozenset(receiver if is_receiver else sender),
        own_claim=one.claim,
    )


def packet_page(one: ReceivedPacket, membership: Membership) -> HandOverPage:
    """Return a packet of another COHE as its page shows it; `own_claim`: our own claim of that number."""
    may = {TurnKind.SENT: {"accepted", "questioned"}, TurnKind.ACCEPTED: {"returned"}}
    number = one.packet.get("claim_number", "")
    return HandOverPage(
        other=f"from {one.from_cohe.name}",
        state_words=state_words(one.state, "us"),
        reason=one.reason,
        sections=hand_over_packet.sections_of(one.packet),
        turns=list(HandOverTurn.objects.filter(received=one).order_by("at", "id")),
        may=frozenset(may.get(TurnKind(one.state), set())),
        own_claim=Claim.objects.visible_to(membership).filter(claim_number=number).first(),
    )


def colleagues(claim: Claim, membership: Membership, today: date) -> Iterator[Membership]:
    """Yield the HSCs of the COHE who may take a claim over from the member."""
    for one in caseload.hscs(cohe_id=membership.cohe_id, today=today):
        if one.person_id not in (claim.hsc_id, membership.person_id):
            yield one


def other_cohes(membership: Membership) -> list[Cohe]:
    """Return the other COHEs of this installation."""
    return list(Cohe.objects.exclude(pk=membership.cohe_id).order_by("name"))
