"""What a COHE Quarterly Status Report is made of: sections, figures, rows behind each (domain.md 6.2). Pure.

A figure keeps its exact value as a fraction; a count is as many rows as `denominator`, those of its
numerator marked. Two lists of rows of one figure compare by key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from staffing.choices import ReportSection
from staffing.measure_words import parts_in_words
from staffing.ratio import as_decimal

# What a person is asked to write in each section; figures say the rest.
ASKED = {
    ReportSection.STAFFING: "Who came, who left, how vacancies are filled, how absences were covered.",
    ReportSection.CLAIMS_PER_HSC: "What moved the ratio; what was agreed with the contract manager.",
    ReportSection.TRAINING: "Training given and planned.",
    ReportSection.ENROLMENT: "Providers that joined and left.",
    ReportSection.EDUCATION: "Visits, sessions and material for providers.",
    ReportSection.ADVISORS: "What advisors were asked and did.",
    ReportSection.OUTREACH: "Employers, unions, community.",
    ReportSection.PROJECTS: "What was tried, and what it changed.",
    ReportSection.MEASURES: "Why a benchmark was missed, and what is done about it.",
    ReportSection.RISKS: "What may go wrong next quarter, and who deals with it.",
    ReportSection.FORECAST: "What is expected, and what it needs.",
}
LONGEST_TEXT = 4000
PLACES = {"FTE": 4, "claims per FTE": 2, "%": 2, "bd": 1, "hours": 1}
UNITS = {"%": " %", "bd": " bd", "FTE": " FTE"}


class Row(NamedTuple):
    """One of what a figure counts.

    `key` names it ("claim:12"); `counts`: it is in the numerator; `amount`: its exact part of the value.
    """

    key: str
    cells: tuple[str, ...]
    counts: bool = True
    amount: str = ""
    claim_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a report. `of_workers`: its rows are workers' claims, which stay with the COHE.

    `denominator` is how many rows there are, where it counts rows; `value` is exact, None for n/a. `parts`:
    the counts that other quarters show and that this one is the sum of. From a contract manager it is hidden
    with those it `follows`, and where it `is_kept_back`.
    """

    code: str
    section: ReportSection
    title: str
    numerator: int | None = None
    denominator: int | None = None
    value: Fraction | None = None
    unit: str = ""
    sign: str = ""
    benchmark: Fraction | None = None
    met: bool | None = None
    note: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    of_workers: bool = False
    parts: tuple[int, ...] = ()
    follows: tuple[str, ...] = ()
    is_kept_back: bool = False

    @property
    def rows_stay(self) -> bool:
        """Say whether its rows stay with the COHE: those of workers, who was away, who lacks training."""
        return self.of_workers or self.code in ("absences", "training")


class Change(NamedTuple):
    """How many rows differ: since facts came later (matured), or since what was said before was wrong."""

    matured: int
    corrected: int

    def words(self, smallest: int = 0) -> str:
        """Return the change as people say it, counts under `smallest` without their number; "" for none."""
        parts = ((self.matured, "matured"), (self.corrected, "corrected"))
        few = f"fewer than {smallest}"
        return ", ".join(f"{count if count >= smallest else few} {how}" for count, how in parts if count)


def differing(then: Iterable[Row], now: Iterable[Row]) -> frozenset[str]:
    """Return the keys of rows that came, went, or count for something else."""
    before = {one.key: (one.counts, one.amount) for one in then}
    after = {one.key: (one.counts, one.amount) for one in now}
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))


def change(frozen: Iterable[Row], replayed: Iterable[Row], now: Iterable[Row]) -> Change:
    """Return what changed since a report was frozen.

    `replayed` are the rows as of the day of the freeze by what is known now: where they differ from the
    frozen ones something was corrected; where today's differ from them time has passed.
    """
    frozen, replayed, now = tuple(frozen), tuple(replayed), tuple(now)
    return Change(len(differing(replayed, now)), len(differing(frozen, replayed)))


def fraction(over: int | None, under: int | None) -> Fraction | None:
    """Return a fraction of two numbers as they are kept, None where there is none."""
    return None if over is None or under is None else Fraction(over, under)


def said(value: Fraction | None, unit: str) -> str:
    """Return a value for the eye, rounded for nothing else; n/a without one."""
    if value is None:
        return "n/a"
    return f"{as_decimal(value, PLACES.get(unit, 0)):,}{UNITS.get(unit, '')}"


def parts_said(numerator: int | None, denominator: int | None, unit: str) -> str:
    """Return what a share is made of: 43 / 52; of a median how many are in it; "" for a plain number."""
    if denominator is None or unit not in ("%", "bd", "of"):
        return ""
    return parts_in_words(numerator, denominator)


def benchmark_said(sign: str, benchmark: Fraction | None, unit: str) -> str:
    """Return what a figure is held against: at least 80 %."""
    if benchmark is None:
        return ""
    words = f"{as_decimal(benchmark, 0 if benchmark.denominator == 1 else 2):,}"
    return f"{sign} {words}{'' if unit == 'claims per FTE' else UNITS.get(unit, '')}".strip()
