"""A plan's lines, versions and marks as rows: what actions decide by and pages show."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from claims.models import Claim
from coordination.models import Plan, PlanDiscussion, PlanLine, PlanVersion
from coordination.plan_lines import Line
from coordination.plan_words import LineKind, PlanState
from coordination.worklist.wording import one_line

# What a note can touch: goals and steps.
TOUCHABLE = (LineKind.GOAL, LineKind.STEP)


def line_of(row: PlanLine) -> Line:
    """Return a stored line as a person writes it."""
    return Line(
        key=row.key,
        kind=row.kind,
        text=row.text,
        owner=row.owner,
        person_id=row.person_id,
        target_on=row.target_on,
        expected_on=row.expected_on,
        job_goal=row.job_goal,
        intervention=row.intervention,
        is_expedited=row.is_expedited,
        recommended_by=row.recommended_by,
        recommended_on=row.recommended_on,
    )


def lines_of(plan: Plan, number: int | None = None) -> tuple[Line, ...]:
    """Return the lines of a version of a plan, of the one in force when none is named."""
    wanted = plan.number if number is None else number
    rows = PlanLine.objects.filter(version__plan=plan, version__number=wanted, cohe=plan.cohe_id)
    return tuple(line_of(row) for row in rows.order_by("position"))


def last_key(plan: Plan) -> int:
    """Return the highest key that a line of the plan ever had, 0 for none: a key is never used again."""
    rows = PlanLine.objects.filter(version__plan=plan, cohe=plan.cohe_id)
    return rows.aggregate(last=Max("key"))["last"] or 0


def set_days(plan: Plan) -> dict[int, date]:
    """Return since when each line of the version in force before the newest is in the plan, by its key."""
    rows = PlanLine.objects.filter(version__plan=plan, version__number=plan.number - 1, cohe=plan.cohe_id)
    return dict(rows.values_list("key", "set_on"))


def version_day(plan: Plan) -> date:
    """Return the day on which the version in force was made."""
    return PlanVersion.objects.get(plan=plan, number=plan.number, cohe=plan.cohe_id).made_on


def last_talk(plan: Plan) -> PlanDiscussion | None:
    """Return the last discussion of the version in force, None when there was none."""
    rows = PlanDiscussion.objects.filter(plan=plan, number=plan.number, withdrawn_at=None, cohe=plan.cohe_id)
    return rows.order_by("on", "id").last()


def versions_of(plan: Plan) -> Sequence[PlanVersion]:
    """Return every version with who made it, the newest first."""
    rows = PlanVersion.objects.filter(plan=plan, cohe=plan.cohe_id)
    return tuple(rows.select_related("made_by").order_by("-number"))


def touchable(claim: Claim) -> list[tuple[int, str]]:
    """Return the lines of the plan in force that a note can touch, by key with their words."""
    plan = Plan.objects.filter(claim=claim, cohe=claim.cohe_id).exclude(state=PlanState.CONCLUDED).first()
    if plan is None:
        return []
    lines = [line for line in lines_of(plan) if line.kind in TOUCHABLE]
    return [(line.key, touch_words(line.kind, line.text)) for line in lines]


def touch_words(kind: str, text: str) -> str:
    """Return how a note's box names a line."""
    return f"the {LineKind(kind).label.lower()} “{one_line(text)}”"
