"""How a page says what a change did to the worklist."""

from collections.abc import Sequence

from coordination.actions.worklist import Refreshed

# Digits of a number in a form: longer ones are no number of ours.
LONGEST_NUMBER = 10


def said_of(deed: str, refreshed: Refreshed, finished: Sequence[str] = ()) -> str:
    """Return what was done, and which items that cleared and opened: "Note signed. 2 items cleared: ..."."""
    cleared = [*finished, *refreshed.cleared]
    parts = [deed]
    if cleared:
        parts.append(f"{counted(len(cleared))} cleared: {', '.join(cleared)}.")
    if refreshed.opened:
        parts.append(f"{counted(len(refreshed.opened))} opened: {', '.join(refreshed.opened)}.")
    return " ".join(parts)


def counted(number: int) -> str:
    """Return a number of items in words."""
    return "1 item" if number == 1 else f"{number} items"


def whole(text: str) -> int:
    """Return a number of the form, 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else 0
