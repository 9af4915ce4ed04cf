"""Counts of quarters before the product, and forecasts of claims as they were made (H6)."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import ForecastMethod
from staffing.models.measure import OfQuarter


@history.tracked()
class QuarterCount(OfQuarter):
    """Claims initiated in a quarter as somebody typed it in: the product did not hold the claims yet.

    It stands in the place of the product's own count, and `source` says where it comes from.
    """

    claims = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number"), name="quarter_count_once"),
            models.CheckConstraint(
                condition=Q(number__range=(1, 4), year__range=(1900, 9000)), name="quarter_count_quarter"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="quarter_count_has_source"),
        )

    def __str__(self) -> str:
        return f"Claims of {self.quarter.words}"


class Forecast(TenantModel):
    """A forecast as it was made on a day, with the quarters it was made from. Insert-only."""

    as_of = models.DateField()
    made_at = models.DateTimeField()
    method = models.CharField(max_length=20, choices=[(one.value, one.label) for one in ForecastMethod])
    percent = models.PositiveSmallIntegerField(help_text="Of the interval, such as 80.")
    made_from = models.JSONField(help_text="The counts it was made from: quarter, claims, source.")

    class Meta:
        indexes = (models.Index(fields=("cohe", "-id"), name="forecast_latest"),)
        constraints = (
            models.CheckConstraint(condition=Q(percent__range=(1, 99)), name="forecast_percent"),
            models.CheckConstraint(
                condition=Q(method__in=[one.value for one in ForecastMethod]), name="forecast_method_known"
            ),
        )

    def __str__(self) -> str:
        return f"Forecast of {self.as_of}"


class ForecastQuarter(OfQuarter):
    """Claims expected in a quarter; a plain mean has no interval. Insert-only."""

    forecast = TenantKey(Forecast, related_name="quarters", db_index=False)
    mean = models.PositiveIntegerField()
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ("year", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "forecast", "year", "number"), name="forecast_quarter_once"
            ),
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="forecast_quarter"),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=F("mean"), high__gte=F("mean")),
                name="forecast_interval_holds_its_mean",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mean} in {self.quarter.words}"
