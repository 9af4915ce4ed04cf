"""Surgery as a coordinator works it: the episode, the plans for work before and after, their milestones.

The extract's own dates stay in `claims.Surgery`. A date that a person was told stands here beside them.
"""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.detail import in_order
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import MilestoneKind, PlanKind

MOST_OFFSET = 730


def in_words(name: str, column: str, words: type[PlanKind] | type[MilestoneKind]) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the programme's words."""
    return models.CheckConstraint(condition=Q(**{f"{column}__in": [w.value for w in words]}), name=name)


@history.tracked()
class SurgeryEpisode(TenantModel):
    """One surgery from candidate to hand-over; a second surgery is another episode.

    `about` is the surgery's key (`facts.Surgery.key`), which joins it to the extract's row. `told_over` is
    the day the extract had scheduled when another was told: what was told holds until the extract says a
    third. `counted_from` is the surgery's day from which the milestones are counted.
    """

    claim = TenantKey(Claim, related_name="surgery_episodes", db_index=False)
    about = models.TextField()
    procedure = models.TextField()
    candidate_on = models.DateField(null=True, blank=True)
    surgeon_contacted_on = models.DateField(null=True, blank=True)
    records_sent_on = models.DateField(null=True, blank=True)
    told_requested_on = models.DateField(null=True, blank=True)
    told_authorized_on = models.DateField(null=True, blank=True)
    told_scheduled_for = models.DateField(null=True, blank=True)
    told_over = models.DateField(null=True, blank=True)
    told_performed_on = models.DateField(null=True, blank=True)
    counted_from = models.DateField(null=True, blank=True)
    concluded_on = models.DateField(null=True, blank=True)
    next_provider = models.TextField(default="", blank=True)
    next_seen_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "about"), condition=Q(withdrawn_at=None), name="episode_once"
            ),
            models.CheckConstraint(condition=~Q(procedure="") & ~Q(about=""), name="episode_has_a_procedure"),
            in_order("told_requested_on", "told_authorized_on", "episode_requested_first"),
            in_order("told_requested_on", "told_scheduled_for", "episode_requested_before_it_is_scheduled"),
            in_order("told_requested_on", "told_performed_on", "episode_requested_before_it_is_performed"),
            in_order("candidate_on", "told_performed_on", "episode_candidate_first"),
            in_order("told_performed_on", "concluded_on", "episode_concluded_after_the_surgery"),
            models.CheckConstraint(
                condition=Q(concluded_on__isnull=False) | Q(next_seen_on=None), name="episode_seen_when_over"
            ),
            models.CheckConstraint(
                condition=Q(told_over=None) | Q(told_scheduled_for__isnull=False), name="episode_told_over"
            ),
        )

    def __str__(self) -> str:
        return f"Surgery {self.about}"


@history.tracked()
class ReleasePlan(TenantModel):
    """A release-to-work plan made with the worker: before the surgery, or for recovery after it."""

    episode = TenantKey(SurgeryEpisode, related_name="plans", db_index=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.label) for k in PlanKind])
    made_on = models.DateField()
    goals = models.TextField()
    capacities = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "episode", "kind"), condition=Q(withdrawn_at=None), name="release_plan_once"
            ),
            in_words("release_plan_kind_known", "kind", PlanKind),
            models.CheckConstraint(condition=~Q(goals=""), name="release_plan_has_goals"),
        )

    def __str__(self) -> str:
        return f"{self.kind} plan"


@history.tracked()
class Milestone(TenantModel):
    """What the worker is to be able to do so many days after the surgery, in `words`.

    `expected_on` is the surgery's day plus `offset_days`, kept as the plan last had it.
    """

    plan = TenantKey(ReleasePlan, related_name="milestones", db_index=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.label) for k in MilestoneKind])
    words = models.TextField()
    offset_days = models.PositiveSmallIntegerField()
    expected_on = models.DateField(null=True)
    planned_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan"), name="milestone_by_plan"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "plan", "kind"),
                condition=Q(withdrawn_at=None) & ~Q(kind=MilestoneKind.OWN.value),
                name="milestone_once",
            ),
            in_words("milestone_kind_known", "kind", MilestoneKind),
            models.CheckConstraint(
                condition=Q(offset_days__lte=MOST_OFFSET), name="milestone_within_two_years"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="milestone_is_named"),
        )

    def __str__(self) -> str:
        return f"{self.kind} after {self.offset_days} days"


@history.tracked()
class SurgeryMove(TenantModel):
    """One change of a surgery's day with what it moved: undone as one, and kept.

    `before` holds what the episode said of its day (field: ISO day or null); `moved` lists milestone, day
    before, day after.
    """

    episode = TenantKey(SurgeryEpisode, related_name="moves", db_index=False)
    day_before = models.DateField(null=True)
    day_after = models.DateField()
    before = models.JSONField(default=dict)
    moved = models.JSONField(default=list)
    moved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    moved_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "episode", "-id"), name="surgery_move_by_episode"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(day_before=None) | ~Q(day_before=F("day_after")), name="surgery_move_moves"
            ),
        )

    def __str__(self) -> str:
        return f"Moved to {self.day_after}"
