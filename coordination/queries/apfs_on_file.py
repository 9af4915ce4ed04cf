"""The APFs of a claim: the extract's, and those people recorded before the extract brings them."""

from collections.abc import Collection, Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from claims.models import Apf, Claim, WorkStatus

OnFile = list[tuple[date, date | None]]


def apfs_on_file(claim: Claim) -> OnFile:
    """Return the day of each APF with its last day (None: the form names none), the newest first."""
    own = {"claim": claim, "cohe": claim.cohe_id, "withdrawn_at": None}
    found = list(Apf.objects.filter(**own).values_list("exam_date", "valid_through"))
    told = WorkStatus.objects.filter(**own, exam_date__isnull=False)
    for spells in apfs_told(told, {exam for exam, _ in found}):
        found.append((spells[0].exam_date, spells[-1].through_date))
    return sorted(found, key=lambda row: row[0], reverse=True)


def apfs_told(rows: Iterable[Any], in_extract: Collection[date]) -> list[list[Any]]:
    """Return the APFs that people recorded and the extract lacks: the spells of each, the last says its end.

    `rows` are rows of work status, in any order; those of one examination are one APF.
    """
    told: dict[date, list[Any]] = {}
    for row in sorted(rows, key=attrgetter("from_date", "id")):
        if row.exam_date and row.exam_date not in in_extract:
            told.setdefault(row.exam_date, []).append(row)
    return list(told.values())
