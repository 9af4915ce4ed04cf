"""The strip along time of the claim page: work status, APFs, FRQ window, readings, contacts as shapes.

Pure: days in, shapes and a table out. Shapes carry words and classes; the stylesheet has the colours.
Work status is read by height: off is tall, modified half, full duty a line; kept on salary is hatched.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from coordination.strip_shapes import WIDTH, Dot, Line, Mark, Rect, Row, Span, Story, Strip, Words

LEFT, RIGHT = 112, WIDTH
LABEL_WIDTH = 6.7  # of one letter at 12 px
LETTER_WIDTH = 10.5  # of a contact's letter, with air
STATUS_BASE, APF_Y, FRQ_Y, READING_Y = 52, 60, 97, 142
READING_HEIGHT = 27
CONTACT_Y = 124
LEAST_DAYS = 84
MOST_DAYS = 460
AHEAD_DAYS = 42

HEIGHTS = {"off_work": 28, "kos": 28, "modified": 14, "full_duty": 3}
CLASSES = {"off_work": "off", "kos": "kos", "modified": "mod", "full_duty": "full"}
WORDS = {"off_work": "Off", "kos": "Off, KOS", "modified": "Modified", "full_duty": "Full duty"}
IN_TABLE = {
    "off_work": "off work",
    "kos": "off work, kept on salary",
    "modified": "modified duty",
    "full_duty": "full duty",
}


class Scale:
    """Where a day lies: `x` of its morning, in px."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.per_day = (RIGHT - LEFT) / ((last - first).days + 1)

    def x(self, day: date) -> float:
        """Return where a day begins; a day outside the strip lies on its edge."""
        inside = min(max(day, self.first), self.last + timedelta(days=1))
        return round(LEFT + (inside - self.first).days * self.per_day, 1)

    def after(self, day: date) -> float:
        """Return where a day ends."""
        return self.x(day) if day >= self.last + timedelta(days=1) else self.x(day + timedelta(days=1))

    def middle(self, day: date) -> float:
        """Return the noon of a day."""
        return round((self.x(day) + self.after(day)) / 2, 1)

    def shows(self, day: date) -> bool:
        """Say whether a day lies on the strip."""
        return self.first <= day <= self.last


def draw(story: Story) -> Strip:
    """Return the strip of a claim: from a week before it began to six weeks from today, 460 days at most."""
    scale = scale_of(story)
    height = CONTACT_Y + 10 + (READING_HEIGHT + 8 if story.readings else 0)
    ground = height - 2
    texts = [
        *ticks(scale, story.today),
        *lane_names(story),
        *status_words(story, scale),
        *apf_words(story, scale),
    ]
    texts += [*frq_words(story, scale), *contact_words(story, scale), *reading_words(story, scale)]
    now = scale.middle(story.today)
    texts.append(Words(now, 12.5, f"{story.today:%a} {short(story.today)}", "tnow", "middle"))
    return Strip(
        height=height,
        first=scale.first,
        last=scale.last,
        now_x=now,
        rects=(
            Rect(now, 18, RIGHT - now, ground - 18, "ahead"),
            *status_rects(story, scale),
            *plates(story, scale),
            *apf_rects(story, scale),
            Rect(now - 36, 0, 72, 17, "nowbox"),
        ),
        lines=(*hairs(scale, ground), *frq_lines(story, scale), Line(now, 16, now, ground, "now")),
        dots=(*frq_dots(story, scale), *reading_dots(story, scale)),
        words=tuple(texts),
        rows=tuple(sorted(table(story), key=lambda row: row.first)),
        curve=curve(story, scale),
    )


def scale_of(story: Story) -> Scale:
    """Choose the days to show."""
    days = [story.begins, *(one.first for one in story.stretches[:1]), *(one.first for one in story.apfs)]
    earliest = max(min(days), story.today - timedelta(days=MOST_DAYS))
    first = min(earliest, story.today) - timedelta(days=7)
    last = story.today + timedelta(days=AHEAD_DAYS)
    if story.frq_window is not None:
        last = max(last, min(story.frq_window.last, story.today + timedelta(days=60)) + timedelta(days=3))
    if (last - first).days < LEAST_DAYS:
        last = first + timedelta(days=LEAST_DAYS)
    return Scale(max(first, last - timedelta(days=MOST_DAYS)), last)


