"""K2: who may come to which address, and that reading changes nothing and shows nothing of another COHE.

The file beside this one is the promise; real requests keep it. "200 file" is a file to keep: test_downloads
looks into each.

`COHE_WRITE_MATRIX=1` writes the file anew: read the difference before it is committed.
"""

import csv
import html
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from psycopg.sql import Composable

from cohe import models
from cohe.models import Role
from tests.addresses import API_METHODS, MATRIX, Address, every_address, promised
from tests.world import World, make_world, secrets_of

# A form that was sent with nothing filled in.
FORM = "application/x-www-form-urlencoded"
SENT = "csrfmiddlewaretoken=-"
NOBODY = "nobody"
COLUMNS = [NOBODY, *(role.value for role in Role)]
# Parts of the sign-in library's own addresses.
ALLAUTH = {"uidb36": "1", "key": "set-password", "pk": 1}
WRITES = re.compile(
    r'^\s*(INSERT INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\s+(?:ONLY\s+)?"?(\w+)', re.IGNORECASE
)
# Who looked at what, the session's clock, and the sign-in library's counts of attempts.
ALLOWED = ("cohe_accessevent", "django_session", "cohe_cache")


@pytest.fixture
def world(untouched_world) -> World:
    return untouched_world


@dataclass
class Walk:
    """What one of them was answered: by address, route and method; what reading wrote and showed."""

    answers: dict[tuple[str, str, str], str]
    wrote: list[tuple[str, str]]
    shown: list[tuple[str, str]]


def walk(world: World, session: str, theirs: list[str]) -> Walk:
    """Ask every address with each of its methods; `theirs` are words that nothing may show."""
    seen = Walk({}, [], [])
    for address in every_address():
        url = world.url(address) if address.is_ours else address.url(**ALLAUTH)
        for method in address.methods:
            with writes_seen() as writes:
                response = answer(session, method, url)
            seen.answers[address.name, address.route, method] = said(response)
            if method == "GET" and address.is_ours:
                # A PDF is no text: test_downloads reads those.
                body = html.unescape(response.content.decode(errors="replace"))
                seen.wrote += [(address.name, write) for write in writes]
                seen.shown += [(address.name, word) for word in theirs if word in body]
    return seen


def session_of(world: World, who: str) -> str:
    """Return the session of somebody of a role, or of nobody."""
    if who == NOBODY:
        return ""
    client = Client()
    client.force_login(world.people[who].person)
    client.get("/me/")  # so that no later request has to note that she is here
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def answer(session: str, method: str, url: str) -> HttpResponse:
    """Return the answer to one request; whatever it did is undone."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        if url.startswith("/api/"):
            response = client.generic(method, url, content_type="application/json")
        else:
            response = client.generic(method, url, SENT, content_type=FORM)
        transaction.set_rollback(True)
    return response


def said(response: HttpResponse) -> str:
    """Return the status of an answer, and whether it gives a file."""
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    return f"{response.status_code}{' file' if is_file else ''}"


@contextmanager
def writes_seen() -> Iterator[list[str]]:
    """Yield a list that fills with the statements that change a row of the product."""
    seen: list[str] = []

    def look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        text = sql.as_string() if isinstance(sql, Composable) else sql
        found = WRITES.match(text)
        if found and found[2] not in ALLOWED:
            seen.append(text)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


@pytest.mark.parametrize("who", COLUMNS)
def test_everybody_is_answered_as_the_matrix_says_and_reads_without_a_trace(who, world):
    olympia = models.Cohe.objects.get(code="OLYMPIA")
    make_world(olympia)
    seen = walk(world, session_of(world, who), list(secrets_of(olympia).values()))
    if os.environ.get("COHE_WRITE_MATRIX"):
        write(who, seen.answers)
        promised.cache_clear()
    assert [where for where, status in seen.answers.items() if status >= "500"] == []
    assert seen.answers == {where: line[who] for where, line in promised().items()}
    assert seen.wrote == []
    assert seen.shown == []


def write(who: str, answers: dict[tuple[str, str, str], str]) -> None:
    """Write one column of the file anew, and its lines as the addresses are now; one process does it all."""
    assert "PYTEST_XDIST_WORKER" not in os.environ, "write the matrix with -n 0"
    held = promised()
    with MATRIX.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["address", "route", "method", *COLUMNS], lineterminator="\n")
        writer.writeheader()
        for where, status in answers.items():
            own = dict(zip(("address", "route", "method"), where, strict=True))
            writer.writerow(held.get(where, {}) | own | {who: status})


def test_what_is_ones_own_would_be_seen(world):
    page = answer(session_of(world, Role.HSC), "GET", f"/claims/{world.parts['claim_id']}/").content.decode()
    assert [word for word in secrets_of(world.cohe).values() if word not in page] == []


def test_a_write_would_be_seen(world):
    client = Client()
    client.force_login(world.people[Role.HSC].person)
    with writes_seen() as writes:
        client.post("/me/", {"row_height": "34"})
    assert any(write.startswith("UPDATE") for write in writes)


def test_a_method_that_an_address_does_not_know_is_said_to_be_so(world):
    session, wrong = session_of(world, Role.HSC), []
    for address in every_address():
        for method in API_METHODS if address.is_api else ():
            if method not in address.methods:
                status = said(answer(session, method, world.url(address)))
                wrong += [(address.name, method, status)] if status != "405" else []
    assert wrong == []


def test_nothing_is_taken_without_the_pages_own_token(world):
    session, taken = session_of(world, Role.SUPERVISOR), []
    for address in every_address():
        for method in set(address.methods) - {"GET"} if address.is_ours else ():
            client = Client(enforce_csrf_checks=True)
            client.cookies[settings.SESSION_COOKIE_NAME] = session
            response = client.generic(method, world.url(address), SENT, content_type=FORM)
            taken += [(address.name, method, response.status_code)] if response.status_code != 403 else []
    assert taken == []


def names_a_permission(address: Address) -> bool:
    view = getattr(address.view, "cls", address.view)
    if getattr(view, "is_public", False):
        return True
    if address.is_api:
        return set(address.view.actions.values()) <= set(view.permissions)
    return hasattr(view, "permission")


def test_every_address_of_ours_names_its_permission():
    assert [one.name for one in every_address() if one.is_ours and not names_a_permission(one)] == []


def nameless(request):
    raise AssertionError("served")


urlpatterns = [path("nameless/", nameless)]


def test_a_view_that_names_no_permission_is_not_served(ana, browse):
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(RuntimeError, match="names no permission"):
        browse(ana).get("/nameless/")
