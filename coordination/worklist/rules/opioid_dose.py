"""Have a pain specialist see a worker whose daily opioid dose is high."""

from collections.abc import Iterator
from decimal import Decimal

from cohe.workdays import add_days, bd
from coordination.choices import Area, RecordKind
from coordination.facts import Fill
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, opioid, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a consultation while the doses of the latest fills together are above the limit."""
    if not known.opioids:
        return
    counting = _counting(known)
    dose = sum((fill.med_per_day for fill in counting), Decimal(0))
    if dose <= known.policy.opioid_med_limit or known.has(RecordKind.PAIN_CONSULTATION):
        return
    latest = max(fill.filled_on for fill in counting)
    due = bd(latest, known.policy.opioid_dose_bd)
    yield Due(
        due,
        f"{dose.normalize():f} mg MED a day since the fill of {shown(latest, due)}; no pain consultation.",
    )


def _counting(known: Known) -> list[Fill]:
    """Return the latest fill of each drug and prescriber, as far as its supply lasts."""
    latest: dict[tuple[str, str], Fill] = {}
    for fill in sorted(known.opioids):
        latest[fill.drug, fill.prescriber] = fill
    return [fill for fill in latest.values() if known.day < add_days(fill.filled_on, fill.days_supply)]


HIGH = (opioid("2026-03-10", 10, 80), opioid("2026-03-12", 10, 50, drug="morphine"))

RULE = Rule(
    code="T24",
    slug="opioid-dose",
    title="Get a pain consultation for the dose",
    area=Area.MEDICATION,
    explanation=(
        "The doses of the opioid fills whose supply lasts today (of each drug and prescriber the latest) "
        "add up to more than {opioid_med_limit} mg morphine equivalent a day and there is no pain "
        "consultation. Due {opioid_dose_bd} business day after the latest of these fills."
    ),
    clears="a pain consultation is recorded, or the dose is back under the limit",
    source="triggers.md T24; pain specialist above 120 mg MED a day (WAC 296-20-03058)",
    opens="coordination:record-add",
    decide=decide,
    done_records=RecordKind.PAIN_CONSULTATION,
    examples=(
        Example("the day before the second drug", "2026-03-11", a_claim(fills=HIGH)),
        Example("the day of the second drug", "2026-03-12", a_claim(fills=HIGH), "2026-03-13"),
        Example("the last day of the first supply", "2026-03-19", a_claim(fills=HIGH), "2026-03-13"),
        Example("the day after", "2026-03-20", a_claim(fills=HIGH)),
        Example(
            "exactly the limit is not above it", "2026-03-12", a_claim(fills=(opioid("2026-03-12", 10, 120),))
        ),
        Example(
            "a refill takes the place of the fill before it",
            "2026-03-15",
            a_claim(fills=(opioid("2026-03-10", 10, 80), opioid("2026-03-15", 10, 90))),
        ),
        Example(
            "the same drug of two prescribers counts twice",
            "2026-03-15",
            a_claim(fills=(opioid("2026-03-10", 10, 80), opioid("2026-03-13", 10, 80, prescriber="1000002"))),
            "2026-03-16",
        ),
        Example(
            "a consultation clears it",
            "2026-03-15",
            a_claim(fills=HIGH, records=(record(RecordKind.PAIN_CONSULTATION, "2026-03-13"),)),
        ),
        Example(
            "an unknown supply counts on no day", "2026-03-12", a_claim(fills=(opioid("2026-03-12", 0, 200),))
        ),
    ),
)
