"""K3: the trail cannot be changed unnoticed."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from cohe import audit, tenancy
from cohe.models import AccessEvent, TrailSeal
from cohe.testing.database import as_role
from tests import make
from tests.launch.product import wait_until

# A seal waits for every transaction that began before it, those of other tests included.
pytestmark = pytest.mark.settled

AT = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def here(fresh_database: str) -> tenancy.Context:
    """A context in a database of the test's own: seals cover what is committed."""
    cohe, ana = make.Cohe(), make.Person(name="Ana")
    return tenancy.Context(cohe.pk, ana.pk, "request-1")


def look(here: tenancy.Context, times: int) -> None:
    for number in range(times):
        with tenancy.acting(here):
            audit.log("opened", "claim", number, at=AT)


def seal(here: tenancy.Context) -> TrailSeal | None:
    """Seal once no transaction as old as the last look is running: other tests run on the same servers."""
    wait_until(lambda: is_settled(here), seconds=60)
    with tenancy.acting(here):
        return audit.seal(at=AT)


def is_settled(here: tenancy.Context) -> bool:
    with tenancy.acting(here), connection.cursor() as cursor:
        cursor.execute(f"SELECT ({audit.SETTLED}) >= max(transaction) FROM cohe_accessevent")
        return bool(cursor.fetchone()[0])


@pytest.fixture
def sealed(here: tenancy.Context) -> Iterator[None]:
    """Two seals: over three looks, and over two."""
    for times in (3, 2):
        look(here, times)
        seal(here)
    with tenancy.acting(here):
        yield


def tamper(statement: str) -> None:
    with as_role("cohe_owner"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_look_says_who_when_what_and_in_which_request(sealed, here):
    event = AccessEvent.objects.order_by("id").first()
    assert (event.actor_id, event.at, event.action) == (here.actor_id, AT, "opened")
    assert (event.subject, event.subject_id, event.request_id) == ("claim", 0, "request-1")


def test_an_untouched_trail_is_whole(sealed):
    assert audit.broken_seals() == []


def test_nothing_new_makes_no_seal(here):
    look(here, 1)
    assert (seal(here), seal(here)) != (None, None)
    assert seal(here) is None


def test_a_look_that_commits_late_is_in_a_later_seal_and_breaks_none(here):
    with tenancy.acting(here):
        audit.log("opened", "claim", 1, at=AT)
        assert audit.seal(at=AT) is None
    assert seal(here).rows == 1


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE cohe_accessevent SET subject_id = 99 WHERE subject_id = 2", "Seal 1: a row was changed."),
        ("DELETE FROM cohe_accessevent WHERE subject_id = 2", "Seal 1: 2 rows where 3 were sealed."),
        ("DELETE FROM cohe_trailseal WHERE number = 1", "Seal 2: the chain is broken before it."),
        ("UPDATE cohe_trailseal SET rows = 9 WHERE number = 2", "Seal 2: 2 rows where 9 were sealed."),
        (
            "DELETE FROM cohe_accessevent WHERE id = (SELECT max(id) FROM cohe_accessevent)",
            "Seal 2: 1 rows where 2 were sealed.",
        ),
    ],
)
def test_tampering_is_named(sealed, statement, sentence):
    tamper(statement)
    assert audit.broken_seals() == [sentence]


def test_the_seals_tell_nothing_of_another_cohe(sealed):
    with transaction.atomic(), tenancy.acting(tenancy.Context(make.Cohe().pk)):
        assert audit.broken_seals() == []
        assert not TrailSeal.objects.exists()
