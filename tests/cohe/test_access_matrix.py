"""K2: who may come to which address. The file beside this one is the promise; real requests keep it.

"200 file" is a file to keep: test_downloads looks into each.

`COHE_WRITE_MATRIX=1` writes the file anew: read the difference before it is committed.
"""

import csv
import os

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import path

from cohe.models import Role
from tests.addresses import API_METHODS, MATRIX, Address, every_address, promised
from tests.world import World

# A form that was sent with nothing filled in.
FORM = "application/x-www-form-urlencoded"
SENT = "csrfmiddlewaretoken=-"
NOBODY = "nobody"
COLUMNS = [NOBODY, *(role.value for role in Role)]
# Parts of the sign-in library's own addresses.
ALLAUTH = {"uidb36": "1", "key": "set-password", "pk": 1}


@pytest.fixture
def sessions(world) -> dict[str, str]:
    """The session of somebody of each role, and of nobody."""
    found = {NOBODY: ""}
    for role, membership in world.people.items():
        client = Client()
        client.force_login(membership.person)
        client.get("/me/")  # so that no later request has to note that she is here
        found[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return found


def answer(session: str, method: str, url: str) -> str:
    """Return the status of one request, and whether it gives a file; whatever it did is undone."""
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        if url.startswith("/api/"):
            response = client.generic(method, url, content_type="application/json")
        else:
            response = client.generic(method, url, SENT, content_type=FORM)
        transaction.set_rollback(True)
    is_file = response.headers.get("Content-Disposition", "").startswith("attachment")
    return f"{response.status_code}{' file' if is_file else ''}"


def row(address: Address, method: str, sessions: dict[str, str], world: World) -> dict[str, str]:
    """Return the answers to everybody as a line of the file."""
    url = world.url(address) if address.is_ours else address.url(**ALLAUTH)
    statuses = {who: answer(session, method, url) for who, session in sessions.items()}
    return {"address": address.name, "route": address.route, "method": method, **statuses}


def test_everybody_is_answered_as_the_matrix_says(sessions, world):
    rows = [row(one, method, sessions, world) for one in every_address() for method in one.methods]
    if os.environ.get("COHE_WRITE_MATRIX"):
        write(rows)
        promised.cache_clear()
    held = list(promised().values())
    assert [line for line in rows if any(line[who] >= "500" for who in COLUMNS)] == []
    assert [line for line in rows if line not in held] == []
    assert [line for line in held if line not in rows] == []


def write(rows: list[dict[str, str]]) -> None:
    with MATRIX.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["address", "route", "method", *COLUMNS], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_a_method_that_an_address_does_not_know_is_said_to_be_so(sessions, world):
    wrong = []
    for address in every_address():
        for method in API_METHODS if address.is_api else ():
            if method not in address.methods:
                status = answer(sessions[Role.HSC], method, world.url(address))
                wrong += [(address.name, method, status)] if status != "405" else []
    assert wrong == []


def test_nothing_is_taken_without_the_pages_own_token(sessions, world):
    taken = []
    for address in every_address():
        for method in set(address.methods) - {"GET"} if address.is_ours else ():
            client = Client(enforce_csrf_checks=True)
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[Role.SUPERVISOR]
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
