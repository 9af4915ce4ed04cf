"""Have chronic opioid treatment approved before twelve weeks are over."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, opioid, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the approval while an opioid is active from the eleventh week on."""
    anchor = known.anchor
    if not known.opioid_is_active or anchor is None:
        return
    if known.day < add_days(anchor, known.policy.opioid_chronic_warn):
        return
    if known.has_since(RecordKind.CHRONIC_APPROVAL, anchor):
        return
    due = add_days(anchor, known.policy.opioid_chronic_days)
    because = f"Active opioid; injury or last surgery {shown(anchor, due)}; no chronic approval."
    yield Due(due, because, last_day=due)


STILL = (opioid("2026-03-20", 120),)

RULE = Rule(
    code="T21",
    slug="opioid-chronic",
    title="Remind of the chronic opioid form",
    area=Area.MEDICATION,
    explanation=(
        "An opioid is active {opioid_chronic_warn} days or more after the injury or the last surgery, and "
        "there is no chronic approval (F252-091-000) since. Due {opioid_chronic_days} days after it, which "
        "is also the last day."
    ),
    clears="chronic treatment is approved, or no opioid is active any more",
    source="triggers.md T21; authorization beyond 12 weeks (L&I, WAC 296-20-03058)",
    opens="coordination:paper-add",
    decide=decide,
    done_records=RecordKind.CHRONIC_APPROVAL,
    examples=(
        Example("day 76 is too early", "2026-05-16", a_claim(fills=STILL)),
        Example("day 77 opens it, due on day 84", "2026-05-17", a_claim(fills=STILL), "2026-05-24"),
        Example("it stays after its last day", "2026-07-01", a_claim(fills=STILL), "2026-05-24"),
        Example(
            "an approval clears it",
            "2026-05-20",
            a_claim(fills=STILL, records=(record(RecordKind.CHRONIC_APPROVAL, "2026-05-19"),)),
        ),
        Example(
            "an approval before the injury does not",
            "2026-05-20",
            a_claim(fills=STILL, records=(record(RecordKind.CHRONIC_APPROVAL, "2026-02-28"),)),
            "2026-05-24",
        ),
        Example("no opioid is active", "2026-05-20", a_claim(fills=(opioid("2026-03-20", 7),))),
        Example("an unknown day of injury starts no count", "2026-05-20", a_claim(injury=None, fills=STILL)),
    ),
)
