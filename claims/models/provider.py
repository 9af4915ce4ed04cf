"""Providers, with their clinic as the extract says it."""

from django.db import models

from cohe import history
from cohe.models.organisation import TenantModel


@history.tracked()
class Provider(TenantModel):
    """A provider of the extract; claims name providers by number, since some are known by number only."""

    provider_number = models.TextField()
    name = models.TextField()
    credential = models.TextField(default="", blank=True)
    specialty = models.TextField(default="", blank=True)
    clinic = models.TextField(default="", blank=True)
    city = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    enrolled_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    hsc_email = models.TextField(default="", blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "provider_number"), name="provider_number_once"),
            models.CheckConstraint(condition=~models.Q(provider_number=""), name="provider_has_a_number"),
        )

    def __str__(self) -> str:
        name = self.name or self.provider_number
        return f"{name}, {self.credential}" if self.credential else name
