"""The table of billing codes, and what a row would make of notes that are there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from cohe.models import Role
from coordination import billing
from coordination.choices import NoteKind
from coordination.models import BillingCode, CaseNote
from coordination.queries.billing_book import activity_of, code_of, is_in_force, offer_of, total


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A row of the table in words."""

    row: BillingCode
    counts: str
    allows: str
    limits: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a row would make: of `looked_at` billable notes, how many fit by role and type, units, amount."""

    since: date
    looked_at: int
    fitting: int
    units: int
    amount: Decimal | None


def rows(*, today: date) -> tuple[CodeRow, ...]:
    """Return every row of the table, by code and day."""
    return tuple(in_words(row, today) for row in BillingCode.objects.select_related("set_by"))


def in_words(row: BillingCode, today: date) -> CodeRow:
    """Return a row in words."""
    roles = [Role(one).label for one in row.roles]
    kinds = [NoteKind(one).label for one in row.kinds]
    limits = (
        (row.most_a_day, "a day"),
        (row.most_a_claim, "a claim"),
        (row.most_a_period, f"in {row.period_days} days"),
    )
    minutes = f"{row.minutes_per_unit} minutes a unit, rounded {rounded(row.rounding)}"
    return CodeRow(
        row=row,
        counts=minutes if row.unit == billing.Unit.MINUTES else "one unit an activity",
        allows="; ".join(", ".join(some) for some in (roles, kinds) if some) or "every coordinator and type",
        limits=", ".join(f"{most} {span}" for most, span in limits if most is not None) or "none",
        is_in_force=is_in_force(row, today),
    )


def rounded(rounding: str) -> str:
    """Return how a code rounds, in words."""
    return "to the nearest" if rounding == "nearest" else rounding


def preview(*, fields: Mapping[str, Any], since: date) -> Preview:
    """Return what a row would make of the billable notes since a day, whatever days the row is in force."""
    row = BillingCode(**{**fields, "since": since, "until": None})
    notes = CaseNote.objects.filter(contact_on__gte=since, is_billable=True)
    notes = notes.filter(author_role__in=(Role.HSC, Role.ASSISTANT))
    looked = list(notes.exclude(kind=NoteKind.ADMINISTRATIVE))
    code = code_of(row)
    fit = [note for note in looked if not list(billing.of_the_code(code, activity_of(note)))]
    offers = [offer for offer in (offer_of(row, note.minutes) for note in fit) if offer.units]
    amount = None if row.rate is None else total(offer.amount for offer in offers)
    return Preview(since, len(looked), len(offers), sum(offer.units for offer in offers), amount)
