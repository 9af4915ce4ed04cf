"""Assessments, interventions after a positive FRQ, and the forms that are taken."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.actions import assessment_forms as form_actions
from coordination.actions import assessments
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.assessment_forms import Question
from coordination.choices import Intervention, InterventionOutcome, QuestionKind, Scoring
from coordination.models import Assessment, FunctionalIntervention
from coordination.queries import assessment_forms


class AssessmentOutput(Strict):
    """One taking of a form, with the version it was taken with."""

    id = Id()
    claim = Id(source="claim_id")
    slug = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    taken_on = serializers.DateField()
    taken_by = serializers.CharField(source="taken_by.name")
    answers = serializers.DictField()
    scores = serializers.DictField(child=serializers.CharField())
    barriers = serializers.ListField(child=serializers.CharField())
    is_reading = serializers.BooleanField()
    remark = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class TakingInput(Strict):
    """The form's short name, the day, and the answers by question: numbers, true or false, words."""

    slug = serializers.SlugField(max_length=40)
    taken_on = Day()
    answers = serializers.DictField(allow_empty=False)
    remark = Text(max_length=2000)


class TakenOutput(Strict):
    """The assessment, and what changed on the worklist."""

    assessment = AssessmentOutput()
    refreshed = RefreshedOutput()


class Assessments(ClaimThings):
    """Assessments on a claim. One entered by mistake is withdrawn."""

    tag = "assessments"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "retrieve": Permission.CLAIM_SEE,
        "take": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"take": TakingInput}
    answers = {
        "list": {200: paged(AssessmentOutput)},
        "retrieve": {200: AssessmentOutput},
        "take": {201: TakenOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the assessments of a claim, the latest entered first."""
        rows = Assessment.objects.filter(claim=self.opened(claim_id)).select_related("taken_by")
        return self.page(rows, "-id", AssessmentOutput)

    def retrieve(self, request: Request, assessment_id: int) -> Response:
        """Return one assessment."""
        return self.answer(self.found(Assessment.objects.select_related("taken_by"), assessment_id))

    def take(self, request: Request, claim_id: int) -> Response:
        """Take an assessment; the score is worked out."""
        taken = assessments.take_assessment(
            claim=self.opened(claim_id),
            taking=assessments.Taking(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(taken, 201)

    def withdraw(self, request: Request, assessment_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(Assessment.objects.all(), assessment_id)
        return self.answer(
            assessments.withdraw_assessment(
                assessment=wrong, by=self.membership, today=self.today, at=self.at
            )
        )


class InterventionOutput(Strict):
    """One of the six interventions at a visit."""

    id = Id()
    claim = Id(source="claim_id")
    kind = Word(Intervention)
    visit_on = serializers.DateField()
    outcome = Word(InterventionOutcome)
    remark = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class InterventionInput(Strict):
    """What a provider did at a visit."""

    kind = Word(Intervention)
    visit_on = Day()
    outcome = Word(InterventionOutcome)
    remark = Text(max_length=2000)


class InterventionAddedOutput(Strict):
    """The intervention, and what changed on the worklist."""

    intervention = InterventionOutput()
    refreshed = RefreshedOutput()


class Interventions(ClaimThings):
    """Functional Recovery Interventions after a positive FRQ."""

    tag = "interventions"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": InterventionInput}
    answers = {
        "list": {200: paged(InterventionOutput)},
        "add": {201: InterventionAddedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the interventions of a claim, the latest entered first."""
        rows = FunctionalIntervention.objects.filter(claim=self.opened(claim_id))
        return self.page(rows.select_related("recorded_by"), "-id", InterventionOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Record an intervention at a visit; one begun or done answers the worklist."""
        made, refreshed = assessments.add_intervention(
            claim=self.opened(claim_id),
            visited=assessments.Visited(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"intervention": made, "refreshed": refreshed}, 201)

    def withdraw(self, request: Request, intervention_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(FunctionalIntervention.objects.all(), intervention_id)
        return self.answer(
            assessments.withdraw_intervention(
                intervention=wrong, by=self.membership, today=self.today, at=self.at
            )
        )


class QuestionFields(Strict):
    """One question of a form."""

    key = serializers.SlugField(max_length=40)
    words = serializers.CharField(source="label", max_length=200)
    kind = Word(QuestionKind)
    low = serializers.IntegerField(required=False, default=0, min_value=-1000, max_value=1000)
    high = serializers.IntegerField(required=False, default=10, min_value=-1000, max_value=1000)
    choices = serializers.ListField(
        child=serializers.CharField(max_length=100), required=False, default=list, max_length=20
    )
    needed = serializers.BooleanField(source="required", required=False, default=True)
    part = serializers.SlugField(required=False, default="", allow_blank=True, max_length=40)
    barrier = Text(max_length=200)
    fractions = serializers.BooleanField(required=False, default=False)


class FormOutput(Strict):
    """One version of a form."""

    slug = serializers.CharField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    since = serializers.DateField()
    questions = QuestionFields(many=True)
    scoring = Word(Scoring)
    is_reading = serializers.BooleanField()
    higher_is_better = serializers.BooleanField()
    notice = serializers.CharField()
    retired_on = serializers.DateField(allow_null=True)


class FormsOutput(Strict):
    """Every version of every form, by short name, the latest first."""

    forms = FormOutput(many=True)


class VersionInput(Strict):
    """What the next version asks; a short name that is not known yet begins a form."""

    slug = serializers.SlugField(max_length=40)
    title = serializers.CharField(max_length=120)
    questions = QuestionFields(many=True)
    scoring = Word(Scoring)
    is_reading = serializers.BooleanField(required=False, default=False)
    higher_is_better = serializers.BooleanField(required=False, default=False)
    notice = Text(max_length=500)


def question_of(given: dict[str, Any]) -> Question:
    """Return a question as it was sent."""
    return Question(**{**given, "kind": QuestionKind(given["kind"]), "choices": tuple(given["choices"])})


class AssessmentForms(Resource):
    """The forms of assessments: built in, and the COHE's own versions."""

    tag = "assessment forms"
    permissions = {
        "list": Permission.ACCOUNT_USE,
        "make": Permission.CONFIGURE,
        "retire": Permission.CONFIGURE,
        "use_again": Permission.CONFIGURE,
    }
    accepts = {"make": VersionInput}
    answers = {
        "list": {200: FormsOutput},
        "make": {201: FormOutput},
        "retire": {200: FormOutput},
        "use_again": {200: FormOutput},
    }

    def list(self, request: Request) -> Response:
        """Return every version of every form."""
        return self.answer({"forms": assessment_forms.every_version()})

    def make(self, request: Request) -> Response:
        """Make the next version of a form, in use from today."""
        given = self.given
        wanted = form_actions.NextVersion(
            **{
                **given,
                "scoring": Scoring(given["scoring"]),
                "questions": [question_of(one) for one in given["questions"]],
            }
        )
        row = form_actions.make_version(wanted=wanted, by=self.membership, today=self.today, at=self.at)
        return self.answer(assessment_forms.as_form(row), 201)

    def retire(self, request: Request, slug: str) -> Response:
        """Offer a form no more."""
        row = form_actions.retire_form(slug=slug, by=self.membership, today=self.today, at=self.at)
        return self.answer(assessment_forms.as_form(row))

    def use_again(self, request: Request, slug: str) -> Response:
        """Take a retired form back into use."""
        row = form_actions.use_again(slug=slug, by=self.membership)
        return self.answer(assessment_forms.as_form(row))
