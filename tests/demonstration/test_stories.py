"""What the invented year is made of. Pure: no database."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from cohe.workdays import is_business_day
from coordination.choices import FrqOutcome, FrqResult, NoteKind, Outcome, RecordKind
from coordination.demonstration import extract, roster, tending, world
from coordination.demonstration.story import Story
from coordination.demonstration.world import World

THURSDAY = date(2026, 10, 15)
SUNDAY = date(2026, 11, 22)
SMALL = 0.06


@cache
def told(center: roster.Center = roster.CEDAR, day: date = THURSDAY) -> World:
    return world.make(center, day, scale=SMALL)


def every(rows: Callable[[Story], Iterable[Any]]) -> list[Any]:
    return [row for center in roster.CENTERS for story in told(center).stories for row in rows(story)]


def as_data(made: World) -> list[tuple[Any, ...]]:
    return [astuple(story) for story in made.stories]


def test_the_same_day_tells_the_same_stories():
    assert as_data(told()) == as_data(world.make(roster.CEDAR, THURSDAY, scale=SMALL))


def test_another_day_tells_others():
    assert as_data(told())[1:] != as_data(told(day=SUNDAY))[1:]


@pytest.mark.parametrize("center", roster.CENTERS, ids=lambda center: center.code)
def test_each_cohe_has_its_share_of_a_years_claims(center):
    assert len(told(center).stories) == round(center.claims_a_year * SMALL)


def test_there_are_120_providers_in_25_clinics():
    providers = [one for center in roster.CENTERS for one in told(center).setting.providers]
    assert len(providers) == len({one.provider_id for one in providers}) == 120
    assert len({one.clinic for one in providers}) == 25


def test_no_two_claims_of_a_cohe_have_one_number():
    numbers = [story.number for story in told().stories]
    assert len(numbers) == len(set(numbers))


def all_texts() -> Iterator[str]:
    for center in roster.CENTERS:
        for content in extract.later(told(center)).values():
            yield content.decode("utf-8", errors="replace")
        for story in told(center).stories:
            yield from (note.text for note in story.notes)


# Ten digits that somebody could call, in any shape in which the extract writes them.
TELEPHONE = re.compile(r"(?<![\d-])(?:\+1 )?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}(?!\d)")


def test_every_telephone_number_is_kept_free_for_invented_people():
    found = [number for text in all_texts() for number in TELEPHONE.findall(text)]
    assert len(found) > 500
    assert [number for number in found if "55501" not in re.sub(r"\D", "", number)] == []


@pytest.mark.parametrize("kind", list(NoteKind))
def test_there_is_a_note_of_every_kind(kind):
    assert kind in {note.kind for note in every(lambda story: story.notes)}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_there_is_a_contact_with_every_outcome(outcome):
    assert outcome in {note.outcome for note in every(lambda story: story.notes)}


@pytest.mark.parametrize("kind", list(RecordKind))
def test_there_is_a_record_of_every_kind(kind):
    assert kind in {record.kind for record in every(lambda story: story.records)}


@pytest.mark.parametrize("outcome", list(FrqOutcome))
def test_there_is_an_frq_with_every_outcome(outcome):
    assert outcome in {frq.outcome for frq in every(lambda story: story.frqs)}


@pytest.mark.parametrize("result", list(FrqResult))
def test_there_is_an_frq_with_every_result(result):
    assert result in {frq.result for frq in every(lambda story: story.frqs)}


@pytest.mark.parametrize("told_it", [True, False])
def test_of_some_positive_frqs_the_provider_was_told_and_of_some_not(told_it):
    positive = [
        any(one.kind == RecordKind.AP_TOLD and one.about == str(frq.on) for one in story.records)
        for center in roster.CENTERS
        for story in told(center, SUNDAY).stories
        for frq in story.frqs
        if frq.result == FrqResult.POSITIVE
    ]
    assert told_it in positive


KINDS_OF_DOCUMENT = (
    "roa", "apf", "chart-note", "narrative", "consultation", "operative", "imaging", "letter", "other",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS_OF_DOCUMENT)
def test_there_is_a_document_of_every_kind(kind):
    assert kind in {document.kind for document in every(lambda story: story.documents)}


SURGERY_STATES = {
    "asked for": lambda row: not (row.authorized_on or row.denied_on or row.performed_on),
    "denied": lambda row: row.denied_on,
    "authorized": lambda row: row.authorized_on and not row.scheduled_for and not row.performed_on,
    "scheduled": lambda row: row.scheduled_for and row.scheduled_for > THURSDAY and not row.performed_on,
    "performed": lambda row: row.performed_on,
}


@pytest.mark.parametrize("state", SURGERY_STATES)
def test_there_is_a_surgery_in_every_state(state):
    assert any(SURGERY_STATES[state](row) for row in every(lambda story: story.surgeries))


@pytest.mark.parametrize("status", ["pending", "provisional", "allowed", "rejected", "closed", "reopened"])
def test_there_is_a_claim_in_every_status(status):
    assert status in every(lambda story: [story.status_on(THURSDAY)[1]])


@pytest.mark.parametrize("status", ["off_work", "kos", "modified", "full_duty"])
def test_there_is_every_work_status(status):
    assert status in {row.status for row in every(lambda story: story.work)}


def test_workers_come_from_many_places():
    workers = every(lambda story: [story.worker])
    assert len({worker.language for worker in workers}) >= 6
    assert any(not (worker.first + worker.last).isascii() for worker in workers)


def test_nothing_is_recorded_after_the_last_working_day_or_before_going_live():
    setting = told().setting
    days = [one.on for story in told().stories[1:] for one in (*story.notes, *story.records, *story.frqs)]
    assert min(days) == setting.live_on
    assert max(days) <= setting.last_worked < THURSDAY


def test_coordinators_work_on_business_days():
    days = {note.on for story in told().stories[1:] for note in story.notes}
    assert [day for day in days if not is_business_day(day)] == []


def test_while_an_hsc_is_away_another_writes_her_notes():
    setting = told().setting
    away, covering = (one.email("CEDAR") for one in reversed(roster.CEDAR.hscs[-2:]))
    authors = {
        note.author for story in told().stories[1:] for note in story.notes if note.on >= setting.monday
    }
    assert covering in authors
    assert away not in authors


def test_claims_of_a_provider_who_has_just_come_are_nobodys():
    setting = told().setting
    unassigned = [story for story in told().stories if not tending.author_on(setting, story, THURSDAY)]
    assert unassigned
    assert all(story.appeared >= THURSDAY - roster.NEWCOMER for story in unassigned)
    assert all(not story.notes for story in unassigned)


@pytest.mark.parametrize("day", [THURSDAY, SUNDAY, date(2026, 11, 23), date(2026, 1, 2)])
def test_what_is_left_for_the_morning_is_a_days_work_and_none_of_it_is_old(day):
    made = world.make(roster.ORCA, day, scale=0.5)
    waiting = [
        item
        for story in made.stories[1:]
        if tending.author_on(made.setting, story, day)
        for item in tending.owed(made.setting, story, day)
    ]
    most = tending.LEFT_OVERDUE + tending.LEFT_TODAY + tending.LEFT_UPCOMING + tending.LEFT_NEW
    assert 15 <= len(waiting) <= most + 10
    assert min(item.due_on for item in waiting) >= day - tending.OLDEST_LEFT


def test_the_showpiece_waits_for_something_today():
    made = told()
    story = made.stories[0]
    rules = {item.rule for item in tending.owed(made.setting, story, THURSDAY)}
    assert story.number == roster.CEDAR.showpiece
    assert {"T05", "T10", "T16", "T29", "T31"} <= rules


def test_a_week_ago_less_was_known():
    before = extract.as_of(told(), THURSDAY - timedelta(days=7))
    now = extract.as_of(told(), THURSDAY)
    assert all(len(before[name]) <= len(now[name]) for name in now)
    assert len(before["claims.csv"]) < len(now["claims.csv"])
