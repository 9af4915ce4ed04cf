"""The run, another run and a coordinator's click at the same moment lose nothing and double nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier, Event

import pytest
from django.db import connection, connections

from claims.models import Claim
from cohe import models, tenancy
from coordination.actions import worklist
from coordination.models import ItemEvent, WorkItem
from tests import make

TODAY = date(2026, 10, 15)
AT = datetime(2026, 10, 15, 13, 30, tzinfo=UTC)


@pytest.fixture
def here(fresh_database, monkeypatch) -> tenancy.Context:
    """A COHE with twenty claims whose review and first activity are owed, really committed."""
    monkeypatch.setattr(worklist, "BATCH", 4)
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)) as context:
        make.Provider(provider_number="200001", specialty="Family medicine")
        for _ in range(20):
            make.Claim()
    return context


def make_worklist(here: tenancy.Context, start: Barrier, minute: int) -> dict[str, int]:
    start.wait(10)
    asked = AT.replace(minute=minute)
    run = worklist.make_worklist(cohe_id=here.cohe_id, day=TODAY, kind="by-hand", asked_at=asked, at=asked)
    connections.close_all()
    return run.counts


def sign_note(here: tenancy.Context, claim_id: int, author: int, held: Event, go_on: Event) -> None:
    """A click that holds its claim, writes, and is slow to commit."""
    with tenancy.acting(here):
        worklist.lock_claims({claim_id})
        held.set()
        make.Note(claim_id=claim_id, author_id=author)
        worklist.refresh_claims(claim_ids={claim_id}, today=TODAY, at=AT)
        go_on.wait(10)
    connections.close_all()


def test_two_runs_at_once_make_each_item_once(here):
    start = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(make_worklist, here, start, minute) for minute in (1, 2)]
        counts = [run.result(60) for run in runs]
    with tenancy.acting(here):
        assert WorkItem.objects.count() == ItemEvent.objects.count() == 40
    assert sum(count.get("opened", 0) for count in counts) == 40


def test_a_run_waits_for_a_click_on_the_claim_and_sees_what_it_wrote(here):
    held, go_on, start = Event(), Event(), Barrier(1)
    with tenancy.acting(here):
        claim_id = Claim.objects.order_by("pk").values_list("pk", flat=True)[7]
        author = models.Person.objects.create_user("ana@cohe.example", "Ana").pk
    with ThreadPoolExecutor(2) as pool:
        click = pool.submit(sign_note, here, claim_id, author, held, go_on)
        held.wait(10)
        run = pool.submit(make_worklist, here, start, 1)
        waits_for_a_lock()
        go_on.set()
        click.result(60), run.result(60)
    with tenancy.acting(here):
        assert not WorkItem.objects.live().filter(claim_id=claim_id).exists()
        assert WorkItem.objects.open().count() == 38


def waits_for_a_lock(kind: str = "advisory") -> None:
    """Come back when somebody waits for a lock of a kind: an advisory one, or another's transaction."""
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(
                "SELECT count(*), pg_sleep(0.01) FROM pg_locks WHERE locktype = %s AND NOT granted", (kind,)
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("Nobody waited for the click.")
