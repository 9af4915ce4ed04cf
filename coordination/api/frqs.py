"""The FRQ: every asking of it, its exact score, and taking one back."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination import frq
from coordination.actions import frqs
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import FrqOutcome, FrqResult
from coordination.models import Frq


class FrqOutput(Strict):
    """One asking of the FRQ."""

    id = Id()
    claim = Id(source="claim_id")
    asked_on = serializers.DateField()
    asked_by = serializers.CharField(source="asked_by.name")
    outcome = Word(FrqOutcome)
    off_work = serializers.BooleanField(allow_null=True)
    interference = serializers.IntegerField(allow_null=True)
    sites = serializers.ListField(child=serializers.CharField(), allow_null=True)
    modified_work = serializers.CharField()
    confidence = serializers.IntegerField(allow_null=True)
    fear = serializers.IntegerField(allow_null=True)
    result = Word(FrqResult, allow_blank=True)
    is_partial = serializers.BooleanField()
    remark = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class FrqInput(Strict):
    """What came of asking; answers only when it was answered. null: not asked."""

    class Answers(Strict):
        """The answers by question (domain.md 3)."""

        off_work = serializers.BooleanField(required=False, allow_null=True)
        interference = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=10)
        sites = serializers.ListField(
            child=serializers.ChoiceField(frq.SITES),
            required=False,
            allow_null=True,
            max_length=len(frq.SITES),
        )
        modified_work = serializers.ChoiceField(("yes", "no", "unsure"), required=False, allow_blank=True)
        confidence = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=10)
        fear = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=10)

    outcome = Word(FrqOutcome)
    asked_on = Day()
    answers = Answers(required=False, default=dict)
    remark = Text(max_length=2000)


class AskedOutput(Strict):
    """The FRQ as it was kept, its score term by term, and what changed on the worklist."""

    class ScoreOutput(Strict):
        """The score."""

        class TermOutput(Strict):
            """One condition: what was answered, what a positive score needs, whether it holds."""

            question = serializers.CharField()
            answer = serializers.CharField()
            needed = serializers.CharField()
            holds = serializers.BooleanField(allow_null=True)

        result = Word(FrqResult)
        is_partial = serializers.BooleanField()
        terms = TermOutput(many=True)

    frq = FrqOutput()
    score = ScoreOutput(allow_null=True)
    refreshed = RefreshedOutput()


class Frqs(ClaimThings):
    """Askings of the FRQ. None is written over: one entered by mistake is withdrawn."""

    tag = "FRQ"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "retrieve": Permission.CLAIM_SEE,
        "record": Permission.FRQ_ASK,
        "withdraw": Permission.FRQ_ASK,
    }
    asks = {"list": PageQuery}
    accepts = {"record": FrqInput}
    answers = {
        "list": {200: paged(FrqOutput)},
        "retrieve": {200: FrqOutput},
        "record": {201: AskedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the askings on a claim, the latest recorded first."""
        rows = Frq.objects.filter(claim=self.opened(claim_id)).select_related("asked_by")
        return self.page(rows, "-id", FrqOutput)

    def retrieve(self, request: Request, frq_id: int) -> Response:
        """Return one asking."""
        return self.answer(self.found(Frq.objects.select_related("asked_by"), frq_id))

    def record(self, request: Request, claim_id: int) -> Response:
        """Record an asking; answers are scored, and a positive score opens "tell the attending provider"."""
        asked = frqs.record_frq(
            claim=self.opened(claim_id),
            asking=frqs.Asking(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(asked, 201)

    def withdraw(self, request: Request, frq_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(Frq.objects.all(), frq_id)
        return self.answer(frqs.withdraw_frq(frq=wrong, by=self.membership, today=self.today, at=self.at))
