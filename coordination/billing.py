"""May a signed note become a billing line, and of how many units? Pure (domain.md 5).

Codes are dated rows of the COHE's own table: L&I's fee schedule is not public, so none is built in. A check
gives a sentence that says what to mend; amounts and units are exact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from itertools import pairwise

ROUNDINGS = {"down": ROUND_DOWN, "nearest": ROUND_HALF_UP, "up": ROUND_UP}
MINUTES_A_DAY = 24 * 60


class Unit(StrEnum):
    """What a code counts."""

    MINUTES = "minutes"
    EACH = "each"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A row of the code table, in force from `since` until (not including) `until`.

    `most_a_day`, `most_a_claim`, `most_a_period`: units, None for no limit; a period is `period_days` long.
    Empty `roles` or `kinds` allow every one. `rate` is an amount a unit, None where none is known.
    """

    code: str
    label: str
    unit: Unit
    since: date
    minutes_per_unit: int = 1
    rounding: str = "down"
    until: date | None = None
    roles: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    most_a_day: int | None = None
    most_a_claim: int | None = None
    most_a_period: int | None = None
    period_days: int = 0
    rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What a signed note says of billing. `started_at` is local time, None when it was not noted."""

    claim_id: int
    author_id: int
    role: str
    kind: str
    on: date
    person: str
    purpose: str
    outcome: str
    minutes: int
    is_billable: bool
    is_administrative: bool
    started_at: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What else decides: the claim's days, the author's provider number, today, what is billed already.

    `exit_reason` is why work went on after the claim left the list; the limits are policy numbers in days.
    """

    today: date
    established_on: date | None
    left_on: date | None
    exit_reason: str
    may_bill: bool
    late_after_days: int
    is_billed: bool = False
    others: tuple[Activity, ...] = ()
    units_that_day: int = 0
    units_of_claim: int = 0
    units_of_period: int = 0


def units_of(code: Code, minutes: int) -> int:
    """Return the units of an activity: one each, or minutes over minutes a unit, rounded as the code says."""
    if code.unit is Unit.EACH:
        return 1
    exact = Decimal(minutes) / code.minutes_per_unit
    return int(exact.to_integral_value(ROUNDINGS[code.rounding]))


def amount_of(code: Code, units: int) -> Decimal | None:
    """Return units times rate, to the cent; None where the code has no rate."""
    return None if code.rate is None else (code.rate * units).quantize(Decimal("0.01"), ROUND_HALF_UP)


def refusals(code: Code, one: Activity, around: Around) -> tuple[str, ...]:
    """Return every sentence that keeps an activity from being billed under a code; none: it may be billed."""
    checks = (
        of_the_note(one),
        of_the_code(code, one),
        of_the_day(one, around),
        of_the_limits(code, one, around),
    )
    return tuple(sentence for found in checks for sentence in found)


def of_the_note(one: Activity) -> Iterator[str]:
    """Yield what the note itself lacks."""
    if one.is_administrative:
        yield "Administrative work is never billed."
        return
    if not one.is_billable:
        yield "The author marked this note as not billable."
    if not one.person:
        yield "The note names nobody who was contacted: add it by an addendum and a new note."
    if not one.purpose.strip():
        yield "The note does not say what the contact was for."
    if not one.outcome:
        yield "The note does not say what came of the contact."
    if one.minutes < 1:
        yield "The note has no minutes: correct them on the note."


def of_the_code(code: Code, one: Activity) -> Iterator[str]:
    """Yield why the code does not fit."""
    if one.on < code.since or (code.until is not None and one.on >= code.until):
        yield f"{code.code} is not in force on {one.on:%-d %b %Y}: choose another code."
    if code.roles and one.role not in code.roles:
        yield f"{code.code} is not for the role the author had."
    if code.kinds and one.kind not in code.kinds:
        yield f"{code.code} is not for this type of note."


def of_the_day(one: Activity, around: Around) -> Iterator[str]:
    """Yield what is wrong with the day of service."""
    if around.is_billed:
        yield "This activity is billed already: one activity makes one line."
    if not around.may_bill:
        yield f"The author had no active provider number on {one.on:%-d %b %Y}."
    if around.established_on is None:
        yield "The claim is not established."
    elif one.on < around.established_on:
        yield f"The claim was established on {around.established_on:%-d %b %Y}, after this activity."
    if around.left_on is not None and one.on > around.left_on and not around.exit_reason.strip():
        yield f"The claim left the list on {around.left_on:%-d %b %Y}: say why the work went on."
    if (around.today - one.on).days > around.late_after_days:
        yield f"The activity is more than {around.late_after_days} days old: too late to bill."
    yield from of_the_hours(one, around)


def of_the_hours(one: Activity, around: Around) -> Iterator[str]:
    """Yield why the author's minutes cannot be."""
    if any(overlap(one, other) for other in around.others):
        yield "Its minutes overlap those of another note of the same author."
    if one.minutes + sum(other.minutes for other in around.others) > MINUTES_A_DAY:
        yield "The author's notes of that day have more minutes than a day."


def of_the_limits(code: Code, one: Activity, around: Around) -> Iterator[str]:
    """Yield which limit of the code would be passed; exactly at it is allowed."""
    units = units_of(code, one.minutes)
    if units < 1:
        yield f"{one.minutes} minutes make no unit of {code.code}."
    limits = (
        (code.most_a_day, around.units_that_day, "a day"),
        (code.most_a_claim, around.units_of_claim, "a claim"),
        (code.most_a_period, around.units_of_period, f"{code.period_days} days"),
    )
    for most, used, span in limits:
        if most is not None and used + units > most:
            yield f"{code.code} allows {most} units {span}: {used} are billed, {units} more are too many."


def overlap(one: Activity, other: Activity) -> bool:
    """Say whether two activities of one author share a minute; unknown times overlap with nothing."""
    if one.on != other.on or one.author_id != other.author_id or not one.started_at or not other.started_at:
        return False
    first, second = minute_of(one.started_at), minute_of(other.started_at)
    return first < second + other.minutes and second < first + one.minutes


def minute_of(clock: time) -> int:
    """Return the minute of the day."""
    return clock.hour * 60 + clock.minute


def first_overlap(notes: Iterable[Activity]) -> tuple[Activity, Activity] | None:
    """Return two activities that overlap, None when none do."""
    ordered = sorted((one for one in notes if one.started_at), key=lambda one: (one.on, one.started_at))
    for earlier, later in pairwise(ordered):
        if overlap(earlier, later):
            return earlier, later
    return None
