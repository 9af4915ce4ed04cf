"""The minutes of notes: one person's do not overlap, no day has more than a day, what is settled stays."""

from dataclasses import replace
from datetime import date, time

from django.db import connection

from cohe.access import Denied
from coordination.billing import MINUTES_A_DAY, Activity, overlap
from coordination.models import CaseNote
from coordination.quarters import quarter_of, words_of
from coordination.queries import quarters

# The first key of an author's advisory lock: two notes of one person are not signed at once.
AUTHOR_LOCK = 7_003


def check_hours(
    *, author_id: int, on: date, minutes: int, started_at: time | None = None, besides: int = 0
) -> None:
    """Refuse minutes that overlap another note of the author, or more of them than the day has.

    `besides`: the note whose minutes these are, if it is signed already. Holds the author's lock until the
    transaction ends. Notes without the hour they began overlap with nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [AUTHOR_LOCK, author_id])
    others = CaseNote.objects.filter(author=author_id, contact_on=on).exclude(pk=besides)
    rows = list(others.values_list("minutes", "started_at", "claim__claim_number"))
    if minutes and minutes + sum(row[0] for row in rows) > MINUTES_A_DAY:
        raise Denied(f"Your notes of {on:%-d %b %Y} would have more minutes than a day.")
    one = bare(author_id, on, minutes, started_at)
    for spent, begun, number in rows:
        if overlap(one, replace(one, minutes=spent, started_at=begun)):
            raise Denied(
                f"These minutes overlap your note of {begun:%H:%M} on claim {number}: correct the time."
            )


def bare(author_id: int, on: date, minutes: int, started_at: time | None) -> Activity:
    """Return an activity of which only the hours count."""
    return Activity(
        claim_id=0, author_id=author_id, role="", kind="", on=on, person="", purpose="", outcome="",
        minutes=minutes, is_billable=False, is_administrative=False, started_at=started_at,
    )  # fmt: skip


def check_may_correct(note: CaseNote, minutes: int) -> None:
    """Refuse a correction of minutes that were reported or billed, or that cannot be."""
    if quarters.quarter_is_frozen(note.contact_on):
        quarter = words_of(quarter_of(note.contact_on))
        raise Denied(f"The figures of {quarter} are frozen: write an addendum instead.")
    if note.billing_lines.filter(reverses=None, is_reversed=False).exists():
        raise Denied("This note is billed: reverse its line first, then put the minutes right.")
    check_hours(
        author_id=note.author_id,
        on=note.contact_on,
        minutes=minutes,
        started_at=note.started_at,
        besides=note.pk,
    )
