"""What was found in an extract: where, what became of it, in a sentence for a person."""

from dataclasses import dataclass
from enum import StrEnum

EXCERPT = 40


class Severity(StrEnum):
    """What became of the row, value or file that a finding is about."""

    REFUSED = "refused"
    SET_ASIDE = "set-aside"
    REPORTED = "reported"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `line` is the physical line on which the row begins, the header being 1."""

    file: str
    line: int | None
    column: str
    code: str
    sentence: str
    severity: Severity


class ExtractRefused(Exception):
    """Nothing of the extract is applied; `str()` is the sentence that says why."""

    def __init__(self, sentence: str, *, file: str = "", line: int | None = None, column: str = "") -> None:
        super().__init__(sentence)
        self.file, self.line, self.column = file, line, column

    def finding(self) -> Finding:
        """Return the refusal as the one finding of a report."""
        return Finding(self.file, self.line, self.column, "refused", str(self), Severity.REFUSED)


def printable(text: str) -> str:
    """Return `text` without what a terminal, a page or the database cannot show."""
    return "".join(letter if letter.isprintable() else "\N{WHITE SQUARE}" for letter in text)


def quoted(text: str) -> str:
    """Return the beginning of a cell in quotes, fit for a sentence."""
    shown = printable(text[:EXCERPT])
    return f"“{shown}…”" if len(text) > EXCERPT else f"“{shown}”"
