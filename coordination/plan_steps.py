"""The nine steps of recovery support as a coordinator sees them on a plan (domain.md 10.1). Pure."""

from dataclasses import dataclass
from datetime import date

from coordination.plan_words import Discussed, PlanState
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a plan stands today: counts and days, nothing of what it says."""

    state: str
    sources: int
    number: int
    talk: str = ""
    talk_on: date | None = None
    last_contact_on: date | None = None
    next_contact_on: date
    interventions: int = 0
    recommended: int = 0
    started: int = 0
    reports: int = 0
    open_follow_ups: int = 0
    goals: int = 0
    goals_done: int = 0
    overdue: int = 0
    slow: int = 0
    last_update_on: date | None = None
    update_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: whether it holds (None: not reached, or nothing to do), what is so, what is to do next."""

    number: int
    title: str
    holds: bool | None
    words: str
    to_do_next: str = ""


def steps(plan: Standing, today: date) -> tuple[Step, ...]:
    """Return the nine steps with what holds today."""
    return (
        Step(1, "Plan from the file", True, f"Made from {_count(plan.sources, 'document')}."),
        _discussed(plan, today),
        _contact(plan, today),
        _interventions(plan),
        _reporting(plan),
        _monitoring(plan),
        Step(7, "Adjustments", True, f"Version {plan.number} is in force; earlier ones stay readable."),
        _slow(plan),
        _updates(plan, today),
    )


def next_thing(found: tuple[Step, ...]) -> str:
    """Return the first thing to do, "" when all that was reached holds."""
    return next((step.to_do_next for step in found if step.to_do_next), "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _discussed(plan: Standing, today: date) -> Step:
    title = "Discussion with the worker"
    if plan.talk == Discussed.AGREED and plan.talk_on is not None:
        words = f"The worker agreed to version {plan.number} on {shown(plan.talk_on, today)}."
        is_waiting = plan.state in (PlanState.PROPOSED, PlanState.RE_EVALUATE)
        return Step(2, title, True, words, "Activate the plan" if is_waiting else "")
    if plan.talk == Discussed.CONCERNS and plan.talk_on is not None:
        words = f"The worker has concerns ({shown(plan.talk_on, today)}): the plan is to be re-evaluated."
        return Step(2, title, False, words, "Change the plan, then discuss it again")
    return Step(
        2, title, False, f"Version {plan.number} is not discussed yet.", "Discuss the plan with the worker"
    )


def _contact(plan: Standing, today: date) -> Step:
    late = plan.next_contact_on < today
    last = f"Last {shown(plan.last_contact_on, today)}; next" if plan.last_contact_on else "Next"
    words = f"{last} {shown(plan.next_contact_on, today)}{', which has passed' if late else ''}."
    return Step(3, "Regular contact", not late, words, "Contact the worker" if late else "")


def _interventions(plan: Standing) -> Step:
    title = "Interventions"
    if not plan.interventions:
        return Step(4, title, None, "None is planned.")
    words = f"{plan.started} of {plan.interventions} started, {plan.recommended} recommended."
    missing = plan.interventions - plan.recommended
    to_do_next = "Ask the attending provider to recommend the intervention" if missing else ""
    return Step(4, title, not missing, words, to_do_next)


def _reporting(plan: Standing) -> Step:
    title = "Reports of services"
    if not plan.reports:
        return Step(5, title, None, "No report has come on an intervention of the plan.")
    if plan.open_follow_ups:
        words = f"{_count(plan.open_follow_ups, 'follow-up')} open on {_count(plan.reports, 'report')}."
        return Step(5, title, False, words, "Pass the report on, and review it with the worker")
    return Step(5, title, True, "Passed to the attending provider and reviewed with the worker.")


def _monitoring(plan: Standing) -> Step:
    words = f"{plan.goals_done} of {_count(plan.goals, 'goal')} reached"
    if plan.overdue:
        return Step(6, "Monitoring", False, f"{words}; {plan.overdue} overdue.", "See to what is overdue")
    return Step(6, "Monitoring", True, f"{words}; nothing is overdue.")


def _slow(plan: Standing) -> Step:
    title = "Expected and actual"
    if not plan.slow:
        return Step(8, title, True, "Nothing is slower than expected.")
    words = f"{_count(plan.slow, 'line')} slower than expected."
    return Step(8, title, False, words, "Ask the attending provider for more information")


def _updates(plan: Standing, today: date) -> Step:
    title = "Employer and committee"
    if plan.state != PlanState.ACTIVE or plan.update_due_on is None:
        return Step(9, title, None, "Updates begin when the plan is active.")
    last = f"Last {shown(plan.last_update_on, today)}" if plan.last_update_on else "None sent yet"
    words = f"{last}; next by {shown(plan.update_due_on, today)}."
    late = plan.update_due_on < today
    return Step(9, title, not late, words, "Send an update" if late else "")
