"""The claim, with worker and employer as the extract says them (ADR 0003: nobody is merged by name)."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from claims.choices import ClaimStatus, ClaimType, Fund, Side, Tier
from claims.querysets import ClaimQuerySet
from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


@history.tracked(exclude=("appeared", "words"))
class Claim(TenantModel):
    """One claim of a COHE. Never deleted; it leaves and returns to the list by its dates and status."""

    claim_number = models.CharField(max_length=7)
    fund = models.CharField(max_length=20, choices=Fund, default="", blank=True)
    claim_type = models.CharField(max_length=30, choices=ClaimType, default="", blank=True)
    claim_status = models.CharField(max_length=20, choices=ClaimStatus)
    status_date = models.DateField(null=True, blank=True)
    date_of_injury = models.DateField(null=True, blank=True)
    first_visit_date = models.DateField(null=True, blank=True)
    roa_received_date = models.DateField(null=True, blank=True)
    roa_complete = models.BooleanField(null=True, blank=True)
    claim_established_date = models.DateField(null=True, blank=True)
    body_part = models.TextField(default="", blank=True)
    side = models.CharField(max_length=10, choices=Side, default="", blank=True)
    icd10 = models.TextField(default="", blank=True)
    worker_last_name = models.TextField(default="", blank=True)
    worker_first_name = models.TextField(default="", blank=True)
    worker_dob = models.DateField(null=True, blank=True)
    worker_phone = models.TextField(default="", blank=True)
    worker_language = models.TextField(default="", blank=True)
    interpreter_needed = models.BooleanField(null=True, blank=True)
    employer_account = models.TextField(default="", blank=True)
    employer_name = models.TextField(default="", blank=True)
    employer_phone = models.TextField(default="", blank=True)
    union_name = models.TextField(default="", blank=True)
    occupation = models.TextField(default="", blank=True)
    initiating_provider_number = models.TextField()
    attending_provider_number = models.TextField(default="", blank=True)
    attending_since = models.DateField(null=True, blank=True)
    claim_manager = models.TextField(default="", blank=True)

    appeared = models.GeneratedField(
        expression=Coalesce("claim_established_date", "roa_received_date", "first_visit_date"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    words = models.GeneratedField(
        expression=Func(
            "claim_number",
            "worker_last_name",
            "worker_first_name",
            "employer_name",
            Func(F("worker_phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
            template="folded(%(expressions)s)",
            arg_joiner=" || ' ' || ",
        ),
        output_field=models.TextField(),
        db_persist=True,
        help_text="What a search looks in: number, names, employer, digits of the phone, folded.",
    )
    gone_on = models.DateField(
        null=True, help_text="Day of the first extract that no longer holds the claim."
    )
    handed_over_on = models.DateField(
        null=True,
        help_text="Day another COHE took the claim over: from then on it is on no list of this one.",
    )
    withdrawn_at = models.DateTimeField(
        null=True,
        help_text="The import that brought the claim was undone: kept, on no list, seen by no rule.",
    )

    # What the COHE adds to the extract.
    hsc = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.STANDARD)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "hsc"), name="claim_by_hsc"),
            models.Index(fields=("cohe", "attending_provider_number"), name="claim_by_attending"),
            models.Index(fields=("cohe", "initiating_provider_number"), name="claim_by_initiating"),
            models.Index(fields=("cohe", "appeared"), name="claim_by_appeared"),
            GinIndex(OpClass("words", name="gin_trgm_ops"), name="claim_by_words"),
        )
        constraints = (
            models.UniqueConstraint(fields=("cohe", "claim_number"), name="claim_number_once"),
            models.CheckConstraint(
                condition=Q(claim_number__regex=r"^[A-Z]([0-9]{6}|[A-Z][0-9]{5})$"), name="claim_number_form"
            ),
            models.CheckConstraint(
                condition=Q(claim_status__in=ClaimStatus.values), name="claim_status_known"
            ),
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="claim_tier_known"),
            models.CheckConstraint(condition=Q(appeared__isnull=False), name="claim_has_appeared"),
        )

    def __str__(self) -> str:
        return self.claim_number

    @property
    def worker_name(self) -> str:
        """The worker as lists show it: last name, first name."""
        return (
            ", ".join(part for part in (self.worker_last_name, self.worker_first_name) if part)
            or "Name not known"
        )

    @property
    def worker_full_name(self) -> str:
        """The worker as a letter says it: first name, last name; empty when neither is known."""
        return " ".join(part for part in (self.worker_first_name, self.worker_last_name) if part)
