"""Billing of a month: what is ready, what is refused and why, what was made; the rows of its file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from cohe.models import Membership, Role
from coordination.actions.billing import billed_by, lines_of, month_after
from coordination.choices import NoteKind
from coordination.models import BillingFile, BillingLine, CaseNote
from coordination.queries.billing_book import Offer, book_of, total
from coordination.queries.narrowing import is_number

COORDINATORS = (Role.HSC, Role.ASSISTANT)
HEADER = (
    "row", "claim", "provider number", "biller", "day", "code", "units", "amount", "minutes", "reverses",
    "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ready:
    """A note that may be billed, with the codes that fit, the likeliest first."""

    note: CaseNote
    offers: tuple[Offer, ...]

    @property
    def offer(self) -> Offer:
        """Return the likeliest."""
        return self.offers[0]


@dataclass(frozen=True, slots=True)
class Refused:
    """A note that may not be billed as it is. `asks_why`: it may be, with the reason why work went on."""

    note: CaseNote
    sentences: tuple[str, ...]
    asks_why: bool


@dataclass(frozen=True, slots=True)
class BillingPage:
    """Billing of one month for a member; `waiting` rows have gone out with no file yet."""

    month: date
    before: date
    after: date
    ready: tuple[Ready, ...]
    refused: tuple[Refused, ...]
    not_billable: int
    lines: tuple[BillingLine, ...]
    files: tuple[BillingFile, ...]
    waiting: int

    @property
    def ready_units(self) -> int:
        """Return the units of the likeliest codes."""
        return sum(one.offer.units for one in self.ready)

    @property
    def ready_amount(self) -> Decimal:
        """Return the amount of the likeliest codes, as far as they have a rate."""
        return total(one.offer.amount for one in self.ready)

    @property
    def billed_units(self) -> int:
        """Return the units of all rows: a reversal takes off what its line put on."""
        return sum(line.units for line in self.lines)

    @property
    def billed_amount(self) -> Decimal:
        """Return the amount of all rows."""
        return total(line.amount for line in self.lines)


def billing_page(*, month: date, hsc: str, by: Membership, today: date) -> BillingPage:
    """Return the billing of a month that a member may see, of one author where asked."""
    notes = notes_of(month, by, hsc)
    billable = [note for note in notes if note.is_billable and note.kind != NoteKind.ADMINISTRATIVE]
    ready, refused = sorted_out(billable, today)
    lines = made_lines(month, by, hsc)
    waiting = BillingLine.objects.to_take().filter(on__gte=month, on__lt=month_after(month))
    return BillingPage(
        month=month,
        before=date(month.year - (month.month == 1), (month.month - 2) % 12 + 1, 1),
        after=month_after(month),
        ready=ready,
        refused=refused,
        not_billable=len(notes) - len(billable),
        lines=tuple(lines),
        files=tuple(BillingFile.objects.filter(month=month).select_related("taken_by").order_by("taken_at")),
        waiting=waiting.count(),
    )


def notes_of(month: date, by: Membership, hsc: str) -> list[CaseNote]:
    """Return the coordinators' notes of a month that are not billed, in the order of their days."""
    rows = CaseNote.objects.filter(
        billed_by(by), contact_on__gte=month, contact_on__lt=month_after(month), author_role__in=COORDINATORS
    ).exclude(CaseNote.objects.all().is_billed())
    if is_number(hsc):
        rows = rows.filter(author=int(hsc))
    return list(rows.select_related("claim", "author").order_by("contact_on", "pk"))


def sorted_out(notes: Sequence[CaseNote], today: date) -> tuple[tuple[Ready, ...], tuple[Refused, ...]]:
    """Return which notes may be billed, and which not and why.

    Each is looked at as if it were made after those before it, so that limits count as they will.
    """
    book, ready, refused = book_of(notes, today), [], []
    for note in notes:
        verdict = book.verdict(note)
        if not verdict.offers:
            refused.append(Refused(note, verdict.sentences, verdict.asks_why))
            continue
        ready.append(Ready(note, verdict.offers))
        first = verdict.offers[0]
        book.add(
            BillingLine(code=first.code, biller_id=note.author_id, on=note.contact_on, units=first.units),
            note,
        )
    return tuple(ready), tuple(refused)


def made_lines(month: date, by: Membership, hsc: str = "") -> "QuerySet[BillingLine]":
    """Return the rows of a month that a member may see, reversals beside what they reverse."""
    rows = BillingLine.objects.filter(lines_of(by), on__gte=month, on__lt=month_after(month))
    if is_number(hsc):
        rows = rows.filter(biller=int(hsc))
    return with_words(rows).order_by("on", "note_id", "pk")


def with_words(rows: "QuerySet[BillingLine]") -> "QuerySet[BillingLine]":
    """Return rows with what they are shown by, in one query."""
    return rows.select_related("code", "biller", "note__claim", "file")


def file_rows(made: BillingFile) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of a file that was taken out: no worker's name, nothing of what was said."""
    for line in with_words(made.lines.all()).order_by("on", "pk"):
        yield (
            line.pk, line.note.claim.claim_number, line.provider_number, line.biller.name, line.on,
            line.code.code, line.units, line.amount, line.minutes, line.reverses_id, line.reason,
        )  # fmt: skip
