"""What a line of a plan must say, and what changed between two versions. Pure (domain.md 10.1)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coordination.plan_words import LineKind

TARGETED = frozenset((LineKind.GOAL, LineKind.STEP, LineKind.CONTACT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as a person writes it. `key` 0: a new line; `person_id` or `owner`, one of the two."""

    key: int = 0
    kind: str
    text: str
    owner: str = ""
    person_id: int | None = None
    target_on: date | None = None
    expected_on: date | None = None
    job_goal: str = ""
    intervention: str = ""
    is_expedited: bool = False
    recommended_by: str = ""
    recommended_on: date | None = None

    @property
    def can_start(self) -> bool:
        """Whether an intervention is recommended by the attending provider: without it none is started."""
        return bool(self.recommended_by and self.recommended_on)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with a line: its place from 0 (None: the plan as a whole), the field, a sentence."""

    place: int | None
    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A line in two versions: None where it is not there; `changed` names the fields that differ."""

    key: int
    before: Line | None
    after: Line | None
    changed: tuple[str, ...]


def tidy(line: Line) -> Line:
    """Return a line without blanks around its words."""
    return replace(line, text=line.text.strip(), recommended_by=line.recommended_by.strip())


def refusals(lines: Sequence[Line], before: Mapping[int, Line], today: date) -> Iterator[Refusal]:
    """Yield what stands against `lines` as the next version; `before` are those in force by key."""
    if not any(line.kind == LineKind.GOAL for line in lines):
        yield Refusal(None, "kind", "A plan has at least one goal: add one.")
    seen: set[int] = set()
    for place, line in enumerate(lines):
        if line.key and (line.key not in before or line.key in seen):
            yield Refusal(place, "text", "This line is not of this plan: add it as a new one.")
        seen.add(line.key)
        held = before.get(line.key)
        if held is not None and held.kind != line.kind:
            yield Refusal(place, "kind", "A line keeps its kind: drop it and add a new one.")
        for field, sentence in (*_words(line), *_days(line, held, today), *_medical(line, today)):
            yield Refusal(place, field, sentence)


def _words(line: Line) -> Iterator[tuple[str, str]]:
    if not line.text:
        yield "text", "Say what it is."
    if bool(line.owner) == (line.person_id is not None):
        yield "owner", "Say who sees to it: one of the COHE, or one party."
    if line.job_goal and line.kind != LineKind.GOAL:
        yield "job_goal", "Only a goal is a job goal."


def _days(line: Line, held: Line | None, today: date) -> Iterator[tuple[str, str]]:
    if line.kind in TARGETED and line.target_on is None:
        yield "target_on", f"A {line.kind} needs the day it is due."
    for field, words in (("target_on", "target"), ("expected_on", "expected day")):
        day = getattr(line, field)
        if day is not None and day < today and (held is None or getattr(held, field) != day):
            yield field, f"The {words} cannot be before today: {day:%-d %b %Y} has passed."


def _medical(line: Line, today: date) -> Iterator[tuple[str, str]]:
    if line.kind != LineKind.INTERVENTION:
        if line.intervention or line.is_expedited or line.recommended_by or line.recommended_on:
            yield "intervention", "Only an intervention has a kind, a fast track and a recommendation."
        return
    if not line.intervention:
        yield "intervention", "Say which intervention it is."
    if bool(line.recommended_by) != (line.recommended_on is not None):
        missing = "recommended_on" if line.recommended_by else "recommended_by"
        yield missing, "A recommendation has the provider's name and its day."
    if line.recommended_on is not None and line.recommended_on > today:
        yield "recommended_on", "The recommendation cannot be after today."


FIELDS = {
    "text": "words",
    "owner": "owner",
    "person_id": "owner",
    "target_on": "target",
    "expected_on": "expected day",
    "job_goal": "job goal",
    "intervention": "kind of intervention",
    "is_expedited": "fast track",
    "recommended_by": "recommendation",
    "recommended_on": "recommendation",
}


def compared(before: Sequence[Line], after: Sequence[Line]) -> tuple[Compared, ...]:
    """Return the lines of two versions side by side, in the order of the later one, dropped ones last."""
    old, new = {line.key: line for line in before}, {line.key: line for line in after}
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Compared(key, old.get(key), new.get(key), _changed(old.get(key), new.get(key))) for key in keys
    )


def _changed(old: Line | None, new: Line | None) -> tuple[str, ...]:
    if old is None or new is None:
        return ()
    differ = [words for field, words in FIELDS.items() if getattr(old, field) != getattr(new, field)]
    return tuple(dict.fromkeys(differ))
