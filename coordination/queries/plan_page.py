"""The page of a plan, in a fixed number of queries however much has happened with it."""

from collections.abc import Sequence
from datetime import date

from cohe.access import Denied
from cohe.models import Person
from coordination import plan_policies, plan_steps
from coordination.models import (
    Plan,
    PlanContact,
    PlanDiscussion,
    PlanLine,
    PlanMark,
    ServiceReport,
    StakeholderUpdate,
)
from coordination.plan_lines import Compared, compared
from coordination.plan_words import LineKind, PlanState
from coordination.queries import plan_rows, plan_shown, plan_sources, policy
from coordination.queries.plan_shapes import PlanPage, ShownLine


def latest_plan(claim_id: int) -> Plan | None:
    """Return the plan in force of a claim, else the one concluded last; None when there was none."""
    plans = Plan.objects.filter(claim=claim_id).select_related("made_by", "claim").order_by("-id")
    return next((one for one in plans if one.state != PlanState.CONCLUDED), None) or plans.first()


def plan_page(*, plan: Plan, today: date) -> PlanPage:
    """Return all of a plan as it stands on `today`."""
    own = {"plan": plan, "cohe": plan.cohe_id}
    lines = shown_lines(plan, today)
    discussions = tuple(
        PlanDiscussion.objects.filter(**own).select_related("recorded_by").order_by("-on", "-id")
    )
    contacts = tuple(PlanContact.objects.filter(**own).select_related("note").order_by("-on", "-id"))
    reports = tuple(ServiceReport.objects.filter(**own).order_by("-received_on", "-id"))
    updates = tuple(
        StakeholderUpdate.objects.filter(**own).select_related("composed_by", "sent_by").order_by("-id")
    )
    rows = plan_shown.PlanRows(plan, discussions, contacts, reports, updates)
    days = policy.in_force(today).update_days
    standing = plan_shown.standing_of(rows, lines, update_days=days, today=today)
    steps = plan_steps.steps(standing, today)
    why_not = why_not_active(plan, discussions)
    return PlanPage(
        plan=plan,
        state_words=PlanState(plan.state).label,
        finding=plan_shown.finding(standing),
        sources=tuple(plan_sources.named(key)[1] for key in plan.sources),
        steps=steps,
        next_thing=plan_steps.next_thing(steps) if plan.state != PlanState.CONCLUDED else "",
        groups=plan_shown.grouped(lines),
        versions=tuple(plan_rows.versions_of(plan)),
        discussions=discussions,
        contacts=contacts,
        reports=reports,
        updates=updates,
        update_due_on=standing.update_due_on,
        can_activate=not why_not,
        why_not=why_not,
        interventions=tuple(line for line in lines if line.kind == LineKind.INTERVENTION),
    )


def shown_lines(plan: Plan, today: date) -> tuple[ShownLine, ...]:
    """Return the lines of the version in force with what happened with each."""
    rows = PlanLine.objects.filter(version__plan=plan, version__number=plan.number, cohe=plan.cohe_id)
    lines = list(rows.order_by("position"))
    marks = list(PlanMark.objects.filter(plan=plan, cohe=plan.cohe_id))
    people = {line.person_id for line in lines if line.person_id} | {mark.marked_by_id for mark in marks}
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return plan_shown.shown_lines(lines, marks, names, today)


def why_not_active(plan: Plan, discussions: Sequence[PlanDiscussion]) -> str:
    """Return the sentence of the greyed-out button, "" when the plan can be activated."""
    talks = [one for one in discussions if one.number == plan.number and not one.withdrawn_at]
    try:
        plan_policies.check_can_activate(plan, talks[0] if talks else None)
    except Denied as no:
        return str(no)
    return ""


def side_by_side(*, plan: Plan, before: int, after: int) -> tuple[Compared, ...]:
    """Return two versions of a plan line by line."""
    return compared(plan_rows.lines_of(plan, before), plan_rows.lines_of(plan, after))
