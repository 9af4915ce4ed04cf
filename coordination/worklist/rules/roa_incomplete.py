"""Have an incomplete report of accident put right."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for what is missing once a ROA was received that is said not to be complete."""
    received = known.roa_received_date
    if received is None or known.facts.roa_complete is not False:
        return
    due = bd(received, known.policy.roa_incomplete_bd)
    yield Due(due, f"ROA received {shown(received, due)} is not complete.")


RULE = Rule(
    code="T08",
    slug="roa-incomplete",
    title="Have the ROA completed",
    area=Area.BEST_PRACTICE,
    explanation=(
        "The report of accident was received and is not complete (not known is not incomplete). Due "
        "{roa_incomplete_bd} business day after it was received."
    ),
    clears="the ROA is complete",
    source="triggers.md T08; contract measure 10 (ROA complete on submission)",
    opens="coordination:claim",
    decide=decide,
    examples=(
        Example(
            "the day before it is received",
            "2026-03-05",
            a_claim(roa_received_date=on("2026-03-06"), roa_complete=False),
        ),
        Example(
            "the day it is received, due the next business day",
            "2026-03-06",
            a_claim(roa_received_date=on("2026-03-06"), roa_complete=False),
            "2026-03-09",
        ),
        Example("a complete ROA asks for nothing", "2026-03-06", a_claim(roa_received_date=on("2026-03-06"))),
        Example("not known is not incomplete", "2026-03-06", a_claim(roa_complete=None)),
        Example(
            "not received is not incomplete",
            "2026-03-06",
            a_claim(roa_received_date=None, roa_complete=False),
        ),
    ),
)
