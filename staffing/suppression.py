"""Which figures a contract manager does not see, so that nothing under ten can be worked out. Pure.

Cells are counts of workers or claims; sums say which cell is the total of which others (a numerator and its
complement make a denominator). A cell under `smallest` is hidden; then further cells, the smallest first,
until no hidden cell follows from those that are shown, and no sum of hidden cells that follows is that small
(domain.md 14).
"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple


class Sum(NamedTuple):
    """`total` is the sum of `parts`; all are keys of cells."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def keys(self) -> frozenset[Hashable]:
        """Return all its cells."""
        return frozenset((self.total, *self.parts))


def hidden(cells: Mapping[Hashable, int], sums: Iterable[Sum], smallest: int) -> frozenset[Hashable]:
    """Return the keys of the cells to hide."""
    equations = tuple(sums)
    found = {key for key, value in cells.items() if value < smallest}
    while give_away := revealing(cells, equations, found, smallest):
        found.add(min(give_away, key=lambda key: (cells[key], str(key))))
    return frozenset(found)


def revealing(
    cells: Mapping[Hashable, int], sums: tuple[Sum, ...], found: set[Hashable], smallest: int
) -> set[Hashable]:
    """Return shown cells of a sum that would give something hidden away; one of them is hidden next."""
    for one in sums:
        parts = [key for key in one.parts if key in found]
        if one.total not in found and parts and sum(cells[key] for key in parts) < smallest:
            return set(one.keys - found)
    given_away = follows(sums, found)
    for one in sums:
        # A sum that gives it away by itself is mended in itself: to hide elsewhere would not help.
        unseen = one.keys & found
        if len(unseen) == 1 and unseen <= set(given_away) and one.keys - found:
            return set(one.keys - found)
    for key in given_away:
        if shown := {k for one in sums if key in one.keys for k in one.keys} - found:
            return shown
    return set()


def follows(sums: Iterable[Sum], found: Iterable[Hashable]) -> list[Hashable]:
    """Return the hidden cells that can have one value only, given all shown ones (linear algebra)."""
    unknown = sorted(found, key=str)  # the same choice in every process
    place = {key: n for n, key in enumerate(unknown)}
    rows = []
    for one in sums:
        row = [Fraction(0)] * len(unknown)
        for key, sign in ((one.total, -1), *((part, 1) for part in one.parts)):
            if key in place:
                row[place[key]] += sign
        if any(row):
            rows.append(row)
    return [unknown[row.index(Fraction(1))] for row in reduced(rows) if sum(map(bool, row)) == 1]


def reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Return the rows in reduced echelon form, each beginning with 1."""
    done: list[list[Fraction]] = []
    left = [row for row in rows if any(row)]
    while left:
        row = min(left, key=lambda one: next(n for n, value in enumerate(one) if value))
        left.remove(row)
        at = next(n for n, value in enumerate(row) if value)
        row = [value / row[at] for value in row]
        done = [without(row, at, other) for other in done] + [row]
        left = [rest for other in left if any(rest := without(row, at, other))]
    return done


def without(row: list[Fraction], at: int, other: list[Fraction]) -> list[Fraction]:
    """Return `other` less so much of `row` that its value at `at` is gone."""
    return [value - other[at] * own for value, own in zip(other, row, strict=True)]
