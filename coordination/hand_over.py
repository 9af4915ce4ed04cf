"""The turns of a hand-over: which may follow which, and where they leave it. Pure.

Both sides of a hand-over between COHEs keep the same turns, each carried to the other when it can be; the
same turns give the same state whatever the order they came in.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from coordination.choices import TurnKind

# What may be done next, by where the hand-over stands; after what is not here it is over.
NEXT: dict[str, frozenset[str]] = {
    "": frozenset((TurnKind.SENT,)),
    TurnKind.SENT: frozenset((TurnKind.ACCEPTED, TurnKind.QUESTIONED, TurnKind.TAKEN_BACK)),
    TurnKind.QUESTIONED: frozenset((TurnKind.SENT, TurnKind.TAKEN_BACK)),
}
# Another COHE may give back what it accepted, and the sender may take it back; within the COHE the claim has
# moved, and moves back by another hand-over.
NEXT_ACROSS = NEXT | {TurnKind.ACCEPTED: frozenset((TurnKind.RETURNED, TurnKind.TAKEN_BACK))}


class Turn(NamedTuple):
    """One turn: what was done, at which instant and on which day in Washington."""

    at: datetime
    key: str
    kind: str
    on: date


def last_turn(turns: Iterable[Turn]) -> Turn | None:
    """Return the turn that decides where a hand-over between COHEs stands, None before the first.

    Turns that could not follow the one before them (both sides acted at once) decide nothing.
    """
    last: Turn | None = None
    for turn in sorted(turns):
        if turn.kind in NEXT_ACROSS.get(last.kind if last else "", frozenset()):
            last = turn
    return last
