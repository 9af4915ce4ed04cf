"""Quarters of the calendar year. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from cohe.workdays import add_months

WORDS = re.compile(r"(\d{4})Q([1-4])")


class NoSuchQuarter(ValueError):
    """Words that name no quarter; the text is a sentence for whoever wrote them."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter `number` (1 to 4) of `year`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter in which `day` lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, words: str) -> "Quarter":
        """Return the quarter that words such as 2026Q3 name; raise `NoSuchQuarter` for others."""
        found = WORDS.fullmatch(words.strip().upper())
        if not found or not 1900 <= int(found[1]) <= 9000:
            raise NoSuchQuarter(f"“{words}” is no quarter: write it like 2026Q3.")
        return cls(int(found[1]), int(found[2]))

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.next.first - self.first).days

    @property
    def next(self) -> "Quarter":
        """Return the one after it."""
        return self.plus(1)

    @property
    def previous(self) -> "Quarter":
        """Return the one before it."""
        return self.plus(-1)

    def plus(self, n: int) -> "Quarter":
        """Return the quarter `n` later, earlier when negative."""
        return Quarter.of(add_months(self.first, 3 * n))

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def words(self) -> str:
        """Return its name for people: Q3 2026."""
        return f"Q{self.number} {self.year}"
