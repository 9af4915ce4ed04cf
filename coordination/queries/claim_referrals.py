"""The referrals of a claim: open ones as drawn lines, the others in a sentence each. Asks nothing itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coordination.policy import Policy
from coordination.queries.referral_line import Standing, standing_of
from coordination.referral_kinds import TARGETS, Authorizes, Orderer
from coordination.referral_steps import DONE_WORDS, Course, Exit, Step
from coordination.worklist.wording import shown

NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
# The columns that the claim page reads of each referral.
COLUMNS = (
    "id", "kind", "service", "subject", "recipient", "suggested_on", "ordered_on", "ordered_at", "orderer",
    "ordered_by", "authorization", "authorization_on", "sent_on", "records_sent_on", "scheduled_on",
    "scheduled_at", "scheduled_for", "moves", "missed_on", "no_shows", "barrier", "barrier_on", "engaged_on",
    "record_fetched_on", "report_on", "passed_on", "told_on", "reviewed_on", "stage", "outcome",
    "completed_on", "ended_as", "ended_on", "why_ended",
)  # fmt: skip
EVENT_COLUMNS = ("id", "referral_id", "step", "on", "by_id", "words", "remark", "undoes_id")


@dataclass(frozen=True, slots=True)
class ShownReferral:
    """One referral of a claim, every word ready; `ends` is the sentence of one that is over."""

    id: int
    title: str
    facts: str
    standing: Standing
    is_open: bool
    is_late: bool
    ends: str


@dataclass(frozen=True, slots=True)
class ClaimReferrals:
    """What the claim page shows of referrals: the finding, the open ones, those that are over."""

    heading: str
    open: tuple[ShownReferral, ...]
    over: tuple[ShownReferral, ...]


def claim_referrals(rows: Iterable[Any], limits: Policy, today: date) -> ClaimReferrals:
    """Return a claim's referrals on a day: late ones first, then as they came."""
    found = [shown_referral(row, limits, today) for row in rows]
    still = sorted((one for one in found if one.is_open), key=lambda one: not one.is_late)
    over = tuple(one for one in found if not one.is_open)
    return ClaimReferrals(heading_of(found, still), tuple(still), over)


def heading_of(found: Sequence[ShownReferral], still: Sequence[ShownReferral]) -> str:
    """Return the finding in a sentence."""
    if not found:
        return "No referrals yet"
    total = len(found)
    if not still:
        return "The one referral is over" if total == 1 else f"All {in_words(total)} referrals are over"
    if total == 1:
        return "The one referral is still open"
    if len(still) == total:
        return f"All {in_words(total)} referrals are still open"
    verb = "is" if len(still) == 1 else "are"
    return f"{in_words(len(still)).capitalize()} of {in_words(total)} referrals {verb} still open"


def in_words(number: int) -> str:
    """Return a small number as a word."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def course_of(row: Any) -> Course:
    """Return where a referral stands, of a row with its columns."""
    return Course(**{name: getattr(row, name) for name in Course._fields})


def title_of(row: Any) -> str:
    """Return what a referral is called: its kind, with its service."""
    label = TARGETS[row.kind].kind.label
    return f"{label}: {as_said(row.service)}" if row.service else label


def as_said(words: str) -> str:
    """Return words as they stand in a sentence: abbreviations keep their capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def shown_referral(row: Any, limits: Policy, today: date) -> ShownReferral:
    """Return one referral with its words."""
    course = course_of(row)
    standing = standing_of(row, course, limits, today)
    return ShownReferral(
        id=row.id,
        title=title_of(row),
        facts="; ".join(part for part in facts_of(row, course, today) if part),
        standing=standing,
        is_open=course.is_open,
        is_late=standing.is_late(today),
        ends="" if course.is_open else end_of(row, course, today),
    )


def facts_of(row: Any, course: Course, today: date) -> Iterator[str]:
    """Yield what one reads beside the title."""
    yield row.subject
    yield row.recipient
    if course.ordered_on:
        by = course.ordered_by or Orderer(course.orderer).label
        yield f"ordered by {by} {shown(course.ordered_on, today)}"
    elif course.target.is_the_aps:
        manager = " and the claim manager authorize" if course.target.authorizes == Authorizes.MUST else ""
        yield f"the AP must refer{manager}"
    if row.stage:
        yield as_said(row.stage)
    if row.no_shows:
        yield f"{row.no_shows} missed visit{'s' if row.no_shows > 1 else ''}"


def end_of(row: Any, course: Course, today: date) -> str:
    """Return how a referral ended, in one sentence."""
    if course.completed_on:
        words = f"completed {shown(course.completed_on, today)}"
        words += f", {row.outcome.lower()}" if row.outcome else ""
        first = course.suggested_on or course.ordered_on
        if first and course.engaged_on:
            words += f"; {counted_days((course.engaged_on - first).days)} from first word to start"
        return words
    ended = f" {shown(course.ended_on, today)}" if course.ended_on else ""
    return f"{Exit(course.ended_as).label.lower()}{ended}: {row.why_ended}"


def counted_days(number: int) -> str:
    """Return a number of days in words."""
    return "1 day" if number == 1 else f"{number} days"


def said_of_event(event: Any) -> str:
    """Return what the story says of one step."""
    step = DONE_WORDS[Step(event.step)]
    if event.undoes_id:
        return f"{event.words}."
    words = f"{step}: {event.words}" if event.words else step
    return f"{words}. {event.remark}" if event.remark else f"{words}."
