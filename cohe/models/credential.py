"""The L&I provider number with which somebody bills."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


@history.tracked()
class ProviderNumber(TenantModel):
    """A provider number from its application (R8) to its end; processing may take months (domain.md 5).

    It may bill on a day from `active_since` until (not including) `inactive_since`.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=7, default="", blank=True)
    applied_on = models.DateField()
    active_since = models.DateField(null=True, blank=True)
    inactive_since = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("applied_on",)
        indexes = (models.Index(fields=("cohe", "person", "applied_on"), name="provider_number_by_person"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "person"),
                condition=Q(inactive_since=None),
                name="provider_number_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(number__regex=r"^[0-9]{6,7}$"), name="provider_number_form"
            ),
            models.CheckConstraint(
                condition=Q(active_since=None) | (Q(active_since__gte=F("applied_on")) & ~Q(number="")),
                name="provider_number_active_after_applied",
            ),
            models.CheckConstraint(
                condition=Q(inactive_since=None) | Q(inactive_since__gt=F("active_since")),
                name="provider_number_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return self.number or "applied for"
