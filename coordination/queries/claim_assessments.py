"""Assessments of a claim as its page shows them: scales with their progress, barriers, interventions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coordination import scale_picture
from coordination.choices import Course, FrqResult, Intervention, InterventionOutcome, RecordKind
from coordination.facts import Reading
from coordination.models import Assessment
from coordination.policy import Policy
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry
from coordination.queries.progress import in_words
from coordination.scale_picture import Picture
from coordination.scales import name_of, shown_number
from coordination.worklist.rules.no_progress import by_scale, compared, finding
from coordination.worklist.wording import shown

OUTCOMES = {one.value: one.label for one in InterventionOutcome}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading in the table: its day, value, and what it is beside the one before."""

    on: date
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownScale:
    """One scale: how it goes in words, the picture, and all readings, the latest first.

    `alert`: no progress, and the attending provider is not alerted since.
    """

    scale: str
    name: str
    count: int
    words: str
    course: Course | None
    alert: bool
    alerted_on: date | None
    picture: Picture
    lines: tuple[ReadingLine, ...]


@dataclass(frozen=True, slots=True)
class ShownAssessment:
    """One taking that can be looked at or taken back."""

    id: int
    title: str
    on: date
    by: str
    score: str
    barriers: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class ShownIntervention:
    """One of the six interventions with what came of it at each visit, the latest first."""

    label: str
    said: tuple[str, ...]
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class Assessments:
    """The region: its finding, the scales, the takings, the six interventions (after a positive FRQ)."""

    finding: str
    scales: tuple[ShownScale, ...]
    taken: tuple[ShownAssessment, ...]
    barriers: tuple[str, ...]
    barriers_on: date | None
    interventions: tuple[ShownIntervention, ...]
    visits: int

    @property
    def to_alert(self) -> bool:
        """Say whether the attending provider is still to hear of a scale without progress."""
        return any(one.alert for one in self.scales)

    @property
    def under_way(self) -> int:
        """Return how many of the six were begun or done."""
        return sum(one.is_under_way for one in self.interventions)


def assessments_of(rows: Rows, limits: Policy, today: date) -> Assessments:
    """Return the region of a claim; asks the database nothing."""
    found = by_scale(list(readings_of(rows)))
    scales = tuple(
        sorted(
            (shown_scale(name, own, rows, limits, today) for name, own in found.items()),
            key=lambda one: (not one.alert, -one.lines[0].on.toordinal()),
        )
    )
    taken = tuple(shown_assessment(one, rows) for one in reversed(rows.assessments))
    latest = next((one for one in reversed(rows.assessments) if one.barriers), None)
    done = tuple(interventions_of(rows, today)) if after_positive(rows) or rows.interventions else ()
    return Assessments(
        finding=finding_of(scales, taken, done, today),
        scales=scales,
        taken=taken,
        barriers=tuple(latest.barriers) if latest else (),
        barriers_on=latest.taken_on if latest else None,
        interventions=done,
        visits=len({one.visit_on for one in rows.interventions}),
    )


def readings_of(rows: Rows) -> Iterator[Reading]:
    """Yield the readings as the rules see them: of assessments, and those recorded before these had forms."""
    for one in rows.records:
        named = one.about not in ("", "other")
        if one.kind == RecordKind.SCALE_READING and one.value is not None and named and not one.withdrawn_at:
            yield Reading(one.about, one.on, one.value, one.about == "leg")
    for taken in rows.assessments:
        if taken.is_reading:
            for part, value in taken.scores.items():
                scale = f"{taken.slug} {part}".rstrip()
                yield Reading(scale, taken.taken_on, Decimal(value), taken.higher_is_better)


def shown_scale(
    scale: str, readings: Sequence[Reading], rows: Rows, limits: Policy, today: date
) -> ShownScale:
    """Return one scale with its words and picture."""
    behind = finding(readings, limits)
    alerted = max(alerts_of(rows, scale), default=None)
    compare = behind or (readings[-2] if len(readings) > 1 else None)
    progress = compared(compare, readings[-1], limits) if compare else None
    words = "First reading; the next shows how it goes."
    if compare and progress:
        words = f"{progress.course.label}: {in_words(progress)} than {shown_number(compare.value)} on "
        words = words.replace(": the same than", ": the same as") + f"{shown(compare.on, today)}."
    days = {one.on: shown(one.on, today) for one in readings}
    return ShownScale(
        scale=scale,
        name=name_of(scale),
        count=len(readings),
        words=words,
        course=progress.course if progress else None,
        alert=behind is not None and (alerted is None or alerted < readings[-1].on),
        alerted_on=alerted,
        picture=scale_picture.draw(readings, days),
        lines=tuple(lines_of(readings, limits)),
    )


