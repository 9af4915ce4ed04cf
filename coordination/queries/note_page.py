"""One signed note with what was added and put right since."""

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.models import Addendum, CaseNote, MinutesCorrection


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note; its words never changed since it was signed."""

    note: CaseNote
    addenda: Sequence[Addendum]
    corrections: Sequence[MinutesCorrection]


def note_page(*, note: CaseNote) -> NotePage:
    """Return a note with its addenda and corrections, oldest first, and who wrote them."""
    found = CaseNote.objects.select_related("author").get(pk=note.pk)
    addenda = found.addenda.select_related("author")
    return NotePage(found, tuple(addenda), tuple(found.corrections.select_related("corrected_by")))
