"""K1 at every address: another COHE's thing is answered as one that is not there, and shows nowhere."""

import json
import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from cohe.models import Role
from cohe.permissions import allows
from tests.addresses import Address, every_address
from tests.world import NO_ID, NO_KEY, World, make_world

# Parts that name nothing of one COHE: every COHE has its third quarter and its first version.
EVERYBODYS = {
    *("measure", "metric", "quarter", "version", "figure", "file_kind", "year", "plan_kind", "step"),
}
WITH_PARTS = [one for one in every_address() if one.is_ours and set(one.parts) - EVERYBODYS]
EYES = (Role.HSC, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CONTRACT_MANAGER)
FORM = "application/x-www-form-urlencoded"
# What differs between two answers that say the same: numbers of things, and keys made anew.
CHANGING = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|nonce="[^"]*"|value="[^"]*"|Token": "[^"]*"|[0-9]+')
NUMBERS = re.compile(r'"(\d{1,9})"')


@pytest.fixture
def theirs(olympia, puget) -> World:
    return make_world(olympia)


def ask(session: str, method: str, url: str) -> tuple[int, str]:
    """Return status and body of a request, what it did taken back; its numbers are left out of the body."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    is_api = url.startswith("/api/")
    body, kind = (b"", "application/json") if is_api else (b"csrfmiddlewaretoken=-", FORM)
    with transaction.atomic():
        response = client.generic(method, url, body, content_type=kind)
        transaction.set_rollback(True)
    return response.status_code, CHANGING.sub("", response.content.decode())


@pytest.mark.parametrize("role", EYES)
def test_a_thing_of_another_cohe_is_as_good_as_none(role, world, theirs):
    client, told = Client(), []
    client.force_login(world.people[role].person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for address, method in hers(role):
        own = {"claim_id": world.parts["claim_id"]} if "key" in address.parts else {}
        there = theirs.parts_of(address)
        everybodys = {part: there[part] for part in EVERYBODYS}
        nothing = dict.fromkeys(there, NO_ID) | {"key": NO_KEY} | everybodys | own
        foreign = ask(session, method, address.url(**there | own))
        missing = ask(session, method, address.url(**nothing))
        # A draft's key is made by the page: any is a new one.
        if foreign != missing or (foreign[0] < 400 and address.name != "coordination:note-draft"):
            told.append((address.name, method, foreign[0], missing[0]))
    assert told == []


def hers(role: Role) -> list[tuple[Address, str]]:
    """Return what a role may ask where; the rest is refused before anything is looked for."""
    asked = [(one, method) for one in WITH_PARTS for method in one.methods]
    return [(one, method) for one, method in asked if allows(role, one.permission(method))]


def note(**changes: object) -> dict[str, object]:
    return {
        "key": "5f0c1a4e-8f52-4c37-9a1f-3a6f0b1d2c3e", "kind": "plan", "area": "monitoring",
        "contact_on": "2026-10-15", "minutes": 5, "text": "Plan.", **changes,
    }  # fmt: skip


# Address, what is sent, with {mine} for Puget's own thing and {other} for another COHE's or none at all.
SENT = [
    ("/worklist/items/done/", "items={other[item_id]}:1"),
    ("/worklist/items/{mine[item_id]}/reassign/", "version=1&to={other[person_id]}&reason=x"),
    ("/worklist/undo/", "action={other[deed]}"),
    ("/claims/{mine[claim_id]}/notes/", "finish={other[item_id]}&text=x&minutes=1&kind=plan&area=monitoring"),
    ("/caseload/claims/assign/", "claims={other[claim_id]}&hsc={mine[membership_id]}&reason=x"),
    ("/caseload/providers/{mine[provider_id]}/assign/", "hsc={other[membership_id]}&reason=x"),
    ("/me/cohe/", "cohe={other[cohe]}"),
    ("/api/items/done/", {"items": [{"id": "{other[item_id]}", "version": 1}]}),
    ("/api/items/{mine[item_id]}/reassign/", {"version": 1, "to": "{other[person_id]}"}),
    ("/api/claims/{mine[claim_id]}/notes/", note(finish=["{other[item_id]}"])),
    (
        "/api/drafts/5f0c1a4e-8f52-4c37-9a1f-3a6f0b1d2c3e/",
        {"claim": "{other[claim_id]}", "version": 0, "typed": {}},
    ),
]


def named(world: World) -> dict[str, object]:
    """Return what can be named in a body."""
    return world.parts | {"deed": world.own["coordination:desk-action"]["key"], "cohe": world.cohe.code}


@pytest.mark.parametrize(
    ("address", "sent"), SENT, ids=lambda value: value if isinstance(value, str) else "json"
)
def test_a_thing_of_another_cohe_in_a_body_is_as_good_as_none(address, sent, world, theirs):
    nothing = dict.fromkeys(named(world), NO_ID) | {"deed": NO_KEY, "cohe": "NOWHERE"}
    answers = [send(world, address, sent, other) for other in (named(theirs), nothing)]
    assert answers[0] == answers[1]
    assert answers[0][0] >= 400


def send(world: World, address: str, sent: object, other: dict[str, object]) -> tuple[int, str]:
    """Send a body that names `other` as Puget's supervisor."""
    client = Client()
    client.force_login(world.people[Role.SUPERVISOR].person)
    values = {"mine": named(world), "other": other}
    if isinstance(sent, str):
        response = client.post(address.format_map(values), sent.format_map(values), FORM)
    else:
        method = "PUT" if "drafts" in address else "POST"
        body = NUMBERS.sub(r"\1", filled(json.dumps(sent), values))
        response = client.generic(method, address.format_map(values), body, content_type="application/json")
    return response.status_code, CHANGING.sub("", response.content.decode())


def filled(text: str, values: dict[str, dict[str, object]]) -> str:
    """Put the names in, leaving JSON's own braces alone."""
    return re.sub(r"\{other\[(\w+)\]\}", lambda found: str(values["other"][found[1]]), text)
