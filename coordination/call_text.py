"""The note of a call, written from what was answered. Pure: words in, one text out."""

from collections.abc import Sequence

TRIED = {
    "left-message": "left a message",
    "no-answer": "no answer",
    "wrong-number": "wrong number",
    "sent": "message sent",
}


def call_text(
    *, worker: str, interpreter: bool, outcome: str, said: Sequence[str], tries: int, limit: int
) -> str:
    """Return the note: who was reached and how, then one sentence an answer; else the attempt, counted.

    `tries` are the attempts since the worker was last reached, this one included; after `limit` of them other
    ways are tried.
    """
    if not outcome:
        return ""
    if outcome != "reached":
        often = f"Try {tries} of {limit}." if tries <= limit else f"Try {tries}."
        return f"Called {worker}: {TRIED.get(outcome, outcome)}. {often}"
    how = " by phone with an interpreter" if interpreter else " by phone"
    return " ".join([f"Reached {worker}{how}.", *said])
