"""What somebody still needs, and by when: what L&I's rules ask for first, then what the COHE does itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from training.policy import TrainingPolicy
from training.queries.standing import Standing


class Need(NamedTuple):
    """One thing that is missing. `by`: the last day it is in time, None when no rule names one.

    `is_asked`: L&I's rules ask for it; the others are the COHE's own (evaluation, goals, mentor).
    """

    what: str
    by: date | None = None
    is_asked: bool = True
    is_late: bool = False
    is_soon: bool = False


def needs_of(standing: Standing, today: date, limits: TrainingPolicy) -> tuple[Need, ...]:
    """Return what is missing of one coordinator, what is late or soon due first, then what has no day."""
    found = [Need(one) for one in (*standing.finding.missing, *standing.testing_missing)]
    if standing.first_training:
        due = standing.first_training.due_on
        found += [Need(one, due) for one in standing.first_training.missing]
    found += [Need(one) for one in standing.papers_missing]
    found += own_needs(standing, today, limits)
    soon = today + timedelta(days=limits.soon_days)
    marked = [
        one._replace(is_late=one.by is not None and one.by < today, is_soon=is_between(one.by, today, soon))
        for one in found
    ]
    return tuple(sorted(marked, key=lambda one: (not one.is_late, not one.is_soon, not one.is_asked)))


class Due(NamedTuple):
    """What is missing by one day, None: by no day of a rule."""

    by: date | None
    is_late: bool
    is_soon: bool
    needs: tuple[Need, ...]


def by_day(needs: Sequence[Need]) -> tuple[Due, ...]:
    """Return needs that have the same day together, in the order of the first of each."""
    days = dict.fromkeys(one.by for one in needs)
    return tuple(
        Due(day, together[0].is_late, together[0].is_soon, together)
        for day in days
        if (together := tuple(one for one in needs if one.by == day))
    )


def own_needs(standing: Standing, today: date, limits: TrainingPolicy) -> list[Need]:
    """Return what the COHE itself asks for: a mentor in the first months, evaluations, goals (I4)."""
    soon = today + timedelta(days=limits.soon_days)
    found = []
    mentored = any(one.until is None or one.until > today for one in standing.mentors)
    if standing.mentor_until and today < standing.mentor_until and not mentored:
        found.append(Need("a mentor for the first months", standing.mentor_until, is_asked=False))
    if standing.review_due_on and standing.review_due_on <= soon:
        found.append(Need("the yearly evaluation", standing.review_due_on, is_asked=False))
    open_goals = [one for one in standing.goals if not (one.met_on or one.dropped_on)]
    found += [
        Need(f"goal: {one.text}", one.target_on, is_asked=False)
        for one in open_goals
        if one.target_on <= soon
    ]
    return found


def is_between(day: date | None, since: date, until: date) -> bool:
    """Say whether a day lies between two, both included."""
    return day is not None and since <= day <= until
