"""Performance of a quarter, surveys and quality-improvement projects."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import performance as actions
from staffing.api.measures import quarter_asked
from staffing.api.sources import SourcedInput, SourcedOutput
from staffing.choices import SurveyOf
from staffing.measures import MEASURES
from staffing.models import Improvement, Survey
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries.performance import performance_of
from staffing.queries.team import staff


class QuarterWords(serializers.CharField):
    """A quarter in words such as 2026Q3."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the quarter; refuse words that name none."""
        try:
            return Quarter.named(super().to_internal_value(data))
        except NoSuchQuarter as no:
            raise serializers.ValidationError(str(no)) from no


class MetricOutput(Strict):
    """One metric of a quarter."""

    code = serializers.CharField(source="metric.code")
    title = serializers.CharField(source="metric.title")
    numerator = serializers.IntegerField(source="part.numerator")
    denominator = serializers.IntegerField(source="part.denominator")
    met = serializers.BooleanField(allow_null=True)
    note = serializers.CharField()


class OwnMetricOutput(Strict):
    """One metric of one coordinator."""

    code = serializers.CharField()
    numerator = serializers.IntegerField()
    denominator = serializers.IntegerField()


class CoordinatorOutput(Strict):
    """The metrics of one coordinator."""

    person = Id()
    name = serializers.CharField()
    metrics = OwnMetricOutput(many=True)


class PerformanceOutput(Strict):
    """The performance of a quarter."""

    quarter = serializers.CharField()
    metrics = MetricOutput(many=True)
    people = CoordinatorOutput(many=True)


class SurveyInput(SourcedInput):
    """Answers to one question; `person` null: about the COHE as a whole."""

    must_say = False

    quarter = QuarterWords()
    of = Word(SurveyOf)
    question = Text(required=True, allow_blank=False, max_length=300)
    person = Id(required=False, allow_null=True, default=None)
    answered = serializers.IntegerField(min_value=1, max_value=1_000_000)
    positive = serializers.IntegerField(min_value=0, max_value=1_000_000)


class SurveyOutput(SourcedOutput):
    """Answers to one question."""

    id = Id()
    quarter = serializers.CharField()
    of = serializers.CharField()
    question = serializers.CharField()
    person = Id(source="person_id", allow_null=True)
    answered = serializers.IntegerField()
    positive = serializers.IntegerField()


class ImprovementInput(Strict):
    """A quality-improvement project."""

    title = Text(required=True, allow_blank=False, max_length=300)
    aim = Text(required=True, allow_blank=False, max_length=4000)
    change = Text(required=True, allow_blank=False, max_length=4000)
    measure = serializers.ChoiceField([one.code for one in MEASURES])
    started_on = Day()
    before = QuarterWords()
    after = QuarterWords(required=False, allow_null=True, default=None)
    ended_on = Day(required=False, allow_null=True, default=None)
    lesson = Text(max_length=4000)


class ImprovementChangeInput(ImprovementInput):
    """What a project says now; `version` is the one that was read."""

    version = serializers.IntegerField(min_value=1)


class ImprovementOutput(Strict):
    """A quality-improvement project."""

    id = Id()
    title = serializers.CharField()
    aim = serializers.CharField()
    change = serializers.CharField()
    measure = serializers.CharField()
    started_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    before = serializers.CharField()
    after = serializers.CharField(allow_null=True)
    lesson = serializers.CharField()
    version = serializers.IntegerField()


class PerformanceMetrics(Resource):
    """Performance and surveys."""

    tag = "performance"
    permissions = {
        "retrieve": Permission.STAFFING_SEE,
        "survey": Permission.MEASURES_KEEP,
        "remove": Permission.MEASURES_KEEP,
    }
    accepts = {"survey": SurveyInput}
    answers = {"retrieve": {200: PerformanceOutput}, "survey": {201: SurveyOutput}, "remove": {204: None}}

    def retrieve(self, request: Request, quarter: str) -> Response:
        """Return the metrics of a quarter, of the COHE and of each coordinator."""
        found = performance_of(quarter_asked(quarter), self.today)
        people = [
            {
                "person": one.person.pk,
                "name": one.person.name,
                "metrics": [
                    {"code": code, "numerator": part.numerator, "denominator": part.denominator}
                    for code, part in sorted(one.parts.items())
                ],
            }
            for one in found.people
        ]
        return self.answer({"quarter": found.quarter, "metrics": found.metrics, "people": people})

    def survey(self, request: Request) -> Response:
        """Keep the answers to one question."""
        given = dict(self.given)
        quarter, person, of = given.pop("quarter"), given.pop("person"), SurveyOf(given.pop("of"))
        about = get_object_or_404(staff(), pk=person) if person else None
        answers = actions.Answers(of=of, person=about, **given)
        row = actions.add_survey(
            quarter=quarter, answers=answers, by=self.membership, today=self.today, at=self.at
        )
        return self.answer(row, 201)

    def remove(self, request: Request, survey_id: int) -> Response:
        """Remove answers that were typed wrong."""
        actions.remove_survey(survey=get_object_or_404(Survey, pk=survey_id), by=self.membership, at=self.at)
        return self.answer(None, 204)


class Improvements(Resource):
    """Quality-improvement projects."""

    tag = "performance"
    permissions = {
        "list": Permission.MEASURES_SEE,
        "create": Permission.MEASURES_KEEP,
        "change": Permission.MEASURES_KEEP,
    }
    asks = {"list": PageQuery}
    accepts = {"create": ImprovementInput, "change": ImprovementChangeInput}
    answers = {
        "list": {200: paged(ImprovementOutput)},
        "create": {201: ImprovementOutput},
        "change": {200: ImprovementOutput},
    }

    def list(self, request: Request) -> Response:
        """Return every project, the latest first."""
        return self.page(Improvement.objects.order_by(), "-id", ImprovementOutput)

    def create(self, request: Request) -> Response:
        """Begin a project."""
        project = actions.Project(**self.given)
        return self.answer(actions.start_improvement(project=project, by=self.membership, at=self.at), 201)

    def change(self, request: Request, improvement_id: int) -> Response:
        """Write what a project says now."""
        given = dict(self.given)
        version = given.pop("version")
        row = actions.change_improvement(
            improvement=get_object_or_404(Improvement, pk=improvement_id),
            project=actions.Project(**given),
            version=version,
            by=self.membership,
            at=self.at,
        )
        return self.answer(row)
