"""Get the work history of a worker with an occupational disease."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the work history from the day an occupational disease claim appeared."""
    if known.facts.claim_type != "occupational_disease" or known.has(RecordKind.WORK_HISTORY):
        return
    appeared = known.facts.appeared
    due = add_days(appeared, known.policy.work_history_days)
    yield Due(
        due, f"Occupational disease, on the list since {shown(appeared, due)}; no work history returned."
    )


RULE = Rule(
    code="T42",
    slug="work-history",
    title="Get the work history",
    area=Area.MONITORING,
    explanation=(
        "The claim is for an occupational disease and the worker's history of employment has not come "
        "back. Due {work_history_days} days after the claim appeared."
    ),
    clears="the work history is returned",
    source="triggers.md T42; occupational disease paperwork (L&I, F242-071-000)",
    opens="coordination:paper-add",
    decide=decide,
    done_records=RecordKind.WORK_HISTORY,
    examples=(
        Example("the day before it appeared", "2026-03-01", a_claim(claim_type="occupational_disease")),
        Example(
            "the day it appeared", "2026-03-02", a_claim(claim_type="occupational_disease"), "2026-03-16"
        ),
        Example(
            "returned",
            "2026-03-20",
            a_claim(
                claim_type="occupational_disease", records=(record(RecordKind.WORK_HISTORY, "2026-03-19"),)
            ),
        ),
        Example("an injury needs none", "2026-03-20", a_claim()),
        Example("an unknown type is not an occupational disease", "2026-03-20", a_claim(claim_type="")),
    ),
)
