"""What a coordinator can record on a claim, what each clears, and what it can be about."""

from collections.abc import Callable, Iterable
from datetime import date

from claims.models import Claim, Prescription, Provider, Surgery
from coordination.choices import FrqResult, RecordKind
from coordination.facts import Surgery as SurgeryFacts
from coordination.models import Frq
from coordination.queries import policy
from coordination.scales import name_of
from coordination.worklist import catalogue, load
from coordination.worklist.wording import shown

Choices = list[tuple[str, str]]
# Kinds that clear a rule without being what pressing "done" records.
ALSO_CLEAR = {
    RecordKind.PGAP_RULED_OUT: ("T37",),
    RecordKind.SIMP_RULED_OUT: ("T39",),
    RecordKind.SURGERY_WITHDRAWN: ("T29",),
    RecordKind.PREOP_PLAN: ("T31",),
    RecordKind.SURGERY_CANCELLED: ("T30", "T31"),
}
MOST_PERIODS = 12


def cleared_by(kind: RecordKind) -> tuple[str, ...]:
    """Return the titles of the items that a record of this kind clears."""
    own = [rule.title for rule in catalogue.RULES if rule.done_records == kind]
    return (*own, *titles_of(ALSO_CLEAR.get(kind, ())))


def titles_of(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the titles of those rules that there still are."""
    return tuple(rule.title for code in codes if (rule := catalogue.rule_of(code)))


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
    """Return the scales of which the claim has readings, the latest first."""
    facts = load.facts_of([claim.pk], today, policy.in_force(today)).get(claim.pk)
    read = [one.scale for one in reversed(facts.readings)] if facts else []
    return [(scale, name_of(scale)) for scale in dict.fromkeys(read)]


MAKERS: dict[RecordKind, Callable[[Claim, date], Choices]] = {
    RecordKind.AP_TOLD: frqs,
    RecordKind.PREOP_PLAN: surgeries,
    RecordKind.SURGERY_WITHDRAWN: surgeries,
    RecordKind.SURGERY_CANCELLED: surgeries,
    RecordKind.OPIOID_AGREEMENT: prescribers,
    RecordKind.NARRATIVE_REPORT: periods,
    RecordKind.AP_ALERTED: scales,
}
