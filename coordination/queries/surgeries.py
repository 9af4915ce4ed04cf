"""The surgeries of a claim: what the extract says of each, what people were told, where it stands.

One query for episodes with their plans, milestones and moves; everything else is made from rows at hand.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from claims.models import Claim
from coordination import surgery_plan
from coordination.choices import PlanKind, RecordKind
from coordination.facts import Surgery
from coordination.known import is_denied
from coordination.models import Milestone, ReleasePlan, SurgeryEpisode, SurgeryMove
from coordination.policy import Policy
from coordination.queries.claim_rows import Detail, Rows, as_object, parsed
from coordination.queries.surgery_shapes import (
    ShownDate,
    ShownMilestone,
    ShownMove,
    ShownPlan,
    ShownSurgery,
)
from coordination.surgery_plan import Course, Move, Planned, Step

TOLD = ("requested_on", "authorized_on", "scheduled_for", "performed_on")
DATE_LABELS = {
    "requested_on": "Requested",
    "authorized_on": "Authorized",
    "denied_on": "Denied",
    "scheduled_for": "Scheduled for",
    "performed_on": "Performed",
}
NOT_TOLD_BY = ("no-answer", "wrong-number")


def episodes_of(claim: Claim) -> tuple[SurgeryEpisode, ...]:
    """Return the episodes of a claim, each with `all_plans`, `all_milestones` and `all_moves`: one query."""
    own = {"cohe": claim.cohe_id}
    plans = ReleasePlan.objects.filter(**own, episode=OuterRef("pk"), withdrawn_at=None).order_by("id")
    steps = Milestone.objects.filter(
        **own, plan__episode=OuterRef("pk"), plan__withdrawn_at=None, withdrawn_at=None
    ).order_by("offset_days", "id")
    moves = SurgeryMove.objects.filter(**own, episode=OuterRef("pk")).order_by("-id")
    rows = SurgeryEpisode.objects.filter(**own, claim=claim, withdrawn_at=None).annotate(
        plans_json=ArraySubquery(
            plans.values(
                json=as_object("id", "kind", "made_on", "goals", "capacities", "version", "made_by_id")
            )
        ),
        milestones_json=ArraySubquery(
            steps.values(
                json=as_object("id", "plan_id", "kind", "words", "offset_days", "expected_on", "met_on")
            )
        ),
        moves_json=ArraySubquery(
            moves.values(json=as_object("id", "day_before", "day_after", "moved", "moved_by_id", "undone_at"))
        ),
    )
    found = tuple(rows.order_by("id"))
    for one in found:
        for name in ("plans", "milestones", "moves"):
            vars(one)[f"all_{name}"] = tuple(parsed(row) for row in vars(one)[f"{name}_json"])
    return found


def key_of(row: Any) -> str:
    """Return the key of a surgery of the extract."""
    return Surgery(row.procedure, row.requested_on).key


def scheduled(row: Any | None, episode: SurgeryEpisode | None) -> date | None:
    """Return the day it is scheduled for: one told over the extract's holds until that says a third."""
    said = row.scheduled_for if row is not None else None
    if episode is None:
        return said
    if episode.told_scheduled_for is not None and said == episode.told_over:
        return episode.told_scheduled_for
    return said or episode.told_scheduled_for


def dates_of(row: Any | None, episode: SurgeryEpisode | None) -> tuple[ShownDate, ...]:
    """Return each date twice: the extract's and the one told, with the one that counts."""
    found = []
    for name, label in DATE_LABELS.items():
        said = getattr(row, name, None)
        told = getattr(episode, f"told_{name}", None)
        counts = scheduled(row, episode) if name == "scheduled_for" else said or told
        found.append(ShownDate(label, said, told, counts))
    return tuple(found)


