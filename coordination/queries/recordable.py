"""What a coordinator can record on a claim, what each clears, and what it can be about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from claims.models import Claim, Prescription, Provider, Surgery
from coordination.choices import FrqResult, RecordKind
from coordination.facts import Surgery as SurgeryFacts
from coordination.models import Frq
from coordination.queries import policy
from coordination.worklist import catalogue
from coordination.worklist.wording import shown

Choices = list[tuple[str, str]]
# Kinds that clear a rule without being what pressing "done" records.
ALSO_CLEAR = {
    RecordKind.PGAP_RULED_OUT: ("T37",),
    RecordKind.SIMP_RULED_OUT: ("T39",),
    RecordKind.SURGERY_WITHDRAWN: ("T29",),
    RecordKind.SURGERY_CANCELLED: ("T30", "T31"),
}
SCALES = (
    ("peg", "PEG, 0 to 10"),
    ("pain", "Pain, 0 to 10"),
    ("low-back", "Low back function, 0 to 100"),
    ("neck", "Neck function, 0 to 100"),
    ("arm", "Arm, shoulder and hand function, 0 to 100"),
    ("leg", "Leg function, 0 to 80"),
    ("other", "Another scale"),
)
MOST_PERIODS = 12


@dataclass(frozen=True, slots=True)
class Recordable:
    """A kind of record with the titles of the items it clears."""

    kind: RecordKind
    clears: tuple[str, ...]


def recordables() -> list[Recordable]:
    """Return every kind, in the order of the programme's words."""
    return [Recordable(kind, cleared_by(kind)) for kind in RecordKind]


def cleared_by(kind: RecordKind) -> tuple[str, ...]:
    """Return the titles of the items that a record of this kind clears."""
    own = [rule.title for rule in catalogue.RULES if rule.done_records == kind]
    others = [catalogue.rule_of(code) for code in ALSO_CLEAR.get(kind, ())]
    return (*own, *(rule.title for rule in others if rule))


def about_choices(claim: Claim, kind: RecordKind, today: date) -> Choices | None:
    """Return what a record of this kind can be about on this claim; None when there is nothing to choose."""
    make = MAKERS.get(kind)
    return make(claim, today) if make else None


def frqs(claim: Claim, today: date) -> Choices:
    """Return the positive FRQs, the latest first."""
    rows = Frq.objects.filter(
        claim=claim, cohe=claim.cohe_id, result=FrqResult.POSITIVE, withdrawn_at=None
    ).order_by("-asked_on")
    days = dict.fromkeys(rows.values_list("asked_on", flat=True))
    return [(day.isoformat(), f"FRQ of {shown(day, today)}") for day in days]


def surgeries(claim: Claim, today: date) -> Choices:
    """Return the claim's surgeries by their key."""
    rows = Surgery.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    rows = rows.order_by("-requested_on")
    keys = (SurgeryFacts(*row).key for row in rows.values_list("procedure", "requested_on"))
    return [(key, key) for key in keys]


def prescribers(claim: Claim, today: date) -> Choices:
    """Return who has prescribed opioids on the claim."""
    fills = Prescription.objects.filter(claim=claim, cohe=claim.cohe_id, is_opioid=True, withdrawn_at=None)
    numbers = dict.fromkeys(fills.order_by("-filled_on").values_list("prescriber_number", flat=True))
    known = Provider.objects.filter(cohe=claim.cohe_id, provider_number__in=numbers)
    names = {one.provider_number: str(one) for one in known}
    return [(number, names.get(number, f"provider {number}")) for number in numbers if number]


def periods(claim: Claim, today: date) -> Choices:
    """Return the periods of the narrative report; the latest one reached by default."""
    days = policy.in_force(today).narrative_days
    numbered = [(str(days * k), f"Period of {days * k} days") for k in range(1, MOST_PERIODS + 1)]
    return [("", "The latest period reached"), *numbered]


def scales(claim: Claim, today: date) -> Choices:
    """Return the scales."""
    return list(SCALES)


MAKERS: dict[RecordKind, Callable[[Claim, date], Choices]] = {
    RecordKind.AP_TOLD: frqs,
    RecordKind.PREOP_PLAN: surgeries,
    RecordKind.SURGERY_WITHDRAWN: surgeries,
    RecordKind.SURGERY_CANCELLED: surgeries,
    RecordKind.OPIOID_AGREEMENT: prescribers,
    RecordKind.NARRATIVE_REPORT: periods,
    RecordKind.SCALE_READING: scales,
    RecordKind.AP_ALERTED: scales,
}
