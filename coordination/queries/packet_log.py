"""The log of packets for appointments: when, for whom, how sent, by whom; page, file and API ask here."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from claims.models import Claim
from cohe.models import Membership
from coordination.models import VisitPacket

ROWS_A_PAGE = 50
HEADER = (
    "claim",
    "visit",
    "audience",
    "for",
    "long visit",
    "made",
    "by",
    "sent",
    "how",
    "sent by",
    "withdrawn",
)


@dataclass(frozen=True, slots=True)
class PacketLog:
    """A page of the log, with how many there are and how many were sent before their visit."""

    page: Page[VisitPacket]
    total: int
    sent: int


def packets_of(membership: Membership) -> QuerySet[VisitPacket]:
    """Return the packets of claims the member may see, the latest visit first."""
    seen = Claim.objects.visible_to(membership)
    found = VisitPacket.objects.filter(cohe=membership.cohe_id, claim__in=seen)
    return found.select_related("claim", "made_by", "sent_by").order_by("-visit_on", "-id")


def packet_log(membership: Membership, *, page: int) -> PacketLog:
    """Return one page of the log; withdrawn ones are on it, and counted nowhere."""
    found = packets_of(membership)
    live = Q(withdrawn_at=None)
    counts = found.order_by().aggregate(
        total=Count("pk", filter=live), sent=Count("pk", filter=live & Q(sent_on__isnull=False))
    )
    return PacketLog(Paginator(found, ROWS_A_PAGE).get_page(page), counts["total"], counts["sent"])


def every_row(membership: Membership) -> list[VisitPacket]:
    """Return the whole log."""
    return list(packets_of(membership))


def cells_of(one: VisitPacket) -> tuple[object, ...]:
    """Return a packet as a row of the file: no name of a worker, no health fact."""
    return (
        one.claim.claim_number,
        one.visit_on,
        one.get_audience_display(),
        one.receiver,
        "yes" if one.is_long else "no",
        one.made_on,
        one.made_by.name,
        one.sent_on,
        one.get_sent_how_display(),
        one.sent_by.name if one.sent_by else "",
        one.why_withdrawn,
    )
