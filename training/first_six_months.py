"""The training of a new HSC's first six months (R10, R11; domain.md 6.1). Pure.

Met by content that L&I's contract manager approved before it was delivered, or by L&I's orientation, or by
hours of shadowing at another COHE, or by an L&I-sponsored HSC conference held within the six months. Both
topics must be covered; an item that does not cover its topic is a warning, not a refusal. The numbers, six
months and four hours, are policy.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cohe.workdays import add_months
from training.choices import Topic, Way
from training.policy import TrainingPolicy

NONE_OF_THE_WAYS = (
    "one of the ways: approved content, orientation, hours of shadowing at another COHE, or an HSC "
    "conference in time"
)

# Either of these fulfils the rule, each by its own condition.
OPTIONS = (Way.APPROVED_CONTENT, Way.ORIENTATION, Way.SHADOWING, Way.CONFERENCE)


class Course(NamedTuple):
    """Training delivered on a day. `approved_on`: the contract manager's approval; `elsewhere`: shadowing at
    another COHE than one's own."""

    way: Way
    delivered_on: date
    topics: frozenset[Topic]
    hours: Decimal = Decimal(0)
    approved_on: date | None = None
    elsewhere: bool = True


class Option(NamedTuple):
    """One of the either/or ways: the day it was fulfilled, None: not yet; hours had, for shadowing alone."""

    way: Way
    met_on: date | None
    hours: Decimal | None = None


class State(NamedTuple):
    """Where somebody stands: the due day, whether it is met and by which way, what is missing, warnings."""

    due_on: date
    met_on: date | None
    by: Way | None
    missing: tuple[str, ...]
    warnings: tuple[str, ...]

    def is_late(self, today: date) -> bool:
        """Say whether the six months are over without the training."""
        return self.met_on is None and today > self.due_on


def state_of(hired_on: date, courses: Sequence[Course], today: date, policy: TrainingPolicy) -> State:
    """Return where an HSC hired on a day stands today; what is after today is not known yet."""
    due = add_months(hired_on, policy.first_training_months)
    known = sorted((one for one in courses if one.delivered_on <= today), key=lambda one: one.delivered_on)
    met_on, by = earliest(known, due, Decimal(policy.shadowing_hours))
    covered = frozenset().union(*(one.topics for one in known))
    missing = [] if met_on else [NONE_OF_THE_WAYS]
    missing += [f"topic: {one.label}" for one in Topic if one not in covered]
    done_on = None if missing else max(met_on, both_topics_on(known)) if met_on else None
    return State(due, done_on, by, tuple(missing), tuple(warnings_of(known, due)))


def options_of(courses: Sequence[Course], due: date, hours: Decimal) -> tuple[Option, ...]:
    """Return how far each of the ways is by itself; any one of them is enough."""
    found = []
    for way in OPTIONS:
        of_way = sorted((one for one in courses if one.way is way), key=lambda one: one.delivered_on)
        had = sum((one.hours for one in of_way if one.elsewhere), Decimal(0))
        met_on, _ = earliest(of_way, due, hours)
        found.append(Option(way, met_on, had if way is Way.SHADOWING else None))
    return tuple(found)


def both_topics_on(courses: Sequence[Course]) -> date:
    """Return the day on which the last topic was first covered, of courses that cover all, oldest first."""
    return max(next(one.delivered_on for one in courses if topic in one.topics) for topic in Topic)


def earliest(courses: Sequence[Course], due: date, hours: Decimal) -> tuple[date | None, Way | None]:
    """Return the day on which the first way was fulfilled, and which; `hours` of shadowing fulfil it."""
    shadowed = Decimal(0)
    for one in courses:
        if one.way is Way.SHADOWING:
            shadowed += one.hours if one.elsewhere else 0
            if shadowed >= hours:
                return one.delivered_on, one.way
        elif fulfils(one, due):
            return one.delivered_on, one.way
    return None, None


def fulfils(one: Course, due: date) -> bool:
    """Say whether a course by itself fulfils the rule."""
    if one.way is Way.APPROVED_CONTENT:
        return one.approved_on is not None and one.approved_on <= one.delivered_on
    return one.way is Way.ORIENTATION or (one.way is Way.CONFERENCE and one.delivered_on <= due)


def warnings_of(courses: Sequence[Course], due: date) -> list[str]:
    """Return what does not count and why, in sentences."""
    found = []
    for one in courses:
        if one.way is Way.APPROVED_CONTENT and not fulfils(one, due):
            found.append("Content counts only when it was approved before it was delivered.")
        if one.way is Way.SHADOWING and not one.elsewhere:
            found.append("Shadowing inside one's own COHE does not count.")
        if one.way is Way.CONFERENCE and one.delivered_on > due:
            found.append("A conference counts only within six months of hire.")
        if one.way is Way.ORIENTATION and Topic.ANOTHER_COHE not in one.topics:
            found.append("L&I's orientation alone covers the business process, not how another COHE works.")
    return found
