"""Placeholder billing codes, provider numbers, and the lines of the months before this one."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cohe.models import Membership, ProviderNumber, Role
from coordination.choices import NoteKind
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.models import BillingCode, BillingFile, BillingLine, CaseNote
from coordination.queries.billing_book import Book, book_of

SINCE = date(2025, 1, 1)
REASON = "A placeholder of the demonstration: L&I's fee schedule is not public."
CODES: tuple[dict[str, Any], ...] = (
    {"code": "HSC-DEMO-01", "label": "Coordination, by time", "unit": "minutes", "minutes_per_unit": 6},
    {
        "code": "HSC-DEMO-02",
        "label": "FRQ asked",
        "unit": "each",
        "kinds": [NoteKind.FRQ.value],
        "most_a_claim": 2,
        "rate": Decimal("10.00"),
    },
)
# Months before this one that are billed; one note of so many was forgotten.
MONTHS, FORGOTTEN = 2, 15


def load(desk: Desk) -> None:
    """Write the code table, who may bill, and what was billed and taken out."""
    load_codes(desk)
    load_numbers(desk)
    first = desk.world.setting.day.replace(day=1)
    for _ in range(MONTHS):
        month = (first - timedelta(days=1)).replace(day=1)
        load_month(desk, month, first)
        first = month


def load_codes(desk: Desk) -> None:
    """Set the codes."""
    administrator = desk.team.one(Role.ADMINISTRATOR)
    write(
        [
            BillingCode(
                cohe_id=desk.team.cohe.pk,
                since=SINCE,
                reason=REASON,
                set_by_id=administrator.person_id,
                set_at=at(desk.world.setting.live_on, 9),
                **code,
            )
            for code in CODES
        ]
    )


def load_numbers(desk: Desk) -> None:
    """Give coordinators their provider numbers; the HSC hired last waits for hers."""
    those = [one for one in desk.team.members.values() if one.role in (Role.HSC, Role.ASSISTANT)]
    have = set(ProviderNumber.objects.values_list("person_id", flat=True))
    newest = max((one for one in those if one.role == Role.HSC), key=lambda one: (one.since, one.pk))
    write([number_of(one, desk, is_new=one == newest) for one in those if one.person_id not in have])


def number_of(one: Membership, desk: Desk, *, is_new: bool) -> ProviderNumber:
    """Return the provider number of a coordinator, applied for only where she is new."""
    live_on = desk.world.setting.live_on
    if is_new:
        applied = desk.world.setting.day - timedelta(days=40)
        return ProviderNumber(cohe_id=one.cohe_id, person_id=one.person_id, applied_on=applied)
    return ProviderNumber(
        cohe_id=one.cohe_id,
        person_id=one.person_id,
        number=f"{800_000 + one.pk}",
        applied_on=live_on - timedelta(days=90),
        active_since=live_on,
    )


def load_month(desk: Desk, month: date, after: date) -> None:
    """Bill a month's notes at its end, and take them out in one file."""
    chance = Random(f"{desk.team.cohe.code} billing {month}")  # noqa: S311
    supervisor = desk.team.one(Role.SUPERVISOR)
    moment = at(after, 11, 20)
    notes = list(
        CaseNote.objects.filter(contact_on__gte=month, contact_on__lt=after, is_billable=True).order_by("pk")
    )
    book = book_of(notes, after)
    made = BillingFile.objects.create(
        cohe_id=desk.team.cohe.pk, month=month, taken_by_id=supervisor.person_id, taken_at=moment
    )
    chosen = [note for note in notes if chance.randrange(FORGOTTEN)]
    lines = [line_of(note, book, made) for note in chosen]
    write([line for line in lines if line is not None])


def line_of(note: CaseNote, book: Book, made: BillingFile) -> BillingLine | None:
    """Return the line of a note, None where a check refuses it."""
    offers = book.verdict(note).offers
    if not offers:
        return None
    line = BillingLine(
        cohe_id=note.cohe_id,
        note=note,
        code=offers[0].code,
        biller_id=note.author_id,
        provider_number=book.number_of(note.author_id, note.contact_on),
        on=note.contact_on,
        minutes=note.minutes,
        units=offers[0].units,
        amount=offers[0].amount,
        file=made,
        made_by_id=made.taken_by_id,
        made_at=made.taken_at,
    )
    book.add(line, note)
    return line
