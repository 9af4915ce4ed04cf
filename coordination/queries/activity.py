"""The activity log (C4): clients served, notes and minutes by HSC, month, area and type of note.

One query for page, file, API and the annual activity report.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from cohe.models import Membership, Role
from cohe.wording import Worded
from coordination import policies
from coordination.choices import Area, NoteKind
from coordination.models import CaseNote
from coordination.quarters import quarter_of
from coordination.queries.narrowing import is_number

HEADER = ("by", "clients served", "notes", "minutes", "billed notes", "billed minutes")
COORDINATORS = (Role.HSC, Role.ASSISTANT)


class By(Worded):
    """What a row of the log is."""

    HSC = "hsc", "HSC"
    MONTH = "month", "Month"
    AREA = "area", "Area"
    KIND = "kind", "Type of note"
    CLIENT = "client", "Client"


COLUMN = {
    By.HSC: "author__name",
    By.MONTH: "month",
    By.AREA: "area",
    By.KIND: "kind",
    By.CLIENT: "claim__claim_number",
}
WORDS: dict[str, dict[str, str]] = {
    By.AREA: {one.value: one.label for one in Area},
    By.KIND: {one.value: one.label for one in NoteKind},
}


class NoSuchFilter(ValueError):
    """The address asks for what the log cannot be narrowed to; the text says what it can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days (both included) and filters of the address; empty is everything."""

    since: date
    through: date
    by: str = By.HSC
    hsc: str = ""
    area: str = ""
    kind: str = ""

    def check(self) -> None:
        """Refuse words that are none of ours, and days in the wrong order."""
        known: tuple[tuple[str, str, type[Worded]], ...] = (
            ("by", self.by, By),
            ("area", self.area, Area),
            ("kind", self.kind, NoteKind),
        )
        for name, value, words in known:
            if value and value not in list(words):
                raise NoSuchFilter(f"There is no {name} “{value}”: choose one of {', '.join(words)}.")
        if self.through < self.since:
            raise NoSuchFilter("The last day is before the first: choose other days.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `clients` are claims with a note; billed are notes with a line that stands."""

    words: str
    clients: int
    notes: int
    minutes: int
    billed_notes: int
    billed_minutes: int

    @property
    def hours(self) -> float:
        """Return the minutes in hours."""
        return self.minutes / 60


@dataclass(frozen=True, slots=True)
class Log:
    """The rows and their sum; a client of two rows is one client of the sum."""

    rows: tuple[Row, ...]
    total: Row


def quarter_to(today: date) -> tuple[date, date]:
    """Return the days a log begins with: this quarter until today."""
    return quarter_of(today), today


def activity(*, asked: Asked, membership: Membership) -> Log:
    """Return the log as `membership` may see it: an HSC her own notes; raises `NoSuchFilter`."""
    asked.check()
    notes = narrowed(asked, membership)
    column = COLUMN[By(asked.by or By.HSC)]
    rows = notes.annotate(month=TruncMonth("contact_on")).values(column)
    summed = rows.annotate(**SUMS).order_by(column)
    found = tuple(row_of(words_of(asked.by, one.pop(column)), one) for one in summed)
    return Log(found, row_of("All", notes.aggregate(**SUMS)))


def narrowed(asked: Asked, membership: Membership) -> "QuerySet[CaseNote]":
    """Return the coordinators' notes that the filters leave."""
    notes = CaseNote.objects.filter(
        cohe=membership.cohe_id,
        author_role__in=COORDINATORS,
        contact_on__gte=asked.since,
        contact_on__lte=asked.through,
    )
    if not policies.bills_for_all(membership):
        notes = notes.filter(author=membership.person_id)
    elif is_number(asked.hsc):
        notes = notes.filter(author=int(asked.hsc))
    for name, value in (("area", asked.area), ("kind", asked.kind)):
        if value:
            notes = notes.filter(**{name: value})
    return notes.annotate(billed=CaseNote.objects.all().is_billed())


BILLED = Q(billed=True)
SUMS: dict[str, Any] = {
    "clients": Count("claim", distinct=True),
    "notes": Count("pk"),
    "spent": Sum("minutes"),
    "billed_notes": Count("pk", filter=BILLED),
    "billed_minutes": Sum("minutes", filter=BILLED),
}


def row_of(words: str, sums: dict[str, Any]) -> Row:
    """Return a row; what sums nothing is 0."""
    return Row(words, *(sums[name] or 0 for name in SUMS))


def words_of(by: str, value: Any) -> str:
    """Return what a row is called."""
    if isinstance(value, date):
        return f"{value:%b %Y}"
    return WORDS.get(by, {}).get(value, str(value))


def cells_of(row: Row) -> tuple[object, ...]:
    """Return a row of the file."""
    return (row.words, row.clients, row.notes, row.minutes, row.billed_notes, row.billed_minutes)
