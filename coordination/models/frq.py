"""The Functional Recovery Questionnaire as it was asked: every attempt is kept, none is written over."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import FrqOutcome, FrqResult


@history.tracked()
class Frq(TenantModel):
    """One administration or attempt (domain.md 3).

    The wording is the University of Washington's and not kept here.
    """

    claim = TenantKey(Claim, related_name="frqs", db_index=False)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=20, choices=[(o.value, o.label) for o in FrqOutcome])
    off_work = models.BooleanField("question 1: off work because of the injury", null=True, blank=True)
    interference = models.SmallIntegerField("question 2: pain interference, 0 to 10", null=True, blank=True)
    sites = ArrayField(
        models.CharField(max_length=40), null=True, blank=True, verbose_name="question 3: pain sites"
    )
    modified_work = models.CharField("question 4", max_length=10, blank=True, default="")
    confidence = models.SmallIntegerField("question 5, 0 to 10", null=True, blank=True)
    fear = models.SmallIntegerField("question 6, 0 to 10", null=True, blank=True)
    result = models.CharField(
        max_length=12, choices=[(r.value, r.label) for r in FrqResult], blank=True, default=""
    )
    is_partial = models.BooleanField(default=False)
    remark = models.TextField(default="", blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "FRQ"
        indexes = (models.Index(fields=("cohe", "claim", "asked_on"), name="frq_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(interference=None) | Q(interference__range=(0, 10)), name="frq_interference"
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__range=(0, 10)), name="frq_confidence"
            ),
            models.CheckConstraint(condition=Q(fear=None) | Q(fear__range=(0, 10)), name="frq_fear"),
            models.CheckConstraint(
                condition=Q(outcome="answered") | Q(result=""), name="frq_result_only_when_answered"
            ),
        )

    def __str__(self) -> str:
        return f"FRQ of {self.asked_on}"
