"""Work that is being done is left alone: nobody waits for it, and the work of others goes on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connections

from cohe import outbox, tenancy
from cohe.models import OutboxRow
from cohe.testing.database import as_role
from tests import make

AT = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def row(fresh_database):
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        return outbox.enqueue("a.task", key="long", at=AT)


def work(row: OutboxRow, held: Event, go_on: Event) -> None:
    """Work that takes its time."""
    with outbox.claimed(row.pk, row.cohe_id, at=AT):
        held.set()
        go_on.wait(20)
    connections.close_all()


@pytest.fixture
def busy(row):
    """A worker at the row, at its last try."""
    with tenancy.acting(tenancy.Context(row.cohe_id)):
        OutboxRow.objects.update(attempts=outbox.MOST_ATTEMPTS - 1)
    held, go_on = Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work, row, held, go_on)
        held.wait(10)
        yield row
        go_on.set()
        working.result()


def test_a_message_that_comes_again_does_not_wait_for_the_worker_at_it(busy):
    assert outbox.begin(busy.pk, busy.cohe_id) is None


def test_work_at_its_last_try_holds_up_nobodys_work(busy):
    with tenancy.acting(tenancy.Context(busy.cohe_id)):
        outbox.enqueue("a.task", key="another", at=AT)
    with as_role("cohe_worker"):
        assert outbox.relay(lambda *_, **__: None, at=AT + timedelta(minutes=2)) == 1
