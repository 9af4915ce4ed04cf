"""The page on which the FRQ is asked: where the worker stands in the window, what was asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.models import Claim, WorkStatus
from coordination.models import Frq
from coordination.queries import policy
from coordination.timeline import OFF_WORK, Timeline
from coordination.timeline import WorkStatus as StatusRow


@dataclass(frozen=True, slots=True)
class FrqPage:
    """Day of the spell off work, the window's days in words, and earlier askings, the latest first."""

    spell_day: int | None
    opens_on: date | None
    due_on: date | None
    last_on: date | None
    earlier: Sequence[Frq]
    attempts: int


def frq_page(*, claim: Claim, today: date) -> FrqPage:
    """Return what one needs beside the form on `today`."""
    limits = policy.in_force(today)
    rows = WorkStatus.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    named = rows.order_by("recorded_by", "id").values_list("status", "from_date", "through_date", "source")
    since = Timeline([StatusRow(*row) for row in named], today, limits.status_grace_days).current_spell(
        OFF_WORK
    )
    earlier = Frq.objects.filter(claim=claim, cohe=claim.cohe_id).select_related("asked_by")

    def day(number: int) -> date | None:
        return since + timedelta(days=number - 1) if since else None

    found = list(earlier.order_by("-asked_on", "-id"))
    return FrqPage(
        spell_day=(today - since).days + 1 if since else None,
        opens_on=day(limits.frq_opens_day),
        due_on=day(limits.frq_due_day),
        last_on=day(limits.frq_last_day),
        earlier=found,
        attempts=sum(1 for one in found if one.outcome == "attempted" and since and one.asked_on >= since),
    )
