"""Enter each signed note in OHMS."""

from collections.abc import Iterator
from typing import Any

from cohe.workdays import bd
from coordination.choices import Area
from coordination.known import Known
from coordination.policy import Policy
from coordination.worklist.example import Example, a_claim, ohms_note, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for each signed note until it is marked; not at all where the COHE does not want it asked."""
    if not known.policy.ohms_asked:
        return
    for note in known.ohms_notes:
        if note.entered_on is None:
            due = bd(note.signed_on, known.policy.ohms_entry_bd)
            yield Due(due, f"Note signed {shown(note.signed_on, due)}; not yet entered in OHMS.", note.key)


CLOSED: dict[str, Any] = {"claim_status": "closed", "status_date": on("2026-03-10")}

RULE = Rule(
    code="T47",
    slug="ohms-entry",
    title="Enter the note in OHMS",
    area=Area.MONITORING,
    explanation=(
        "A signed note is not yet marked as entered in OHMS, which takes it from a person's hands only. Due "
        "{ohms_entry_bd} business days after it was signed; when the claim leaves the list meanwhile, asked "
        "for {after_exit_days} days longer. A COHE that sets ohms_asked ({ohms_asked}) to 0 is not asked."
    ),
    clears="the note is marked as entered in OHMS",
    source="triggers.md T47",
    opens="coordination:ohms-claim",
    decide=decide,
    sees_left_claims=True,
    examples=(
        Example("the day before it is signed", "2026-03-05", a_claim(ohms_notes=(ohms_note("2026-03-06"),))),
        Example(
            "signed on Friday, due on Monday",
            "2026-03-06",
            a_claim(ohms_notes=(ohms_note("2026-03-06"),)),
            "2026-03-09",
            "5",
        ),
        Example(
            "until the day before it is marked",
            "2026-03-11",
            a_claim(ohms_notes=(ohms_note("2026-03-06", "2026-03-12"),)),
            "2026-03-09",
            "5",
        ),
        Example("marked", "2026-03-12", a_claim(ohms_notes=(ohms_note("2026-03-06", "2026-03-12"),))),
        Example(
            "sixty days after the claim was closed it is still asked for",
            "2026-05-09",
            a_claim(ohms_notes=(ohms_note("2026-03-06"),), **CLOSED),
            "2026-03-09",
            "5",
        ),
        Example(
            "on the day after that no more",
            "2026-05-10",
            a_claim(ohms_notes=(ohms_note("2026-03-06"),), **CLOSED),
        ),
        Example(
            "a COHE that does not want it asked",
            "2026-03-09",
            a_claim(ohms_notes=(ohms_note("2026-03-06"),), policy=Policy(ohms_asked=0)),
        ),
    ),
)
