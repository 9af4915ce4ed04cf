"""Hand-overs: sending the packet one has read, answering, taking back; packets of other COHEs."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.queries import caseload
from cohe import audit
from cohe.access import Denied
from cohe.api_fields import Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.models import Cohe
from cohe.permissions import Permission
from coordination.actions import hand_overs
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import TurnKind
from coordination.models import HandOver, ReceivedPacket
from coordination.queries import hand_over_packet

MOST_REASON = 2000
ANSWERS = (TurnKind.ACCEPTED, TurnKind.QUESTIONED, TurnKind.RETURNED)


class TurnOutput(Strict):
    """One turn of sender or receiver."""

    kind = Word(TurnKind)
    on = serializers.DateField()
    at = serializers.DateTimeField()
    by_name = serializers.CharField()
    text = serializers.CharField()


class HandOverOutput(Strict):
    """A hand-over that this COHE sent."""

    id = Id()
    claim = Id(source="claim_id")
    receiver = Id(source="receiver_id", allow_null=True)
    receiving_cohe = serializers.CharField(source="receiving_cohe.code", allow_null=True, default=None)
    reason = serializers.CharField()
    state = Word(TurnKind)
    sent_on = serializers.DateField()
    sent_by = Id(source="sent_by_id")


class PacketOutput(Strict):
    """A hand-over of another COHE: its packet and the turns so far."""

    id = Id()
    from_cohe = serializers.CharField(source="from_cohe.code")
    reason = serializers.CharField()
    state = Word(TurnKind)
    sent_on = serializers.DateField()
    packet = serializers.JSONField()
    turns = TurnOutput(many=True, source="turns.all")


class DraftedOutput(Strict):
    """The packet as it would be sent now; `seen` goes with the sending, to say that this one was read."""

    packet = serializers.JSONField()
    seen = serializers.CharField()


class HandOverInput(Strict):
    """To whom (a person's number, or a COHE's code) and why. `seen`: of the packet that was read."""

    receiver = Id(required=False, allow_null=True, default=None)
    receiving_cohe = Text(max_length=20)
    reason = Text(required=True, max_length=MOST_REASON)
    seen = Text(required=True, max_length=40)


class AnswerInput(Strict):
    """What is answered, and the words with it: a question, or why it is given back."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in ANSWERS])
    text = Text(max_length=MOST_REASON)


class AgainInput(Strict):
    """The answer to the receiver's question. `seen`: of the packet that was read."""

    answer = Text(required=True, max_length=MOST_REASON)
    seen = Text(required=True, max_length=40)


class SentOutput(Strict):
    """The hand-over, and what changed on the worklist."""

    hand_over = HandOverOutput()
    refreshed = RefreshedOutput()


