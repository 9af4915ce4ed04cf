"""The small picture of one scale beside the claim: readings along time as points, each with its number.

Pure: readings in, shapes and a table out, like the strip (`coordination.strip`). Nothing is said by colour
alone: each point has its value above it and its day below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coordination.facts import Reading
from coordination.scales import shown_number
from coordination.strip_shapes import Dot, Line, Words

WIDTH, HEIGHT = 300, 78
LEFT, RIGHT, TOP, BOTTOM = 18, 282, 22, 56
DAY_WIDTH, VALUE_WIDTH = 44, 24
MOST_POINTS = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawing of one scale, ready for a template."""

    width: int
    height: int
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    words: tuple[Words, ...]
    curve: str


def draw(readings: Sequence[Reading], short: dict[date, str]) -> Picture:
    """Return the picture of readings of one scale, oldest first; `short` has the words of their days.

    The last twelve are drawn; the table beside has them all.
    """
    shown = readings[-MOST_POINTS:]
    points = [(x_of(one, shown), y_of(one, shown), one) for one in shown]
    return Picture(
        WIDTH,
        HEIGHT,
        (Line(LEFT - 8, BOTTOM + 4, RIGHT + 8, BOTTOM + 4, "ax"),),
        tuple(Dot(x, y, 3.5, "pt") for x, y, _ in points),
        (*value_words(points), *day_words(points, short)),
        "M" + "L".join(f"{x} {y}" for x, y, _ in points) if len(points) > 1 else "",
    )


def x_of(one: Reading, shown: Sequence[Reading]) -> float:
    """Return where a reading lies along time; a single one in the middle."""
    days = (shown[-1].on - shown[0].on).days
    if not days:
        return (LEFT + RIGHT) / 2
    return round(LEFT + (one.on - shown[0].on).days * (RIGHT - LEFT) / days, 1)


def y_of(one: Reading, shown: Sequence[Reading]) -> float:
    """Return how high a reading lies: from 0 to the highest there is, or 10."""
    top = max(10.0, *(float(other.value) for other in shown))
    low = min(0.0, *(float(other.value) for other in shown))
    return round(BOTTOM - (float(one.value) - low) / (top - low) * (BOTTOM - TOP), 1)


def value_words(points: Sequence[tuple[float, float, Reading]]) -> list[Words]:
    """Return the value over each point; where they would touch, the later one stays."""
    kept: list[Words] = []
    for x, y, one in reversed(points):
        if not kept or kept[-1].x - x >= VALUE_WIDTH:
            kept.append(Words(x, y - 8, shown_number(one.value), "tb halo", "middle"))
    return kept


def day_words(points: Sequence[tuple[float, float, Reading]], short: dict[date, str]) -> list[Words]:
    """Return the day under each point; where they would touch, the later one stays."""
    kept: list[Words] = []
    for x, _, one in reversed(points):
        if not kept or kept[-1].x - x >= DAY_WIDTH:
            kept.append(Words(x, HEIGHT - 6, short[one.on], "tick", "middle"))
    return kept
