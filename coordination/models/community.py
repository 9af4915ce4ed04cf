"""The directory of community resources and consultants, what of it a worker was given, documents reviewed."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.detail import Document
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.community import ResourceKind, ShareOutcome


@history.tracked()
class Resource(TenantModel):
    """A community body or consultant. Retired it is offered no more; it is never deleted."""

    name = models.TextField()
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in ResourceKind])
    eligibility = models.TextField(default="", blank=True)
    languages = models.TextField(default="", blank=True)
    cost = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    address = models.TextField(default="", blank=True)
    web = models.TextField(default="", blank=True)
    kept_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    retired_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "name"), name="resource_by_name"),)
        constraints = (
            models.CheckConstraint(condition=~Q(name=""), name="resource_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in ResourceKind]), name="resource_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(web="") | Q(web__regex="^https?://"), name="resource_web_is_a_page"
            ),
        )

    def __str__(self) -> str:
        return self.name


@history.tracked()
class ResourceVerification(TenantModel):
    """Somebody asked on a day whether what the directory says of a resource still holds."""

    resource = TenantKey(Resource, related_name="verifications", db_index=False)
    verified_on = models.DateField()
    verified_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "resource", "-verified_on"), name="verification_by_resource"),
        )

    def __str__(self) -> str:
        return f"Verified on {self.verified_on}"


@history.tracked()
class ResourceShare(TenantModel):
    """A resource given to a worker; in the plan it is followed up (triggers.md T41)."""

    claim = TenantKey(Claim, related_name="resource_shares", db_index=False)
    resource = TenantKey(Resource, related_name="shares", db_index=False)
    name = models.TextField("what it was called when it was shared")
    shared_on = models.DateField()
    in_plan = models.BooleanField(default=False)
    followed_up_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(
        max_length=10, choices=[(k.value, k.label) for k in ShareOutcome], default="", blank=True
    )
    remark = models.TextField(default="", blank=True)
    shared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim"), name="resource_share_by_claim"),
            models.Index(fields=("cohe", "resource"), name="resource_share_by_resource"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(followed_up_on=None, outcome="")
                | Q(followed_up_on__isnull=False, outcome__in=[k.value for k in ShareOutcome]),
                name="resource_share_followed_up_with_outcome",
            ),
            models.CheckConstraint(
                condition=Q(followed_up_on=None) | Q(followed_up_on__gte=F("shared_on")),
                name="resource_share_followed_up_after",
            ),
        )

    def __str__(self) -> str:
        return f"Shared on {self.shared_on}"


@history.tracked()
class DocumentReview(TenantModel):
    """Somebody read a document that arrived (triggers.md T46)."""

    claim = TenantKey(Claim, related_name="document_reviews", db_index=False)
    document = TenantKey(Document, related_name="reviews", db_index=False)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="document_review_by_claim"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "document"), condition=Q(withdrawn_at=None), name="document_reviewed_once"
            ),
        )

    def __str__(self) -> str:
        return f"Reviewed on {self.reviewed_on}"
