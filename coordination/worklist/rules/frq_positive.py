"""Tell the attending provider of a positive FRQ."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area, FrqResult, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, frq, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once for each positive FRQ until the attending provider has been told of it."""
    for asked_on in known.positive_frqs():
        if not known.has(RecordKind.AP_TOLD, str(asked_on)):
            due = bd(asked_on, known.policy.frq_told_bd)
            yield Due(
                due, f"FRQ of {shown(asked_on, due)} is positive; attending provider not told.", str(asked_on)
            )


RULE = Rule(
    code="T14",
    slug="frq-positive",
    title="Tell the attending provider of the FRQ",
    area=Area.BARRIERS,
    explanation=(
        "An FRQ is positive and the attending provider has not been told of it. Due {frq_told_bd} business "
        "day after it was answered."
    ),
    clears="the attending provider is told",
    source="triggers.md T14; duty of the HSC (standard work of L&I)",
    opens="coordination:record-add",
    decide=decide,
    done_records=RecordKind.AP_TOLD,
    examples=(
        Example(
            "the day before it is answered",
            "2026-03-12",
            a_claim(frqs=(frq("2026-03-13", FrqResult.POSITIVE),)),
        ),
        Example(
            "the day it is answered, due on the next business day",
            "2026-03-13",
            a_claim(frqs=(frq("2026-03-13", FrqResult.POSITIVE),)),
            "2026-03-16",
            "2026-03-13",
        ),
        Example("a negative FRQ asks for nothing", "2026-03-13", a_claim(frqs=(frq("2026-03-13"),))),
        Example(
            "an incomplete FRQ asks for nothing",
            "2026-03-13",
            a_claim(frqs=(frq("2026-03-13", FrqResult.INCOMPLETE),)),
        ),
        Example(
            "told",
            "2026-03-16",
            a_claim(
                frqs=(frq("2026-03-13", FrqResult.POSITIVE),),
                records=(record(RecordKind.AP_TOLD, "2026-03-16", "2026-03-13"),),
            ),
        ),
        Example(
            "told of another FRQ",
            "2026-03-16",
            a_claim(
                frqs=(frq("2026-03-13", FrqResult.POSITIVE),),
                records=(record(RecordKind.AP_TOLD, "2026-03-16", "2026-03-02"),),
            ),
            "2026-03-16",
            "2026-03-13",
        ),
    ),
)
