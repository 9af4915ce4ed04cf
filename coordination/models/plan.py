"""The care-coordination plan: versions that stay, lines with a key of their own, what happened with each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from cohe.wording import Worded
from coordination.models.note import CaseNote
from coordination.plan_words import (
    Discussed,
    InterventionKind,
    JobGoal,
    LineKind,
    MarkKind,
    Owner,
    PlanState,
    Timely,
)

MOST_PERCENT = 100


def choices(words: type[Worded]) -> list[tuple[str, str]]:
    """Return the stored words with their labels."""
    return [(one.value, one.label) for one in words]


def known(field: str, words: type[Worded], name: str, *, or_blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that a column holds one of these words."""
    values = [one.value for one in words] + ([""] if or_blank else [])
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name)


@history.tracked()
class Plan(TenantModel):
    """One plan of a claim; at most one that is not concluded (domain.md 10.1).

    `sources` are keys of the documents it was made from (`coordination.plan_sources`). Its lines are those
    of its version `number`. `next_contact_on`, counted since `contact_set_on`, is always set.
    """

    claim = TenantKey(Claim, related_name="plans", db_index=False)
    state = models.CharField(max_length=12, choices=choices(PlanState), default=PlanState.PROPOSED)
    sources = ArrayField(models.TextField())
    number = models.PositiveSmallIntegerField("version in force", default=1)
    contact_every_days = models.PositiveSmallIntegerField()
    contact_set_on = models.DateField()
    next_contact_on = models.DateField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    activated_on = models.DateField(null=True)
    paused_on = models.DateField(null=True, help_text="Since when it is to be re-evaluated.")
    concluded_on = models.DateField(null=True)
    conclusion = models.TextField(default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="plan_by_claim"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim"),
                condition=~Q(state=PlanState.CONCLUDED.value),
                name="plan_one_in_force",
            ),
            known("state", PlanState, "plan_state_known"),
            models.CheckConstraint(condition=~Q(sources=[]), name="plan_has_sources"),
            models.CheckConstraint(condition=Q(contact_every_days__gte=1), name="plan_contact_interval"),
            models.CheckConstraint(
                condition=Q(next_contact_on__gt=F("contact_set_on")), name="plan_next_contact_ahead"
            ),
            models.CheckConstraint(
                condition=~Q(state=PlanState.ACTIVE.value)
                | Q(activated_on__isnull=False, paused_on__isnull=True),
                name="plan_active_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.RE_EVALUATE.value, paused_on__isnull=False)
                | ~Q(state=PlanState.RE_EVALUATE.value),
                name="plan_paused_since_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=PlanState.CONCLUDED.value, concluded_on__isnull=False)
                | (~Q(state=PlanState.CONCLUDED.value) & Q(concluded_on=None, conclusion="")),
                name="plan_concluded_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"Plan of {self.made_on}"


class PlanVersion(TenantModel):
    """The plan as it was from a day on, and why it was made so. Insert-only."""

    plan = TenantKey(Plan, related_name="versions", db_index=False)
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    made_on = models.DateField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "plan", "number"), name="plan_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="plan_version_counts_from_one"),
            models.CheckConstraint(condition=~Q(reason=""), name="plan_version_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"


class PlanLine(TenantModel):
    """One line of a version. The same `key` in a later version is the same line. Insert-only.

    `set_on`: the day the line first stood in the plan; of a job goal, the day the goal became one.
    """

    version = TenantKey(PlanVersion, related_name="lines", db_index=False)
    key = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices(LineKind))
    text = models.TextField()
    owner = models.CharField(max_length=20, choices=choices(Owner), blank=True, default="")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    target_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    job_goal = models.CharField(max_length=12, choices=choices(JobGoal), blank=True, default="")
    intervention = models.CharField(max_length=24, choices=choices(InterventionKind), blank=True, default="")
    is_expedited = models.BooleanField(default=False)
    recommended_by = models.TextField(default="", blank=True)
    recommended_on = models.DateField(null=True, blank=True)
    set_on = models.DateField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "version", "key"), name="plan_line_once"),
            known("kind", LineKind, "plan_line_kind_known"),
            known("owner", Owner, "plan_line_owner_known", or_blank=True),
            known("job_goal", JobGoal, "plan_job_goal_known", or_blank=True),
            known("intervention", InterventionKind, "plan_intervention_known", or_blank=True),
            models.CheckConstraint(condition=~Q(text=""), name="plan_line_has_text"),
            models.CheckConstraint(
                condition=Q(owner="", person__isnull=False) | (~Q(owner="") & Q(person__isnull=True)),
                name="plan_line_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(job_goal="") | Q(kind=LineKind.GOAL.value), name="plan_job_goal_is_a_goal"
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.INTERVENTION.value) & ~Q(intervention="")
                | ~Q(kind=LineKind.INTERVENTION.value)
                & Q(intervention="", is_expedited=False, recommended_by="", recommended_on=None),
                name="plan_intervention_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(recommended_by="", recommended_on=None)
                | (~Q(recommended_by="") & Q(recommended_on__isnull=False)),
                name="plan_recommended_by_on",
            ),
            models.CheckConstraint(
                condition=Q(kind=LineKind.BARRIER.value)
                | Q(kind=LineKind.INTERVENTION.value)
                | Q(target_on__isnull=False),
                name="plan_line_has_a_target",
            ),
        )

    def __str__(self) -> str:
        return self.text


