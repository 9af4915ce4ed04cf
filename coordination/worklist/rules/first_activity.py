"""Be active on a claim within the first ten business days."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area, RecordKind
from coordination.facts import GOING_LIVE
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, note, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a first activity; claims of the time before a COHE went live are left in peace."""
    appeared = known.facts.appeared
    if known.last_activity is not None or known.day < bd(appeared, known.policy.first_activity_warn_bd):
        return
    if known.has(RecordKind.REVIEWED, GOING_LIVE):
        return
    due = bd(appeared, known.policy.first_activity_bd)
    yield Due(due, f"No activity since it appeared {shown(appeared, due)}.", last_day=due)


RULE = Rule(
    code="T02",
    slug="first-activity",
    title="Make the first contact",
    area=Area.MONITORING,
    explanation=(
        "No HSC or Assistant has signed a note since the claim appeared. Opens {first_activity_warn_bd} "
        "business days after that day; due after {first_activity_bd}, which is also the last day."
    ),
    clears="a note is signed",
    source="triggers.md T02; L&I's contract measure: median 10 business days to the first activity",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    examples=(
        Example("four business days are too early", "2026-03-06", a_claim()),
        Example("the fifth business day opens it", "2026-03-09", a_claim(), "2026-03-16"),
        Example("it stays after its last day", "2026-05-04", a_claim(), "2026-03-16"),
        Example("holidays are not counted", "2026-06-22", a_claim(appeared="2026-06-12"), "2026-06-29"),
        Example("an activity clears it", "2026-03-20", a_claim(notes=(note("2026-03-10"),))),
        Example(
            "a note of tomorrow is not known",
            "2026-03-10",
            a_claim(notes=(note("2026-03-11"),)),
            "2026-03-16",
        ),
        Example(
            "a review is no activity",
            "2026-03-09",
            a_claim(records=(record(RecordKind.REVIEWED, "2026-03-04"),)),
            "2026-03-16",
        ),
        Example(
            "going live keeps the claims of before away",
            "2026-03-09",
            a_claim(records=(record(RecordKind.REVIEWED, "2026-03-04", GOING_LIVE),)),
        ),
    ),
)
