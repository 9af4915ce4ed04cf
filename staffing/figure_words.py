"""Figures of a report in words, the same on pages, in files and for a contract manager. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from staffing.choices import ReportSection
from staffing.report import ASKED, benchmark_said, fraction, parts_said, said

HIDDEN = "hidden: fewer than ten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A figure as it is kept; of one that is hidden nothing is here."""

    code: str
    section: str
    title: str
    numerator: int | None
    denominator: int | None
    value: Fraction | None
    unit: str
    sign: str
    benchmark: Fraction | None
    met: bool | None
    note: str
    is_hidden: bool
    change: str = ""

    @property
    def words(self) -> str:
        """Return the value as people read it."""
        return HIDDEN if self.is_hidden else said(self.value, self.unit)

    @property
    def parts(self) -> str:
        """Return what the value is made of."""
        return "" if self.is_hidden else parts_said(self.numerator, self.denominator, self.unit)

    @property
    def benchmark_words(self) -> str:
        """Return what it is held against."""
        return benchmark_said(self.sign, self.benchmark, self.unit)

    @property
    def verdict(self) -> str:
        """Return whether the benchmark is met, in words; "" where there is none or no figure."""
        return "" if self.met is None or self.is_hidden else "met" if self.met else "not met"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of a report, and what it is now when that is something else."""

    then: Kept
    now: Kept | None = None

    @property
    def has_moved(self) -> bool:
        """Say whether it reads otherwise today, or its rows are others."""
        return self.now is not None and (
            bool(self.now.change) or (self.now.words, self.now.parts) != (self.then.words, self.then.parts)
        )

    @property
    def turned(self) -> bool:
        """Say whether its benchmark was met then and is not now, or the other way round."""
        return self.now is not None and not self.now.is_hidden and self.now.verdict != self.then.verdict


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: figures and what was written."""

    section: ReportSection
    text: str
    lines: tuple[Line, ...]

    @property
    def asked(self) -> str:
        """Return what a person is asked to write."""
        return ASKED[self.section]


def parts(narrative: dict[str, str], then: Iterable[Kept], now: Iterable[Kept] = ()) -> tuple[Part, ...]:
    """Return the sections in order, each with its figures and what those are now."""
    today = {one.code: one for one in now}
    lines = [Line(one, today.get(one.code)) for one in then]
    return tuple(
        Part(
            section,
            narrative.get(section.value, ""),
            tuple(one for one in lines if one.then.section == section.value),
        )
        for section in ReportSection
    )


def kept(row: Any) -> Kept:
    """Return a kept figure as words need it, from a row of the reporting views by column."""
    return Kept(
        **{name: row[name] for name in ("code", "section", "title", "numerator", "denominator", "unit")},
        **{name: row[name] for name in ("sign", "met", "note", "is_hidden")},
        value=fraction(row["value_over"], row["value_under"]),
        benchmark=fraction(row["benchmark_over"], row["benchmark_under"]),
        change=row.get("change", ""),
    )
