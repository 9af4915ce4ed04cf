"""The cases behind each performance metric of a quarter (J5)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from claims.models import Prescription, Surgery
from cohe.clock import PACIFIC
from coordination.choices import NoteKind, Outcome, Party
from coordination.models import CaseNote, HospitalStay, MedicationCheck, Referral
from coordination.policy import Policy
from coordination.referral_clocks import time_between
from staffing import performance
from staffing.performance import Case, Fill, Part
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter

# An opioid filled longer ago than this reaches no contact of a quarter.
LOOK_BACK = timedelta(days=120)
HOUR = timedelta(hours=1)


def scheduling(first: date, last: date, limits: Policy) -> list[tuple[Case, float]]:
    """Return the referrals ordered in a span whose hours are known, each with its hours (P2)."""
    rows = (
        Referral.objects.counting()
        .filter(
            ordered_on__gte=first, ordered_on__lte=last, ordered_at__isnull=False, scheduled_at__isnull=False
        )
        .order_by("ordered_at", "pk")
        .values_list(
            "claim__hsc", "claim_id", "claim__claim_number", "ordered_on", "ordered_at", "scheduled_at"
        )
    )
    return [
        timed(hsc, claim, number, on, (ordered, scheduled), limits)
        for hsc, claim, number, on, ordered, scheduled in rows
        if on and ordered and scheduled
    ]


def timed(
    hsc: int | None, claim: int, number: str, on: date, span: tuple[datetime, datetime], limits: Policy
) -> tuple[Case, float]:
    """Return a referral with its hours: exactly at the limit is in time."""
    between = time_between(*span, PACIFIC, weekends_count=bool(limits.referral_weekends))
    hours = between / HOUR
    in_time = between <= limits.referral_share_hours * HOUR
    return Case(hsc, claim, number, in_time, on, f"{hours:.1f} hours from order to scheduled"), hours


def returns(first: date, last: date, limits: StaffingPolicy, today: date) -> list[Case]:
    """Return the surgeries performed in a span, those counted after which the worker came back (P3)."""
    surgeries = (
        Surgery.objects.filter(withdrawn_at=None, claim__withdrawn_at=None)
        .filter(performed_on__gte=first, performed_on__lte=min(last, today))
        .order_by("performed_on", "pk")
        .values_list("claim__hsc", "claim_id", "claim__claim_number", "performed_on")
    )
    latest = last + timedelta(days=limits.readmission_days)
    stays = HospitalStay.objects.filter(
        withdrawn_at=None, admitted_on__gt=first, admitted_on__lte=min(latest, today)
    )
    admitted: dict[int, list[date]] = defaultdict(list)
    for claim, on in stays.order_by("admitted_on").values_list("claim_id", "admitted_on"):
        admitted[claim].append(on)
    return [return_of(*row, admitted[row[1]], limits.readmission_days) for row in surgeries]


def return_of(
    hsc: int | None, claim: int, number: str, performed: date | None, admitted: Iterable[date], days: int
) -> Case:
    """Return a surgery, counted when there was an admission within the days after it."""
    on = performed or date.min
    back = next((day for day in admitted if performance.is_return(on, day, days)), None)
    why = f"in hospital again {back:%-d %b %Y}" if back else f"no admission within {days} days"
    return Case(hsc, claim, number, back is not None, on, why)


def checks(first: date, last: date, limits: Policy) -> list[Case]:
    """Return the opioid claims with a contact in a span, each with its coordinator (P4).

    A claim counts for a coordinator when each contact of hers while a supply lasted has a medication check of
    the same day.
    """
    made = checks_of(first, last)
    return [checked(*key, days, made[key[1]]) for key, days in opioid_contacts(first, last, limits).items()]


def opioid_contacts(first: date, last: date, limits: Policy) -> dict[tuple[int, int, str], list[date]]:
    """Return by coordinator, claim and claim number the contacts of a span while an opioid supply lasted."""
    fills = fills_of(first, last)
    contacts = CaseNote.objects.filter(
        contact_on__gte=first,
        contact_on__lte=last,
        person=Party.WORKER.value,
        outcome=Outcome.REACHED.value,
        claim__in=fills,
    ).exclude(kind=NoteKind.ADMINISTRATIVE.value)
    found: dict[tuple[int, int, str], list[date]] = defaultdict(list)
    rows = contacts.order_by("contact_on", "pk").values_list(
        "author_id", "claim_id", "claim__claim_number", "contact_on"
    )
    for author, claim, number, on in rows:
        if performance.is_on_opioids(fills[claim], on, limits.opioid_grace_days):
            found[author, claim, number].append(on)
    return found


def fills_of(first: date, last: date) -> dict[int, list[Fill]]:
    """Return by claim the opioids that may reach a span."""
    rows = Prescription.objects.filter(
        withdrawn_at=None, is_opioid=True, filled_on__gte=first - LOOK_BACK, filled_on__lte=last
    )
    found: dict[int, list[Fill]] = defaultdict(list)
    for claim, on, supply in rows.values_list("claim_id", "filled_on", "days_supply"):
        found[claim].append(Fill(on, supply))
    return dict(found)


def checks_of(first: date, last: date) -> dict[int, list[date]]:
    """Return by claim the days of medication checks."""
    rows = MedicationCheck.objects.filter(withdrawn_at=None, checked_on__gte=first, checked_on__lte=last)
    found: dict[int, list[date]] = defaultdict(list)
    for claim, on in rows.values_list("claim_id", "checked_on"):
        found[claim].append(on)
    return found


def checked(author: int, claim: int, number: str, days: list[date], made: list[date]) -> Case:
    """Return a coordinator's contacts on an opioid claim as one case."""
    missing = performance.unchecked(days, made)
    said = ", ".join(f"{one:%-d %b}" for one in missing)
    why = f"no check with the contact of {said}" if missing else "a check at each contact"
    return Case(author, claim, number, not missing, max(days), why)


