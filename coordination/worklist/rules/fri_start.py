"""See a Functional Recovery Intervention begin after a positive FRQ."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, FrqResult, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, frq, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an intervention some time after the attending provider was told of each positive FRQ."""
    for asked_on in known.positive_frqs():
        told = known.first_on(RecordKind.AP_TOLD, str(asked_on))
        if told is None or known.has_since(RecordKind.FRI, told):
            continue
        due = add_days(told, known.policy.fri_days)
        if known.day >= due:
            because = f"Provider told {shown(told, due)} of the positive FRQ; no intervention recorded."
            yield Due(due, because, str(asked_on))


TOLD = record(RecordKind.AP_TOLD, "2026-03-16", "2026-03-13")
POSITIVE = frq("2026-03-13", FrqResult.POSITIVE)

RULE = Rule(
    code="T15",
    slug="fri-start",
    title="Ask about Functional Recovery Interventions",
    area=Area.BARRIERS,
    explanation=(
        "The attending provider was told of a positive FRQ and no Functional Recovery Intervention was "
        "recorded since. Due {fri_days} days after the provider was told."
    ),
    clears="an intervention is recorded",
    source="triggers.md T15; domain.md 3 (FRI menu)",
    opens="coordination:interventions",
    decide=decide,
    done_records=RecordKind.FRI,
    examples=(
        Example("thirteen days after telling", "2026-03-29", a_claim(frqs=(POSITIVE,), records=(TOLD,))),
        Example(
            "fourteen days after telling",
            "2026-03-30",
            a_claim(frqs=(POSITIVE,), records=(TOLD,)),
            "2026-03-30",
            "2026-03-13",
        ),
        Example(
            "an intervention on the day of telling clears it",
            "2026-03-30",
            a_claim(frqs=(POSITIVE,), records=(TOLD, record(RecordKind.FRI, "2026-03-16"))),
        ),
        Example(
            "an intervention before that does not",
            "2026-03-30",
            a_claim(frqs=(POSITIVE,), records=(TOLD, record(RecordKind.FRI, "2026-03-15"))),
            "2026-03-30",
            "2026-03-13",
        ),
        Example(
            "telling again does not start the clock again",
            "2026-03-30",
            a_claim(frqs=(POSITIVE,), records=(TOLD, record(RecordKind.AP_TOLD, "2026-03-20", "2026-03-13"))),
            "2026-03-30",
            "2026-03-13",
        ),
        Example("not told, not known from when", "2026-04-30", a_claim(frqs=(POSITIVE,))),
    ),
)
