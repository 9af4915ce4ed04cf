"""Tell the surgeon that recovery is not going as planned."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, Party, RecordKind
from coordination.facts import Milestone
from coordination.known import Known, is_denied
from coordination.worklist.example import Example, a_claim, milestone, note, on, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a note to the surgeon about each milestone that passed unmet."""
    for one in known.milestones:
        expected = one.expected_on
        if expected is None or one.met_on or known.day <= expected or surgery_is_off(known, one):
            continue
        told = known.last_surgeon_note
        if told is None or told < expected:
            due = add_days(expected, known.policy.milestone_missed_days)
            words = f"{one.words}: expected {shown(expected, due)}, not met; the surgeon was not told."
            yield Due(due, words, one.key)


def surgery_is_off(known: Known, one: Milestone) -> bool:
    """Say whether the milestone's surgery was denied, withdrawn or cancelled: that ends its checks."""
    ended = (RecordKind.SURGERY_CANCELLED, RecordKind.SURGERY_WITHDRAWN)
    if any(known.has(kind, one.surgery) for kind in ended):
        return True
    return any(key == one.surgery and is_denied(surgery) for key, surgery in known.surgeries)


KEY = "knee arthroscopy 2026-03-10"
DONE = surgery(requested_on="2026-03-10", performed_on="2026-04-20")
LIGHT = milestone("2026-05-11", key="milestone:3", surgery=KEY)

RULE = Rule(
    code="T33",
    slug="milestone-missed",
    title="Tell the surgeon of the missed milestone",
    area=Area.SURGERY,
    explanation=(
        "The day of a milestone of a release-to-work plan has passed, it is not met, and there is no signed "
        "note to the surgeon on or after that day. Due {milestone_missed_days} day after the milestone. A "
        "note that reached nobody (no answer, wrong number) tells nothing."
    ),
    clears="the milestone is met, the surgeon was told in a signed note, or the plan names another day",
    source="triggers.md T33; domain.md 9 (tell the surgeon when the plan is not progressing)",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    note_with=Party.SURGEON,
    examples=(
        Example("the day of the milestone", "2026-05-11", a_claim(surgeries=(DONE,), milestones=(LIGHT,))),
        Example(
            "the day after",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT,)),
            "2026-05-12",
            "milestone:3",
        ),
        Example(
            "met late",
            "2026-05-14",
            a_claim(surgeries=(DONE,), milestones=(LIGHT._replace(met_on=on("2026-05-14")),)),
        ),
        Example(
            "met tomorrow is not known",
            "2026-05-13",
            a_claim(surgeries=(DONE,), milestones=(LIGHT._replace(met_on=on("2026-05-14")),)),
            "2026-05-12",
            "milestone:3",
        ),
        Example(
            "a note to the surgeon on the milestone's day",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT,), notes=(note("2026-05-11", reached="surgeon"),)),
        ),
        Example(
            "a note to the surgeon the day before",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT,), notes=(note("2026-05-10", reached="surgeon"),)),
            "2026-05-12",
            "milestone:3",
        ),
        Example(
            "a note to somebody else",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT,), notes=(note("2026-05-12", reached="worker"),)),
            "2026-05-12",
            "milestone:3",
        ),
        Example(
            "planned anew for a later day",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT._replace(expected_on=on("2026-05-18")),)),
        ),
        Example(
            "a plan of tomorrow is not known",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT._replace(planned_on=on("2026-05-13")),)),
        ),
        Example(
            "the surgery was cancelled",
            "2026-05-12",
            a_claim(
                surgeries=(DONE,),
                milestones=(LIGHT,),
                records=(record(RecordKind.SURGERY_CANCELLED, "2026-04-19", KEY),),
            ),
        ),
        Example(
            "the surgery was denied",
            "2026-05-12",
            a_claim(
                surgeries=(surgery(requested_on="2026-03-10", denied_on="2026-04-01"),), milestones=(LIGHT,)
            ),
        ),
        Example(
            "no day yet",
            "2026-05-12",
            a_claim(surgeries=(DONE,), milestones=(LIGHT._replace(expected_on=None),)),
        ),
    ),
)