def short(day: date) -> str:
    """Return a day as "3 Nov"."""
    return f"{day.day} {day:%b}"


def days_in(first: date, last: date) -> int:
    """Return how many days a span has, both ends counted."""
    return (last - first).days + 1


def lane_names(story: Story) -> Iterator[Words]:
    """Yield the name of each lane."""
    yield Words(0, 42, "Work status", "t3")
    yield Words(0, APF_Y + 13, "APF valid", "t3")
    yield Words(0, FRQ_Y + 4, "FRQ", "t3")
    yield Words(0, CONTACT_Y, "Contacts", "t3")
    if story.readings:
        yield Words(0, READING_Y + 18, "Pain or function", "t3")


def mondays(scale: Scale) -> Iterator[date]:
    """Yield every Monday shown, or every fourth where weeks are narrow."""
    step = 7 if scale.per_day > 5 else 28
    day = scale.first + timedelta(days=(-scale.first.weekday()) % 7)
    while day <= scale.last:
        yield day
        day += timedelta(days=step)


def hairs(scale: Scale, ground: int) -> Iterator[Line]:
    """Yield the week lines and the ground line of the work status."""
    for day in mondays(scale):
        yield Line(scale.x(day), 18, scale.x(day), ground, "hair")
    yield Line(LEFT, STATUS_BASE + 0.5, RIGHT, STATUS_BASE + 0.5, "ax")


def ticks(scale: Scale, today: date) -> Iterator[Words]:
    """Yield the dates over every second line, leaving room for today's own."""
    for place, day in enumerate(mondays(scale)):
        x = scale.x(day)
        if place % 2 == 0 and abs(x + 15 - scale.middle(today)) > 62 and x < RIGHT - 40:
            yield Words(x + 3, 12, short(day), "tick")


def status_rects(story: Story, scale: Scale) -> Iterator[Rect]:
    """Yield a bar for each stretch of known work status."""
    for one in story.stretches:
        if one.status is None or one.last < scale.first:
            continue
        height = HEIGHTS[one.status]
        x = scale.x(one.first)
        yield Rect(x, STATUS_BASE - height, round(scale.after(one.last) - x, 1), height, CLASSES[one.status])


def status_words(story: Story, scale: Scale) -> Iterator[Words]:
    """Yield the words of each bar that has room for them."""
    for one in story.stretches:
        if one.status in (None, "full_duty") or one.last < scale.first:
            continue
        length = days_in(one.first, one.last)
        label = WORDS[one.status or ""]
        label += f": day {length}" if one.last == story.today else f" {length} d"
        x, end = scale.x(one.first), scale.after(one.last)
        if len(label) * LABEL_WIDTH + 12 <= end - x:
            low = one.status == "modified"
            css = {"off_work": "on-off", "kos": "on-kos"}.get(one.status or "", "on-mod")
            yield Words(x + 6, 49 if low else 42, label, css)


def plates(story: Story, scale: Scale) -> Iterator[Rect]:
    """Yield a plate under words that stand on hatching."""
    for one in status_words(story, scale):
        if one.css == "on-kos":
            yield Rect(one.x - 3, 29, round(len(one.text) * LABEL_WIDTH + 4, 1), 18, "plate")


def apf_rects(story: Story, scale: Scale) -> Iterator[Rect]:
    """Yield a frame for the days each APF is valid; the last one stands out when it ends within a week."""
    for place, one in enumerate(story.apfs):
        if one.last < scale.first or one.first > scale.last:
            continue
        x = scale.x(one.first)
        css = "apf apf-soon" if place == len(story.apfs) - 1 and ends_soon(one, story.today) else "apf"
        yield Rect(x + 0.5, APF_Y + 0.5, max(3, round(scale.after(one.last) - x - 1, 1)), 18, css)


def ends_soon(one: Span, today: date) -> bool:
    """Say whether an APF has ended or ends within a week."""
    return one.last <= today + timedelta(days=7)


def apf_words(story: Story, scale: Scale) -> Iterator[Words]:
    """Yield the words in each frame with room for them, and behind the last one what is missing."""
    for one in story.apfs:
        room = scale.after(one.last) - scale.x(one.first)
        fitting = [words for words in (one.words, one.fewer_words) if len(words) * LABEL_WIDTH + 12 <= room]
        if one.last >= scale.first and fitting:
            yield Words(scale.x(one.first) + 7, APF_Y + 13.5, fitting[0])
    if story.apfs and ends_soon(story.apfs[-1], story.today):
        end = story.apfs[-1].last
        verb = "ended" if end < story.today else "ends"
        at = max(scale.after(end), scale.middle(story.today)) + 12
        yield Words(at, APF_Y + 13.5, f"{verb} {short(end)}; no later APF", "ts halo")


