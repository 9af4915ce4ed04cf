"""What an advisor was asked."""

from django.db.models import F, QuerySet

from cohe.models import Membership
from coordination.models import AdvisorQuestion


def questions_to(membership: Membership) -> QuerySet[AdvisorQuestion]:
    """Return the questions a member was asked and that are still open, those without an answer first."""
    mine = AdvisorQuestion.objects.filter(
        cohe=membership.cohe_id, advisor=membership.person_id, passed_on_at=None, withdrawn_at=None
    )
    return mine.select_related("claim", "asked_by").order_by(
        F("answered_at").asc(nulls_first=True), "asked_at"
    )
