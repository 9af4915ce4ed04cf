"""Which claims a person may open, what she is asked first, and who has read one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import BooleanField, Exists, OuterRef, Q, Value
from django.db.models.expressions import Combinable

from claims.models import Claim
from claims.queries import covers, news
from claims.queries.news import OPENED
from claims.querysets import ClaimQuerySet
from cohe.clock import PACIFIC
from cohe.models import AccessEvent, Membership, Role

REASON = "reason"
READERS_SHOWN = 200
SYSTEM = "The system"
IN_CASELOAD = "in her caseload"
WORDS = {OPENED: "Opened the claim", REASON: "Said why she opens it"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of the trail about a claim."""

    at: datetime
    who: str
    what: str
    reason: str


def to_open(membership: Membership, *, today: date, at: datetime, logged_minutes: int) -> ClaimQuerySet:
    """Return the claims a member may open, each with `is_in_caseload`, `has_reason` and `is_logged`.

    `has_reason`: she said today why she opens it. `is_logged`: her opening of the last `logged_minutes`
    minutes is in the trail already, and nothing changed on the claim since.
    """
    claim = OuterRef("pk")
    mine = AccessEvent.objects.filter(
        actor=membership.person_id, subject="claim", subject_id=claim, cohe=membership.cohe_id
    )
    morning = datetime.combine(today, time(), PACIFIC)
    lately = at - timedelta(minutes=logged_minutes)
    return Claim.objects.visible_to(membership).annotate(
        is_in_caseload=in_caseload(membership, today),
        has_reason=Exists(mine.filter(action=REASON, at__gte=morning)),
        is_logged=Q(
            Exists(news.openings(membership, claim).filter(at__gte=lately)), ~news.unseen(membership, claim)
        ),
    )


def opened_at_once(membership: Membership, today: date) -> ClaimQuerySet:
    """Return the claims a member opens without saying why; none for roles that open no claim."""
    return Claim.objects.visible_to(membership).filter(in_caseload(membership, today))


def in_caseload(membership: Membership, today: date) -> Combinable | Q:
    """Return the condition that a claim is in the caseload of a member, who opens it without a reason (K3).

    An HSC's are hers, those of whom she covers today, those nobody coordinates, those with an item of hers.
    All that the other roles may see was given to them, so it is their caseload.
    """
    if membership.role != Role.HSC:
        return Value(True, output_field=BooleanField())
    hers = Q(hsc=membership.person_id) | Q(hsc=None) | Q(covers.covering(membership, today))
    return Q(hers | Q(Claim.objects.with_item_of(membership.person_id)))


def readings_of(claim: Claim) -> Sequence[Reading]:
    """Return who opened the claim, why, and what else the trail says of it: the latest first, 200 at most.

    The reason of an opening is the one that the person gave that day; who gave none had it in her caseload.
    """
    rows = (
        AccessEvent.objects.filter(cohe=claim.cohe_id, subject="claim", subject_id=claim.pk)
        .order_by("-at", "-id")
        .select_related("actor")[:READERS_SHOWN]
    )
    given = {(row.actor_id, day_of(row.at)): row.reason for row in rows if row.action == REASON}
    return [
        Reading(
            row.at,
            row.actor.name if row.actor else SYSTEM,
            said(row.action),
            row.reason
            or given.get((row.actor_id, day_of(row.at)), IN_CASELOAD if row.action == OPENED else ""),
        )
        for row in rows
    ]


def day_of(instant: datetime) -> date:
    """Return the day in Washington of an instant."""
    return instant.astimezone(PACIFIC).date()


def said(action: str) -> str:
    """Return an act of the trail in words."""
    return WORDS.get(action, action.replace(".", " ").replace("-", " ").capitalize())
