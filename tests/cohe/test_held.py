"""While somebody else, or an import, writes to a claim, a click says so and loses nothing."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from django.db import connection, connections
from django.test import Client

from claims.actions import locks
from claims.models import Claim
from cohe import outbox, tenancy
from cohe.models import Membership, OutboxRow
from coordination.actions import worklist
from tests import make

AT = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
ASKING = {"outcome": "attempted", "asked_on": "2026-10-15", "remark": "Call back on Friday."}


@pytest.fixture
def ana(fresh_database) -> Membership:
    cohe = make.Cohe(code="PUGET")
    with tenancy.acting(tenancy.Context(cohe.pk)):
        member = make.Membership(person__name="Ana")
        make.Claim(hsc=member.person)
    return member


def hold(ana: Membership, held: Event, go_on: Event) -> None:
    """Something long that writes to all the claims: a run of the worklist, an import."""
    with tenancy.acting(tenancy.Context(ana.cohe_id)):
        locks.lock_imports(ana.cohe_id)
        worklist.lock_claims(set(Claim.objects.values_list("pk", flat=True)))
        held.set()
        go_on.wait(30)
    connections.close_all()


@pytest.fixture
def busy(ana) -> Iterator[Client]:
    """Ana's browser, and her claim held by something else; her database waits as briefly as a page's does."""
    held, go_on = Event(), Event()
    client = Client()
    client.force_login(ana.person)
    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold, ana, held, go_on)
        held.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        yield client
        go_on.set()
        holding.result()


def address(ana: Membership, place: str) -> str:
    with tenancy.acting(tenancy.Context(ana.cohe_id)):
        return place.format(Claim.objects.get().pk)


def test_a_click_on_a_claim_that_is_written_to_keeps_what_was_typed_and_can_be_sent_again(ana, busy):
    answer = busy.post(address(ana, "/claims/{}/frq/"), ASKING)
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "writing to the same claim" in said
    again = said.split("<h1>")[1].split("</form>")[0]
    assert "Call back on Friday." in again
    assert "Try again" in again


def test_a_script_is_told_in_a_sentence_above_the_page(ana, busy):
    answer = busy.post(address(ana, "/claims/{}/frq/"), ASKING, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#notices")
    assert "<html" not in answer.content.decode()


def test_the_api_answers_a_conflict_and_says_when_to_try_again(ana, busy):
    body = {"outcome": "attempted", "asked_on": "2026-10-15"}
    answer = busy.post(address(ana, "/api/claims/{}/frqs/"), body, content_type="application/json")
    assert answer.status_code == 409
    assert "writing to the same claim" in answer.json()["detail"]
    assert answer.headers["Retry-After"]


def test_work_that_waits_behind_a_long_import_is_never_buried(ana, busy):
    with tenancy.acting(tenancy.Context(ana.cohe_id)):
        row = outbox.enqueue("a.task", key="behind", at=AT)
    for minute in range(2 * outbox.MOST_ATTEMPTS):
        with outbox.claimed(row.pk, ana.cohe_id, at=AT + timedelta(minutes=minute)):
            locks.lock_imports(ana.cohe_id)
    with tenancy.acting(tenancy.Context(ana.cohe_id)):
        row = OutboxRow.objects.get(pk=row.pk)
    assert (row.attempts, row.done_at) == (0, None)


def test_a_button_address_that_is_opened_says_so_and_leads_back(puget, browse):
    sam = make.Membership(person__name="Sam", role="supervisor")
    answer = browse(sam).get("/worklist/undo/")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Go to your first page" in answer.content.decode()
