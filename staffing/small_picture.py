"""Small lines along quarters on one scale, as coordinates of an SVG. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high` drawn `width` wide and `height` high."""

    low: Fraction
    high: Fraction
    width: int
    height: int

    def up(self, value: Fraction) -> float:
        """Return how far down a value is drawn."""
        part = (self.high - value) / (self.high - self.low)
        return round(float(part * self.height), 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A line, broken where there is no value; the last value's place; the limit's height."""

    path: str
    last_x: float
    last_y: float | None
    limit_y: float | None
    width: int
    height: int


def scale_of(values: Iterable[Fraction], width: int, height: int) -> Scale:
    """Return one scale for all values, with air above and below."""
    found = sorted(values) or [Fraction(0), Fraction(1)]
    air = (found[-1] - found[0] or abs(found[-1]) or Fraction(1)) / 8
    return Scale(found[0] - air, found[-1] + air, width, height)


def picture(values: Sequence[Fraction | None], limit: Fraction | None, scale: Scale) -> Picture:
    """Return values along time drawn on a scale."""
    step = scale.width / max(len(values) - 1, 1)
    path, is_drawing = "", False
    for n, value in enumerate(values):
        if value is not None:
            path += f"{'L' if is_drawing else 'M'}{n * step:.1f} {scale.up(value)}"
        is_drawing = value is not None
    last = values[-1] if values else None
    return Picture(
        path,
        scale.width,
        None if last is None else scale.up(last),
        None if limit is None else scale.up(limit),
        scale.width,
        scale.height,
    )
