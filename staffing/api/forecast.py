"""The API of the forecast and of scenarios: all that the pages accept, by the same actions."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import forecasts
from staffing.api.sources import SourcedInput, SourcedOutput
from staffing.choices import ForecastMethod, StepKind
from staffing.models import QuarterCount
from staffing.models.scenario import LEAST_PERCENT, MOST_PERCENT
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries import scenarios as queries
from staffing.queries.scenarios import Ground, Plan
from staffing.ratio import as_decimal
from staffing.scenario_policies import MOST_CLAIMS, MOST_NAME
from staffing.whatif import Outlook


class HistoryQuarterOutput(SourcedOutput):
    """Claims initiated in a quarter that is over, counted or typed in."""

    quarter = serializers.CharField()
    claims = serializers.IntegerField()


class OutlookOutput(Strict):
    """A quarter to come. `fte` and `fte_needed` are exact, such as 1/3; a plain mean has no interval."""

    quarter = serializers.CharField()
    claims = serializers.IntegerField(source="quarterly.claims")
    low = serializers.IntegerField(source="lowest", allow_null=True)
    high = serializers.IntegerField(source="highest", allow_null=True)
    fte = serializers.CharField(source="quarterly.fte")
    ratio = serializers.DecimalField(12, 2, source="quarterly.ratio", allow_null=True)
    line = serializers.IntegerField(source="quarterly.line")
    over = serializers.BooleanField(source="is_over")
    may_be_over = serializers.BooleanField()
    fte_needed = serializers.CharField(source="needed")
    fte_needed_for_year = serializers.DecimalField(12, 4)
    yearly_met = serializers.BooleanField(source="yearly.is_met")


class ForecastOutput(Strict):
    """The forecast in force with the quarters behind it and, as staffing is, the quarters to come."""

    as_of = serializers.DateField(allow_null=True)
    method = Word(ForecastMethod, allow_null=True)
    interval_percent = serializers.IntegerField(allow_null=True)
    is_being_made = serializers.BooleanField()
    claims_so_far = serializers.IntegerField(help_text="Of the quarter that runs.")
    history = HistoryQuarterOutput(many=True)
    quarters = OutlookOutput(many=True)
    first_over = serializers.CharField(allow_null=True, help_text="The first quarter over the line.")


class TypedCountInput(Strict):
    """Claims initiated in a quarter before the product, such as 2024Q1."""

    quarter = Text(max_length=6, required=True)
    claims = serializers.IntegerField(min_value=0, max_value=MOST_CLAIMS)


class TypedCountsInput(SourcedInput):
    """Counts and where they come from."""

    counts = serializers.ListField(child=TypedCountInput(), max_length=100)


class TypedCountOutput(SourcedOutput):
    """A count that was typed in."""

    id = Id()
    quarter = serializers.CharField()
    claims = serializers.IntegerField()
    set_at = serializers.DateTimeField()


class ScenarioStepOutput(Strict):
    """One thing that would happen in a scenario."""

    id = Id()
    kind = Word(StepKind)
    person = Id(source="person_id", allow_null=True)
    minutes_a_week = serializers.IntegerField(allow_null=True)
    full_time_minutes = serializers.IntegerField(allow_null=True)
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)


class ScenarioOutput(Strict):
    """A scenario without its figures."""

    id = Id()
    name = serializers.CharField()
    volume_percent = serializers.IntegerField()
    version = serializers.IntegerField()


class ScenarioPlanOutput(Strict):
    """A scenario with its steps and what it makes of the quarters to come."""

    scenario = ScenarioOutput()
    steps = ScenarioStepOutput(many=True)
    quarters = OutlookOutput(many=True)
    first_over = serializers.CharField(allow_null=True)


class ScenarioInput(Strict):
    """A new scenario."""

    name = Text(max_length=MOST_NAME, required=True)
    volume_percent = serializers.IntegerField(
        min_value=LEAST_PERCENT, max_value=MOST_PERCENT, required=False, default=0
    )


class ScenarioChangeInput(ScenarioInput):
    """Name and volume; `version` is the one that was read."""

    version = serializers.IntegerField(min_value=1)


class ScenarioStepInput(Strict):
    """What would happen.

    A hire has minutes, full_time_minutes and first_on; leave a person and both days; resignation a person and
    last_on.
    """

    kind = Word(StepKind)
    person = Id(required=False, allow_null=True, default=None)
    minutes_a_week = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=10_080
    )
    full_time_minutes = serializers.IntegerField(
        required=False, allow_null=True, default=None, min_value=1, max_value=10_080
    )
    first_on = Day(required=False, allow_null=True, default=None)
    last_on = Day(required=False, allow_null=True, default=None)


class BringInput(Strict):
    """The discussion to bring a scenario to."""

    discussion = Id()


class BroughtScenarioOutput(Strict):
    """A scenario in a discussion, with its figures as they were on that day."""

    id = Id()
    scenario = Id(source="scenario_id")
    discussion = Id(source="discussion_id")
    figures = serializers.JSONField()


def outlook_read(one: Outlook) -> dict[str, Any]:
    """Return a quarter to come as a program reads it."""
    return {
        "quarter": one.quarter,
        "quarterly": one.quarterly,
        "yearly": one.yearly,
        "lowest": one.lowest,
        "highest": one.highest,
        "is_over": one.is_over,
        "may_be_over": one.may_be_over,
        "needed": one.needed,
        "fte_needed_for_year": as_decimal(one.yearly.required, 4),
    }


def first_over(plan: Plan) -> str | None:
    """Return the first quarter over the line."""
    return str(plan.first_over.quarter) if plan.first_over else None


def plan_read(plan: Plan) -> dict[str, Any]:
    """Return a scenario as a program reads it."""
    return {
        "scenario": plan.scenario,
        "steps": plan.steps,
        "quarters": [outlook_read(one) for one in plan.outlook],
        "first_over": first_over(plan),
    }


def forecast_read(on: Ground) -> dict[str, Any]:
    """Return the forecast in force as a program reads it."""
    made, plan = on.in_force.made, queries.plan(on)
    return {
        "as_of": made.as_of if made else None,
        "method": made.method if made else None,
        "interval_percent": made.percent if made else None,
        "is_being_made": on.in_force.is_being_made,
        "claims_so_far": on.known.so_far,
        "history": [one._asdict() for one in on.known.history],
        "quarters": [outlook_read(one) for one in plan.outlook],
        "first_over": first_over(plan),
    }


class Forecasts(Resource):
    """Claims expected per quarter."""

    tag = "staffing"
    permissions = {
        "retrieve": Permission.STAFFING_SEE,
        "ask": Permission.STAFFING_CHANGE,
        "counts": Permission.STAFFING_SEE,
        "set_counts": Permission.STAFFING_CHANGE,
        "withdraw_count": Permission.STAFFING_CHANGE,
    }
    asks = {"counts": PageQuery}
    accepts = {"set_counts": TypedCountsInput}
    answers = {
        "retrieve": {200: ForecastOutput},
        "ask": {202: ForecastOutput},
        "counts": {200: paged(TypedCountOutput)},
        "set_counts": {201: ForecastOutput},
        "withdraw_count": {204: None},
    }

    def retrieve(self, request: Request) -> Response:
        """Return the forecast in force."""
        return self.answer(forecast_read(queries.ground(self.today)))

    def ask(self, request: Request) -> Response:
        """Ask for a forecast of today; it is made within seconds."""
        forecasts.ask_for_forecast(by=self.membership, at=self.at)
        return self.answer(forecast_read(queries.ground(self.today)), 202)

    def counts(self, request: Request) -> Response:
        """Return the counts that were typed in."""
        return self.page(QuarterCount.objects.filter(withdrawn_at=None).order_by(), "id", TypedCountOutput)

    def set_counts(self, request: Request) -> Response:
        """Type in claims of quarters before the product; a forecast with them is asked for."""
        try:
            counts = [(Quarter.named(one["quarter"]), one["claims"]) for one in self.given["counts"]]
        except NoSuchQuarter as no:
            raise serializers.ValidationError({"counts": [str(no)]}) from no
        forecasts.set_counts(
            counts=counts, source=self.given["source"], by=self.membership, today=self.today, at=self.at
        )
        return self.answer(forecast_read(queries.ground(self.today)), 201)

    def withdraw_count(self, request: Request, quarter_count_id: int) -> Response:
        """Take a typed count back."""
        row = get_object_or_404(QuarterCount, pk=quarter_count_id)
        forecasts.withdraw_count(count=row, by=self.membership, at=self.at)
        return self.answer(None, 204)