@history.tracked()
class PlanMark(TenantModel):
    """What happened with a line on a day; taken back it stays and counts no more.

    A start repeats who recommended the intervention and when: one row says that it was recommended first.
    """

    plan = TenantKey(Plan, related_name="marks", db_index=False)
    key = models.PositiveSmallIntegerField("key of the line")
    kind = models.CharField(max_length=12, choices=choices(MarkKind))
    on = models.DateField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.TextField(default="", blank=True)
    recommended_by = models.TextField(default="", blank=True)
    recommended_on = models.DateField(null=True, blank=True)
    note = TenantKey(CaseNote, null=True, related_name="plan_marks", db_index=False)
    marked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    marked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan", "key", "on"), name="plan_mark_by_line"),)
        constraints = (
            known("kind", MarkKind, "plan_mark_kind_known"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(kind=MarkKind.PROGRESS.value, percent__lte=MOST_PERCENT),
                name="plan_mark_percent",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=(MarkKind.PROGRESS.value, MarkKind.NO_CHANGE.value))
                | ~Q(words="")
                | Q(kind=MarkKind.PROGRESS.value, percent__isnull=False),
                name="plan_mark_says_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MarkKind.STARTED.value)
                | (~Q(recommended_by="") & Q(recommended_on__lte=F("on"))),
                name="plan_start_was_recommended",
            ),
            models.UniqueConstraint(
                fields=("cohe", "plan", "key", "kind"),
                condition=Q(kind__in=(MarkKind.DONE.value, MarkKind.STARTED.value), withdrawn_at=None),
                name="plan_mark_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"


@history.tracked()
class PlanDiscussion(TenantModel):
    """A version of the plan discussed with the worker: agreed, or concerns in words."""

    plan = TenantKey(Plan, related_name="discussions", db_index=False)
    number = models.PositiveSmallIntegerField("version discussed")
    on = models.DateField()
    result = models.CharField(max_length=10, choices=choices(Discussed))
    concerns = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan", "number"), name="plan_discussion_by_plan"),)
        constraints = (
            known("result", Discussed, "plan_discussion_result"),
            models.CheckConstraint(
                condition=Q(result=Discussed.AGREED.value, concerns="")
                | (Q(result=Discussed.CONCERNS.value) & ~Q(concerns="")),
                name="plan_concerns_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.result} on {self.on}"


@history.tracked()
class PlanContact(TenantModel):
    """The three prompts of a contact with the worker, asked on the contact that `note` signs."""

    plan = TenantKey(Plan, related_name="contacts", db_index=False)
    note = TenantKey(CaseNote, related_name="plan_contacts", db_index=False)
    on = models.DateField()
    care_timely = models.CharField(max_length=10, choices=choices(Timely))
    care_words = models.TextField(default="", blank=True)
    return_words = models.TextField("expectation of returning to work", default="", blank=True)
    return_expected_on = models.DateField(null=True, blank=True)
    other_help = models.TextField(default="", blank=True)
    next_contact_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan", "on"), name="plan_contact_by_plan"),)
        constraints = (
            known("care_timely", Timely, "plan_contact_timely"),
            models.CheckConstraint(
                condition=Q(next_contact_on__gt=F("on")), name="plan_contact_next_is_later"
            ),
        )

    def __str__(self) -> str:
        return f"Contact of {self.on}"
