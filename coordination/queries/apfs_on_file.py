"""The APFs of a claim: the extract's, and those people recorded before the extract brings them."""

from datetime import date

from claims.models import Apf, Claim, WorkStatus

OnFile = list[tuple[date, date | None]]


def apfs_on_file(claim: Claim) -> OnFile:
    """Return the day of each APF with its last day (None: the form names none), the newest first."""
    own = {"claim": claim, "cohe": claim.cohe_id, "withdrawn_at": None}
    found = list(Apf.objects.filter(**own).values_list("exam_date", "valid_through"))
    days = {exam for exam, _ in found}
    told = WorkStatus.objects.filter(**own, exam_date__isnull=False).order_by("from_date", "id")
    # Of the spells of one APF the last says its end.
    ends = dict(told.values_list("exam_date", "through_date"))
    found += [(exam, through) for exam, through in ends.items() if exam and exam not in days]
    return sorted(found, key=lambda row: row[0], reverse=True)