def alerts_of(rows: Rows, scale: str) -> Iterator[date]:
    """Yield the days on which the attending provider was alerted to a scale."""
    for one in rows.records:
        if one.kind == RecordKind.AP_ALERTED and one.about == scale and not one.withdrawn_at:
            yield one.on


def lines_of(readings: Sequence[Reading], limits: Policy) -> Iterator[ReadingLine]:
    """Yield the readings, the latest first, each beside the one before."""
    for place in range(len(readings) - 1, -1, -1):
        one = readings[place]
        words = "first"
        if place:
            found = compared(readings[place - 1], one, limits)
            words = f"{in_words(found)}, {found.course.label.lower()}"
        yield ReadingLine(one.on, shown_number(one.value), words)


def shown_assessment(one: Detail, rows: Rows) -> ShownAssessment:
    """Return one taking with its words."""
    return ShownAssessment(
        one.id,
        one.title,
        one.taken_on,
        rows.person(one.taken_by_id),
        score_words(one),
        one.barriers,
        one.remark,
    )


def score_words(one: Detail | Assessment) -> str:
    """Return the scores of a taking: "6.67", "intensity 7, interference 5", or that there is none."""
    said = [f"{part} {shown_number(Decimal(value))}".strip() for part, value in one.scores.items()]
    return ", ".join(said) or ("no score" if one.is_reading else "")


def after_positive(rows: Rows) -> bool:
    """Say whether an FRQ was positive."""
    return any(one.result == FrqResult.POSITIVE and not one.withdrawn_at for one in rows.frqs)


def interventions_of(rows: Rows, today: date) -> Iterator[ShownIntervention]:
    """Yield the six, each with what came of it."""
    for kind in Intervention:
        own = [one for one in reversed(rows.interventions) if one.kind == kind]
        said = tuple(f"{OUTCOMES[one.outcome].lower()} {shown(one.visit_on, today)}" for one in own)
        under_way = any(one.outcome != InterventionOutcome.DECLINED for one in own)
        yield ShownIntervention(kind.label, said, under_way)


def finding_of(
    scales: Sequence[ShownScale],
    taken: Sequence[ShownAssessment],
    done: Sequence[ShownIntervention],
    today: date,
) -> str:
    """Return the heading of the region: what one has to know of it in a breath."""
    without = [one.name for one in scales if one.course in (Course.NONE, Course.WORSE)]
    if without:
        alerts = [one for one in scales if one.alert]
        return f"No progress in {', '.join(without)}{'; provider not alerted' if alerts else ''}"
    if scales:
        last = scales[0].lines[0]
        how = scales[0].course.label.lower() if scales[0].course else "first reading"
        return f"{scales[0].name} {last.value} on {shown(last.on, today)}: {how}"
    if done and not taken:
        under_way = sum(one.is_under_way for one in done)
        return f"{under_way} of {len(done)} interventions begun after the FRQ"
    return f"{taken[0].title}, {shown(taken[0].on, today)}" if taken else "No assessment yet"


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each taking and each intervention for what has happened on the claim."""
    for one in rows.assessments:
        score = score_words(one)
        words = f"{one.title}{f': {score}' if score else ''}."
        words += f" Barriers: {', '.join(one.barriers)}." if one.barriers else ""
        words += f" {one.remark}" if one.remark else ""
        yield Entry(one.taken_on, "recorded", "Assessment", words, rows.person(one.taken_by_id))
    for one in rows.interventions:
        words = f"{Intervention(one.kind).label}: {OUTCOMES[one.outcome].lower()}."
        words += f" {one.remark}" if one.remark else ""
        yield Entry(one.visit_on, "recorded", "FRI", words, rows.person(one.recorded_by_id))
