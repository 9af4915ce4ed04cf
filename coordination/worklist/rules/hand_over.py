"""Have a hand-over accepted or questioned by its receiver."""

from collections.abc import Iterator
from typing import Any

from cohe.workdays import bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, hand_over, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask while the last sending waits for the receiver's answer."""
    waiting = [sending.sent_on for sending in known.hand_overs if sending.ended_on is None]
    if waiting:
        sent = max(waiting)
        due = bd(sent, known.policy.hand_over_bd)
        yield Due(due, f"Hand-over sent {shown(sent, due)}; neither accepted nor questioned.")


CLOSED: dict[str, Any] = {"claim_status": "closed", "status_date": on("2026-03-10")}

RULE = Rule(
    code="T28",
    slug="hand-over",
    title="Have the hand-over accepted",
    area=Area.TRANSITIONS,
    explanation=(
        "A hand-over to another HSC or another COHE has been sent and the receiver has neither accepted it "
        "nor asked a question: until then the claim is the sender's. Due {hand_over_bd} business days after "
        "it was sent; when the claim leaves the list meanwhile, asked for {after_exit_days} days longer."
    ),
    clears="the receiver accepts or asks a question",
    source="triggers.md T28; transitions of care (standard work of L&I)",
    opens="coordination:hand-over-add",
    decide=decide,
    sees_left_claims=True,
    examples=(
        Example("the day before it is sent", "2026-03-05", a_claim(hand_overs=(hand_over("2026-03-06"),))),
        Example(
            "sent on Friday, due on Tuesday",
            "2026-03-06",
            a_claim(hand_overs=(hand_over("2026-03-06"),)),
            "2026-03-10",
        ),
        Example(
            "until the day before the answer",
            "2026-03-11",
            a_claim(hand_overs=(hand_over("2026-03-06", "2026-03-12"),)),
            "2026-03-10",
        ),
        Example(
            "accepted, questioned or taken back",
            "2026-03-12",
            a_claim(hand_overs=(hand_over("2026-03-06", "2026-03-12"),)),
        ),
        Example(
            "sent again after a question it waits anew",
            "2026-03-13",
            a_claim(hand_overs=(hand_over("2026-03-06", "2026-03-09"), hand_over("2026-03-13"))),
            "2026-03-17",
        ),
        Example(
            "sixty days after the claim was closed it is still asked for",
            "2026-05-09",
            a_claim(hand_overs=(hand_over("2026-03-06"),), **CLOSED),
            "2026-03-10",
        ),
        Example(
            "on the day after that no more",
            "2026-05-10",
            a_claim(hand_overs=(hand_over("2026-03-06"),), **CLOSED),
        ),
    ),
)
