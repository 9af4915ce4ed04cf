"""Charts as SVG made on the server: a title that says the finding, a table beside, colour never alone.

What is drawn is a declared grammar (altair); vl-convert draws it. The SVG has no style attribute and no
script, so that the strict content security policy holds, and the same SVG goes into a PDF. Drawing takes a
tenth of a second: the same values are drawn once, since a drawing depends on nothing else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from cohe.later import Later

if TYPE_CHECKING:
    import altair
    import vl_convert
else:
    # A process that draws no chart does not wait for them at its start.
    altair, vl_convert = Later("altair"), Later("vl_convert")

INK, QUIET, LATE, LINE = "#3b4956", "#5b6773", "#a11d1b", "#e2e7eb"
KEPT = 256
# What the drawing program says of each part of a picture.
PART = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
WIDTH, HEIGHT = 620, 200
# More marks than this have no room for the words of each, nor for a label in one line.
ROOMY = 8
PAPER = "#ffffff"
# Where it is tight a label has two lines, and the year stands under the first quarter alone.
TIGHT = "test(/^Q[234] /, datum.label) ? split(datum.label, ' ')[0] : split(datum.label, ' ')"


class Point(NamedTuple):
    """A value at a place along time. `words`: the value as people read it; `is_late`: it needs somebody.

    `low` and `high` are given for what is expected and not known yet: it is drawn over its span. `is_told`:
    somebody typed the value in, nothing was counted: its mark is hollow.
    """

    label: str
    value: float | None
    words: str
    is_late: bool = False
    low: float | None = None
    high: float | None = None
    is_told: bool = False

    @property
    def is_expected(self) -> bool:
        """Say whether the value is a forecast."""
        return self.low is not None and self.high is not None


class Limit(NamedTuple):
    """A line that is drawn across, and what it is called."""

    value: float
    words: str


class Stepped(NamedTuple):
    """A limit that moves: a value at each of some places along time, and what it is called."""

    places: tuple[tuple[str, float], ...]
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
    stepped: Stepped | None = None,
    heads: tuple[str, ...] = ("", "Value"),
) -> Chart:
    """Return values along time with the limits drawn; marks that need somebody are triangles."""
    moving = stepped.places if stepped else ()
    scale = scale_of([*values_of(points), *(one.value for one in limits), *(value for _, value in moving)])
    drawn = [layer for one in limits for layer in limit_layers(one, scale)]
    drawn += stepped_limit(stepped, scale, labels_of(points)) if stepped else []
    layers = [*drawn, *_course(points, scale, labels_of(points))]
    drawing = altair.layer(*layers).properties(width=WIDTH, height=HEIGHT, padding=room_for(*limits, stepped))
    rows = tuple((one.label, words_of(one)) for one in points)
    told = [*limits, *([Limit(moving[-1][1], stepped.words)] if stepped and moving else [])]
    return Chart(title, draw(drawing, title, describe(points, told)), heads, rows)


@lru_cache(maxsize=KEPT)
def small_multiples(
    title: str, panels: tuple[Panel, ...], *, limit: Limit, heads: tuple[str, ...], width: int = 150
) -> Chart:
    """Return one small chart for each panel, all on one scale, with the limit drawn in each."""
    labels = tuple(dict.fromkeys(point.label for one in panels for point in one.points))
    scale = scale_of([value for one in panels for value in values_of(one.points)] + [limit.value])
    drawn = [
        altair.layer(
            *limit_layers(limit, scale, small=True), *_course(one.points, scale, labels, small=True)
        ).properties(width=width, height=80, title=one.title)
        for one in panels
    ]
    rows = tuple((one.title, *(_said(one, label) for label in labels)) for one in panels)
    told = "; ".join(f"{one.title}: {describe(one.points, (limit,))}" for one in panels)
    return Chart(title, draw(altair.hconcat(*drawn), title, told), (*heads, *labels), rows)


def room_for(*limits: Limit | Stepped | None, left: int = 0) -> dict[str, int]:
    """Return the rim of a drawing: whose font is wider than the one it was measured with needs more of it."""
    longest = max((len(one.words) for one in limits if one), default=0)
    return {"left": 8 + 2 * left, "right": 8 + 2 * longest, "top": 8, "bottom": 8}


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
    # One picture with one name: its parts are no pictures of their own.
    return f'{head} role="img">{name}{PART.sub("", rest)}'


def _course(points: Sequence[Point], scale: Any, labels: Sequence[str], *, small: bool = False) -> list[Any]:
    """Return the layers of a course: the line, spans of what is expected, the marks, the words.

    `small`: the last mark alone, no words, the first and last label.
    """
    known = [one for one in points if one.value is not None]
    rows = [_row(n, one, known) for n, one in enumerate(known)]
    order = list(labels) or [""]
    below = across(order, small=small)
    place = altair.X("place:O", title=None, sort=order, axis=below, scale=altair.Scale(domain=order))
    value = altair.Y("value:Q", title=None, scale=scale, axis=upright(small=small))
    base = altair.Chart(altair.InlineData(values=rows)).encode(x=place, y=value)
    marks = "datum.last" if small else "true"
    layers = [
        base.transform_filter("datum.ahead").mark_line(color=QUIET, strokeWidth=1.25, strokeDash=[2, 3]),
        base.transform_filter("!datum.expected").mark_line(color=INK, strokeWidth=1.75),
        base.transform_filter("datum.expected")
        .mark_rule(color=QUIET, strokeWidth=5, opacity=0.35)
        .encode(y=altair.Y("low:Q", title=None), y2="high:Q"),
        base.transform_filter(f"{marks} && !datum.late && !datum.told").mark_point(
            color=INK, filled=True, size=40, shape="circle", opacity=1
        ),
        base.transform_filter(f"{marks} && datum.told").mark_point(
            stroke=INK, fill=PAPER, size=36, strokeWidth=1.5, shape="circle", opacity=1
        ),
        base.transform_filter(f"{marks} && datum.late").mark_point(
            color=LATE, filled=True, size=70, shape="triangle-up", opacity=1
        ),
    ]
    return layers if small else [*layers, *_words(base)]


def _words(base: Any) -> list[Any]:
    """Return the layers of the values' words, each on a rim of paper so that no line runs through it."""
    over = base.transform_filter("datum.said").encode(text="words:N", y=altair.Y("top:Q", title=None))
    text: dict[str, Any] = {"dy": -12, "fontSize": 12}
    return [
        over.mark_text(color=PAPER, stroke=PAPER, strokeWidth=4, strokeJoin="round", **text),
        over.transform_filter("!datum.expected").mark_text(color=INK, **text),
        over.transform_filter("datum.expected").mark_text(color=QUIET, **text),
    ]


