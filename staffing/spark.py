"""Small lines along quarters, as coordinates of an SVG: in a row of a table, or side by side. Pure.

Eleven of these stand on one page: drawn by the grammar of `staffing.charts` they would take two seconds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH, HEIGHT, RIM = 90, 22, 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` drawn `width` wide and `height` high, `rim` free all around."""

    low: Fraction
    high: Fraction
    width: int
    height: int
    rim: int = 0

    def across(self, place: int, places: int) -> float:
        """Return how far to the right a place of so many is drawn."""
        return round(self.rim + place * (self.width - 2 * self.rim) / max(places - 1, 1), 1)

    def up(self, value: Fraction) -> float:
        """Return how far down a value is drawn."""
        part = (self.high - value) / (self.high - self.low) if self.high > self.low else Fraction(1, 2)
        return round(float(self.rim + part * (self.height - 2 * self.rim)), 1)

    def path(self, values: Sequence[Fraction | None]) -> str:
        """Return values from the left to the right as a path; a quarter without a value is a gap."""
        path, is_open = "", False
        for place, value in enumerate(values):
            if value is not None:
                path += f"{'L' if is_open else 'M'}{self.across(place, len(values))} {self.up(value)}"
            is_open = value is not None
        return path


@dataclass(frozen=True, slots=True)
class Picture:
    """A line, broken where there is no value; the last value's place; the limit's height."""

    path: str
    last_x: float
    last_y: float | None
    limit_y: float | None
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Spark:
    """The path of the known values, where the benchmark lies, the last mark, and all of it in words."""

    path: str
    limit: float | None
    last_x: float
    last_y: float
    is_missed: bool
    spoken: str


def scale_of(values: Iterable[Fraction], width: int, height: int) -> Scale:
    """Return one scale for all values, with air above and below."""
    found = sorted(values) or [Fraction(0), Fraction(1)]
    air = (found[-1] - found[0] or abs(found[-1]) or Fraction(1)) / 8
    return Scale(found[0] - air, found[-1] + air, width, height)


def picture(values: Sequence[Fraction | None], limit: Fraction | None, scale: Scale) -> Picture:
    """Return values along time drawn on a scale."""
    last = values[-1] if values else None
    return Picture(
        scale.path(values),
        scale.width,
        None if last is None else scale.up(last),
        None if limit is None else scale.up(limit),
        scale.width,
        scale.height,
    )


def drawn(
    values: Sequence[Fraction | None], limit: Fraction | None, *, is_missed: bool, spoken: str
) -> Spark | None:
    """Return the picture of values on a scale of their own; None where fewer than two are known."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return None
    held = [*(value for _, value in known), *([limit] if limit is not None else [])]
    scale = Scale(min(held), max(held), WIDTH, HEIGHT, RIM)
    last, value = known[-1]
    return Spark(
        path=scale.path(values),
        limit=scale.up(limit) if limit is not None else None,
        last_x=scale.across(last, len(values)),
        last_y=scale.up(value),
        is_missed=is_missed,
        spoken=spoken,
    )
