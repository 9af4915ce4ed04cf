"""Words that are stored and words that are read. Pure."""

from enum import StrEnum
from typing import Self


class Worded(StrEnum):
    """A stored word with the words a person reads."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member that is its stored word and carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def cut(text: str, most: int) -> str:
    """Return a text of at most so many letters; what is cut off is an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