def shown_surgeries(
    rows: Rows, episodes: Sequence[SurgeryEpisode], limits: Policy, today: date
) -> tuple[ShownSurgery, ...]:
    """Return the claim's surgeries, those still open first, the latest first."""
    by_about = {one.about: one for one in episodes}
    said = {key_of(row): row for row in rows.surgeries}
    free = [key for key in said if key not in by_about]
    found = [shown(rows, key, row, by_about.get(key), limits, today, ()) for key, row in said.items()]
    for about, episode in by_about.items():
        if about not in said:
            joins = tuple(key for key in free if said[key].procedure.lower() == episode.procedure.lower())
            found.append(shown(rows, about, None, episode, limits, today, joins or tuple(free)))
    return tuple(sorted(found, key=sort_key))


def sort_key(one: ShownSurgery) -> tuple[bool, int]:
    """Return what puts open surgeries first, and the latest of each first."""
    course = one.course
    days = [course.surgery_on, course.requested_on, course.candidate_on]
    latest = max((day for day in days if day is not None), default=date.min)
    return one.is_over, -latest.toordinal()


def shown(
    rows: Rows,
    key: str,
    row: Detail | None,
    episode: SurgeryEpisode | None,
    limits: Policy,
    today: date,
    joins: tuple[str, ...],
) -> ShownSurgery:
    """Return one surgery with all that is drawn of it."""
    plans = plans_of(rows, episode, today)
    dates = dates_of(row, episode)
    course = course_of(rows, key, row, episode, plans, dates)
    steps = surgery_plan.steps(course, limits)
    return ShownSurgery(
        key=key,
        procedure=row.procedure if row is not None else episode.procedure if episode else key,
        episode=episode,
        surgeon=rows.provider(row.surgeon_number) if row is not None and row.surgeon_number else "",
        course=course,
        dates=dates,
        steps=steps,
        checks=surgery_plan.checks(course, limits, today),
        plans=plans,
        moves=tuple(moves_of(rows, episode)),
        pending=pending_of(episode, course),
        joins=joins,
        next_words=next_words(course, steps, plans),
    )


def course_of(
    rows: Rows,
    key: str,
    row: Detail | None,
    episode: SurgeryEpisode | None,
    plans: Sequence[ShownPlan],
    dates: Sequence[ShownDate],
) -> Course:
    """Return the dates of a surgery as the pure decisions take them."""
    days = {one.label: one.counts for one in dates}
    made = {one.kind: one.made_on for one in plans}
    recorded = max(of_kind(rows, RecordKind.PREOP_PLAN, key), default=None)
    milestones = [one for plan in plans for one in plan.milestones]
    ended_on, ended_how = ending_of(rows, key, row)
    return Course(
        injured_on=rows.claim.date_of_injury,
        candidate_on=episode.candidate_on if episode else None,
        requested_on=days["Requested"],
        authorized_on=days["Authorized"],
        scheduled_for=days["Scheduled for"],
        performed_on=days["Performed"],
        ended_on=ended_on,
        ended_how=ended_how,
        preop_plan_on=made.get(PlanKind.PRE_OP) or recorded,
        postop_plan_on=made.get(PlanKind.POST_OP),
        apfs=tuple(one.exam_date for one in rows.known_apfs),
        milestones_met=sum(1 for one in milestones if one.met_on),
        milestones=len(milestones),
        concluded_on=episode.concluded_on if episode else None,
        next_seen_on=episode.next_seen_on if episode else None,
    )


def of_kind(rows: Rows, kind: RecordKind, about: str) -> Iterator[date]:
    """Yield the days of records of a kind about something."""
    for one in rows.records:
        if one.kind == kind and one.about == about and one.withdrawn_at is None:
            yield one.on


def ending_of(rows: Rows, key: str, row: Detail | None) -> tuple[date | None, str]:
    """Return when and how a surgery ended before it was performed."""
    for kind, words in (
        (RecordKind.SURGERY_CANCELLED, "Cancelled"),
        (RecordKind.SURGERY_WITHDRAWN, "Withdrawn"),
    ):
        on = max(of_kind(rows, kind, key), default=None)
        if on is not None:
            return on, words
    if row is not None:
        said = Surgery(row.procedure, row.requested_on, row.authorized_on, row.denied_on)
        if is_denied(said):
            return row.denied_on, "Denied"
    return None, ""


