"""Control charts: limits from the data and four rules of special cause. Pure.

XmR for single values, p for shares. Rules as in NHS "Making Data Count": a point beyond a limit; a run of
points on one side of the mean; a run that rises or falls; two of three points in the outer third. A point
exactly on the mean is on neither side. Under `fewest` points there are no limits: "too few points".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise
from typing import NamedTuple

# Three sigma of a moving range of two: 3 / d2.
D2 = Decimal("1.128")
RUN = 8
TREND = 6


class Point(NamedTuple):
    """A value with its limits; p-charts have limits of their own for each point."""

    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Signal:
    """A special cause: the points it is seen in (first, last index) and what it is in words."""

    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Mean, points and signals; `has_limits` is false with too few points."""

    mean: Decimal | None
    points: tuple[Point, ...]
    signals: tuple[Signal, ...]
    has_limits: bool


def xmr(values: Sequence[Decimal], fewest: int) -> Chart:
    """Return the chart of single values: limits at three sigma of the mean moving range."""
    if len(values) < max(2, fewest):
        return without_limits(values)
    mean = sum(values, Decimal(0)) / len(values)
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    reach = 3 * (sum(ranges, Decimal(0)) / len(ranges)) / D2
    points = tuple(Point(value, mean - reach, mean + reach) for value in values)
    return Chart(mean, points, tuple(signals(points, mean)), True)


def p_chart(counts: Sequence[tuple[int, int]], fewest: int) -> Chart:
    """Return the chart of shares (numerator, denominator above 0): limits follow each denominator."""
    values = [Decimal(part) / whole for part, whole in counts]
    if len(values) < fewest:
        return without_limits(values)
    mean = Decimal(sum(part for part, _ in counts)) / sum(whole for _, whole in counts)
    points = []
    with localcontext(prec=28):
        for value, (_, whole) in zip(values, counts, strict=True):
            reach = 3 * (mean * (1 - mean) / whole).sqrt()
            points.append(Point(value, max(Decimal(0), mean - reach), min(Decimal(1), mean + reach)))
    return Chart(mean, tuple(points), tuple(signals(points, mean)), True)


def without_limits(values: Sequence[Decimal]) -> Chart:
    """Return a plain line: too few points for limits."""
    return Chart(None, tuple(Point(value, value, value) for value in values), (), False)


def signals(points: Sequence[Point], mean: Decimal) -> Iterator[Signal]:
    """Yield every special cause, rule by rule."""
    for at, one in enumerate(points):
        if not one.low <= one.value <= one.high:
            side = "above the upper" if one.value > one.high else "below the lower"
            yield Signal(at, at, f"a point {side} limit")
    sides = [(one.value > mean) - (one.value < mean) for one in points]
    for first, last in runs(sides):
        if last - first + 1 >= RUN:
            side = "above" if sides[first] > 0 else "below"
            yield Signal(first, last, f"{last - first + 1} points {side} the mean")
    steps = [(b.value > a.value) - (b.value < a.value) for a, b in pairwise(points)]
    for first, last in runs(steps):
        if last - first + 2 >= TREND:
            way = "rising" if steps[first] > 0 else "falling"
            yield Signal(first, last + 1, f"{last - first + 2} points {way}")
    yield from two_of_three(points, mean)


def two_of_three(points: Sequence[Point], mean: Decimal) -> Iterator[Signal]:
    """Yield where two of three points in a row lie in the outer third, on the same side."""
    for first in range(len(points) - 2):
        for side, words in ((1, "upper"), (-1, "lower")):
            near = [one for one in points[first : first + 3] if is_outer(one, mean, side)]
            if len(near) >= 2:
                yield Signal(first, first + 2, f"2 of 3 points near the {words} limit")


def is_outer(point: Point, mean: Decimal, side: int) -> bool:
    """Say whether a point lies within its limits, in the third of its side that is next to the limit."""
    limit = point.high if side > 0 else point.low
    far = (point.value - mean) * side > (limit - mean) * side * 2 / 3
    return far and point.low <= point.value <= point.high


def runs(signs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last index of each unbroken run of the same sign; zeros break runs."""
    first = 0
    for at in range(1, len(signs) + 1):
        if at == len(signs) or signs[at] != signs[first]:
            if signs[first]:
                yield first, at - 1
            first = at
