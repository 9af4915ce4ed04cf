"""What a claim's file proposes for its plan: the barriers that the worker named in an assessment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.models import Claim
from coordination.models import Assessment


@dataclass(frozen=True, slots=True)
class ProposedBarriers:
    """The barriers of the latest assessment that named any, without those that the plan has."""

    on: date
    barriers: tuple[str, ...]


def proposed_barriers(claim: Claim, texts: Iterable[str]) -> ProposedBarriers | None:
    """Return what the latest assessment with barriers adds to lines of these `texts`; None for nothing."""
    taken = Assessment.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    last = taken.exclude(barriers=[]).order_by("-taken_on", "-id").values_list("taken_on", "barriers").first()
    if last is None:
        return None
    there = {one.strip().casefold() for one in texts}
    missing = tuple(one for one in last[1] if one.casefold() not in there)
    return ProposedBarriers(last[0], missing) if missing else None
