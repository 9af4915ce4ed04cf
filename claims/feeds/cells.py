"""Cells of a column, from text to a value or to a reason why not (extract "Reading" 4 to 8).

A column is a dictionary from the cell's text to its value: repeated cells (days, words, providers) cost one
look-up in C, so a file of half a million rows is read in seconds.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from claims.feeds.findings import quoted

Value = str | date | bool | int | Decimal | None

REMEMBERED = 50_000
LONGEST_TEXT = 10_000
LARGEST_WHOLE = 9_999
LARGEST_DOSE = Decimal("999999.999")
DOSE_STEP = Decimal("0.001")

ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
US_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
WHOLE = re.compile(r"[0-9]{1,10}")
DECIMAL = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")
LOST = re.compile("[\udc80-\udcff]")
CLAIM_NUMBER = re.compile(r"[A-Za-z](?:[0-9]{6}|[A-Za-z][0-9]{5})")


# Columns that say who the worker is: no sentence repeats them.
OF_THE_WORKER = "worker_"


class Unreadable(Exception):
    """A cell that cannot be read without guessing: `code` for counting, `str()` for the person."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Cells(dict[str, Value], ABC):
    """The cells of one column seen so far and their values; raises `Unreadable` for one that has none."""

    def __init__(self, column: str, *, required: bool, empty: Value = None) -> None:
        super().__init__()
        self.column, self.required, self.empty = column, required, empty

    def __missing__(self, cell: str) -> Value:
        text = cell.strip()
        if text:
            value = self.read(text)
        elif self.required:
            raise Unreadable("missing", f"{self.column} is empty.")
        else:
            value = self.empty
        if len(self) >= REMEMBERED:
            self.clear()
        self[cell] = value
        return value

    @abstractmethod
    def read(self, text: str) -> Value:
        """Return the value of trimmed, non-empty text."""

    def quoted(self, text: str) -> str:
        """Return the cell for a sentence that people read who may not see what is said of a worker."""
        return "What stands here" if self.column.startswith(OF_THE_WORKER) else quoted(text)


class TextCells(Cells):
    """Text, trimmed and otherwise kept."""

    def read(self, text: str) -> str:
        """Refuse what no text of a person holds; `=`, line breaks and the rest are text."""
        if len(text) > LONGEST_TEXT:
            raise Unreadable("text", f"{self.column} has {len(text):,} characters; at most {LONGEST_TEXT:,}.")
        if "\0" in text or "\ufffd" in text:
            raise Unreadable("text", f"{self.column} holds a character that stands for a lost one.")
        if not text.isascii() and LOST.search(text):
            raise Unreadable("bytes", f"{self.column} holds bytes that are neither UTF-8 nor Windows-1252.")
        return text


class ClaimNumberCells(Cells):
    """Claim numbers, upper-cased. Letters O and I for digits are refused: that would be guessing."""

    def read(self, text: str) -> str:
        """Accept one letter and six digits, or two letters and five digits (domain.md 4.2)."""
        if not CLAIM_NUMBER.fullmatch(text):
            raise Unreadable("claim-number", f"{self.quoted(text)} is not a claim number.")
        return text.upper()


class DayCells(Cells):
    """Days, as YYYY-MM-DD or M/D/YYYY; `latest` is the last day allowed, None when it may lie ahead."""

    def __init__(self, column: str, *, required: bool, latest: date | None) -> None:
        super().__init__(column, required=required)
        self.latest = latest

    def read(self, text: str) -> date:
        """Return the day; refuse one that does not exist or lies ahead where it must not."""
        if match := ISO_DAY.fullmatch(text):
            year, month, day = match.groups()
        elif match := US_DAY.fullmatch(text):
            month, day, year = match.groups()
        else:
            raise Unreadable("date", f"{self.quoted(text)} is not a date (YYYY-MM-DD or M/D/YYYY).")
        try:
            value = date(int(year), int(month), int(day))
        except ValueError:
            raise Unreadable("date", f"{self.quoted(text)} is a day that does not exist.") from None
        if self.latest is not None and value > self.latest:
            raise Unreadable("future", f"{value} lies after the day of the extract, {self.latest}.")
        return value


class WordCells(Cells):
    """One of the listed words, in any case; `words` gives the value of each."""

    def __init__(self, column: str, *, required: bool, words: Mapping[str, Value], empty: Value) -> None:
        super().__init__(column, required=required, empty=empty)
        self.words = words

    def read(self, text: str) -> Value:
        """Return the value of the word; words in other alphabets that look alike are not it."""
        word = text.lower()
        if word not in self.words or not text.isascii():
            listed = ", ".join(name.upper() if len(name) == 1 else name for name in self.words)
            raise Unreadable("word", f"{self.quoted(text)} is none of: {listed}.")
        return self.words[word]


class WholeCells(Cells):
    """Whole numbers from 0 to 9999."""

    def read(self, text: str) -> int:
        """Refuse signs, separators and decimals."""
        if not WHOLE.fullmatch(text) or int(text) > LARGEST_WHOLE:
            raise Unreadable(
                "number", f"{self.quoted(text)} is not a whole number from 0 to {LARGEST_WHOLE}."
            )
        return int(text)


class DoseCells(Cells):
    """Morphine-equivalent mg a day, kept to a thousandth."""

    def read(self, text: str) -> Decimal:
        """Refuse signs, separators and what no dose can be."""
        if not DECIMAL.fullmatch(text) or Decimal(text) > LARGEST_DOSE:
            raise Unreadable("number", f"{self.quoted(text)} is not a number of mg a day.")
        return Decimal(text).quantize(DOSE_STEP)