def notes_of(first: date, last: date) -> QuerySet[CaseNote]:
    """Return the signed notes of contacts in a span."""
    return CaseNote.objects.filter(contact_on__gte=first, contact_on__lte=last)


def documentation_days(first: date, last: date, limits: StaffingPolicy) -> dict[tuple[int, date], Part]:
    """Return by author and day of contact how many notes were signed in time (P5), in one query."""
    rows = (
        notes_of(first, last)
        .annotate(signed_on=TruncDate("signed_at", tzinfo=PACIFIC))
        .order_by()
        .values_list("author_id", "contact_on", "signed_on")
        .annotate(count=Count("pk"))
    )
    found: dict[tuple[int, date], Part] = {}
    for author, on, signed, count in rows:
        in_time = performance.is_documented_in_time(on, signed, limits.documentation_bd)
        held = found.get((author, on), Part(0, 0))
        found[author, on] = Part(held.numerator + count * in_time, held.denominator + count)
    return found


def documentation(first: date, last: date, limits: StaffingPolicy) -> list[Case]:
    """Return the notes of a span one by one (P5)."""
    rows = (
        notes_of(first, last)
        .annotate(signed_on=TruncDate("signed_at", tzinfo=PACIFIC))
        .order_by("contact_on", "pk")
        .values_list("author_id", "claim_id", "claim__claim_number", "contact_on", "signed_on")
    )
    return [
        Case(
            author,
            claim,
            number,
            performance.is_documented_in_time(on, signed, limits.documentation_bd),
            on,
            f"signed {signed:%-d %b %Y}",
        )
        for author, claim, number, on, signed in rows
    ]


def span_of(quarter: Quarter, today: date) -> tuple[date, date]:
    """Return the days of a quarter that are known today."""
    return quarter.first, min(quarter.last, today)
