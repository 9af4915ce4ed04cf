"""Bars beside each other on one scale: who has how much, with the line each should stay under."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cohe.later import Later
from staffing import charts
from staffing.charts import INK, PAPER, WIDTH, Chart, Limit, Point

if TYPE_CHECKING:
    import altair
else:
    altair = Later("altair")

BAR, SPACE = 18, 12
UNDER, OVER = "#9fb0be", "#b85c5a"


@lru_cache(maxsize=charts.KEPT)
def draw(
    title: str,
    points: tuple[Point, ...],
    *,
    limit: Limit | None = None,
    heads: tuple[str, ...] = ("", "Value"),
) -> Chart:
    """Return one bar for each point, in their order, its words at its end.

    A bar that needs somebody is red and its words say so with a triangle: colour is never alone.
    """
    rows = [
        {
            "label": one.label,
            "value": one.value or 0,
            "words": f"▲ {one.words}" if one.is_late else one.words,
            "late": one.is_late,
        }
        for one in points
    ]
    labels = [one.label for one in points]
    most = max([*(one.value or 0 for one in points), limit.value if limit else 0, 1])
    scale = altair.Scale(domain=[0, most * 1.4], nice=False)
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        y=altair.Y("label:N", title=None, sort=labels, axis=altair.Axis(domain=False, ticks=False)),
        x=altair.X("value:Q", title=None, scale=scale, axis=charts.unseen()),
    )
    bars = base.mark_bar(height=BAR).encode(
        color=altair.condition("datum.late", altair.value(OVER), altair.value(UNDER))
    )
    text: dict[str, Any] = {"align": "left", "baseline": "middle", "dx": 5, "fontSize": 12}
    words = base.encode(text="words:N")
    rim = words.mark_text(color=PAPER, stroke=PAPER, strokeWidth=4, **text)
    layers = [bars, rim, words.mark_text(color=INK, **text)]
    if limit:
        layers.insert(1, _rule(limit, scale))
        layers.append(_said(limit, scale))
    longest = max((len(one) for one in labels), default=0)
    drawing = altair.layer(*layers).properties(
        width=WIDTH, height=max(1, len(points)) * (BAR + SPACE), padding=charts.room_for(left=longest)
    )
    table = tuple((one.label, one.words) for one in points)
    told = charts.describe(points, (limit,) if limit else ())
    return Chart(title, charts.draw(drawing, title, told), heads, table)


def _upright(limit: Limit, scale: Any) -> Any:
    rows = altair.InlineData(values=[{"value": limit.value, "words": limit.words}])
    return altair.Chart(rows).encode(x=altair.X("value:Q", title=None, scale=scale, axis=charts.unseen()))


def _rule(limit: Limit, scale: Any) -> Any:
    """Return the limit as an upright line across the bars."""
    return _upright(limit, scale).mark_rule(color=INK, strokeDash=[4, 3])


def _said(limit: Limit, scale: Any) -> Any:
    """Return the words of the limit above the bars."""
    at = _upright(limit, scale).encode(y=altair.value(0), text="words:N")
    return at.mark_text(color=INK, fontSize=12, fontWeight=600, dy=-8, align="center")
