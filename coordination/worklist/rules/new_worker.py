"""Review a claim that is new on the list, and again when it was reopened."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import bd, is_business_day
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, note, on, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a review until somebody reviewed the claim or was active on it."""
    reviewed = known.last_on(RecordKind.REVIEWED)
    if reviewed is not None:
        reopened = known.facts.status_date if known.facts.claim_status == "reopened" else None
        if reopened is None or reopened > known.day or reviewed >= reopened:
            return
        due = _that_morning(reopened, known)
        because = f"Reopened {shown(reopened, due)}; last reviewed {shown(reviewed, due)}."
        yield Due(due, because)
    elif known.last_activity is None:
        due = _that_morning(known.facts.appeared, known)
        yield Due(due, f"New on the list {shown(known.facts.appeared, due)}; not reviewed.")


def _that_morning(day: date, known: Known) -> date:
    return day if is_business_day(day) else bd(day, known.policy.new_worker_bd)


RULE = Rule(
    code="T01",
    slug="new-worker",
    title="Review the new worker",
    area=Area.MONITORING,
    explanation=(
        "A claim is new on the list and nobody has reviewed it or been active on it; or it was reviewed "
        "before it was reopened. Due the day it appeared or was reopened, on a closed day {new_worker_bd} "
        "business day later."
    ),
    clears="the claim is reviewed, or a note is signed on it",
    source="triggers.md T01; daily review of new workers (standard work of L&I)",
    opens="coordination:claim",
    decide=decide,
    done_records=RecordKind.REVIEWED,
    examples=(
        Example("the day before it appeared it is on no list", "2026-03-01", a_claim()),
        Example("a claim that appeared on Monday is due on Monday", "2026-03-02", a_claim(), "2026-03-02"),
        Example(
            "one that appeared on Saturday is due on Monday",
            "2026-03-08",
            a_claim(appeared="2026-03-07"),
            "2026-03-09",
        ),
        Example(
            "a review clears it", "2026-03-05", a_claim(records=(record(RecordKind.REVIEWED, "2026-03-04"),))
        ),
        Example(
            "a review of tomorrow is not known",
            "2026-03-03",
            a_claim(records=(record(RecordKind.REVIEWED, "2026-03-04"),)),
            "2026-03-02",
        ),
        Example("any activity clears it", "2026-03-05", a_claim(notes=(note("2026-03-04"),))),
        Example(
            "a claim reviewed before it was reopened is due again",
            "2026-06-09",
            a_claim(
                claim_status="reopened",
                status_date=on("2026-06-06"),
                records=(record(RecordKind.REVIEWED, "2026-03-04"),),
                notes=(note("2026-06-08"),),
            ),
            "2026-06-08",
        ),
        Example(
            "until it is reviewed on or after that day",
            "2026-06-09",
            a_claim(
                claim_status="reopened",
                status_date=on("2026-06-06"),
                records=(
                    record(RecordKind.REVIEWED, "2026-03-04"),
                    record(RecordKind.REVIEWED, "2026-06-06"),
                ),
            ),
        ),
        Example(
            "reopened on an unknown day asks for nothing",
            "2026-06-09",
            a_claim(claim_status="reopened", records=(record(RecordKind.REVIEWED, "2026-03-04"),)),
        ),
    ),
)
