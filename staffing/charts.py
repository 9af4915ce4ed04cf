"""Charts as SVG made on the server: a title that says the finding, a table beside, colour never alone.

What is drawn is a declared grammar (altair); vl-convert draws it. The SVG has no style attribute and no
script, so that the strict content security policy holds, and the same SVG goes into a PDF. Drawing takes a
tenth of a second: the same values are drawn once, since a drawing depends on nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

import altair
import vl_convert

INK, QUIET, LATE, LINE = "#3b4956", "#5b6773", "#a11d1b", "#e2e7eb"
KEPT = 256
# An axis that is not drawn: with none at all vega-lite fails to join the layers' axes.
UNSEEN = altair.Axis(labels=False, ticks=False, domain=False, grid=False)
WIDTH, HEIGHT = 620, 200


class Point(NamedTuple):
    """A value at a place along time. `words`: the value as people read it; `is_late`: it needs somebody.

    `low` and `high` are given for what is expected and not known yet: it is drawn hollow with its span.
    """

    label: str
    value: float | None
    words: str
    is_late: bool = False
    low: float | None = None
    high: float | None = None

    @property
    def is_expected(self) -> bool:
        """Say whether the value is a forecast."""
        return self.low is not None and self.high is not None


class Limit(NamedTuple):
    """A line that is drawn across, and what it is called."""

    value: float
    words: str


class Panel(NamedTuple):
    """One small chart of several on one scale."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its finding, and the table that says the same: heads and rows of words."""

    title: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=KEPT)
def line(
    title: str,
    points: tuple[Point, ...],
    *,
    limits: tuple[Limit, ...] = (),
    heads: tuple[str, ...] = ("", "Value"),
) -> Chart:
    """Return values along time with the limits drawn; marks that need somebody are triangles."""
    scale = _scale([*values_of(points), *(one.value for one in limits)])
    drawn = [layer for one in limits for layer in _limit(one, scale)]
    layers = [*drawn, *_course(points, scale, labels_of(points))]
    drawing = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    rows = tuple((one.label, words_of(one)) for one in points)
    return Chart(title, draw(drawing, title, describe(points, limits)), heads, rows)


@lru_cache(maxsize=KEPT)
def small_multiples(
    title: str, panels: tuple[Panel, ...], *, limit: Limit, heads: tuple[str, ...], width: int = 150
) -> Chart:
    """Return one small chart for each panel, all on one scale, with the limit drawn in each."""
    labels = tuple(dict.fromkeys(point.label for one in panels for point in one.points))
    scale = _scale([value for one in panels for value in values_of(one.points)] + [limit.value])
    drawn = [
        altair.layer(
            *_limit(limit, scale, small=True), *_course(one.points, scale, labels, small=True)
        ).properties(width=width, height=80, title=one.title)
        for one in panels
    ]
    rows = tuple((one.title, *(_said(one, label) for label in labels)) for one in panels)
    told = "; ".join(f"{one.title}: {describe(one.points, (limit,))}" for one in panels)
    return Chart(title, draw(altair.hconcat(*drawn), title, told), (*heads, *labels), rows)


@lru_cache(maxsize=KEPT)
def sparkline(title: str, points: tuple[Point, ...], *, limit: Limit | None = None) -> Chart:
    """Return a line so small that it stands in a row of a table."""
    scale = _scale([*values_of(points), *([limit.value] if limit else [])])
    course = _course(points, scale, labels_of(points), small=True, bare=True)
    layers = [*(_limit(limit, scale, named=False, small=True) if limit else []), *course]
    drawing = altair.layer(*layers).properties(width=90, height=18, padding=2)
    rows = tuple((one.label, words_of(one)) for one in points)
    return Chart(
        title, draw(drawing, title, describe(points, (limit,) if limit else ())), ("", "Value"), rows
    )


def labels_of(points: Sequence[Point]) -> tuple[str, ...]:
    """Return the labels along the line."""
    return tuple(one.label for one in points)


def describe(points: Sequence[Point], limits: Sequence[Limit]) -> str:
    """Return a drawing in a sentence, for who does not see it."""
    told = ", ".join(f"{one.label}: {words_of(one)}" for one in points)
    drawn = ", ".join(one.words for one in limits)
    return f"{told}. Lines drawn: {drawn}." if drawn else f"{told}."


def words_of(point: Point) -> str:
    """Return a value in words, a forecast said to be one."""
    if point.is_expected:
        return f"{point.words} expected ({point.low:g} to {point.high:g})"
    return point.words


