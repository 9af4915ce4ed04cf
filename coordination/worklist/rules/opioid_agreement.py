"""Keep a valid opioid treatment agreement: yearly, and with the one prescriber."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days, bd
from coordination.choices import Area, RecordKind
from coordination.facts import Record
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, opioid, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask after twelve weeks of opioids, before the agreement ends, and when another prescriber fills."""
    if not known.opioid_is_active or known.anchor is None:
        return
    wanted_from = add_days(known.anchor, known.policy.opioid_agreement_after_days)
    if known.day < wanted_from:
        return
    agreement = known.last(RecordKind.OPIOID_AGREEMENT)
    if agreement is None:
        because = (
            f"Active opioid; injury or last surgery {shown(known.anchor, wanted_from)}; no agreement on file."
        )
        yield Due(wanted_from, because)
        return
    reasons = [*_ending(known, agreement), *_other_prescriber(known, agreement)]
    if reasons:
        yield min(reasons, key=lambda due: due.on)


def _ending(known: Known, agreement: Record) -> Iterator[Due]:
    due = add_days(agreement.on, known.policy.opioid_agreement_days)
    if known.day >= add_days(due, -known.policy.opioid_agreement_lead_days):
        yield Due(due, f"Active opioid; the treatment agreement is of {shown(agreement.on, due)}.")


def _other_prescriber(known: Known, agreement: Record) -> Iterator[Due]:
    others: list[date] = [
        fill.filled_on
        for fill in known.opioids
        if fill.filled_on >= agreement.on and fill.prescriber and fill.prescriber != agreement.about
    ]
    if others and agreement.about:
        first = min(others)
        due = bd(first, known.policy.opioid_agreement_bd)
        yield Due(due, f"Opioid fill of {shown(first, due)} by another prescriber than the agreement's.")


STILL = (opioid("2026-03-20", 350),)
AGREED = record(RecordKind.OPIOID_AGREEMENT, "2026-05-20", "1000001")

RULE = Rule(
    code="T23",
    slug="opioid-agreement",
    title="Get an opioid treatment agreement",
    area=Area.MEDICATION,
    explanation=(
        "An opioid is active {opioid_agreement_after_days} days or more after the injury or the last "
        "surgery and there is no treatment agreement (due that day); or the agreement ends, "
        "{opioid_agreement_days} days after it was made (opens {opioid_agreement_lead_days} days before); "
        "or another prescriber than the agreement's filled an opioid since (due {opioid_agreement_bd} "
        "business days after the first such fill). Of two the sooner is shown."
    ),
    clears="a valid agreement is recorded, or no opioid is active any more",
    source="triggers.md T23; yearly or with a new prescriber (L&I, F252-095-000)",
    opens="coordination:paper-add",
    decide=decide,
    done_records=RecordKind.OPIOID_AGREEMENT,
    examples=(
        Example("day 83 is too early", "2026-05-23", a_claim(fills=STILL)),
        Example("day 84 without an agreement", "2026-05-24", a_claim(fills=STILL), "2026-05-24"),
        Example("a valid agreement clears it", "2026-05-24", a_claim(fills=STILL, records=(AGREED,))),
        Example(
            "fifteen days before the agreement ends",
            "2026-06-16",
            a_claim(fills=STILL, records=(record(RecordKind.OPIOID_AGREEMENT, "2025-07-02", "1000001"),)),
        ),
        Example(
            "fourteen days before the agreement ends",
            "2026-06-18",
            a_claim(fills=STILL, records=(record(RecordKind.OPIOID_AGREEMENT, "2025-07-02", "1000001"),)),
            "2026-07-02",
        ),
        Example(
            "a fill by another prescriber since",
            "2026-06-12",
            a_claim(fills=(*STILL, opioid("2026-06-10", prescriber="1000002")), records=(AGREED,)),
            "2026-06-17",
        ),
        Example(
            "a fill by another prescriber before the agreement is covered by it",
            "2026-06-12",
            a_claim(fills=(*STILL, opioid("2026-05-10", prescriber="1000002")), records=(AGREED,)),
        ),
        Example(
            "a fill without a prescriber is not another's",
            "2026-06-12",
            a_claim(fills=(*STILL, opioid("2026-06-10", prescriber="")), records=(AGREED,)),
        ),
        Example("no opioid is active", "2026-05-24", a_claim(fills=(opioid("2026-03-20"),))),
        Example("an unknown day of injury starts no count", "2026-05-24", a_claim(injury=None, fills=STILL)),
    ),
)
