"""Two clocks that cannot be put back, as dots along their days: the first contact, the window of the FRQ."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count

from cohe.workdays import add_days, business_days
from coordination.policy import Policy
from coordination.queries.desk_asked import Asked, url_of
from coordination.queries.desk_filters import Filters, Tab

FIRST_CONTACT, FRQ = "T02", "T12"
LEFT, RIGHT, GROUND = 14, 428, 30
DOT, STEP, MOST_HIGH = 3.4, 8, 3


class Tick(NamedTuple):
    """A line of the axis with its words; a limit is dashed and bold."""

    x: float
    words: str
    is_limit: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: how many run, are late, end today; the picture and the same in words."""

    title: str
    running: int
    late: int
    ending: int
    url: str
    spoken: str
    ticks: tuple[Tick, ...]
    dots: str
    late_dots: str


class Running(NamedTuple):
    """Items of one clock that share their days."""

    rule: str
    due_on: date
    last_day: date | None
    off_since: date | None
    n: int


def clocks_of(wanted: Asked, policy: Policy) -> tuple[Clock, ...]:
    """Return both clocks over the open items that the filters let through; one without items is left out."""
    everything = wanted.items(wanted.filters.but(tab=Tab.ALL)).filter(rule__in=(FIRST_CONTACT, FRQ))
    grouped = (
        everything.order_by().values_list("rule", "due_on", "last_day", "off_since").annotate(n=Count("pk"))
    )
    rows = [Running(*row) for row in grouped]
    contacts = [row for row in rows if row.rule == FIRST_CONTACT]
    frqs = [row for row in rows if row.rule == FRQ and row.off_since]
    made = (first_contact(contacts, wanted, policy), frq_window(frqs, wanted, policy))
    return tuple(clock for clock in made if clock.running)


def first_contact(rows: list[Running], wanted: Asked, policy: Policy) -> Clock:
    """Return the clock of the first contact, in business days left."""
    span = policy.first_activity_bd - policy.first_activity_warn_bd

    def place(row: Running) -> float:
        return span - business_days_between(wanted.today, row.due_on)

    ticks = ((0, f"{span} left", False), (span, "last day", True))
    return drawn("First contact, business days", FIRST_CONTACT, rows, place, (0, span + 1), ticks, wanted)


def frq_window(rows: list[Running], wanted: Asked, policy: Policy) -> Clock:
    """Return the window of the FRQ, in days of the spell off work."""

    def place(row: Running) -> float:
        return (wanted.today - (row.off_since or wanted.today)).days + 1

    first, due, last = policy.frq_opens_day, policy.frq_due_day, policy.frq_last_day
    ticks = ((first, str(first), False), (due, f"{due}: asked by", True), (last, f"{last}: closes", True))
    return drawn("FRQ, days off work", FRQ, rows, place, (first, last), ticks, wanted)


def business_days_between(today: date, due: date) -> int:
    """Return how many business days lie after `today` up to `due`, of 60 days; -1 when it has passed."""
    return -1 if due < today else business_days(today, min(due, add_days(today, 60)))


def drawn(
    title: str,
    rule: str,
    rows: list[Running],
    place: Callable[[Running], float],
    ends: tuple[float, float],
    ticks: Iterable[tuple[float, str, bool]],
    wanted: Asked,
) -> Clock:
    """Draw one clock; dots past an end lie on it, and those of one day on top of each other."""
    first, last = ends

    def x(value: float) -> float:
        inside = min(max(value, first), last)
        return round(LEFT + (inside - first) / max(last - first, 1) * (RIGHT - LEFT), 1)

    late = [row for row in rows if row.due_on < wanted.today]
    running = sum(row.n for row in rows)
    ending = sum(row.n for row in rows if row.last_day == wanted.today)
    count_late = sum(row.n for row in late)
    return Clock(
        title=title,
        running=running,
        late=count_late,
        ending=ending,
        url=url_of(Filters(tab=Tab.ALL, rule=rule, owner=wanted.filters.owner)),
        spoken=f"{running} running, {count_late} late, {ending} ending today",
        ticks=tuple(Tick(x(value), words, is_limit) for value, words, is_limit in ticks),
        dots=dots((x(place(row)), row.n) for row in rows if row.due_on >= wanted.today),
        late_dots=dots((x(place(row)), row.n) for row in late),
    )


def dots(places: Iterable[tuple[float, int]]) -> str:
    """Return the path of dots, those of one place in a pile that is cut at three."""
    heights: Counter[float] = Counter()
    path = ""
    for x, n in places:
        for height in range(heights[x], min(heights[x] + n, MOST_HIGH)):
            y = GROUND - STEP * height
            path += f"M{x - DOT:.1f} {y}a{DOT} {DOT} 0 1 0 {2 * DOT} 0a{DOT} {DOT} 0 1 0-{2 * DOT} 0z"
        heights[x] += n
    return path
