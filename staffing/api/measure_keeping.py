"""What the measures go by: APF reviews, comparisons, adopter classes, calls between provider and employer."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.models import Provider
from cohe.api_fields import Day, Id, Strict, Text, Word
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.api.claim_things import ClaimThings
from staffing.actions import measures as actions
from staffing.api.measures import quarter_asked
from staffing.api.sources import SourcedInput, SourcedOutput
from staffing.choices import Adoption
from staffing.models import ApfReview, ProviderCall
from staffing.queries.measure_facts import reviews_of


class ApfReviewOutput(Strict):
    """An APF of the random review; null: not read yet."""

    id = Id()
    apf = Id(source="apf_id")
    claim = Id(source="apf.claim_id")
    exam_date = serializers.DateField(source="apf.exam_date")
    provider_number = serializers.CharField(source="apf.provider_number")
    is_complete = serializers.BooleanField(allow_null=True)
    is_on_time = serializers.BooleanField(allow_null=True)
    remark = serializers.CharField()
    reviewed_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField()


class ApfReviewsOutput(Strict):
    """The random review of a quarter."""

    quarter = serializers.CharField()
    reviews = ApfReviewOutput(many=True)


class JudgedInput(Strict):
    """What a reviewer says; `version` is the one that was read."""

    is_complete = serializers.BooleanField()
    is_on_time = serializers.BooleanField()
    remark = Text(max_length=4000)
    version = serializers.IntegerField(min_value=1)


class ComparisonValue(SourcedInput):
    """The incidence of claims outside COHEs, in percent, with its source."""

    percent = serializers.DecimalField(6, 3)


class AdopterInput(Strict):
    """How far a provider has taken up the best practices, from a day on."""

    adoption = Word(Adoption)
    since = Day()
    reason = Text(max_length=300)


class AdopterOutput(Strict):
    """A class of a provider."""

    provider = Id(source="provider_id")
    adoption = serializers.CharField()
    since = serializers.DateField()


class ProviderCallInput(SourcedInput):
    """A call between provider and employer."""

    on = Day()
    is_billed = serializers.BooleanField(required=False, default=False)


class ProviderCallOutput(SourcedOutput):
    """A recorded call."""

    id = Id()
    claim = Id(source="claim_id")
    on = serializers.DateField()
    is_billed = serializers.BooleanField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class MeasureKeeping(Resource):
    """Reviews, comparisons and classes."""

    tag = "measures"
    permissions = {
        "list": Permission.MEASURES_SEE,
        **dict.fromkeys(("draw", "judge", "compare", "classify"), Permission.MEASURES_KEEP),
    }
    accepts = {"judge": JudgedInput, "compare": ComparisonValue, "classify": AdopterInput}
    answers = {
        "list": {200: ApfReviewsOutput},
        "draw": {201: ApfReviewsOutput},
        "judge": {200: ApfReviewOutput},
        "compare": {200: ComparisonValue},
        "classify": {201: AdopterOutput},
    }

    def list(self, request: Request, quarter: str) -> Response:
        """Return the APFs drawn for a quarter."""
        asked = quarter_asked(quarter)
        return self.answer({"quarter": asked, "reviews": reviews_of(asked)})

    def draw(self, request: Request, quarter: str) -> Response:
        """Draw the sample of a quarter that is over, once."""
        asked = quarter_asked(quarter)
        drawn = actions.draw_reviews(quarter=asked, by=self.membership, today=self.today, at=self.at)
        return self.answer({"quarter": asked, "reviews": drawn}, 201)

    def judge(self, request: Request, apf_review_id: int) -> Response:
        """Say whether a drawn APF is complete and on time."""
        review = get_object_or_404(ApfReview.objects.select_related("apf"), pk=apf_review_id)
        judged = actions.Judged(**self.given)
        held = actions.review_apf(
            review=review, judged=judged, by=self.membership, today=self.today, at=self.at
        )
        return self.answer(held)

    def compare(self, request: Request, quarter: str) -> Response:
        """Set what M8 of a quarter is held against."""
        asked = quarter_asked(quarter)
        return self.answer(
            actions.set_comparison(quarter=asked, **self.given, by=self.membership, at=self.at)
        )

    def classify(self, request: Request, provider_id: int) -> Response:
        """Class a provider from a day on."""
        provider = get_object_or_404(Provider, pk=provider_id, withdrawn_at=None)
        given = dict(self.given)
        adoption = Adoption(given.pop("adoption"))
        row = actions.class_provider(
            provider=provider, adoption=adoption, **given, by=self.membership, at=self.at
        )
        return self.answer(row, 201)


class ProviderCalls(ClaimThings):
    """Calls between provider and employer about a claim."""

    tag = "measures"
    permissions = dict.fromkeys(("record", "withdraw"), Permission.RECORD_WRITE)
    accepts = {"record": ProviderCallInput}
    answers = {"record": {201: ProviderCallOutput}, "withdraw": {204: None}}

    def record(self, request: Request, claim_id: int) -> Response:
        """Record a call."""
        row = actions.record_call(
            claim=self.opened(claim_id), **self.given, by=self.membership, today=self.today, at=self.at
        )
        return self.answer(row, 201)

    def withdraw(self, request: Request, provider_call_id: int) -> Response:
        """Take back a call that was recorded by mistake."""
        call = self.found(ProviderCall.objects.all(), provider_call_id)
        actions.withdraw_call(call=call, by=self.membership, at=self.at)
        return self.answer(None, 204)
