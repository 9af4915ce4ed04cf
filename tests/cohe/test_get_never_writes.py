"""Reading changes nothing and shows nothing of another COHE, at every address to everybody.

Only the trail of looks and the session's own clock are written.
"""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from psycopg.sql import Composable

from cohe.models import Role
from tests.addresses import every_address
from tests.world import make_world, secrets_of

WRITES = re.compile(
    r'^\s*(INSERT INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\s+(?:ONLY\s+)?"?(\w+)', re.IGNORECASE
)
# Who looked at what, the session's clock, and the sign-in library's counts of attempts.
ALLOWED = ("cohe_accessevent", "django_session", "cohe_cache")
READ = [address for address in every_address() if address.is_ours and "GET" in address.methods]


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail at the first statement that changes a row of the product."""

    def look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql.as_string() if isinstance(sql, Composable) else sql)
        assert found is None or found[2] in ALLOWED, sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


@pytest.mark.parametrize("role", list(Role))
def test_get_writes_nothing_and_shows_nothing_of_another_cohe(role, world, olympia):
    make_world(olympia)
    theirs = secrets_of(olympia).values()
    client, shown = Client(), []
    client.force_login(world.people[role].person)
    for address in READ:
        with nothing_written():
            # A PDF is no text: test_downloads reads those.
            body = html.unescape(client.get(world.url(address)).content.decode(errors="replace"))
        shown += [(address.name, word) for word in theirs if word in body]
    assert shown == []


def test_what_is_ones_own_would_be_seen(olympia):
    world, client = make_world(olympia), Client()
    client.force_login(world.people[Role.HSC].person)
    page = client.get(f"/claims/{world.parts['claim_id']}/").content.decode()
    assert [word for word in secrets_of(olympia).values() if word not in page] == []


def test_a_write_would_be_seen(world):
    client = Client()
    client.force_login(world.people[Role.HSC].person)
    with pytest.raises(AssertionError, match="UPDATE"), nothing_written():
        client.post("/me/", {"row_height": "34"})
