"""Conferences and advisor questions of a claim: rows in, words out. Asks the database nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohe.models import Membership
from cohe.permissions import Permission, allows
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry, day_of


@dataclass(frozen=True, slots=True)
class ShownConference:
    """A conference with what may still be done to it."""

    id: int
    subject: str
    when: date
    participants: str
    decisions: str
    is_open: bool
    is_late: bool
    why_cancelled: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with where it stands; `may_answer`: it is the member's own to answer."""

    id: int
    question: str
    answer: str
    advisor: str
    asked_by: str
    asked_on: date
    state: str
    passed_to: str
    may_answer: bool
    may_pass_on: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Consulting:
    """The region: conferences and questions, what is open first."""

    heading: str
    conferences: tuple[ShownConference, ...]
    questions: tuple[ShownQuestion, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not (self.conferences or self.questions)


def consulting(rows: Rows, membership: Membership, today: date) -> Consulting:
    """Return the region of a claim."""
    conferences = tuple(conference(one, today) for one in reversed(rows.conferences))
    questions = tuple(question(one, rows, membership) for one in reversed(rows.questions))
    return Consulting(
        heading_of(conferences, questions),
        tuple(sorted(conferences, key=lambda one: not one.is_open)),
        tuple(sorted(questions, key=lambda one: one.state == "passed on")),
    )


def heading_of(conferences: tuple[ShownConference, ...], questions: tuple[ShownQuestion, ...]) -> str:
    """Return the finding: what waits."""
    waiting = sum(one.state == "asked" for one in questions)
    answered = sum(one.state == "answered" for one in questions)
    planned = sum(one.is_open for one in conferences)
    said = [
        f"{n} {words}"
        for n, words in (
            (answered, "answer to pass on"),
            (waiting, "question with the advisor"),
            (planned, "conference planned"),
        )
        if n
    ]
    return ", ".join(said) or "Conferences and advice: nothing waits"


def conference(one: Detail, today: date) -> ShownConference:
    """Put a conference into words."""
    is_open = one.held_on is None and one.cancelled_at is None
    return ShownConference(
        one.id, one.subject, one.held_on or one.planned_on, ", ".join(one.participants), one.decisions,
        is_open, is_open and one.planned_on < today, one.why_cancelled,
    )  # fmt: skip


def question(one: Detail, rows: Rows, membership: Membership) -> ShownQuestion:
    """Put a question into words."""
    state = "passed on" if one.passed_on_at else "answered" if one.answered_at else "asked"
    records = allows(membership.role, Permission.RECORD_WRITE)
    return ShownQuestion(
        id=one.id,
        question=one.question,
        answer=one.answer,
        advisor=rows.person(one.advisor_id),
        asked_by=rows.person(one.asked_by_id),
        asked_on=day_of(one.asked_at),
        state=state,
        passed_to=one.passed_to,
        may_answer=state == "asked" and one.advisor_id == membership.person_id,
        may_pass_on=state == "answered" and records,
        may_withdraw=state == "asked" and records,
    )


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield each conference held or cancelled, each question, answer and passing on."""
    for one in rows.conferences:
        by = rows.person(one.recorded_by_id)
        if one.held_on is not None:
            words = f"{one.subject}, with {', '.join(one.participants)}: {one.decisions}"
            yield Entry(one.held_on, "people", "Conference", words, by)
        elif one.cancelled_at is not None:
            words = f"Cancelled: {one.subject}. {one.why_cancelled}"
            yield Entry(day_of(one.cancelled_at), "people", "Conference", words, by)
    for one in rows.questions:
        asked_by, advisor = rows.person(one.asked_by_id), rows.person(one.advisor_id)
        yield Entry(day_of(one.asked_at), "people", "Advisor", f"Asked {advisor}: {one.question}", asked_by)
        if one.answered_at is not None:
            yield Entry(day_of(one.answered_at), "people", "Advisor", f"Answered: {one.answer}", advisor)
        if one.passed_on_at is not None:
            words = f"Answer passed on to {one.passed_to}."
            yield Entry(day_of(one.passed_on_at), "people", "Advisor", words, asked_by)