def plans_of(rows: Rows, episode: SurgeryEpisode | None, today: date) -> tuple[ShownPlan, ...]:
    """Return the plans of an episode, before the surgery first."""
    if episode is None:
        return ()
    told = sorted(
        note.contact_on for note in rows.notes if note.person == "surgeon" and note.outcome not in NOT_TOLD_BY
    )
    labels = {kind.value: kind.label for kind in PlanKind}
    found = []
    for plan in sorted(vars(episode)["all_plans"], key=lambda one: one.kind != PlanKind.PRE_OP):
        own = [one for one in vars(episode)["all_milestones"] if one.plan_id == plan.id]
        milestones = tuple(shown_milestone(one, told, today) for one in own)
        found.append(
            ShownPlan(
                plan.id,
                plan.kind,
                labels[plan.kind],
                plan.made_on,
                plan.goals,
                plan.capacities,
                plan.version,
                rows.person(plan.made_by_id),
                milestones,
            )
        )
    return tuple(found)


def shown_milestone(one: Detail, told: Sequence[date], today: date) -> ShownMilestone:
    """Return a milestone; the surgeon was told by the first note to him on or after its day."""
    expected = one.expected_on
    is_missed = expected is not None and one.met_on is None and expected < today
    told_on = next((day for day in told if expected and day >= expected), None) if is_missed else None
    return ShownMilestone(
        one.id, one.kind, one.words, one.offset_days, expected, one.met_on, told_on, is_missed
    )


def moves_of(rows: Rows, episode: SurgeryEpisode | None) -> Iterator[ShownMove]:
    """Yield the changes of the surgery's day, the latest first."""
    latest = True
    for one in vars(episode)["all_moves"] if episode else ():
        is_undone = one.undone_at is not None
        yield ShownMove(
            one.id,
            one.day_before,
            one.day_after,
            len(one.moved),
            rows.person(one.moved_by_id),
            is_undone,
            latest and not is_undone,
        )
        latest = latest and is_undone


def planned(episode: SurgeryEpisode) -> tuple[Planned, ...]:
    """Return the milestones of an episode as counting takes them."""
    return tuple(
        Planned(one.id, one.words, one.offset_days, one.expected_on, one.met_on)
        for one in vars(episode)["all_milestones"]
    )


def pending_of(episode: SurgeryEpisode | None, course: Course) -> tuple[Move, ...]:
    """Return what moves because the extract has another day than the milestones are counted from."""
    if episode is None or course.surgery_on is None or course.ended_on is not None:
        return ()
    return surgery_plan.moves(planned(episode), course.surgery_on)


def next_words(course: Course, steps: Sequence[Step], plans: Sequence[ShownPlan]) -> str:
    """Return what is next to do, in one line; "" when nothing is."""
    missed = [one for plan in plans for one in plan.milestones if one.is_missed and one.told_on is None]
    if missed:
        return f"Tell the surgeon: {missed[0].words.lower()} was not met."
    step = next((one for one in steps if one.state == "wait"), None)
    if step is None or (course.ended_on is not None and course.performed_on is None):
        return ""
    return NEXT.get(step.name, "")


NEXT = {
    "Candidate": "Contact the surgeon's office.",
    "Requested": "Ask whether the surgery is requested.",
    "Authorized": "Ask about the decision on the request.",
    "Scheduled": "Ask for the day of the surgery.",
    "Plan before": "Make the release-to-work plan with the worker.",
    "Surgery": "Ask whether the surgery has taken place.",
    "APF after": "Get the APF after the surgery.",
    "Recovery plan": "Make the recovery plan with its milestones.",
    "Milestones": "Follow the milestones.",
    "Concluded": "Conclude, and hand over to a provider who does not operate.",
    "Next provider": "Ask whether the next provider has seen the worker.",
}
