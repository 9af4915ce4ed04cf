"""What happens with the lines of a plan: done, progress, started, touched, slower and nothing changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import plan_policies as policies
from coordination import policies as desk_policies
from coordination.actions import plans
from coordination.actions.plans import Planned
from coordination.models import CaseNote, Plan, PlanMark
from coordination.plan_lines import Line
from coordination.plan_words import MarkKind, PlanState
from coordination.queries import plan_rows


@dataclass(frozen=True, slots=True)
class Said:
    """What happened with a line on a day; `percent` of the way, in words."""

    kind: str
    on: date
    percent: int | None = None
    words: str = ""


@transaction.atomic
def mark_line(*, plan: Plan, key: int, said: Said, by: Membership, today: date, at: datetime) -> Planned:
    """Record what happened with a line of the version in force.

    Refuses days to come, a line that is not in the plan, a start that was not recommended, progress and
    “no change” without words, and what is done or started already (`Conflict`).
    """
    desk_policies.check_can_record(by)
    held = plans.hold(plan)
    line = line_of(held, key)
    policies.check_mark(held, line, said.kind, said.on, made_on=held.made_on, today=today)
    check_says_something(said)
    is_start = said.kind == MarkKind.STARTED
    try:
        with transaction.atomic():
            PlanMark.objects.create(
                cohe_id=by.cohe_id,
                plan=held,
                key=key,
                kind=said.kind,
                on=said.on,
                percent=said.percent,
                words=said.words.strip(),
                recommended_by=line.recommended_by if is_start else "",
                recommended_on=line.recommended_on if is_start else None,
                marked_by_id=by.person_id,
                marked_at=at,
            )
    except IntegrityError as twice:
        if "plan_mark_once" not in str(twice):
            raise
        raise Conflict(f"This line is {MarkKind(said.kind).label.lower()} already.") from twice
    return plans.refreshed(held, today, at)


def line_of(plan: Plan, key: int) -> Line:
    """Return a line of the version in force; refuse a key that is not in it."""
    found = next((line for line in plan_rows.lines_of(plan) if line.key == key), None)
    if found is None:
        raise Denied("This line is not in the plan any more: look at the version in force.")
    return found


def check_says_something(said: Said) -> None:
    """Refuse progress that says nothing, “no change” without its reason, a percent of anything else."""
    if said.kind == MarkKind.PROGRESS and said.percent is None and not said.words.strip():
        raise Denied("Say how far it is: percent, or words.", "percent")
    if said.kind == MarkKind.NO_CHANGE and not said.words.strip():
        raise Denied("Write what the attending provider answered, and why nothing changes.", "words")
    if said.percent is not None and said.kind != MarkKind.PROGRESS:
        raise Denied("Only progress has a percent.", "percent")
    if said.percent is not None and not 0 <= said.percent <= 100:
        raise Denied("Percent is a whole number from 0 to 100.", "percent")
    if said.kind == MarkKind.TOUCHED:
        raise Denied("A note touches a line: tick it when you sign the note.")


@transaction.atomic
def withdraw_mark(*, mark: PlanMark, by: Membership, today: date, at: datetime) -> Planned:
    """Take a mark back; it stays in the line's history and counts no more."""
    desk_policies.check_can_record(by)
    held = plans.hold(mark.plan)
    policies.check_is_in_force(held)
    if not PlanMark.objects.filter(pk=mark.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was taken back already.")
    return plans.refreshed(held, today, at)


def touch(*, note: CaseNote, keys: Collection[int], by: Membership, at: datetime) -> None:
    """Let a signed note touch lines of the plan; a worker reached sets the next contact (step 3).

    Part of signing: the caller holds the claim's lock and refreshes the worklist. Refuses a line that is not
    in the plan.
    """
    plan = Plan.objects.filter(claim=note.claim_id).exclude(state=PlanState.CONCLUDED).first()
    if plan is None:
        if keys:
            raise Denied("This claim has no plan that the note could touch.")
        return
    lines = {line.key for line in plan_rows.lines_of(plan)} if keys else set()
    if not lines.issuperset(keys):
        raise Denied("A goal that you ticked is not in the plan any more: look at it again.")
    PlanMark.objects.bulk_create(
        PlanMark(
            cohe_id=plan.cohe_id,
            plan=plan,
            key=key,
            kind=MarkKind.TOUCHED,
            on=note.contact_on,
            note=note,
            marked_by_id=by.person_id,
            marked_at=at,
        )
        for key in dict.fromkeys(keys)
    )
    if (note.person, note.outcome) == ("worker", "reached") and note.contact_on >= plan.contact_set_on:
        plan.contact_set_on = note.contact_on
        plan.next_contact_on = note.contact_on + timedelta(days=plan.contact_every_days)
        plan.save()
