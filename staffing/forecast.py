"""Claims expected in the quarters to come: from which quarters, by which method, in whole claims (H6).

Pure. The method with an interval needs `fewest` quarters of history; with fewer there is a plain mean and no
interval, and the page says so. Claims are whole: a mean is rounded half up, an interval outwards.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from staffing.choices import CountSource, ForecastMethod
from staffing.quarter import Quarter

HALF = Fraction(1, 2)
# Counts, quarters ahead, percent of the interval -> mean, low, high of each quarter.
Method = Callable[[Sequence[int], int, int], Sequence[tuple[float, float, float]]]


class Counted(NamedTuple):
    """Claims initiated in a quarter that is over, and where the number comes from."""

    quarter: Quarter
    claims: int
    source: CountSource


class Expected(NamedTuple):
    """Claims expected in a quarter; `low` and `high` are None for a plain mean."""

    quarter: Quarter
    mean: int
    low: int | None = None
    high: int | None = None


def history(
    own: Mapping[Quarter, int], typed: Mapping[Quarter, int], *, last: Quarter, most: int
) -> tuple[Counted, ...]:
    """Return the unbroken run of counted quarters that ends with `last`, oldest first, `most` at most.

    A typed count stands in the place of our own. Our own counts when the quarter before it is known as well:
    the first quarter with claims in the product is never a whole one.
    """
    found: list[Counted] = []
    quarter = last
    while len(found) < most:
        if quarter in typed:
            found.append(Counted(quarter, typed[quarter], CountSource.TYPED))
        elif own.get(quarter) and (own.get(quarter.previous) or quarter.previous in typed):
            found.append(Counted(quarter, own[quarter], CountSource.CLAIMS))
        else:
            break
        quarter = quarter.previous
    return tuple(reversed(found))


def expected(
    known: Sequence[Counted], *, ahead: int, fewest: int, percent: int, so_far: int, method: Method
) -> tuple[ForecastMethod, tuple[Expected, ...]]:
    """Return how `ahead` quarters after the last known one were forecast, and what is expected in each.

    The first of them runs: fewer claims than it has already (`so_far`) cannot come of it.
    """
    if not known:
        return ForecastMethod.MEAN, ()
    counts = [one.claims for one in known]
    quarters = [known[-1].quarter.plus(n) for n in range(1, ahead + 1)]
    if len(known) < fewest:
        mean = half_up(Fraction(sum(counts), len(counts)))
        found = tuple(Expected(one, mean) for one in quarters)
        return ForecastMethod.MEAN, (at_least(found[0], so_far), *found[1:])
    drawn = method(counts, ahead, percent)
    found = tuple(whole(one, *values) for one, values in zip(quarters, drawn, strict=True))
    return ForecastMethod.THETA, (at_least(found[0], so_far), *found[1:])


def whole(quarter: Quarter, mean: float, low: float, high: float) -> Expected:
    """Return what a method found in whole claims, none below zero."""
    return Expected(quarter, half_up(Fraction(max(0.0, mean))), max(0, floor(low)), max(0, ceil(high)))


def at_least(one: Expected, claims: int) -> Expected:
    """Return what is expected of a quarter that has `claims` already."""
    low, high = (None if value is None else max(value, claims) for value in (one.low, one.high))
    return Expected(one.quarter, max(one.mean, claims), low, high)


def half_up(value: Fraction) -> int:
    """Return a number that is not negative as whole claims, halves up."""
    return floor(value + HALF)
