"""When an item of the worklist is due, ends, wakes or was closed, as a row says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cohe.clock import PACIFIC
from coordination.models.desk import ItemState
from coordination.queries.desk_closing import Shown
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True)
class Tag(Shown):
    """When, as a word with a shape: late (past its day), soon (its last day), away (dismissed), or nothing.

    A day stands beside it.
    """

    kind: str
    words: str
    beside: str = ""

    @property
    def icon(self) -> str:
        """Return the shape beside the words: a colour alone says nothing."""
        return self.kind

    @property
    def css(self) -> str:
        """Return its classes: only what is late or ends is a tag, the rest is plain text."""
        return f"tag tag-{self.kind}" if self.kind else "facts"


def tag_of(one: Mapping[str, Any], today: date) -> Tag:
    """Say when: lost and overdue are different words (triggers.md "Order of a list")."""
    if one["state"] == ItemState.SNOOZED:
        return Tag("", f"until {weekday(one['snoozed_until'])}", f"due {shown(one['due_on'], today)}")
    if one["closed_at"]:
        at: datetime = one["closed_at"].astimezone(PACIFIC)
        kind = "away" if one["state"] == ItemState.DISMISSED else ""
        return Tag(kind, f"{ItemState(one['state']).label} {shown(at.date(), today)}", f"{at:%H:%M}")
    return _open_tag(one["due_on"], one["last_day"], today)


def _open_tag(due: date, last_day: date | None, today: date) -> Tag:
    if last_day is not None and last_day < today:
        return Tag("late", "Lost", shown(last_day, today))
    if last_day == today:
        return Tag("soon", "Today, last day", "" if due == today else f"due {shown(due, today)}")
    if due < today:
        return Tag("late", f"{(today - due).days} d over", shown(due, today))
    if due == today:
        return Tag("", "Today")
    words = "Tomorrow" if due == today + timedelta(days=1) else weekday(due)
    return Tag("", words, "last day" if last_day == due else "")


def weekday(day: date) -> str:
    """Return a day as "Fri 18 Dec"."""
    return f"{day:%a} {day.day} {day:%b}"


def last_day_of(one: Mapping[str, Any], today: date) -> str:
    """Say until when the item can be done at all."""
    last_day: date | None = one["last_day"]
    if last_day is None:
        return ""
    if last_day < today:
        return f"Could be done until {weekday(last_day)}"
    return f"Last day {'today' if last_day == today else weekday(last_day)}"
