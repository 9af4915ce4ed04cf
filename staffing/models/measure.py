"""What people say for the measures: APF reviews, comparisons, adopter classes, calls; and figures kept."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from claims.models import Apf, Claim, Provider
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import Adoption
from staffing.measures import BY_CODE
from staffing.quarter import Quarter
from staffing.report import fraction


def quarter_known(name: str, *prefixes: str) -> models.CheckConstraint:
    """Return the constraint that the columns of quarters hold quarters."""
    condition = Q()
    for prefix in prefixes or ("",):
        one = Q(**{f"{prefix}number__range": (1, 4), f"{prefix}year__range": (1900, 9000)})
        condition &= one | Q(**{f"{prefix}number": None, f"{prefix}year": None}) if prefix else one
    return models.CheckConstraint(condition=condition, name=name)


class OfQuarter(TenantModel):
    """A row that is about one quarter."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True

    @property
    def quarter(self) -> Quarter:
        """Return the quarter it is about."""
        return Quarter(self.year, self.number)


@history.tracked()
class ApfReview(OfQuarter):
    """An APF of a quarter's random review (M1): drawn, then judged by a person who read it."""

    apf = TenantKey(Apf, related_name="reviews", db_index=False)
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    drawn_at = models.DateTimeField()
    is_complete = models.BooleanField(null=True)
    is_on_time = models.BooleanField(null=True)
    remark = models.TextField(default="", blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number", "apf"), name="apf_reviewed_once"),
            quarter_known("apf_review_quarter"),
            models.CheckConstraint(
                condition=Q(is_complete=None, is_on_time=None, reviewed_by=None, reviewed_on=None)
                | Q(
                    is_complete__isnull=False,
                    is_on_time__isnull=False,
                    reviewed_by__isnull=False,
                    reviewed_on__isnull=False,
                ),
                name="apf_review_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"Review {self.pk}"


@history.tracked()
class Comparison(OfQuarter):
    """Time-loss incidence of claims outside COHEs in the same area (M8), typed in with its source."""

    percent = models.DecimalField(max_digits=6, decimal_places=3)
    source = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number"), name="comparison_once_a_quarter"),
            quarter_known("comparison_quarter"),
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="comparison_is_a_share"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="comparison_has_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.percent} % in {self.quarter.words}"


@history.tracked()
class AdopterClass(TenantModel):
    """How far a provider has taken up the best practices, from a day on (M9); the latest one holds."""

    provider = TenantKey(Provider, related_name="adopter_classes", db_index=False)
    adoption = models.CharField(max_length=10, choices=[(one.value, one.label) for one in Adoption])
    since = models.DateField()
    reason = models.TextField(default="", blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "provider", "since"), name="adopter_class_once_a_day"),
            models.CheckConstraint(
                condition=Q(adoption__in=[one.value for one in Adoption]), name="adopter_class_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.adoption} from {self.since}"


@history.tracked()
class ProviderCall(TenantModel):
    """A call between provider and employer about a claim (M3). `is_billed`: the provider billed it (M4)."""

    claim = TenantKey(Claim, related_name="provider_calls", db_index=False)
    on = models.DateField()
    is_billed = models.BooleanField(default=False)
    source = models.TextField(help_text="Who said so.")
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim", "on"), condition=Q(withdrawn_at=None), name="provider_call_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="provider_call_has_a_source"),
        )

    def __str__(self) -> str:
        return f"Call on {self.on}"


class MeasureFigure(OfQuarter):
    """A measure of a closed quarter as counted on `as_of`: derived, so that pages need not count again.

    Of every closed quarter since the first claim, the COHE's own: courses and projects go back years. A
    `QuarterFigure` is of a report: of the last quarters alone, with what moved and what L&I may see of it.
    """

    code = models.CharField(max_length=3)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField()
    figure_numerator = models.BigIntegerField(null=True)
    figure_denominator = models.BigIntegerField(null=True)
    note = models.TextField(default="", blank=True)
    as_of = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number", "code"), name="measure_figure_once"),
            quarter_known("measure_figure_quarter"),
            models.CheckConstraint(condition=Q(code__in=sorted(BY_CODE)), name="measure_figure_code_known"),
            models.CheckConstraint(
                condition=Q(figure_numerator=None, figure_denominator=None)
                | Q(figure_numerator__isnull=False, figure_denominator__gt=0),
                name="measure_figure_is_a_fraction",
            ),
            models.CheckConstraint(
                condition=Q(numerator=None) | Q(numerator__lte=F("denominator")),
                name="measure_figure_is_a_part",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} of {self.quarter.words}"

    @property
    def figure(self) -> Fraction | None:
        """Return the exact figure; None where there was none."""
        return fraction(self.figure_numerator, self.figure_denominator)
