"""What a person has not seen yet of a claim that she opened before."""

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONObject

from claims.models.news import ClaimNews
from cohe.models import AccessEvent, Membership

OPENED = "opened"


def openings(membership: Membership, claim: OuterRef) -> QuerySet[AccessEvent]:
    """Return a person's openings of a claim, as the trail has them."""
    return AccessEvent.objects.filter(
        cohe_id=membership.cohe_id,
        actor_id=membership.person_id,
        action=OPENED,
        subject="claim",
        subject_id=claim,
    )


def unseen(membership: Membership, claim: OuterRef) -> Exists:
    """Return the condition that a claim changed, not by this person, since she last opened it.

    It holds too of a claim that she never opened; `openings` tells these apart.
    """
    return Exists(_unseen(membership, claim))


def last_unseen(membership: Membership, claim: OuterRef) -> Subquery:
    """Return when that last change was and whose (null: an extract's, or the product's own), as JSON."""
    by = Case(
        When(by=membership.person_id, then=F("other_by__name")),
        default=F("by__name"),
    )
    rows = _unseen(membership, claim).values(said=JSONObject(at=F("heard_at"), by=by))
    return Subquery(rows[:1])


def _unseen(membership: Membership, claim: OuterRef) -> QuerySet[ClaimNews, Any]:
    rows = ClaimNews.objects.filter(cohe_id=membership.cohe_id, claim_id=claim).annotate(
        heard_at=Case(When(by=membership.person_id, then=F("other_at")), default=F("at"))
    )
    since = openings(membership, OuterRef("claim_id")).filter(at__gte=OuterRef("heard_at"))
    return rows.filter(Q(heard_at__isnull=False), ~Exists(since))
