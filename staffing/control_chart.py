"""A control chart as a drawing: values, mean and limits, special causes as marks of their own (J5).

What is a special cause is decided in `staffing.control`; here it is drawn and said in words.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cohe.later import Later
from staffing import charts
from staffing.charts import HEIGHT, INK, LATE, QUIET, WIDTH, Chart
from staffing.control import Chart as Found

if TYPE_CHECKING:
    import altair
else:
    altair = Later("altair")

# Beyond these many signals a list of them is longer than the chart is wide: the table has all.
SAID = 4


class Mark(NamedTuple):
    """A value of a control chart with its place along time and its words."""

    label: str
    words: str


def finding(title: str, found: Found, fewest: int, places: str) -> str:
    """Return what a course says; `places`: what its points are, such as quarters."""
    if not found.has_limits:
        return f"{title}: {len(found.points)} {places}, too few points for limits ({fewest} needed)"
    if not found.signals:
        return f"{title}: no special cause in {len(found.points)} {places}"
    return f"{title}: {found.signals[-1].words}"


@lru_cache(maxsize=charts.KEPT)
def draw(
    title: str,
    found: Found,
    marks: tuple[Mark, ...],
    *,
    limit: charts.Limit | None = None,
    heads: tuple[str, ...] = ("", "Value", "Special cause"),
) -> Chart:
    """Return the drawing; with too few points there are neither mean nor limits, and the words say so.

    `marks` name the points of `found`, in their order; `limit` is a benchmark drawn across.
    """
    caused = causes(found)
    rows = [
        {
            "place": mark.label,
            "value": float(point.value),
            "low": float(point.low),
            "high": float(point.high),
            "mean": float(found.mean) if found.mean is not None else None,
            "cause": n in caused,
        }
        for n, (mark, point) in enumerate(zip(marks, found.points, strict=True))
    ]
    values = [float(one) for point in found.points for one in point] + ([limit.value] if limit else [])
    scale = charts.scale_of(values)
    labels = [one.label for one in marks]
    layers = [*(charts.limit_layers(limit, scale) if limit else []), *_layers(rows, labels, scale, found)]
    drawing = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT, padding=charts.room_for(limit))
    table = tuple((one.label, one.words, "; ".join(caused.get(n, ()))) for n, one in enumerate(marks))
    return Chart(title, charts.draw(drawing, title, describe(found, marks)), heads, table)


def causes(found: Found) -> dict[int, list[str]]:
    """Return for each point that is part of a special cause what it is part of."""
    told: dict[int, list[str]] = {}
    for signal in found.signals:
        for at in range(signal.first, signal.last + 1):
            told.setdefault(at, []).append(signal.words)
    return told


def describe(found: Found, marks: Sequence[Mark]) -> str:
    """Return the drawing in sentences, for who does not see it."""
    told = ", ".join(f"{one.label}: {one.words}" for one in marks)
    if not found.has_limits:
        return f"{told}. Too few points for limits."
    seen = [f"{one.words} from {marks[one.first].label}" for one in found.signals]
    more = f" and {len(seen) - SAID} more" if len(seen) > SAID else ""
    return (
        f"{told}. Special causes: {', '.join(seen[:SAID])}{more}." if seen else f"{told}. No special cause."
    )


def _layers(rows: list[dict[str, Any]], labels: list[str], scale: Any, found: Found) -> list[Any]:
    """Return the layers: limits and mean behind, then the line, then the marks."""
    place = altair.X(
        "place:O", title=None, sort=labels, axis=charts.across(labels), scale=altair.Scale(domain=labels)
    )
    base = altair.Chart(altair.InlineData(values=rows)).encode(x=place)

    def at(name: str) -> Any:
        return base.encode(y=altair.Y(f"{name}:Q", title=None, scale=scale, axis=charts.upright()))

    value = at("value")
    behind = [
        at("low").mark_line(interpolate="step", color=QUIET, strokeDash=[4, 3], strokeWidth=1),
        at("high").mark_line(interpolate="step", color=QUIET, strokeDash=[4, 3], strokeWidth=1),
        at("mean").mark_line(color=QUIET, strokeWidth=1),
    ]
    return [
        *(behind if found.has_limits else []),
        value.mark_line(color=INK, strokeWidth=1.75),
        value.transform_filter("!datum.cause").mark_point(
            color=INK, filled=True, size=40, shape="circle", opacity=1
        ),
        value.transform_filter("datum.cause").mark_point(
            color=LATE, filled=True, size=70, shape="diamond", opacity=1
        ),
    ]