class HandOvers(ClaimThings):
    """Hand-overs of claims. A claim stays the sender's until the receiver accepts."""

    tag = "Hand-overs"
    permissions = dict.fromkeys(
        ("list", "draft", "send", "answer_it", "send_again", "take_back"), Permission.HAND_OVER
    )
    asks = {"list": PageQuery}
    accepts = {"send": HandOverInput, "answer_it": AnswerInput, "send_again": AgainInput}
    answers = {
        "list": {200: paged(HandOverOutput)},
        "draft": {200: DraftedOutput},
        "send": {201: SentOutput},
        "answer_it": {200: RefreshedOutput},
        "send_again": {200: RefreshedOutput},
        "take_back": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the hand-overs of a claim, the latest first."""
        rows = HandOver.objects.filter(claim=self.opened(claim_id)).select_related("receiving_cohe")
        return self.page(rows, "-id", HandOverOutput)

    def draft(self, request: Request, claim_id: int) -> Response:
        """Return the packet as it would be sent now."""
        packet = hand_over_packet.packet_of(self.opened(claim_id), self.today)
        return self.answer({"packet": packet, "seen": hand_over_packet.digest_of(packet)})

    def send(self, request: Request, claim_id: int) -> Response:
        """Offer a claim to an HSC of the COHE, or its packet to another COHE."""
        sent, refreshed = hand_overs.send_hand_over(
            claim=self.opened(claim_id), offer=self.offer(), by=self.membership, today=self.today, at=self.at
        )
        return self.answer({"hand_over": sent, "refreshed": refreshed}, 201)

    def offer(self) -> hand_overs.Offer:
        """Return what the body says; refuse somebody or a COHE that is not there."""
        given = self.given
        people = {
            one.person_id: one for one in caseload.hscs(cohe_id=self.membership.cohe_id, today=self.today)
        }
        cohe = Cohe.objects.filter(code=given["receiving_cohe"]).first() if given["receiving_cohe"] else None
        if given["receiver"] is not None and given["receiver"] not in people:
            raise Denied("Choose an HSC who works in this COHE today.")
        if given["receiving_cohe"] and cohe is None:
            raise Denied("There is no COHE with that code here.")
        return hand_overs.Offer(people.get(given["receiver"]), cohe, given["reason"], given["seen"])

    def one_of(self, hand_over_id: int) -> HandOver:
        """Return a hand-over that was sent to the member, or whose claim she may open."""
        rows = HandOver.objects.select_related("claim")
        to_me = rows.filter(pk=hand_over_id, receiver=self.membership.person_id).first()
        found: HandOver = to_me or self.found(rows, hand_over_id)
        return found

    def answer_it(self, request: Request, hand_over_id: int) -> Response:
        """Accept a hand-over within the COHE, or ask the sender; only its receiver does."""
        about: dict[str, Any] = {
            "hand_over": self.one_of(hand_over_id),
            "by": self.membership,
            "today": self.today,
            "at": self.at,
        }
        if self.given["kind"] == TurnKind.ACCEPTED:
            return self.answer(hand_overs.accept_hand_over(**about))
        if self.given["kind"] == TurnKind.QUESTIONED:
            return self.answer(hand_overs.question_hand_over(question=self.given["text"], **about))
        raise Denied("Within the COHE an accepted claim goes back by another hand-over.")

    def send_again(self, request: Request, hand_over_id: int) -> Response:
        """Answer the receiver's question and send again, with the packet as it stands now."""
        refreshed = hand_overs.send_again(
            hand_over=self.one_of(hand_over_id),
            by=self.membership,
            today=self.today,
            at=self.at,
            **self.given,
        )
        return self.answer(refreshed)

    def take_back(self, request: Request, hand_over_id: int) -> Response:
        """Take a hand-over back."""
        refreshed = hand_overs.take_back(
            hand_over=self.one_of(hand_over_id), reason="", by=self.membership, today=self.today, at=self.at
        )
        return self.answer(refreshed)


class Packets(Resource):
    """Packets that other COHEs sent to this one."""

    tag = "Hand-overs"
    permissions = dict.fromkeys(("list", "retrieve", "answer_it"), Permission.HAND_OVER)
    asks = {"list": PageQuery}
    accepts = {"answer_it": AnswerInput}
    answers = {
        "list": {200: paged(PacketOutput)},
        "retrieve": {200: PacketOutput},
        "answer_it": {200: PacketOutput},
    }

    def list(self, request: Request) -> Response:
        """Return the packets received, the latest first; the reading is in the trail."""
        audit.log("hand-over.packet-read", "packet", None, at=self.at)
        rows = ReceivedPacket.objects.select_related("from_cohe").prefetch_related("turns")
        return self.page(rows, "-id", PacketOutput)

    def retrieve(self, request: Request, packet_id: int) -> Response:
        """Return one packet; the reading is in the trail."""
        one = self.one_of(packet_id)
        audit.log("hand-over.packet-read", "packet", one.pk, at=self.at)
        return self.answer(one)

    def one_of(self, packet_id: int) -> ReceivedPacket:
        """Return a packet of the COHE in force."""
        rows = ReceivedPacket.objects.select_related("from_cohe").prefetch_related("turns")
        one = rows.filter(pk=packet_id).first()
        if one is None:
            raise Http404
        return one

    def answer_it(self, request: Request, packet_id: int) -> Response:
        """Accept a packet, ask about it, or give back what was accepted; the sender is told."""
        hand_overs.answer_packet(
            packet=self.one_of(packet_id),
            kind=TurnKind(self.given["kind"]),
            text=self.given["text"],
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(self.one_of(packet_id))
