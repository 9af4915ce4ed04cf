"""What the extract says about a claim, row by row. A withdrawn row is kept and seen by no rule."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from claims.choices import DocumentKind, StatusSource, WorkStatusKind
from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


def in_order(first: str, last: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a span does not end before it begins."""
    either_open = Q(**{f"{first}__isnull": True}) | Q(**{f"{last}__isnull": True})
    return models.CheckConstraint(condition=either_open | Q(**{f"{last}__gte": F(first)}), name=name)


class ClaimDetail(TenantModel):
    """A row about one claim."""

    claim = TenantKey(Claim, related_name="%(class)s_rows", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


@history.tracked()
class WorkStatus(ClaimDetail):
    """What the worker may do from a day through a day (empty: still).

    Rows of the extract may overlap; facts decide the day. Of those that people recorded two of one source do
    not; `may_overlap` marks what was recorded before that was refused. `exam_date` is the day of the
    examination of an APF that a person recorded: her rows of one day are that APF, until the extract has it.
    """

    status = models.CharField(max_length=20, choices=WorkStatusKind)
    from_date = models.DateField()
    through_date = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=StatusSource)
    restrictions = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    may_overlap = models.BooleanField(default=False, db_default=False)
    exam_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "work status"
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "from_date", "source"),
                condition=Q(recorded_by__isnull=True),
                name="work_status_once",
            ),
            models.CheckConstraint(condition=Q(status__in=WorkStatusKind.values), name="work_status_known"),
            in_order("from_date", "through_date", "work_status_days"),
            models.CheckConstraint(
                condition=Q(exam_date=None) | Q(source=StatusSource.APF, recorded_by__isnull=False),
                name="work_status_exam_of_an_apf",
            ),
            ExclusionConstraint(
                name="work_status_told_once",
                expressions=(
                    ("cohe", RangeOperators.EQUAL),
                    ("claim", RangeOperators.EQUAL),
                    ("source", RangeOperators.EQUAL),
                    (
                        Func(
                            "from_date",
                            "through_date",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(recorded_by__isnull=False, withdrawn_at=None, may_overlap=False),
            ),
        )
        indexes = (models.Index(fields=("cohe", "claim"), name="work_status_by_claim"),)


@history.tracked()
class Apf(ClaimDetail):
    """An activity prescription form. The status on it is shown, never used by a rule."""

    provider_number = models.TextField()
    exam_date = models.DateField()
    received_date = models.DateField(null=True, blank=True)
    work_status = models.TextField(default="", blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_through = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "APF"
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "provider_number", "exam_date"), name="apf_once"
            ),
            in_order("valid_from", "valid_through", "apf_days"),
        )


@history.tracked()
class TimeLoss(ClaimDetail):
    """Time loss that L&I paid: another number than the days off work (domain.md 12.2)."""

    paid_from = models.DateField()
    paid_through = models.DateField()
    days_paid = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "time loss"
        constraints = (
            models.UniqueConstraint(fields=("cohe", "claim", "paid_from"), name="time_loss_once"),
            in_order("paid_from", "paid_through", "time_loss_days"),
        )


@history.tracked()
class Prescription(ClaimDetail):
    """A fill. `med_per_day` in morphine-equivalent mg, `days_supply` in days."""

    filled_on = models.DateField()
    drug = models.TextField()
    is_opioid = models.BooleanField(null=True, blank=True)
    days_supply = models.PositiveSmallIntegerField(null=True, blank=True)
    med_per_day = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    prescriber_number = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "claim", "filled_on", "drug"), name="prescription_once"),
            models.CheckConstraint(
                condition=Q(med_per_day__isnull=True) | Q(med_per_day__gte=0),
                name="prescription_dose_not_negative",
            ),
        )


@history.tracked()
class Surgery(ClaimDetail):
    """A surgery from request to theatre; its key is (procedure, requested_on), the day possibly empty."""

    procedure = models.TextField()
    requested_on = models.DateField(null=True, blank=True)
    authorized_on = models.DateField(null=True, blank=True)
    denied_on = models.DateField(null=True, blank=True)
    scheduled_for = models.DateField(null=True, blank=True)
    performed_on = models.DateField(null=True, blank=True)
    surgeon_number = models.TextField(default="", blank=True)

    class Meta:
        verbose_name_plural = "surgeries"
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "procedure", "requested_on"),
                nulls_distinct=False,
                name="surgery_once",
            ),
            models.CheckConstraint(condition=~Q(procedure=""), name="surgery_has_a_procedure"),
        )


@history.tracked()
class Document(ClaimDetail):
    """What is known of a document: the paper itself stays with L&I."""

    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.TextField()
    dated_on = models.DateField(null=True, blank=True)
    arrived_on = models.DateField()
    sender = models.TextField(default="", blank=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "arrived_on"), name="document_by_claim"),)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
        )
