"""The page of a claim's surgeries, and one of them for its forms."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Manager, QuerySet

from claims.models import Claim
from cohe.models import Membership
from cohe.permissions import Permission, allows
from coordination.queries import claim_rows, policy
from coordination.queries.surgeries import episodes_of, shown_surgeries
from coordination.queries.surgery_shapes import ShownSurgery


@dataclass(frozen=True, slots=True)
class SurgeryPage:
    """The surgeries of a claim, open ones first; `may_record`: its buttons are drawn."""

    surgeries: tuple[ShownSurgery, ...]
    may_record: bool

    @property
    def open_count(self) -> int:
        """Return how many are not over."""
        return sum(1 for one in self.surgeries if not one.is_over)

    @property
    def over_count(self) -> int:
        """Return how many are over."""
        return len(self.surgeries) - self.open_count


def surgery_page(*, claim: Claim, membership: Membership, today: date) -> SurgeryPage:
    """Return the surgeries of a claim on `today`, in a fixed number of queries."""
    rows = claim_rows.rows_of(claim, membership)
    shown = shown_surgeries(rows, episodes_of(claim), policy.in_force(today), today)
    return SurgeryPage(shown, allows(membership.role, Permission.RECORD_WRITE))


def one_surgery(*, claim: Claim, membership: Membership, about: str, today: date) -> ShownSurgery | None:
    """Return one surgery of a claim by its key, None when there is no such."""
    page = surgery_page(claim=claim, membership=membership, today=today)
    return next((one for one in page.surgeries if one.key == about), None)


def with_claim(rows: Manager[Any], episode: str) -> QuerySet[Any]:
    """Return rows of a surgery (`episode`: the way to it), each with the claim of its episode."""
    found: QuerySet[Any] = rows.select_related(f"{episode}__claim").annotate(
        claim_id=F(f"{episode}__claim_id")
    )
    return found
