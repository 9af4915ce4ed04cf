"""Assessments as they were taken, the COHE's own versions of their forms, and interventions after an FRQ."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import Intervention, InterventionOutcome, Scoring


@history.tracked()
class AssessmentForm(TenantModel):
    """A COHE's own version of a form. Never changed but to retire it: what changes is the next version."""

    slug = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    since = models.DateField()
    title = models.CharField(max_length=120)
    questions = models.JSONField()
    scoring = models.CharField(max_length=12, choices=[(s.value, s.label) for s in Scoring])
    is_reading = models.BooleanField(default=False)
    higher_is_better = models.BooleanField(default=False)
    notice = models.TextField(default="", blank=True)
    retired_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "slug", "version"), name="assessmentform_version_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="assessmentform_version_from_one"),
            models.CheckConstraint(
                condition=Q(scoring__in=[s.value for s in Scoring]), name="assessmentform_scoring_known"
            ),
            models.CheckConstraint(
                condition=Q(is_reading=False) | ~Q(scoring=Scoring.NONE.value),
                name="assessmentform_reading_has_score",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="assessmentform_has_a_title"),
        )

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


@history.tracked()
class Assessment(TenantModel):
    """One taking of a form. `scores`: by part of the form, as exact texts; empty without a score.

    `title`, `is_reading`, `higher_is_better` and `barriers` are what that version of the form made of it.
    """

    claim = TenantKey(Claim, related_name="assessments", db_index=False)
    slug = models.SlugField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120, default="")
    taken_on = models.DateField()
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    answers = models.JSONField()
    scores = models.JSONField(default=dict)
    barriers = models.JSONField(default=list)
    is_reading = models.BooleanField(default=False)
    higher_is_better = models.BooleanField(default=False)
    remark = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "taken_on"), name="assessment_by_claim"),)

    def __str__(self) -> str:
        return f"{self.slug} of {self.taken_on}"


@history.tracked()
class FunctionalIntervention(TenantModel):
    """One of the six Functional Recovery Interventions at one visit after a positive FRQ (domain.md 3)."""

    claim = TenantKey(Claim, related_name="interventions", db_index=False)
    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Intervention])
    visit_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=[(o.value, o.label) for o in InterventionOutcome])
    remark = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "visit_on"), name="intervention_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in Intervention]), name="intervention_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in InterventionOutcome]),
                name="intervention_outcome_known",
            ),
            models.UniqueConstraint(
                fields=("cohe", "claim", "kind", "visit_on"),
                condition=Q(withdrawn_at=None),
                name="intervention_once_a_visit",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.visit_on}"
