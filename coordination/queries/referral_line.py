"""The drawn line of a referral: each step with its day, where it stands, what is late. Asks the database
nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from coordination import referral_clocks as clocks
from coordination.facts import Referral as Facts
from coordination.policy import Policy
from coordination.referral_kinds import Authorization, Authorizes, Orderer
from coordination.referral_steps import Course, Exit
from coordination.worklist.wording import shown

DID, SKIPPED, LATE, WAITS, AHEAD = "did", "skip-step", "here", "wait", ""
SAID = {DID: "done", SKIPPED: "left out", LATE: "late", WAITS: "now", AHEAD: "to come"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of the line: its name, the words under it, and its state as a class and for the ear."""

    label: str
    words: str
    css: str

    @property
    def said(self) -> str:
        """Return the state in a word."""
        return SAID[self.css]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands: the line, the name of the step it is at, by when the next is due."""

    marks: tuple[Mark, ...]
    at: str
    due_on: date | None

    def is_late(self, today: date) -> bool:
        """Say whether what comes next was due before today."""
        return self.due_on is not None and self.due_on < today


def facts_of(row: Any) -> Facts:
    """Return what the clocks read, of a row with the columns of a referral."""
    days = {name: getattr(row, name) for name in Facts._fields if name not in ("key", "ended_on")}
    return Facts(key=str(row.id), ended_on=row.completed_on or row.ended_on, **days)


def standing_of(row: Any, course: Course, limits: Policy, today: date) -> Standing:
    """Return the line of a referral on a day."""
    due = due_of(facts_of(row), limits) if course.is_open else None
    found = list(points(course, today))
    current = next((one for one in found if one.state == AHEAD), None) if course.is_open else None
    drawn = (one.as_next(due, today) if one is current else one.as_it_is() for one in found)
    return Standing(tuple(drawn), current.label if current else end_of(course), due)


def end_of(course: Course) -> str:
    """Return where a referral stands that has no next step: over, or to be completed."""
    if course.ended_as:
        return Exit(course.ended_as).label
    return "Completed" if course.completed_on else "To complete"


def due_of(one: Facts, limits: Policy) -> date | None:
    """Return the earliest day on which the referral owes something; None when it owes nothing."""
    asked = clocks.start_due(one, limits)
    found = [asked, clocks.report_due(one, limits), clocks.review_due(one, limits)]
    if asked is None or not clocks.is_planned(one):
        found.append(clocks.scheduling_due(one, limits))
    return min((day for day in found if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class Point:
    """A step before it is known which one is next; `waits` is what stands under it while it is next."""

    label: str
    state: str
    words: str = ""
    waits: str = ""

    def as_it_is(self) -> Mark:
        """Return the mark of a step that is not the next one."""
        return Mark(self.label, self.words, self.state)

    def as_next(self, due: date | None, today: date) -> Mark:
        """Return the mark of the next step: what it waits for, or how late it is."""
        if due is not None and due < today:
            return Mark(f"{self.label}?", f"{(today - due).days} d over", LATE)
        by = f"by {shown(due, today)}" if due else ""
        return Mark(self.label, self.waits or by or self.words, WAITS)


def points(one: Course, today: date) -> Iterator[Point]:
    """Yield the steps of a referral in order."""
    yield from _beginning(one, today)
    yield from _starting(one, today)
    yield from _reporting(one, today)


def _day(label: str, on: date | None, today: date, waits: str = "") -> Point:
    return Point(label, DID, shown(on, today)) if on else Point(label, AHEAD, "", waits)


def _beginning(one: Course, today: date) -> Iterator[Point]:
    skips = one.suggested_on is None
    yield Point("Suggested", SKIPPED, "no need") if skips else _day("Suggested", one.suggested_on, today)
    yield _day("Ordered", one.ordered_on, today, _who_decides(one))
    if one.authorization == Authorization.APPROVED:
        yield _day("Authorized", one.authorization_on, today)
    elif one.authorization == Authorization.DENIED and one.authorization_on:
        yield Point("Authorized", AHEAD, f"denied {shown(one.authorization_on, today)}", "denied")
    elif one.authorization == Authorization.PENDING:
        yield Point("Authorized", AHEAD, "pending", "pending")
    elif one.target.authorizes == Authorizes.MUST:
        yield Point("Authorized", AHEAD, "", "ask for it")
    else:
        yield Point("Authorized", SKIPPED, "not needed")


def _who_decides(one: Course) -> str:
    orderers = one.target.orderers
    return "AP to decide" if orderers[0] == Orderer.ATTENDING_PROVIDER else "to be ordered"


def _starting(one: Course, today: date) -> Iterator[Point]:
    if one.sent_on is None and one.engaged_on is not None:
        yield Point("Sent", SKIPPED, "not recorded")
    else:
        yield _day("Sent", one.sent_on, today)
    if one.has_planned_visit and one.scheduled_for:
        yield Point("Scheduled", DID, f"for {shown(one.scheduled_for, today)}")
    elif not one.target.has_visit:
        yield Point("Scheduled", SKIPPED, "no visit")
    elif one.engaged_on is not None:
        yield Point("Scheduled", SKIPPED, "not recorded")
    else:
        yield Point("Scheduled", AHEAD, "", "")
    yield _day("Engaged", one.engaged_on, today)


def _reporting(one: Course, today: date) -> Iterator[Point]:
    if not one.target.expects_report and one.report_on is None:
        yield Point("Report", SKIPPED, "none")
        yield Point("Reviewed", SKIPPED, "no report")
        return
    yield _day("Report", one.report_on, today)
    if one.passed_on and one.reviewed_on:
        yield Point("Reviewed", DID, shown(max(one.passed_on, one.reviewed_on), today))
    elif one.passed_on:
        yield Point("Reviewed", AHEAD, "passed on")
    else:
        yield Point("Reviewed", AHEAD, "with worker" if one.reviewed_on else "")
