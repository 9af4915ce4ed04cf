"""Trails that only grow: who looked at or did what, and the seals over them; tokens of the API."""

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast

from cohe.models.organisation import Cohe, TenantModel
from cohe.models.people import Person


class AccessEvent(TenantModel):
    """Somebody opened, exported, was refused or did something. Insert-only for the product's own roles.

    Holds no foreign key to what was touched, so the trail never blocks the live rows, and no name or health
    fact.
    """

    at = models.DateTimeField()
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, help_text="What kind of row, such as claim.")
    subject_id = models.BigIntegerField(null=True)
    reason = models.TextField(default="")
    request_id = models.CharField(max_length=40, default="")
    transaction = models.BigIntegerField(
        db_default=Cast(
            Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()
        )
    )

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "transaction"), name="access_by_transaction"),
            models.Index(fields=("cohe", "subject", "subject_id", "at"), name="access_by_subject"),
            models.Index(fields=("cohe", "actor", "subject", "subject_id"), name="access_by_actor"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject} {self.subject_id}"


class TrailSeal(TenantModel):
    """A link of the chain over the trail: rows of transactions up to `through` cannot change unnoticed.

    Transactions, not row numbers: a number is taken before its row is committed, so a late row would slip in
    behind.
    """

    number = models.PositiveIntegerField()
    after = models.BigIntegerField()
    through = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "number"), name="seal_number_once"),
            models.CheckConstraint(condition=Q(through__gt=models.F("after")), name="seal_covers_rows"),
        )

    def __str__(self) -> str:
        return f"seal {self.number}"


class ApiToken(models.Model):
    """A key of one person for the API of one COHE; only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="api_tokens")
    cohe = models.ForeignKey(Cohe, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")), name="token_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return self.name