def frq_lines(story: Story, scale: Scale) -> Iterator[Line]:
    """Yield the days on which an FRQ can still change the outcome, as a bracket."""
    if story.frq_window is None:
        return
    x1, x2 = scale.x(story.frq_window.first), scale.after(story.frq_window.last)
    yield Line(x1, FRQ_Y - 5, x1, FRQ_Y + 5, "win")
    yield Line(x1, FRQ_Y, x2, FRQ_Y, "win")
    yield Line(x2, FRQ_Y - 5, x2, FRQ_Y + 5, "win")


def frq_dots(story: Story, scale: Scale) -> Iterator[Dot]:
    """Yield a point for each asking."""
    for one in story.frqs:
        if scale.shows(one.on):
            yield Dot(scale.middle(one.on), FRQ_Y, 5, one.css)


def frq_words(story: Story, scale: Scale) -> Iterator[Words]:
    """Yield the ends of the window and the result of the latest asking."""
    if story.frq_window is not None:
        yield Words(scale.x(story.frq_window.first) - 6, FRQ_Y + 4, "opens", "tick", "end")
        yield Words(scale.after(story.frq_window.last) + 5, FRQ_Y + 4, story.frq_window.words, "tick")
    shown = [one for one in story.frqs if scale.shows(one.on)]
    if shown:
        last = shown[-1]
        css = "tl halo" if last.css == "pt-late" else "halo"
        yield Words(scale.middle(last.on) + 10, FRQ_Y + 4, f"{last.words}, {short(last.on)}", css)


def contact_words(story: Story, scale: Scale) -> Iterator[Words]:
    """Yield a letter for each contact: W worker, E employer, P provider, M claim manager, O others.

    One that would stand on its neighbour moves to the right.
    """
    before = 0.0
    for one in story.contacts:
        if scale.shows(one.on):
            before = max(scale.middle(one.on), round(before + LETTER_WIDTH, 1))
            yield Words(before, CONTACT_Y, one.words, "letter", "middle")


def reading_points(story: Story, scale: Scale) -> Iterator[tuple[float, float, Mark]]:
    """Yield where each reading lies; the highest of them, or 10, is the top of the lane."""
    top = max([10.0, *(one.value or 0 for one in story.readings)])
    for one in story.readings:
        if scale.shows(one.on):
            yield scale.middle(one.on), round(READING_Y + 24 - (one.value or 0) / top * 20, 1), one


def reading_dots(story: Story, scale: Scale) -> Iterator[Dot]:
    """Yield a point for each reading."""
    for x, y, _ in reading_points(story, scale):
        yield Dot(x, y, 3, "pt")


def reading_words(story: Story, scale: Scale) -> Iterator[Words]:
    """Yield the value over each point."""
    for x, y, one in reading_points(story, scale):
        yield Words(x, y - 6, one.words, "tick halo", "middle")


def curve(story: Story, scale: Scale) -> str:
    """Return the path through the readings, empty for fewer than two."""
    points = [f"{x} {y}" for x, y, _ in reading_points(story, scale)]
    return f"M{'L'.join(points)}" if len(points) > 1 else ""


def table(story: Story) -> Iterable[Row]:
    """Yield what the picture shows, as rows."""
    for one in story.stretches:
        if one.status is not None:
            words = f"{IN_TABLE[one.status]}, {days_in(one.first, one.last)} days"
            yield Row("Work status", one.first, one.last, words)
    for apf in story.apfs:
        yield Row("APF valid", apf.first, apf.last, apf.words)
    if story.frq_window is not None:
        yield Row("FRQ window", story.frq_window.first, story.frq_window.last, story.frq_window.words)
    for what, marks in (("FRQ", story.frqs), ("Reading", story.readings)):
        for mark in marks:
            yield Row(what, mark.on, None, mark.words)
    for contact in story.contacts:
        yield Row("Contact", contact.on, None, LETTERS[contact.words])


LETTERS = {"W": "worker", "E": "employer", "P": "provider", "M": "claim manager", "O": "somebody else"}
