"""A claim's work status over time, for pages that need nothing else of it."""

from datetime import date

from claims.models import Claim, WorkStatus
from coordination.policy import Policy
from coordination.timeline import Timeline
from coordination.timeline import WorkStatus as StatusRow


def timeline_of(claim: Claim, today: date, limits: Policy) -> Timeline:
    """Return the timeline of a claim's work status through `today`."""
    rows = WorkStatus.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    named = rows.order_by("recorded_by", "id").values_list("status", "from_date", "through_date", "source")
    return Timeline([StatusRow(*row) for row in named], today, limits.status_grace_days)
