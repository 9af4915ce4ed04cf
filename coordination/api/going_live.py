"""Taking a COHE live: how many claims the step would mark, taking it, taking it back."""

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, Strict
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.actions import records
from coordination.models import DeskAction
from coordination.queries import live_page


class LiveQuery(Strict):
    """From which day on claims are new."""

    before = Day(required=False, help_text="Count the claims that appeared before this day.")


class LiveInput(Strict):
    """From which day on claims are new."""

    before = Day(help_text="Claims that appeared before it are marked as reviewed; today at the latest.")


class LiveStepOutput(Strict):
    """One step of going live."""

    id = Id()
    words = serializers.CharField(source="label")
    by = serializers.CharField(source="by.name")
    at = serializers.DateTimeField()
    undone_at = serializers.DateTimeField(allow_null=True)
    marked = serializers.IntegerField(help_text="Claims that are still marked by it.")


class LiveOutput(Strict):
    """What waits for its review, what a step would mark, and the steps that were taken."""

    waiting = serializers.IntegerField(help_text="Claims that nobody has marked as reviewed.")
    marked = serializers.IntegerField(allow_null=True, help_text="Those of them before the day asked for.")
    steps = LiveStepOutput(many=True)


class GoingLive(Resource):
    """Going live: old claims are marked as reviewed in one counted step, which can be undone."""

    tag = "worklist"
    permissions = dict.fromkeys(("retrieve", "take", "undo"), Permission.WORKLIST_GO_LIVE)
    asks = {"retrieve": LiveQuery}
    accepts = {"take": LiveInput}
    answers = {"retrieve": {200: LiveOutput}, "take": {201: LiveStepOutput}, "undo": {200: LiveStepOutput}}

    def retrieve(self, request: Request) -> Response:
        """Count; nothing is changed."""
        return self.answer(live_page.live_page(before=self.asked.get("before")))

    def take(self, request: Request) -> Response:
        """Mark the claims; the worklist is made again."""
        action, _ = records.go_live(
            before=self.given["before"], by=self.membership, today=self.today, at=self.at
        )
        return self.answer(live_page.live_step(action), 201)

    def undo(self, request: Request, action_id: int) -> Response:
        """Let the claims wait for their review again."""
        action = DeskAction.objects.filter(cohe=self.membership.cohe_id, pk=action_id, kind="go-live").first()
        if action is None:
            raise Http404
        records.undo_go_live(action=action, by=self.membership, today=self.today, at=self.at)
        return self.answer(live_page.live_step(action))