def across(labels: Sequence[str], *, small: bool = False) -> Any:
    """Return the axis below: first and last label of a small chart, two lines a label where it is tight."""
    if small:
        return altair.Axis(labelAngle=0, grid=False, values=[labels[0], labels[-1]])
    tight: dict[str, Any] = {"labelExpr": TIGHT} if len(labels) > ROOMY else {}
    return altair.Axis(labelAngle=0, grid=False, ticks=False, labelPadding=6, **tight)


def upright(*, small: bool = False) -> Any:
    """Return the axis of the values; a small chart is read by its limit and its table."""
    return unseen() if small else altair.Axis(tickCount=4, domain=False, ticks=False)


def unseen() -> Any:
    """Return an axis that is not drawn: with none at all vega-lite fails to join the layers' axes."""
    return altair.Axis(labels=False, ticks=False, domain=False, grid=False)


def _row(place: int, point: Point, known: Sequence[Point]) -> dict[str, Any]:
    """Return a point as a row of the drawing.

    `said`: its words are drawn; of many points only those that matter: late, expected, the last one known.
    """
    after = known[place + 1] if place + 1 < len(known) else None
    turns = not point.is_expected and (after is None or after.is_expected)
    return {
        "place": point.label,
        "order": place,
        "value": point.value,
        "words": point.words,
        "late": point.is_late,
        "told": point.is_told and not point.is_late,
        "expected": point.is_expected,
        "ahead": point.is_expected or (turns and after is not None),
        "low": point.low,
        "high": point.high,
        "top": point.value if point.high is None else point.high,
        "said": len(known) <= ROOMY or point.is_expected or point.is_late or turns,
        "last": after is None,
    }


def limit_layers(limit: Limit, scale: Any, *, small: bool = False) -> list[Any]:
    """Return the layers of a limit drawn across; its words stand beside its right end, clear of the marks."""
    base = altair.Chart(altair.InlineData(values=[{"value": limit.value, "words": limit.words}]))
    at = base.encode(y=altair.Y("value:Q", title=None, scale=scale, axis=upright(small=small)))
    words = at.mark_text(align="left", dx=6, fontSize=12, color=INK, fontWeight=600)
    rule = at.mark_rule(color=INK, strokeDash=[4, 3])
    return [rule, words.encode(text="words:N", x=altair.value("width"))]


def stepped_limit(limit: Stepped, scale: Any, labels: Sequence[str]) -> list[Any]:
    """Return the layers of a limit that moves: steps along the labels, its words at their end."""
    rows = [{"place": place, "value": value, "words": limit.words} for place, value in limit.places]
    base = altair.Chart(altair.InlineData(values=rows)).encode(
        x=altair.X(
            "place:O",
            title=None,
            sort=list(labels),
            axis=across(labels),
            scale=altair.Scale(domain=list(labels)),
        ),
        y=altair.Y("value:Q", title=None, scale=scale, axis=upright()),
    )
    last = altair.Chart(altair.InlineData(values=rows[-1:])).encode(
        x=altair.value("width"), y=altair.Y("value:Q", title=None, scale=scale), text="words:N"
    )
    words = last.mark_text(align="left", dx=6, fontSize=12, color=INK, fontWeight=600)
    return [base.mark_line(interpolate="step", color=INK, strokeDash=[4, 3], strokeWidth=1), words]


def scale_of(values: Sequence[float]) -> Any:
    """Return a scale around the values with air above for the words."""
    if not values:
        return altair.Scale(domain=[0, 1])
    low, high = min(values), max(values)
    air = (high - low or abs(high) or 1) * 0.25
    return altair.Scale(domain=[max(0.0, low - air) if low >= 0 else low - air, high + air], nice=False)


def _said(panel: Panel, label: str) -> str:
    return next((words_of(one) for one in panel.points if one.label == label), "")
