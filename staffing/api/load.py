"""Load of each HSC, the proposed moves, steps in which claims moved, and their undo."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import leavers, shifts
from staffing.choices import ShiftKind
from staffing.models import Shift
from staffing.queries.load import load_page


class LoadOutput(Strict):
    """Expected minutes a week of each HSC beside plain counts, and the moves that would even them."""

    class LoadDeskOutput(Strict):
        """One HSC; `percent` of her share, null without a share."""

        person = Id(source="person.pk")
        name = serializers.CharField(source="person.name")
        claims = serializers.IntegerField()
        high = serializers.IntegerField()
        minutes = serializers.IntegerField()
        share = serializers.IntegerField()
        percent = serializers.IntegerField(allow_null=True)
        percent_after = serializers.IntegerField(allow_null=True)

    class LoadMoveOutput(Strict):
        """A provider whose claims would go from one HSC to another; `key` is what to send."""

        key = serializers.CharField()
        provider = Id(source="provider.pk")
        giver = Id(source="giver.pk")
        taker = Id(source="taker.pk")
        claims = serializers.IntegerField(source="move.block.claims")
        minutes = serializers.IntegerField(source="move.block.minutes")
        known = serializers.IntegerField(
            source="move.block.known", help_text="Workers the giver has spoken with."
        )

    class LoadWeightOutput(Strict):
        """Minutes a week of a phase: configured, by own notes, in force."""

        phase = serializers.CharField()
        minutes = serializers.IntegerField()
        notes = serializers.IntegerField()
        in_force = serializers.IntegerField()

    desks = LoadDeskOutput(many=True)
    moves = LoadMoveOutput(many=True)
    weights = LoadWeightOutput(many=True)
    is_even = serializers.BooleanField()
    seen = serializers.CharField(help_text="Names the claims that all moves would move: send it with them.")


class LoadMovesInput(Strict):
    """The moves to make, by their keys, and what was seen of them."""

    moves = serializers.ListField(child=serializers.CharField(max_length=60), min_length=1, max_length=100)
    seen = Text(max_length=32, required=True)


class LoadQuery(Strict):
    """Which of the proposed moves, their keys with commas between; none: all."""

    moves = serializers.CharField(required=False, max_length=2000)


class ShiftOutput(Strict):
    """A step in which claims moved."""

    id = Id()
    kind = serializers.CharField()
    done_at = serializers.DateTimeField()
    done_by = Id(source="done_by_id")
    undone_at = serializers.DateTimeField(allow_null=True)


class ShiftUndoneOutput(Strict):
    """How many claims went back, and how many went on since and stay."""

    back = serializers.IntegerField()
    left = serializers.IntegerField()


class Load(Resource):
    """Load and its evening."""

    tag = "staffing"
    permissions = {
        "retrieve": Permission.STAFFING_SEE,
        "move": Permission.STAFFING_CHANGE,
        "list": Permission.STAFFING_SEE,
        "undo": Permission.STAFFING_CHANGE,
    }
    asks = {"list": PageQuery, "retrieve": LoadQuery}
    accepts = {"move": LoadMovesInput}
    answers = {
        "retrieve": {200: LoadOutput},
        "move": {201: ShiftOutput},
        "list": {200: paged(ShiftOutput)},
        "undo": {200: ShiftUndoneOutput},
    }

    def retrieve(self, request: Request) -> Response:
        """Return the load of each HSC and the moves that would even it."""
        said = self.asked.get("moves")
        return self.answer(load_page(self.today, said.split(",") if said else None))

    def move(self, request: Request) -> Response:
        """Make the moves in one step."""
        wishes = [shifts.Wish.read(one) for one in self.given["moves"]]
        made = shifts.shift_load(
            wishes=wishes, seen=self.given["seen"], by=self.membership, today=self.today, at=self.at
        )
        return self.answer(made, 201)

    def list(self, request: Request) -> Response:
        """Return every step in which claims moved, the latest first."""
        return self.page(Shift.objects.order_by(), "-id", ShiftOutput)

    def undo(self, request: Request, shift_id: int) -> Response:
        """Take a step back, whatever it was for."""
        found = get_object_or_404(Shift, pk=shift_id)
        undo = shifts.undo_load if found.kind == ShiftKind.LOAD else leavers.undo_hand_over
        return self.answer(undo(shift=found, by=self.membership, today=self.today, at=self.at))
