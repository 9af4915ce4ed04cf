"""The API of scenarios."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import PageQuery, paged
from cohe.api_resource import Resource
from cohe.models import Person
from cohe.permissions import Permission
from staffing.actions import scenarios
from staffing.api.forecast import (
    BringInput,
    BroughtScenarioOutput,
    ScenarioChangeInput,
    ScenarioInput,
    ScenarioOutput,
    ScenarioPlanOutput,
    ScenarioStepInput,
    plan_read,
)
from staffing.choices import StepKind
from staffing.models import Discussion, DiscussionScenario, Scenario, ScenarioStep
from staffing.queries import scenarios as queries
from staffing.scenario_policies import Happening, Said

CHANGES = ("create", "change", "withdraw", "restore", "add_step", "withdraw_step", "bring", "take_back")


class Scenarios(Resource):
    """What if: named scenarios over the forecast."""

    tag = "staffing"
    permissions = {
        "list": Permission.STAFFING_SEE,
        "retrieve": Permission.STAFFING_SEE,
        **dict.fromkeys(CHANGES, Permission.STAFFING_CHANGE),
    }
    asks = {"list": PageQuery}
    accepts = {
        "create": ScenarioInput,
        "change": ScenarioChangeInput,
        "add_step": ScenarioStepInput,
        "bring": BringInput,
    }
    answers = {
        "list": {200: paged(ScenarioOutput)},
        "retrieve": {200: ScenarioPlanOutput},
        "create": {201: ScenarioOutput},
        "change": {200: ScenarioOutput},
        "withdraw": {204: None},
        "restore": {204: None},
        "add_step": {201: ScenarioPlanOutput},
        "withdraw_step": {204: None},
        "bring": {201: BroughtScenarioOutput},
        "take_back": {204: None},
    }

    def list(self, request: Request) -> Response:
        """Return the scenarios that are not put away."""
        return self.page(Scenario.objects.filter(withdrawn_at=None).order_by(), "id", ScenarioOutput)

    def retrieve(self, request: Request, scenario_id: int) -> Response:
        """Return a scenario with what it makes of the quarters to come."""
        return self.answer(plan_read(queries.plan_of(self.found(scenario_id), self.today)))

    def create(self, request: Request) -> Response:
        """Keep a new scenario."""
        return self.answer(scenarios.make_scenario(said=Said(**self.given), **self.doing()), 201)

    def change(self, request: Request, scenario_id: int) -> Response:
        """Change name and volume."""
        given = dict(self.given)
        version = given.pop("version")
        row = self.found(scenario_id)
        changed = scenarios.change_scenario(scenario=row, said=Said(**given), version=version, **self.doing())
        return self.answer(changed)

    def withdraw(self, request: Request, scenario_id: int) -> Response:
        """Put a scenario away."""
        scenarios.withdraw_scenario(scenario=self.found(scenario_id), **self.doing())
        return self.answer(None, 204)

    def restore(self, request: Request, scenario_id: int) -> Response:
        """Take a scenario back that was put away."""
        scenarios.restore_scenario(scenario=self.found(scenario_id), **self.doing())
        return self.answer(None, 204)

    def add_step(self, request: Request, scenario_id: int) -> Response:
        """Add a hire, a long leave or a resignation."""
        given, row = dict(self.given), self.found(scenario_id)
        step = Happening(StepKind(given.pop("kind")), person_named(given.pop("person")), **given)
        scenarios.add_step(scenario=row, step=step, today=self.today, **self.doing())
        return self.answer(plan_read(queries.plan_of(row, self.today)), 201)

    def withdraw_step(self, request: Request, scenario_step_id: int) -> Response:
        """Take a step out of its scenario."""
        step = get_object_or_404(ScenarioStep, pk=scenario_step_id)
        scenarios.withdraw_step(step=step, **self.doing())
        return self.answer(None, 204)

    def bring(self, request: Request, scenario_id: int) -> Response:
        """Bring a scenario to a discussion with its figures of today."""
        row = self.found(scenario_id)
        discussion = Discussion.objects.filter(pk=self.given["discussion"]).first()
        if discussion is None:
            raise serializers.ValidationError({"discussion": ["There is no such discussion here."]})
        brought = scenarios.bring_to_discussion(
            scenario=row, discussion=discussion, today=self.today, **self.doing()
        )
        return self.answer(brought, 201)

    def take_back(self, request: Request, brought_id: int) -> Response:
        """Take a scenario back from a discussion."""
        brought = get_object_or_404(DiscussionScenario, pk=brought_id)
        scenarios.take_back(brought=brought, **self.doing())
        return self.answer(None, 204)

    def doing(self) -> dict[str, Any]:
        """Return who does it, and when."""
        return {"by": self.membership, "at": self.at}

    def found(self, scenario_id: int) -> Scenario:
        """Return a scenario; 404 for what is not there."""
        return get_object_or_404(Scenario, pk=scenario_id)


def person_named(person_id: int | None) -> Person | None:
    """Return somebody with an HSC share here; refuse anybody else as unknown."""
    if person_id is None:
        return None
    found = queries.who_had_hsc_time().filter(pk=person_id).first()
    if found is None:
        raise serializers.ValidationError({"person": ["Nobody here with HSC time has this number."]})
    return found