def values_of(points: Sequence[Point]) -> list[float]:
    """Return the numbers of points, spans included."""
    return [value for one in points for value in (one.value, one.low, one.high) if value is not None]


def draw(drawing: Any, title: str, description: str) -> str:
    """Return a drawing as SVG with its title and description inside."""
    quiet = drawing.configure(
        background="transparent",
        view=altair.ViewConfig(stroke=None),
        axis=altair.AxisConfig(
            labelColor=QUIET, labelFontSize=12, domainColor=LINE, gridColor=LINE, tickColor=LINE
        ),
        title=altair.TitleConfig(anchor="start", fontSize=14, color=INK),
    )
    svg = str(vl_convert.vegalite_to_svg(quiet.to_json(indent=None)))
    name = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    head, rest = svg.split(">", 1)
    return f'{head} role="img">{name}{rest}'


def _course(
    points: Sequence[Point], scale: Any, labels: Sequence[str], *, small: bool = False, bare: bool = False
) -> list[Any]:
    """Return the layers of a course: the line, spans of what is expected, the marks, the words.

    `small`: the last mark alone, no words, the first and last label; `bare`: no axis at all.
    """
    known = [one for one in points if one.value is not None]
    rows = [_row(n, one, n == len(known) - 1) for n, one in enumerate(known)]
    order = list(labels) or [""]
    ends: dict[str, Any] = {"values": [order[0], order[-1]]} if small else {}
    below = UNSEEN if bare else altair.Axis(labelAngle=0, grid=False, **ends)
    place = altair.X("place:O", title=None, sort=order, axis=below, scale=altair.Scale(domain=order))
    value = altair.Y("value:Q", title=None, scale=scale, axis=_upright(small))
    base = altair.Chart(altair.InlineData(values=rows)).encode(x=place, y=value)
    marks = "datum.last" if small else "true"
    layers = [
        base.transform_filter("!datum.expected").mark_line(color=INK, strokeWidth=1.75),
        base.transform_filter("datum.expected")
        .mark_rule(color=QUIET)
        .encode(y=altair.Y("low:Q", title=None), y2="high:Q"),
        base.transform_filter(f"{marks} && !datum.late").mark_point(
            color=INK, filled=True, size=40, shape="circle", opacity=1
        ),
        base.transform_filter(f"{marks} && datum.late").mark_point(
            color=LATE, filled=True, size=70, shape="triangle-up", opacity=1
        ),
    ]
    if not small:
        words = (
            base.transform_filter("!datum.expected")
            .mark_text(dy=-12, fontSize=12, color=INK)
            .encode(text="words:N")
        )
        aside = base.transform_filter("datum.expected").mark_text(dy=28, fontSize=12, color=QUIET)
        layers += [words, aside.encode(text="words:N")]
    return layers


def _upright(small: bool) -> Any:
    """Return the axis of the values; a small chart is read by its limit and its table."""
    return UNSEEN if small else altair.Axis(tickCount=4)


def _row(place: int, point: Point, is_last: bool) -> dict[str, Any]:
    return {
        "place": point.label,
        "order": place,
        "value": point.value,
        "words": point.words,
        "late": point.is_late,
        "expected": point.is_expected,
        "low": point.low,
        "high": point.high,
        "last": is_last,
    }


def _limit(limit: Limit, scale: Any, *, named: bool = True, small: bool = False) -> list[Any]:
    """Return the layers of a limit drawn across, with its words at the right end."""
    base = altair.Chart(altair.InlineData(values=[{"value": limit.value, "words": limit.words}]))
    at = base.encode(y=altair.Y("value:Q", title=None, scale=scale, axis=_upright(small)))
    words = at.mark_text(align="right", dx=-2, dy=-6, fontSize=12, color=INK, fontWeight=600)
    rule = at.mark_rule(color=INK, strokeDash=[4, 3])
    return [rule, words.encode(text="words:N", x=altair.value("width"))] if named else [rule]


def _scale(values: Sequence[float]) -> Any:
    """Return a scale around the values with air above for the words."""
    if not values:
        return altair.Scale(domain=[0, 1])
    low, high = min(values), max(values)
    air = (high - low or abs(high) or 1) * 0.25
    return altair.Scale(domain=[max(0.0, low - air) if low >= 0 else low - air, high + air], nice=False)


def _said(panel: Panel, label: str) -> str:
    return next((words_of(one) for one in panel.points if one.label == label), "")
