"""The APFs of a claim: the extract's, and those people recorded before the extract brings them."""

from datetime import date

from claims.choices import StatusSource
from claims.models import Apf, Claim, WorkStatus

OnFile = list[tuple[date, date | None]]


def apfs_on_file(claim: Claim) -> OnFile:
    """Return the day of each APF with its last day (None: the form names none), the newest first."""
    own = {"claim": claim, "cohe": claim.cohe_id, "withdrawn_at": None}
    found = list(Apf.objects.filter(**own).values_list("exam_date", "valid_through"))
    days = {exam for exam, _ in found}
    told = WorkStatus.objects.filter(**own, source=StatusSource.APF, recorded_by__isnull=False)
    found += [row for row in told.values_list("from_date", "through_date") if row[0] not in days]
    return sorted(found, key=lambda row: row[0], reverse=True)
