"""One signed note with what was added and put right since."""

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.models import Addendum, BillingLine, CaseNote, MinutesCorrection, OhmsEntry


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note; its words never changed since it was signed."""

    note: CaseNote
    addenda: Sequence[Addendum]
    corrections: Sequence[MinutesCorrection]
    ohms: OhmsEntry | None
    line: BillingLine | None


def note_page(*, note: CaseNote) -> NotePage:
    """Return a note with its addenda and corrections, oldest first, whether OHMS has it, the line it made."""
    found = CaseNote.objects.select_related("author").get(pk=note.pk)
    addenda = found.addenda.select_related("author")
    return NotePage(
        note=found,
        addenda=tuple(addenda),
        corrections=tuple(found.corrections.select_related("corrected_by")),
        ohms=found.ohms_entries.select_related("entered_by").first(),
        line=found.billing_lines.standing().select_related("code").first(),
    )
