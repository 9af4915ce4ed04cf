"""Have chronic opioid treatment approved again each time the approval ends."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, opioid, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a later approval before the latest one since injury or surgery ends."""
    approved = known.last_on(RecordKind.CHRONIC_APPROVAL)
    if not known.opioid_is_active or known.anchor is None or approved is None or approved < known.anchor:
        return
    due = add_days(approved, known.policy.opioid_renewal_days)
    if known.day >= add_days(due, -known.policy.opioid_renewal_lead_days):
        yield Due(due, f"Active opioid; last chronic approval {shown(approved, due)}.", last_day=due)


STILL = (opioid("2026-03-20", 300),)
APPROVED = record(RecordKind.CHRONIC_APPROVAL, "2026-05-20")

RULE = Rule(
    code="T22",
    slug="opioid-renewal",
    title="Renew the chronic opioid approval",
    area=Area.MEDICATION,
    explanation=(
        "An opioid is active and the chronic approval since the injury or the last surgery ends "
        "{opioid_renewal_days} days after it was given. Opens {opioid_renewal_lead_days} days before; due "
        "that day, the last day."
    ),
    clears="a later approval, or no opioid is active any more",
    source="triggers.md T22; at least every 90 days (WAC 296-20-03058)",
    opens="coordination:paper-add",
    decide=decide,
    done_records=RecordKind.CHRONIC_APPROVAL,
    examples=(
        Example("fifteen days before the end", "2026-08-03", a_claim(fills=STILL, records=(APPROVED,))),
        Example(
            "fourteen days before the end",
            "2026-08-04",
            a_claim(fills=STILL, records=(APPROVED,)),
            "2026-08-18",
        ),
        Example(
            "a later approval clears it",
            "2026-08-20",
            a_claim(fills=STILL, records=(APPROVED, record(RecordKind.CHRONIC_APPROVAL, "2026-08-17"))),
        ),
        Example(
            "an approval before the last surgery is none",
            "2026-08-04",
            a_claim(fills=STILL, records=(APPROVED,), surgeries=(surgery(performed_on="2026-06-01"),)),
        ),
        Example("no approval to renew", "2026-08-04", a_claim(fills=STILL)),
        Example("no opioid is active", "2026-08-04", a_claim(records=(APPROVED,))),
        Example(
            "an unknown day of injury", "2026-08-04", a_claim(injury=None, fills=STILL, records=(APPROVED,))
        ),
    ),
)
