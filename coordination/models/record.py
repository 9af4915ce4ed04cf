"""Dated facts that coordinators record on a claim, and that clear items."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import RecordKind
from coordination.models.desk import DeskAction
from coordination.models.note import CaseNote


@history.tracked()
class Record(TenantModel):
    """Something that happened on a day: a form sent, a plan made, the attending provider told."""

    claim = TenantKey(Claim, related_name="records", db_index=False)
    kind = models.CharField(max_length=30, choices=[(k.value, k.label) for k in RecordKind])
    on = models.DateField()
    about = models.TextField(default="", blank=True)
    value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    note = TenantKey(CaseNote, null=True, related_name="records", db_index=False)
    action = TenantKey(DeskAction, null=True, related_name="records", db_index=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(
                fields=("cohe", "action"), condition=Q(action__isnull=False), name="record_by_action"
            ),
            models.Index(fields=("cohe", "claim", "kind"), name="record_by_claim"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in RecordKind]), name="record_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} on {self.on}"
