"""What is taken away as a file (PDF, Excel, CSV) tells of no other COHE, and no more than it is for.

Every file that the access matrix says somebody gets is taken by everybody who gets it, and read.
"""

import html
import io
import json
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client

from cohe import pdf
from cohe.models import Role
from tests.addresses import Address, every_address, promised
from tests.asking import undone
from tests.world import World, make_world, secrets_of

FORM = "application/x-www-form-urlencoded"
# What of a worker a file is there to tell; all others tell nothing of anybody's health or identity.
TELLS = {
    "coordination:billing-take": {"number"},
    "coordination:letter-pdf": {"number"},
    "coordination:referral-export": {"number"},
    "coordination:visit-packet-export": {"number"},
    "coordination:visit-packet-pdf": {"number"},
    "staffing:cover-plan-pdf": {"number"},
}
# What is chosen before a file is given.
CHOSEN = {
    "coordination:billing-take": ("month=2026-10",),
    "staffing:report-file": ("for=own", "for=lni"),
}
KINDS = ("csv", "xlsx", "pdf")


@pytest.fixture
def _pdf_is_its_words(monkeypatch) -> None:
    """Let a PDF be the words it is made of: all it says it has from them, and they can be read."""

    def words(template, data, *, at):
        return json.dumps(data, ensure_ascii=False).encode()

    monkeypatch.setattr(pdf, "pdf", words)


def files(world: World) -> Iterator[tuple[Address, str, str, Role]]:
    """Yield the files of the product, each with its method, its address and a role that gets it."""
    for address in every_address():
        for method in address.methods:
            said = promised()[address.name, address.route, method]
            for role in Role if address.is_ours else ():
                if said[role] == "200 file" or (address.name in CHOSEN and address.opener(method) == role):
                    for kind in KINDS if "file_kind" in address.parts else (None,):
                        parts = world.parts_of(address) | {"file_kind": kind}
                        yield address, method, address.url(**parts), role


def read(response: HttpResponse) -> str:
    """Return the words of a file, and its name."""
    content = response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return html.unescape(unquote(response["Content-Disposition"])) + html.unescape(content.decode())


def taken(world: World) -> Iterator[tuple[str, Role, str]]:
    """Take every file as everybody who gets it; yield its name, by whom, and its words."""
    clients = {role: Client() for role in Role}
    for role, client in clients.items():
        client.force_login(world.people[role].person)
    for address, method, url, role in files(world):
        for body in CHOSEN.get(address.name, ("",)):
            response = undone(clients[role], method, url, body, content_type=FORM)
            assert response["Content-Disposition"].startswith("attachment"), (address.name, role)
            yield address.name, role, read(response)


@pytest.mark.usefixtures("_pdf_is_its_words")
def test_files_tell_of_no_other_cohe_and_of_a_worker_what_they_are_for(puget, olympia):
    world, told, shown = make_world(puget), {}, []
    make_world(olympia)
    for name, role, words in taken(world):
        own = {kind for kind, word in secrets_of(puget).items() if word in words}
        told.setdefault(name, set()).update(own)
        shown += [(name, role, word) for word in secrets_of(olympia).values() if word in words]
        assert not (role == Role.CONTRACT_MANAGER and own)
    assert shown == []
    assert {name: kinds for name, kinds in told.items() if kinds} == TELLS
    assert len(told) > 15
