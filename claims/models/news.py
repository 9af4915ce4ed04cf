"""When something new was last said of a claim, and by whom: what "changed since you looked" goes by."""

from django.db import models

from claims.models.claim import Claim
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person


class ClaimNews(TenantModel):
    """The last change of a claim, and the last by anybody else than whoever made that one.

    So each person finds the last change that is not her own in one row. Nobody (`by` empty): an extract, or
    the product itself. No trail: only the present is kept.
    """

    claim = TenantKey(Claim, models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    other_at = models.DateTimeField(null=True)
    other_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cohe", "claim"), name="news_once_a_claim"),)

    def __str__(self) -> str:
        return f"{self.claim_id} at {self.at}"
