"""Release-to-work plans before and after a surgery, and the milestones a worker meets or misses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import surgeries, worklist
from coordination.choices import MilestoneKind, PlanKind
from coordination.models import Milestone, ReleasePlan, SurgeryEpisode
from coordination.models.surgery import MOST_OFFSET

LABELS = {kind.value: kind.label for kind in MilestoneKind}


@dataclass(frozen=True, slots=True)
class Goal:
    """One milestone as it is planned: what, and how many days after the surgery."""

    kind: str
    offset_days: int
    words: str = ""

    @property
    def name(self) -> str:
        """Return what the milestone is called."""
        return self.words.strip() if self.kind == MilestoneKind.OWN else LABELS[self.kind]


@dataclass(frozen=True, slots=True)
class PlanMade:
    """A release-to-work plan as the form or the API gives it."""

    kind: str
    made_on: date
    goals: str
    capacities: str = ""
    milestones: tuple[Goal, ...] = ()


@transaction.atomic
def make_plan(
    *,
    claim: Claim,
    about: str,
    made: PlanMade,
    version: int | None,
    by: Membership,
    today: date,
    at: datetime,
) -> tuple[ReleasePlan, worklist.Refreshed]:
    """Make a surgery's plan of a kind, or revise it; milestones are counted from the surgery's day.

    A milestone that is not in the plan any more is withdrawn; one that was met stays as it is.
    """
    policies.check_can_record(by)
    worklist.lock_claims({claim.pk})
    episode = surgeries.episode_for(claim, about, by, at)
    surgeries.check_may_change(episode)
    check_plan(claim, episode, made, today)
    plan = ReleasePlan.objects.filter(episode=episode, kind=made.kind, withdrawn_at=None).first()
    if plan is None:
        plan = ReleasePlan(cohe_id=by.cohe_id, episode=episode, kind=made.kind, version=0)
    else:
        surgeries.check_version(plan, version, "this plan")
    plan.made_on, plan.goals, plan.capacities = made.made_on, made.goals.strip(), made.capacities.strip()
    plan.made_by_id, plan.made_at = by.person_id, at
    plan.version += 1
    plan.save()
    day = surgeries.surgery_day(surgeries.extract_row(claim, episode.about), episode)
    set_milestones(plan, made.milestones, day, today, at)
    if episode.counted_from != day:
        episode.counted_from = day
        episode.save(update_fields=["counted_from"])
    return plan, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


def check_plan(claim: Claim, episode: SurgeryEpisode, made: PlanMade, today: date) -> None:
    """Refuse a plan without goals, out of its time, or with milestones that cannot be."""
    if not made.goals.strip():
        raise Denied("Write the goals that were set with the worker.", "goals")
    if made.made_on > today:
        raise Denied("A plan is dated the day it was made, not later than today.", "made_on")
    performed = surgeries.surgery_performed(claim, episode)
    if made.kind == PlanKind.PRE_OP and performed is not None and made.made_on > performed:
        raise Denied(f"The surgery was performed on {performed:%-d %b %Y}: make the recovery plan instead.")
    if made.kind == PlanKind.POST_OP and (performed is None or made.made_on < performed):
        raise Denied("A recovery plan is made after the surgery: record first that it was performed.")
    check_goals(made.milestones)


def check_goals(goals: Sequence[Goal]) -> None:
    """Refuse two milestones of one name, one without a name, and days that cannot be counted."""
    names = [one.name.lower() for one in goals]
    if "" in names:
        raise Denied("Say what the milestone of its own is.")
    if len(set(names)) < len(names):
        raise Denied("Two milestones have the same name.")
    for one in goals:
        if not 0 <= one.offset_days <= MOST_OFFSET:
            raise Denied(f"{one.name}: choose from 0 to {MOST_OFFSET} days after the surgery.")
    order = {one.kind: one.offset_days for one in goals}
    known = [kind for kind in ("sedentary", "light", "full") if kind in order]
    for easier, harder in pairwise(known):
        if order[harder] < order[easier]:
            raise Denied(f"{LABELS[harder]} cannot come before {LABELS[easier].lower()}.", harder)


def set_milestones(
    plan: ReleasePlan, goals: Sequence[Goal], day: date | None, today: date, at: datetime
) -> None:
    """Make the plan's milestones those named; a kept one keeps its number, so its item stays the same."""
    held = {one.words.lower(): one for one in Milestone.objects.filter(plan=plan, withdrawn_at=None)}
    for goal in goals:
        found = held.pop(goal.name.lower(), None)
        if found is None:
            found = Milestone(
                cohe_id=plan.cohe_id, plan=plan, kind=goal.kind, words=goal.name, planned_on=today
            )
        elif found.met_on is not None:
            continue
        found.offset_days = goal.offset_days
        found.expected_on = day + timedelta(days=goal.offset_days) if day else None
        found.save()
    gone = [one.pk for one in held.values() if one.met_on is None]
    Milestone.objects.filter(pk__in=gone).update(withdrawn_at=at)


@transaction.atomic
def withdraw_plan(*, plan: ReleasePlan, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a plan entered by mistake, with its milestones."""
    policies.check_can_record(by)
    claim_id = plan.episode.claim_id
    worklist.lock_claims({claim_id})
    if not ReleasePlan.objects.filter(pk=plan.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This plan was withdrawn already.")
    return worklist.refresh_claims(claim_ids={claim_id}, today=today, at=at)


@transaction.atomic
def meet_milestone(
    *, milestone: Milestone, on: date, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Mark a milestone met on a day: not after today, not before the surgery."""
    episode = milestone.plan.episode
    policies.check_can_record(by)
    worklist.lock_claims({episode.claim_id})
    performed = surgeries.surgery_performed(episode.claim, episode)
    if on > today:
        raise Denied("A milestone is met on a day that has come.")
    if performed is not None and on < performed:
        raise Denied(f"The surgery was on {performed:%-d %b %Y}: a milestone is met after it.")
    if not Milestone.objects.filter(pk=milestone.pk, met_on=None, withdrawn_at=None).update(met_on=on):
        raise Denied("This milestone is met already, or no longer in the plan.")
    return worklist.refresh_claims(claim_ids={episode.claim_id}, today=today, at=at)


@transaction.atomic
def unmeet_milestone(
    *, milestone: Milestone, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back that a milestone was met."""
    policies.check_can_record(by)
    episode = milestone.plan.episode
    worklist.lock_claims({episode.claim_id})
    surgeries.check_may_change(episode)
    if not Milestone.objects.filter(pk=milestone.pk, met_on__isnull=False).update(met_on=None):
        raise Denied("This milestone is not marked met.")
    return worklist.refresh_claims(claim_ids={episode.claim_id}, today=today, at=at)
