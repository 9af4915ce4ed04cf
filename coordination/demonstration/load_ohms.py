"""Notes entered in OHMS, but for a few of the last working days: the list and its rule have work."""

from datetime import timedelta
from random import Random

from cohe.clock import PACIFIC
from cohe.workdays import business_day_from
from coordination.demonstration.load_desk import Desk, write
from coordination.models import CaseNote, OhmsEntry

# Before these days nobody asked; in the last ones one of so many notes still waits.
ASKED_DAYS, LATELY_DAYS, ONE_OF = 60, 3, 6


def load(desk: Desk) -> None:
    """Write for each note of the last weeks whether it was entered."""
    setting = desk.world.setting
    chance = Random(f"{setting.center.code} ohms")  # noqa: S311  invented data
    first = setting.day - timedelta(days=ASKED_DAYS)
    notes = CaseNote.objects.filter(signed_at__date__gte=first).order_by("signed_at", "pk")
    write([entry_of(note, desk, chance) for note in notes])


def entry_of(note: CaseNote, desk: Desk, chance: Random) -> OhmsEntry:
    """Return the row of a note: entered on the business day after it was signed, or waiting."""
    signed = note.signed_at.astimezone(PACIFIC).date()
    entered = business_day_from(signed + timedelta(days=1))
    is_late = signed > desk.world.setting.day - timedelta(days=LATELY_DAYS) and not chance.randrange(ONE_OF)
    is_entered = entered < desk.world.setting.day and not is_late
    return OhmsEntry(
        cohe_id=note.cohe_id,
        note=note,
        claim_id=note.claim_id,
        signed_on=signed,
        entered_on=entered if is_entered else None,
        entered_by_id=note.author_id if is_entered else None,
    )
