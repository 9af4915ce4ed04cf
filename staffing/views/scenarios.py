"""Pages of scenarios: made, filled with steps, put away and taken back, brought to a discussion."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission, allows
from staffing.actions import scenarios
from staffing.choices import StepKind
from staffing.models import DiscussionScenario, Scenario, ScenarioStep
from staffing.queries import scenarios as queries
from staffing.queries.forecast_shown import plan_shown
from staffing.queries.scenarios import step_in_words
from staffing.scenario_forms import (
    SHARES,
    BringForm,
    HireForm,
    LeaveForm,
    ResignationForm,
    ScenarioChangeForm,
    ScenarioForm,
    share_of,
)
from staffing.scenario_policies import Happening, Said
from staffing.views.asking import Saved, asked_on

ASK = "staffing/forecast/ask.html"


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def scenario_add(request: HttpRequest) -> HttpResponse:
    """Name a new scenario."""

    def save(given: dict[str, Any]) -> Saved:
        made = scenarios.make_scenario(said=Said(**given), by=membership_of(request), at=clock.now())
        return Saved(
            f"“{made}” is kept. Say what would happen in it.", reverse("staffing:scenario", args=[made.pk])
        )

    form, then = ScenarioForm(posted(request)), (reverse("staffing:forecast"), save)
    return asked_on(request, form, "A new scenario", "Keep the scenario", then, template=ASK)


@requires(Permission.STAFFING_SEE)
@require_GET
def scenario(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """One scenario: its steps, and what it makes of every quarter."""
    row, share = found(scenario_id), request.GET.get("share", "1")
    plan = queries.plan_of(row, clock.today())
    context = {
        "row": row,
        "steps": [(one, step_in_words(one)) for one in plan.steps],
        "shown": plan_shown(plan, share_of(share)),
        "shares": SHARES,
        "share": share if share in SHARES else "1",
        "form": BringForm(discussions=queries.open_discussions(row)),
        "brought": DiscussionScenario.objects.filter(scenario=row, withdrawn_at=None).select_related(
            "discussion"
        ),
        "may_change": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/forecast/scenario.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def scenario_change(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Change name and volume; the second of two is told, and keeps what was typed."""
    row = found(scenario_id)
    start = {name: getattr(row, name) for name in ScenarioChangeForm.base_fields}
    form = ScenarioChangeForm(posted(request), initial=start)

    def save(given: dict[str, Any]) -> str:
        version = given.pop("version")
        scenarios.change_scenario(
            scenario=row, said=Said(**given), version=version, by=membership_of(request), at=clock.now()
        )
        return "The scenario is changed."

    then = reverse("staffing:scenario", args=[row.pk]), save
    return asked_on(request, form, f"Change “{row}”", "Change the scenario", then, {"row": row}, ASK)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def scenario_withdraw(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Put a scenario away."""
    row = found(scenario_id)
    scenarios.withdraw_scenario(scenario=row, by=membership_of(request), at=clock.now())
    messages.success(request, f"“{row}” is put away. It can be taken back below.")
    return redirect("staffing:forecast")


@requires(Permission.STAFFING_CHANGE)
@require_POST
def scenario_restore(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Take a scenario back that was put away."""
    row = found(scenario_id)
    scenarios.restore_scenario(scenario=row, by=membership_of(request), at=clock.now())
    messages.success(request, f"“{row}” is back.")
    return redirect("staffing:scenario", row.pk)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def hire_add(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Add a hire."""
    form = HireForm(posted(request), initial={"first_on": clock.today()})

    def happening(given: dict[str, Any]) -> Happening:
        return Happening(
            StepKind.HIRE,
            minutes_a_week=given["hours"] * 60 + given["minutes"],
            full_time_minutes=given["full_time_hours"] * 60,
            first_on=given["first_on"],
            last_on=given["last_on"],
        )

    return step_asked(request, found(scenario_id), form, "Hire an HSC", happening)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def leave_add(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Add a long leave."""
    form = LeaveForm(posted(request), people=queries.hscs(clock.today()))
    return step_asked(
        request, found(scenario_id), form, "Long leave", lambda given: Happening(StepKind.LEAVE, **given)
    )


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def resignation_add(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Add a resignation."""
    form = ResignationForm(posted(request), people=queries.hscs(clock.today()))
    return step_asked(
        request,
        found(scenario_id),
        form,
        "Resignation",
        lambda given: Happening(StepKind.RESIGNATION, **given),
    )


@requires(Permission.STAFFING_CHANGE)
@require_POST
def step_withdraw(request: HttpRequest, scenario_step_id: int) -> HttpResponse:
    """Take a step out of its scenario."""
    step = get_object_or_404(ScenarioStep, pk=scenario_step_id)
    scenarios.withdraw_step(step=step, by=membership_of(request), at=clock.now())
    messages.success(request, "The step is taken out.")
    return redirect("staffing:scenario", step.scenario_id)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def scenario_bring(request: HttpRequest, scenario_id: int) -> HttpResponse:
    """Bring a scenario to a discussion with its figures of today."""
    row = found(scenario_id)
    form = BringForm(request.POST, discussions=queries.open_discussions(row))
    if not form.is_valid():
        raise Denied("Choose an open discussion that this scenario is not in yet.")
    discussion = form.cleaned_data["discussion"]
    scenarios.bring_to_discussion(
        scenario=row, discussion=discussion, by=membership_of(request), today=clock.today(), at=clock.now()
    )
    messages.success(request, f"“{row}” is in the discussion of {discussion.quarter.words}.")
    return redirect("staffing:discussion", discussion.pk)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def brought_withdraw(request: HttpRequest, brought_id: int) -> HttpResponse:
    """Take a scenario back from a discussion."""
    brought = get_object_or_404(DiscussionScenario, pk=brought_id)
    scenarios.take_back(brought=brought, by=membership_of(request), at=clock.now())
    messages.success(request, "The scenario is taken back from the discussion.")
    return redirect("staffing:discussion", brought.discussion_id)


def step_asked(
    request: HttpRequest,
    row: Scenario,
    form: forms.Form,
    title: str,
    happening: Callable[[dict[str, Any]], Happening],
) -> HttpResponse:
    """Show the form of a step; once it is sent and right, add it and go back to the scenario."""

    def save(given: dict[str, Any]) -> str:
        made = scenarios.add_step(
            scenario=row,
            step=happening(given),
            by=membership_of(request),
            today=clock.today(),
            at=clock.now(),
        )
        return f"{step_in_words(made)}: added."

    then = reverse("staffing:scenario", args=[row.pk]), save
    return asked_on(request, form, f"{title}: {row}", "Add to the scenario", then, {"row": row}, ASK)


def found(scenario_id: int) -> Scenario:
    """Return a scenario, put away or not; 404 for what is not there."""
    return get_object_or_404(Scenario, pk=scenario_id)
