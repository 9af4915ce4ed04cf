"""A line of quarters so small that it stands in a row of a table, as one path. Pure.

Eleven of these stand on one page: drawn by the grammar of `staffing.charts` they would take two seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT, RIM = 90, 22, 4


@dataclass(frozen=True, slots=True)
class Spark:
    """The path of the known values, where the benchmark lies, the last mark, and all of it in words."""

    path: str
    limit: float | None
    last_x: float
    last_y: float
    is_missed: bool
    spoken: str


def drawn(
    values: Sequence[Fraction | None], limit: Fraction | None, *, is_missed: bool, spoken: str
) -> Spark | None:
    """Return the picture of values from the left to the right; None where fewer than two are known.

    A quarter without a value is a gap.
    """
    known = [float(one) for one in values if one is not None]
    if len(known) < 2:
        return None
    all_of_them = [*known, *([float(limit)] if limit is not None else [])]
    low, high = min(all_of_them), max(all_of_them)
    step = (WIDTH - 2 * RIM) / (len(values) - 1)

    def across(place: int) -> float:
        return RIM + place * step

    def down(value: float) -> float:
        part = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - RIM - part * (HEIGHT - 2 * RIM)

    path, is_open = "", False
    for place, value in enumerate(values):
        if value is not None:
            path += f"{'L' if is_open else 'M'}{across(place):.1f} {down(float(value)):.1f}"
        is_open = value is not None
    last = max(place for place, value in enumerate(values) if value is not None)
    return Spark(
        path=path,
        limit=round(down(float(limit)), 1) if limit is not None else None,
        last_x=round(across(last), 1),
        last_y=round(down(known[-1]), 1),
        is_missed=is_missed,
        spoken=spoken,
    )
