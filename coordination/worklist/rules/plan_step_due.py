"""See to the goals, steps and contacts of an active plan when their day comes."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.facts import Plan
from coordination.known import Known
from coordination.plan_words import NEXT_CONTACT, LineKind
from coordination.worklist.example import Example, a_claim, a_plan, on, plan_line
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import one_line, shown

DATED = {LineKind.GOAL: "Goal", LineKind.STEP: "Step", LineKind.CONTACT: "Contact"}


def decide(known: Known) -> Iterator[Due]:
    """Ask for each open goal, step and contact some days before its target, and for the next contact."""
    plan = known.active_plan
    if plan is None:
        return
    lead = known.policy.plan_lead_days
    for line in known.plan_lines:
        if line.kind not in DATED or line.target_on is None or line.done_on is not None:
            continue
        if known.day >= add_days(line.target_on, -lead):
            because = f"{DATED[LineKind(line.kind)]} by {shown(line.target_on, line.target_on)}"
            yield Due(line.target_on, f"{because}: {one_line(line.text)}.", f"line {line.key}")
    planned = _next_contact(plan, known)
    if planned is not None and known.day >= add_days(planned, -lead):
        because = f"Next contact with the worker planned for {shown(planned, planned)}."
        yield Due(planned, because, NEXT_CONTACT)


def _next_contact(plan: Plan, known: Known) -> date | None:
    """Return the planned contact; one made since it was planned has replaced it."""
    if plan.contact_set_on is None or plan.contact_set_on > known.day:
        return None
    last = known.last_worker_contact
    return None if last is not None and last > plan.contact_set_on else plan.next_contact_on


STEP = plan_line(1, LineKind.STEP, "Send the job description to the clinic", target="2026-04-10")
PLAN = a_plan(activated="2026-03-20", next_contact="2026-05-01")

RULE = Rule(
    code="T04",
    slug="plan-step-due",
    title="See to the plan",
    area=Area.MONITORING,
    explanation=(
        "An open goal, step or contact of an active plan is due on its target date, and shown "
        "{plan_lead_days} days before it; so is the next contact with the worker, which a plan always has."
    ),
    clears="it is marked done, moved by a new version of the plan, or the planned contact was made",
    source="triggers.md T04; domain.md 10.1",
    opens="coordination:plan",
    opens_with="kind=done",
    decide=decide,
    examples=(
        Example("four days before the target", "2026-04-06", a_claim(plans=(PLAN,), plan_lines=(STEP,))),
        Example(
            "three days before the target",
            "2026-04-07",
            a_claim(plans=(PLAN,), plan_lines=(STEP,)),
            "2026-04-10",
            "line 1",
        ),
        Example(
            "done",
            "2026-04-12",
            a_claim(plans=(PLAN,), plan_lines=(STEP._replace(done_on=on("2026-04-11")),)),
        ),
        Example(
            "done tomorrow is not known today",
            "2026-04-10",
            a_claim(plans=(PLAN,), plan_lines=(STEP._replace(done_on=on("2026-04-11")),)),
            "2026-04-10",
            "line 1",
        ),
        Example(
            "a plan that is only proposed asks for nothing",
            "2026-04-10",
            a_claim(plans=(PLAN._replace(activated_on=None),), plan_lines=(STEP,)),
        ),
        Example(
            "nor one that is to be re-evaluated",
            "2026-04-10",
            a_claim(plans=(PLAN._replace(paused_on=on("2026-04-10")),), plan_lines=(STEP,)),
        ),
        Example(
            "nor one that is concluded",
            "2026-04-10",
            a_claim(plans=(PLAN._replace(concluded_on=on("2026-04-10")),), plan_lines=(STEP,)),
        ),
        Example(
            "a barrier has no day of its own",
            "2026-04-10",
            a_claim(plans=(PLAN,), plan_lines=(STEP._replace(kind=LineKind.BARRIER),)),
        ),
        Example("the next contact", "2026-04-28", a_claim(plans=(PLAN,)), "2026-05-01", NEXT_CONTACT),
    ),
)
