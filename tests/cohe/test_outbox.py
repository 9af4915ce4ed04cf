"""Work outside the request happens exactly once in effect, whatever is sent twice or lost."""

from datetime import UTC, datetime, timedelta

import pytest

from cohe import outbox, tenancy
from cohe.models import AccessEvent, OutboxRow
from cohe.testing.database import as_role

AT = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)


class Wire:
    """A broker that remembers what was sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def send(self, task, *, kwargs, ignore_result):
        self.sent.append((task, kwargs["row_id"]))


@pytest.fixture
def row(puget):
    return outbox.enqueue("a.task", key="2026-10-15", at=AT, day="2026-10-15")


def relay(wire: Wire, at: datetime) -> int:
    with as_role("cohe_worker"):
        return outbox.relay(wire.send, at=at)


def test_asking_twice_for_the_same_work_makes_one_row(puget, row):
    again = outbox.enqueue("a.task", key="2026-10-15", at=AT, day="2026-10-15")
    assert again.pk == row.pk


def test_waiting_work_of_every_cohe_is_sent_once(puget, olympia, row):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        theirs = outbox.enqueue("a.task", key="theirs", at=AT)
    wire = Wire()
    relay(wire, AT)
    relay(wire, AT + timedelta(seconds=1))
    assert wire.sent == [("a.task", row.pk), ("a.task", theirs.pk)]


def test_work_that_was_lost_on_the_way_is_sent_again_after_a_minute(row):
    wire = Wire()
    relay(wire, AT)
    relay(wire, AT + timedelta(seconds=61))
    assert wire.sent == [("a.task", row.pk)] * 2


def fail(row: OutboxRow) -> None:
    with pytest.raises(RuntimeError), outbox.claimed(row.pk, row.cohe_id, at=AT):
        raise RuntimeError


def test_work_that_fails_five_times_is_buried_and_the_rest_goes_on(puget, row):
    for _ in range(5):
        fail(row)
    other = outbox.enqueue("a.task", key="another", at=AT)
    wire = Wire()
    relay(wire, AT)
    relay(wire, AT + timedelta(minutes=2))
    row.refresh_from_db()
    assert row.dead_at is not None
    assert wire.sent == [("a.task", other.pk)] * 2


def test_a_broker_that_is_away_for_hours_buries_nothing(row):
    wire = Wire()
    for minute in range(0, 240, 2):
        relay(wire, AT + timedelta(minutes=minute))
    assert len(wire.sent) == 120


def test_a_message_that_comes_twice_has_one_effect(puget, row):
    for _ in range(2):
        with outbox.claimed(row.pk, puget.pk, at=AT) as mine:
            if mine:
                AccessEvent.objects.create(cohe=puget, at=AT, action="effect", subject="test")
    assert AccessEvent.objects.filter(action="effect").count() == 1


def test_work_that_fails_leaves_no_effect_and_is_still_waiting(puget, row):
    with pytest.raises(RuntimeError), outbox.claimed(row.pk, puget.pk, at=AT):
        AccessEvent.objects.create(cohe=puget, at=AT, action="effect", subject="test")
        raise RuntimeError
    row.refresh_from_db()
    assert row.done_at is None
    assert not AccessEvent.objects.filter(action="effect").exists()


def test_work_is_done_as_the_person_who_asked(puget, ana):
    with tenancy.acting(tenancy.Context(puget.pk, ana.person_id)):
        row = outbox.enqueue("a.task", key="hers", at=AT)
    with outbox.claimed(row.pk, puget.pk, at=AT):
        assert tenancy.required().actor_id == ana.person_id


def test_the_web_role_sees_only_the_work_of_its_own_cohe(puget, olympia, row):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert not OutboxRow.objects.exists()
