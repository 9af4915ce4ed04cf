"""May a plan go from where it stands to where somebody wants it? Each check raises the sentence she reads."""

from collections.abc import Collection, Sequence
from datetime import date

from cohe.access import Denied
from coordination.models import Plan, PlanDiscussion
from coordination.plan_lines import Line
from coordination.plan_words import Discussed, LineKind, MarkKind, PlanState


def check_sources(sources: Sequence[str], known: Collection[str]) -> None:
    """A plan is made from the file: at least one document, and all of them on this claim."""
    if not sources:
        raise Denied("Name the documents the plan is made from: at least one (ROA, APF, chart note).")
    if any(one not in known for one in sources):
        raise Denied("A document named as source is not on this claim: choose from those on file.")


def check_is_in_force(plan: Plan) -> None:
    """A concluded plan does not change."""
    if plan.state == PlanState.CONCLUDED:
        raise Denied("This plan is concluded: take that back first, or make a new one.")


def check_talk(on: date, result: str, concerns: str, *, made_on: date, today: date) -> None:
    """A discussion has happened, after the version it was about was made, and concerns have words."""
    if on > today:
        raise Denied("The discussion cannot be after today.")
    if on < made_on:
        raise Denied(f"This version is of {made_on:%-d %b %Y}: it cannot have been discussed before.")
    if result == Discussed.CONCERNS and not concerns.strip():
        raise Denied("Write down the worker's concerns.")
    if result == Discussed.AGREED and concerns.strip():
        raise Denied("There are concerns: choose “Concerns”, or take the words out.")


def check_can_activate(plan: Plan, last: PlanDiscussion | None) -> None:
    """Only a plan whose version in force the worker agreed to last is activated."""
    check_is_in_force(plan)
    if plan.state == PlanState.ACTIVE:
        raise Denied("This plan is active already.")
    if last is None:
        raise Denied(f"Version {plan.number} has not been discussed with the worker: do that first.")
    if last.result != Discussed.AGREED:
        raise Denied("The worker has concerns: change the plan and discuss it again.")


def state_before_conclusion(plan: Plan) -> PlanState:
    """Return where a plan stood when it was concluded."""
    if plan.paused_on is not None:
        return PlanState.RE_EVALUATE
    return PlanState.ACTIVE if plan.activated_on is not None else PlanState.PROPOSED


def check_mark(plan: Plan, line: Line, kind: str, on: date, *, made_on: date, today: date) -> None:
    """What happened is not to come, nor older than the plan; an intervention was recommended first."""
    check_is_in_force(plan)
    if on > today:
        raise Denied("What happened cannot be after today.", "on")
    if on < made_on:
        raise Denied(f"The plan is of {made_on:%-d %b %Y}: nothing happened with it before.", "on")
    if kind == MarkKind.STARTED:
        check_can_start(plan, line, on)


def check_can_start(plan: Plan, line: Line, on: date) -> None:
    """An intervention starts in an active plan, recommended by the attending provider (step 4)."""
    if line.kind != LineKind.INTERVENTION:
        raise Denied("Only an intervention is started; a goal or step is done.")
    if not line.can_start or line.recommended_on is None:
        raise Denied(
            "The attending provider has not recommended this intervention: ask, and add name and day first."
        )
    if line.recommended_on > on:
        raise Denied(f"It was recommended on {line.recommended_on:%-d %b %Y}: it cannot have started before.")
    if plan.state != PlanState.ACTIVE:
        raise Denied("The plan is not active: an intervention starts when the worker has agreed to it.")
