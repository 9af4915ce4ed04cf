"""The last twelve weeks of a worker's work status as a small picture in a row of the worklist. Pure.

Read by height: off work is tall, kept on salary as tall and hatched, modified duty half, full duty a line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.timeline import OFF_WORK, Timeline, WorkStatus

DAYS = 84
WIDTH = 80
# Top and height of each status's bar, in pixels of a picture 13 high.
BARS = {"off_work": (1.0, 12.0), "kos": (1.0, 12.0), "modified": (6.5, 6.5), "full_duty": (10.0, 3.0)}
AT_WORK = {"modified": "modified", "full_duty": "full"}
SPOKEN = {"modified": "At work, modified duty", "full_duty": "At work, full duty"}


@dataclass(frozen=True, slots=True)
class TwelveWeeks:
    """Paths of the bars by status (empty: none), today in a word, and in words for who cannot see it."""

    off: str
    kos: str
    modified: str
    full: str
    today: str
    spoken: str

    def __getitem__(self, name: str) -> str:
        """Let a template find a part at once: it asks for `weeks["off"]` first."""
        said: str = getattr(self, name)
        return said


def drawn(rows: Sequence[WorkStatus], day: date, grace_days: int) -> TwelveWeeks:
    """Return the picture of 84 days, `day` the last; a status holds `grace_days` after its last."""
    timeline = Timeline(rows, day, grace_days)
    first = day - timedelta(days=DAYS - 1)
    paths = dict.fromkeys(BARS, "")
    for stretch in timeline.stretches:
        if stretch.status is not None and stretch.last >= first:
            paths[stretch.status] += _bar(stretch.status, max(stretch.first, first), stretch.last, first)
    today, spoken = _words(timeline, day)
    return TwelveWeeks(paths["off_work"], paths["kos"], paths["modified"], paths["full_duty"], today, spoken)


def _bar(status: str, since: date, last: date, first: date) -> str:
    """Return the path of one bar, from the morning of its first day to the evening of its last."""
    top, height = BARS[status]
    left = (since - first).days * WIDTH / DAYS
    width = ((last - since).days + 1) * WIDTH / DAYS
    return f"M{left:.1f} {top:g}h{width:.1f}v{height:g}h-{width:.1f}z"


def _words(timeline: Timeline, day: date) -> tuple[str, str]:
    since = timeline.current_spell(OFF_WORK)
    if since is not None:
        days = (day - since).days + 1
        return f"{days} d", f"Off work, day {days} of this spell"
    status = timeline.status_on(day) or ""
    return AT_WORK.get(status, "–"), SPOKEN.get(status, "Work status not known today")
