"""What the strip along time is told (days of one claim) and what it is made of (shapes, words, a table)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coordination.timeline import Stretch

WIDTH = 1392


class Rect(NamedTuple):
    """A box of the drawing, in px."""

    x: float
    y: float
    width: float
    height: float
    css: str


class Line(NamedTuple):
    """A line of the drawing."""

    x1: float
    y1: float
    x2: float
    y2: float
    css: str


class Dot(NamedTuple):
    """A point of the drawing."""

    x: float
    y: float
    r: float
    css: str


class Words(NamedTuple):
    """Words in the drawing; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    css: str = ""
    anchor: str = "start"


class Span(NamedTuple):
    """Something with a first and a last day, and its words: an APF, the days an FRQ may be asked."""

    first: date
    last: date
    words: str
    fewer_words: str = ""


class Mark(NamedTuple):
    """Something of one day: an FRQ ("pt-late" when positive), a contact (a letter), a reading (a value)."""

    on: date
    words: str
    css: str = "pt"
    value: float | None = None


class Row(NamedTuple):
    """A line of the table that says the same as the picture."""

    what: str
    first: date
    last: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """What the strip shows of one claim, all days inclusive; `begins` is the injury or the first visit."""

    begins: date
    today: date
    stretches: Sequence[Stretch] = ()
    apfs: Sequence[Span] = ()
    frq_window: Span | None = None
    frqs: Sequence[Mark] = ()
    contacts: Sequence[Mark] = ()
    readings: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing, ready for a template, and its table."""

    height: int
    first: date
    last: date
    now_x: float
    rects: tuple[Rect, ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    words: tuple[Words, ...]
    rows: tuple[Row, ...]
    curve: str = ""

    @property
    def width(self) -> int:
        """Return the width in px."""
        return WIDTH
