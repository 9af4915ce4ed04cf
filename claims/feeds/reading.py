"""What one file of an extract says: its rows, the findings about the others, and the counts."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from claims.feeds.columns import Layout
from claims.feeds.findings import Finding, Severity

# (line, value of the first column, ...) in the order of the layout's columns; the columns say the types.
Values = tuple[Any, ...]

READ, SET_ASIDE, DUPLICATES, NOT_OURS = "read", "set_aside", "duplicates", "not_ours"


@dataclass(slots=True)
class FileReading:
    """What one file says.

    `rows` go in, by line. `kept_keys` and `kept_claims` name what this file does not withdraw ("Reading" 12):
    rows set aside now by their key, and all rows of a claim where the key of one set aside cannot be read.
    """

    layout: Layout
    rows: list[Values] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kept_keys: set[Values] = field(default_factory=set)
    kept_claims: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)

    def find(self, line: int | None, column: str, code: str, sentence: str, severity: Severity) -> None:
        """Add a finding."""
        self.findings.append(Finding(self.layout.file, line, column, code, sentence, severity))

    def set_aside(self, line: int, column: str, code: str, sentence: str) -> None:
        """Count a row as set aside and say why."""
        self.counts[SET_ASIDE] += 1
        self.find(line, column, code, sentence, Severity.SET_ASIDE)

    def report(self, line: int, column: str, code: str, sentence: str) -> None:
        """Say something about a row that is read."""
        self.find(line, column, code, sentence, Severity.REPORTED)

    def settle(self) -> None:
        """Count what goes in and put the findings in the order of the file."""
        self.counts[READ] = len(self.rows)
        self.findings.sort(key=lambda finding: (finding.line or 0, finding.column))
