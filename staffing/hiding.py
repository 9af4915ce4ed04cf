"""Which figures of a COHE's quarter its contract manager does not see (domain.md 14, J6). Pure.

Cells are numerators, what is left of their denominators, and what is left between two counts of which one
holds the other; where a figure's numerator, rest or denominator is hidden, so is the figure. A count of
nobody names nobody and is shown.
"""

from collections.abc import Hashable, Iterable, Mapping

from staffing.report import Figure
from staffing.suppression import Sum, hidden

# Counts of the same claims under several names: one cell as long as the numbers agree.
SAME = {
    ("M3", "of"): "claims", ("M5", "of"): "claims", ("M8", "of"): "claims", ("claims", "of"): "claims",
    ("M4", "of"): "time-loss", ("M6", "of"): "time-loss", ("M8", "in"): "time-loss",
    ("M5", "in"): "touched", ("M7", "of"): "touched",
    ("M10", "of"): "roas", ("M11", "of"): "roas",
}  # fmt: skip
# The first holds the second.
HOLDS = (
    (("required", "of"), ("claims", "of")),
    (("claims", "of"), ("M2", "of")),
    (("claims", "of"), ("M10", "of")),
    (("claims", "of"), ("M4", "of")),
    (("claims", "of"), ("M7", "of")),
    (("M5", "in"), ("M7", "of")),
    (("M5", "in"), ("M6", "in")),
    (("M4", "in"), ("M6", "in")),
    (("M2", "of"), ("M2", "in")),
)


class Cells:
    """The cells of a quarter and the sums between them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self.counts: dict[Hashable, int] = {}
        self.sums: list[Sum] = []
        self.places: dict[tuple[str, str], Hashable] = {}
        for one in figures:
            self.add(one)
        for bigger, smaller in HOLDS:
            if bigger in self.places and smaller in self.places:
                self.divide(self.places[bigger], self.places[smaller])
        self.divide_off_work_and_touched()

    def divide_off_work_and_touched(self) -> None:
        """Add the claims with neither time loss nor a touch: claims less the one, less those of the other."""
        where = [self.places.get(key) for key in (("claims", "of"), ("M4", "of"), ("M5", "in"), ("M6", "in"))]
        claims, loss, touched, both = where
        rest, only = (claims, "less", loss), (touched, "less", both)
        if rest in self.counts and only in self.counts:
            self.divide(rest, only)

    def add(self, one: Figure) -> None:
        """Add a figure's counts."""
        whole = self.place(one.code, "of", one.denominator)
        part = self.place(one.code, "in", one.numerator)
        if whole is not None and part is not None:
            self.divide(whole, part)

    def place(self, code: str, part: str, count: int | None) -> Hashable | None:
        """Return the cell of a count; the same cell for the same claims under another name."""
        if count is None:
            return None
        key: Hashable = SAME.get((code, part), (code, part))
        if self.counts.get(key, count) != count:
            key = (code, part)
        self.counts[key] = count
        self.places[code, part] = key
        return key

    def divide(self, whole: Hashable, part: Hashable) -> None:
        """Add what is left of a count without a part of it."""
        rest = self.counts[whole] - self.counts[part]
        if whole != part and rest >= 0:
            key = (whole, "less", part)
            self.counts[key] = rest
            self.sums.append(Sum(whole, (part, key)))

    def hidden(self, smallest: int) -> frozenset[Hashable]:
        """Return the cells to hide; cells of nobody are not among them."""
        there = {key: count for key, count in self.counts.items() if count}
        sums = [
            Sum(one.total, tuple(key for key in one.parts if key in there))
            for one in self.sums
            if one.total in there
        ]
        return hidden(there, sums, smallest)


def hidden_codes(figures: Iterable[Figure], smallest: int) -> frozenset[str]:
    """Return the codes of the figures of workers to hide from a contract manager.

    A sum over quarters is hidden with any small quarter in it: the others are shown beside it. What is worked
    out of other figures alone, beside what is no secret (FTE, the contract's numbers), is hidden with them.
    """
    of_workers = {one.code: one for one in figures if one.of_workers}
    cells = Cells(of_workers.values())
    gone = cells.hidden(smallest)
    found = {code for code, one in of_workers.items() if is_hidden(one, cells, gone)}
    found |= {code for code, one in of_workers.items() if any(0 < part < smallest for part in one.parts)}
    found |= {code for code, one in of_workers.items() if one.is_kept_back}
    while more := {code for code, one in of_workers.items() if found & set(one.follows)} - found:
        found |= more
    return frozenset(found)


def is_hidden(one: Figure, cells: Cells, gone: frozenset[Hashable]) -> bool:
    """Say whether a figure would show a hidden cell: its counts, or what is left of them."""
    places: Mapping[tuple[str, str], Hashable] = cells.places
    whole, part = places.get((one.code, "of")), places.get((one.code, "in"))
    return any(key in gone for key in (whole, part, (whole, "less", part)))
