"""Billing: lines from signed notes, reversals, the file that goes out, and the table of codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from cohe import audit, tenancy
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.models import BillingCode, BillingFile, BillingLine, CaseNote
from coordination.queries.billing_book import Book, book_of

# The first key of a COHE's advisory lock on billing: limits count what others make at the same moment.
BILLING_LOCK = 7_004
NO_NOTE = "There is no such note of yours to bill."


@dataclass(frozen=True, slots=True)
class Pick:
    """A note to bill: under which code (None: the likeliest that fits), and why after the list was left."""

    note_id: int
    code_id: int | None = None
    exit_reason: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A note that makes no line, and why."""

    note: CaseNote
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """The lines that were made, and the notes that make none."""

    lines: tuple[BillingLine, ...]
    refused: tuple[Refused, ...]


@transaction.atomic
def make_lines(*, picks: Sequence[Pick], by: Membership, today: date, at: datetime) -> Made:
    """Make a line of each note that passes every check of domain.md 5; the others come back with sentences.

    An HSC bills her own notes, a supervisor the team's; the biller is the note's author. Notes of others are
    refused as if there were none.
    """
    policies.check_can_bill(by)
    lock()
    rows = CaseNote.objects.select_for_update(of=("self",)).filter(pk__in=[pick.note_id for pick in picks])
    notes = {note.pk: note for note in rows.filter(billed_by(by)).order_by("pk")}
    missing = [pick.note_id for pick in picks if pick.note_id not in notes]
    if missing:
        raise Denied(NO_NOTE)
    book = book_of(notes.values(), today)
    lines: list[BillingLine] = []
    refused: list[Refused] = []
    for pick in picks:
        note = notes[pick.note_id]
        made = make_line(note, pick, book, by, at)
        if isinstance(made, BillingLine):
            lines.append(made)
            book.add(made, note)
        else:
            refused.append(Refused(note, made))
    return Made(tuple(lines), tuple(refused))


def make_line(
    note: CaseNote, pick: Pick, book: Book, by: Membership, at: datetime
) -> BillingLine | tuple[str, ...]:
    """Make the line of a note, or return why there is none."""
    verdict = book.verdict(note, pick.exit_reason)
    fitting = [offer for offer in verdict.offers if pick.code_id in (None, offer.code.pk)]
    if not fitting:
        return verdict.sentences or ("This code does not fit the note: choose another one.",)
    offer = fitting[0]
    return BillingLine.objects.create(
        cohe_id=by.cohe_id,
        note=note,
        code=offer.code,
        biller_id=note.author_id,
        provider_number=book.number_of(note.author_id, note.contact_on),
        on=note.contact_on,
        minutes=note.minutes,
        units=offer.units,
        amount=offer.amount,
        exit_reason=pick.exit_reason.strip(),
        made_by_id=by.person_id,
        made_at=at,
    )


@transaction.atomic
def reverse_line(*, line: BillingLine, reason: str, by: Membership, at: datetime) -> BillingLine:
    """Take a line off by a row of its own; its note may then be billed again. Nothing is overwritten."""
    policies.check_can_bill(by)
    lock()
    held = BillingLine.objects.select_for_update(of=("self",)).select_related("code").get(pk=line.pk)
    if not BillingLine.objects.filter(lines_of(by), pk=held.pk).exists():
        raise Denied("Only who was billed for, or a supervisor, reverses this line.")
    if held.reverses_id is not None:
        raise Denied("A reversal is not reversed: bill the note again.")
    if held.is_reversed:
        raise Conflict("This line is reversed already. Reload the page.")
    if not reason.strip():
        raise Denied("Say why the line is reversed.")
    held.is_reversed = True
    held.save(update_fields=["is_reversed"])
    return BillingLine.objects.create(
        cohe_id=by.cohe_id,
        note_id=held.note_id,
        code=held.code,
        biller_id=held.biller_id,
        provider_number=held.provider_number,
        on=held.on,
        minutes=held.minutes,
        units=-held.units,
        amount=None if held.amount is None else -held.amount,
        exit_reason=held.exit_reason,
        reverses=held,
        reason=reason.strip(),
        made_by_id=by.person_id,
        made_at=at,
    )


@transaction.atomic
def take_file(*, month: date, by: Membership, at: datetime) -> tuple[BillingFile, int]:
    """Put every row of a month that has not gone out into one file; what is in a file is only reversed.

    Returns the file and how many rows it has; refused when there is none. Who took it is in the trail.
    """
    policies.check_can_export_billing(by)
    lock()
    month = month.replace(day=1)
    rows = BillingLine.objects.to_take().filter(on__gte=month, on__lt=month_after(month))
    ids = list(rows.values_list("pk", flat=True))
    if not ids:
        raise Denied(f"There is nothing to take out for {month:%B %Y}: make lines first.")
    made = BillingFile.objects.create(cohe_id=by.cohe_id, month=month, taken_by_id=by.person_id, taken_at=at)
    BillingLine.objects.filter(pk__in=ids).update(file=made)
    audit.log("billing.exported", "billing-file", made.pk, at=at, reason=f"{len(ids)} rows")
    return made, len(ids)


@transaction.atomic
def set_code(*, fields: dict[str, Any], by: Membership, at: datetime) -> BillingCode:
    """Set what a code is from a day on; the row in force until then ends that day.

    `fields` are those of `BillingCode`. Refused when lines were made under the code from that day on, or
    when the code has a row of that very day.
    """
    policies.check_can_set_codes(by)
    lock()
    code, since = fields["code"].strip().upper(), fields["since"]
    rows = BillingCode.objects.select_for_update(of=("self",)).filter(code=code)
    if rows.filter(since=since).exists():
        raise Denied(f"{code} has a row from {since:%-d %b %Y} on: choose another day.")
    if BillingLine.objects.filter(code__code=code, on__gte=since, reverses=None, is_reversed=False).exists():
        raise Denied(f"Lines stand under {code} from {since:%-d %b %Y} on: choose a later day.")
    later = rows.filter(since__gt=since).order_by("since").first()
    end = fields.get("until") or (later.since if later else None)
    if end is not None and end <= since:
        raise Denied("A code ends after it began.")
    if later is not None and end is not None and end > later.since:
        raise Denied(f"{code} has another row from {later.since:%-d %b %Y} on: end before it.")
    rows.filter(Q(until=None) | Q(until__gt=since), since__lt=since).update(until=since)
    given = {**fields, "code": code, "until": end}
    return BillingCode.objects.create(cohe_id=by.cohe_id, set_by_id=by.person_id, set_at=at, **given)


def lock() -> None:
    """Hold the COHE's billing until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [BILLING_LOCK, tenancy.required().cohe_id])


def billed_by(by: Membership) -> Q:
    """Return the condition on notes that a member may bill."""
    return Q() if policies.bills_for_all(by) else Q(author=by.person_id)


def lines_of(by: Membership) -> Q:
    """Return the condition on lines that a member may see and reverse."""
    return Q() if policies.bills_for_all(by) else Q(biller=by.person_id)


def month_after(month: date) -> date:
    """Return the first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
