"""The directory of resources, and what of it a worker was given."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from claims.models import Claim, Document
from cohe.workdays import add_days
from coordination.community import ResourceKind, ShareOutcome
from coordination.models import DocumentReview, Resource, ResourceShare, ResourceVerification
from coordination.policy import Policy

ROWS_A_PAGE = 50
# What the claim page reads of each.
SHARE_COLUMNS = (
    *("id", "name", "shared_on", "in_plan", "followed_up_on", "outcome", "remark", "shared_by_id"),
)
REVIEW_COLUMNS = ("document_id", "reviewed_on", "reviewed_by_id")
HEADER = (
    *("name", "kind", "eligibility", "languages", "cost", "phone", "address", "web"),
    *("verified_on", "verified_by", "retired_on", "shared", "followed_up", "used"),
)
SHOWN = (("", "In use"), ("stale", "To be verified"), ("retired", "Retired"))


class NoSuchFilter(Exception):
    """The address asks for what there is not; the message is the sentence to show."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: words in any text, kind, which of them, a language."""

    q: str = ""
    kind: str = ""
    show: str = ""

    @property
    def query(self) -> str:
        """Return it as the address has it."""
        return urlencode({"q": self.q, "kind": self.kind, "show": self.show})


def resources(asked: Asked, *, limits: Policy, today: date) -> "QuerySet[Resource]":
    """Return the resources asked for by name, each with its last verification and what came of it.

    `verified_on`, `verified_by_name`, `verification_id`; `shared`, `followed_up` and `used` count shares.
    """
    refuse_unknown(asked)
    found = annotated()
    before = add_days(today, -limits.resource_stale_days)
    if asked.show == "retired":
        found = found.filter(retired_on__isnull=False)
    else:
        found = found.filter(retired_on=None)
    if asked.show == "stale":
        found = found.filter(Q(verified_on=None) | Q(verified_on__lt=before))
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in asked.q.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(eligibility__icontains=word)
            | Q(languages__icontains=word)
            | Q(address__icontains=word)
        )
    return found.order_by("name", "id")


def refuse_unknown(asked: Asked) -> None:
    """Raise `NoSuchFilter` for a word that is none."""
    if asked.kind not in ("", *(one.value for one in ResourceKind)):
        raise NoSuchFilter(f"There is no kind of resource “{asked.kind}”.")
    if asked.show not in dict(SHOWN):
        raise NoSuchFilter(f"The directory cannot show “{asked.show}”.")


def annotated() -> "QuerySet[Resource]":
    """Return every resource with its last verification and the counts of its shares."""
    last = ResourceVerification.objects.filter(
        cohe=OuterRef("cohe"), resource=OuterRef("pk"), withdrawn_at=None
    ).order_by("-verified_on", "-id")
    there = Q(shares__withdrawn_at=None)
    return Resource.objects.annotate(
        verification_id=Subquery(last.values("id")[:1]),
        verified_on=Subquery(last.values("verified_on")[:1]),
        verified_by_name=Subquery(last.values("verified_by__name")[:1]),
        shared=Count("shares", filter=there),
        followed_up=Count("shares", filter=there & Q(shares__followed_up_on__isnull=False)),
        used=Count("shares", filter=there & Q(shares__outcome=ShareOutcome.USED.value)),
    )


def stale_before(limits: Policy, today: date) -> date:
    """Return the day before which a verification is too old."""
    return add_days(today, -limits.resource_stale_days)


def cells_of(row: Resource) -> tuple[object, ...]:
    """Return a row of the file for a spreadsheet."""
    found = vars(row)
    return (
        *(found[name] for name in HEADER[:8]),
        found["verified_on"],
        found["verified_by_name"],
        *(found[name] for name in HEADER[10:]),
    )


def offered() -> list[tuple[str, str]]:
    """Return the resources that may be shared, as choices."""
    kinds = {one.value: one.label for one in ResourceKind}
    rows = Resource.objects.filter(retired_on=None).order_by("name", "id")
    return [(str(one.pk), f"{one.name} ({kinds[one.kind].lower()})") for one in rows]


def shares_of(claim: Claim) -> list[ResourceShare]:
    """Return what a worker was given, the latest first; what was withdrawn is left out."""
    rows = ResourceShare.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    return list(rows.select_related("shared_by").order_by("-shared_on", "-id"))


def reviewed_documents(claim: Claim) -> "QuerySet[Document]":
    """Return the documents of a claim, each with `review_id`, `reviewed_on`, `reviewed_by_name`."""
    review = DocumentReview.objects.filter(cohe=claim.cohe_id, document=OuterRef("pk"), withdrawn_at=None)
    rows = Document.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    return rows.annotate(
        review_id=Subquery(review.values("id")[:1]),
        reviewed_on=Subquery(review.values("reviewed_on")[:1]),
        reviewed_by_name=Subquery(review.values("reviewed_by__name")[:1]),
    )


def documents_of(claim: Claim) -> list[Document]:
    """Return the documents of a claim, those nobody has reviewed first, then the latest."""
    return list(
        reviewed_documents(claim).order_by(F("reviewed_on").desc(nulls_first=True), "-arrived_on", "-id")
    )
