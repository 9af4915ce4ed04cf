"""Case conferences, and questions to an advisor of the COHE (D4)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person

MOST_PARTICIPANTS = 30


@history.tracked()
class Conference(TenantModel):
    """A case conference: planned, then held with what was decided, or cancelled with the reason."""

    claim = TenantKey(Claim, related_name="conferences", db_index=False)
    subject = models.TextField()
    planned_on = models.DateField()
    participants = ArrayField(models.TextField(), default=list, help_text="Who takes part, in plain words.")
    held_on = models.DateField(null=True, blank=True)
    decisions = models.TextField(default="", blank=True)
    why_cancelled = models.TextField(default="", blank=True)
    cancelled_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "planned_on"), name="conference_by_claim"),)
        constraints = (
            models.CheckConstraint(condition=~Q(subject=""), name="conference_has_a_subject"),
            models.CheckConstraint(
                condition=Q(held_on=None, decisions="") | Q(held_on__isnull=False) & ~Q(decisions=""),
                name="conference_held_decides",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(held_on=None), name="conference_held_or_cancelled"
            ),
        )

    def __str__(self) -> str:
        return f"Conference of {self.held_on or self.planned_on}"


@history.tracked()
class AdvisorQuestion(TenantModel):
    """A question about a claim to an advisor, who sees the claim until the answer was passed on."""

    claim = TenantKey(Claim, related_name="questions", db_index=False)
    advisor = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    question = models.TextField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)
    passed_to = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim", "asked_at"), name="question_by_claim"),
            models.Index(
                fields=("cohe", "advisor"),
                condition=Q(passed_on_at=None, withdrawn_at=None),
                name="question_by_advisor",
            ),
        )
        constraints = (
            models.CheckConstraint(condition=~Q(question=""), name="question_asks"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | Q(answered_at__gte=F("asked_at")) & ~Q(answer=""),
                name="question_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(passed_on_at=None)
                | Q(answered_at__isnull=False, passed_on_at__gte=F("answered_at")),
                name="question_passed_on_when_answered",
            ),
        )

    def __str__(self) -> str:
        return f"Question of {self.asked_at:%Y-%m-%d}"
