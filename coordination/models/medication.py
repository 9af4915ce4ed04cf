"""What a worker says of her medication, and the papers that opioids and occupational diseases need."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import AsPrescribed, Concern, PaperKind
from coordination.models.desk import DeskAction


@history.tracked()
class MedicationCheck(TenantModel):
    """One asking about medication; a concern is told to the attending provider, on `ap_told_on`."""

    claim = TenantKey(Claim, related_name="medication_checks", db_index=False)
    checked_on = models.DateField()
    as_prescribed = models.CharField(max_length=10, choices=[(a.value, a.label) for a in AsPrescribed])
    pain_complaint = models.BooleanField(default=False)
    concern = models.CharField(
        max_length=20, choices=[(c.value, c.label) for c in Concern], blank=True, default=""
    )
    ap_told_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    checked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "checked_on"), name="medicationcheck_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(as_prescribed__in=[a.value for a in AsPrescribed]),
                name="medicationcheck_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(concern__in=["", *(c.value for c in Concern)]),
                name="medicationcheck_concern_known",
            ),
            models.CheckConstraint(
                condition=Q(ap_told_on=None) | Q(ap_told_on__gte=F("checked_on")),
                name="medicationcheck_told_after",
            ),
            models.CheckConstraint(
                condition=Q(ap_told_on=None) | ~Q(concern="") | Q(pain_complaint=True),
                name="medicationcheck_told_of_something",
            ),
        )

    def __str__(self) -> str:
        return f"Medication check of {self.checked_on}"


def in_order(*columns: str) -> Q:
    """Return the condition that each day there is comes no earlier than any before it."""
    condition = Q()
    for place, after in enumerate(columns):
        for before in columns[:place]:
            condition &= Q(**{before: None}) | Q(**{after: None}) | Q(**{f"{after}__gte": F(before)})
    return condition


@history.tracked()
class Paper(TenantModel):
    """One form on its way: given, returned, sent, approved or denied (`coordination.papers`).

    `action`: what last took it a step on from the worklist, and takes it back when it is undone.
    """

    claim = TenantKey(Claim, related_name="papers", db_index=False)
    action = TenantKey(DeskAction, null=True, related_name="papers", db_index=False)
    code = models.CharField("form number", max_length=20)
    kind = models.CharField(max_length=12, choices=[(k.value, k.label) for k in PaperKind])
    prescriber_number = models.CharField("prescriber", max_length=20, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    denied_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "kind"), name="paper_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PaperKind]), name="paper_kind_known"
            ),
            models.CheckConstraint(
                condition=in_order("given_on", "returned_on", "sent_on", "approved_on"),
                name="paper_days_in_order",
            ),
            models.CheckConstraint(
                condition=in_order("given_on", "returned_on", "sent_on", "denied_on"),
                name="paper_days_in_order_denied",
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(denied_on=None), name="paper_decided_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=PaperKind.AGREEMENT.value) | ~Q(prescriber_number=""),
                name="paper_agreement_has_prescriber",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} ({self.kind})"
