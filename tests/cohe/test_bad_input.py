"""Whatever is typed or put into an address is answered, nothing typed is lost, nothing breaks the server."""

import html
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cohe.models import Role
from coordination.choices import RecordKind
from tests.addresses import PART, Address, every_address, promised
from tests.asking import undone
from tests.forms import Field, Form, forms_of
from tests.world import World

PAGES = [one for one in every_address() if one.is_ours and not one.is_api and one.opener("GET")]
FORM = "application/x-www-form-urlencoded"
# Who finds forms: what an Assistant finds an HSC finds too.
EYES = (Role.HSC, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CONTRACT_MANAGER, Role.ADVISOR)
NASTY = [
    *(
        "",
        " ",
        "0",
        "-1",
        "1",
        "99999999999999999999999",
        "9" * 5000,
        "²",
        "١٢",
        "1e9",
        "NaN",
        "\x00",
        "a\x00b",
    ),
    *(
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "' OR 1=1 --",
        '"><script>',
        "{}",
        "[]",
        "%",
        "..",
        "x" * 300,
    ),
    *("T12", "today", "me", "done", "notes", "reviewed", "\N{PILE OF POO}", "\u202e", "é" * 200, "\r\n"),
    "00000000-0000-0000-0000-000000000000",
]
RAW = st.sampled_from([quote(value) for value in NASTY] + ["%FF%FE", "%ED%A0%80", "%u0000", "a=b=c", ";"])


def bounded(examples: int) -> settings:
    """Return how hypothesis looks here: the same examples every time, few, and no hunt for the smallest."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def world(untouched_world) -> World:
    return untouched_world


def client_of(world: World, role: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role].person)
    return client


@pytest.mark.parametrize("address", PAGES, ids=lambda address: f"{address.name} {address.route}")
def test_no_value_in_an_address_breaks_a_page(address: Address, world, monkeypatch):
    url, client = world.url(address), client_of(world, address.opener("GET"))
    more, read = "&" if "?" in url else "?", names_read(monkeypatch)
    assert undone(client, "GET", url).status_code < 400
    for value in ("1", "%00"):  # what is read may depend on what else is there
        query = "&".join(f"{name}={value}" for name in sorted(read))
        assert undone(client, "GET", f"{url}{more}{query}").status_code < 500
    names = [*sorted(read), "unheard"]

    @bounded(6)
    @given(st.lists(st.tuples(st.sampled_from(names), RAW), min_size=1, max_size=8))
    def ask(params: list[tuple[str, str]]) -> None:
        query = "&".join(f"{name}={value}" for name, value in params)
        assert undone(client, "GET", f"{url}{more}{query}").status_code < 500

    if read:
        ask()


def names_read(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return a set that fills with the names that pages look for in their address."""
    read: set[str] = set()

    def listened(method: str) -> Callable[..., Any]:
        inner = getattr(QueryDict, method)

        def listen(asked: QueryDict, name: str | None, *default: Any) -> Any:
            if name is not None:  # DRF asks for a parameter that is switched off
                read.add(name)
            return inner(asked, name, *default)

        return listen

    for method in ("get", "getlist", "__getitem__", "__contains__"):
        monkeypatch.setattr(QueryDict, method, listened(method), raising=False)
    return read


@pytest.mark.parametrize("wrong", ["0", "9223372036854775807", "9223372036854775808", "9" * 400])
def test_no_number_in_an_address_breaks_anything(wrong, world):
    clients, told = {role: client_of(world, role) for role in Role}, []
    for address, method, role in asked():
        for path in with_a_wrong_part(address, world, wrong):
            status = undone(clients[role], method, path, content_type=kind_of(path)).status_code
            told += [] if 400 <= status < 500 else [(address.name, method, path[:80], status)]
    assert told == []


def asked() -> Iterator[tuple[Address, str, Role]]:
    """Yield every address of ours with each of its methods and somebody who may use it."""
    for address in every_address():
        for method in address.methods if address.is_ours else ():
            role = address.opener(method)
            if role is not None:
                yield address, method, role


def with_a_wrong_part(address: Address, world: World, wrong: str) -> Iterator[str]:
    """Yield an address with one of its parts wrong, number or word; the others name what is there."""
    for own in address.parts:
        parts = world.parts_of(address) | {own: wrong}
        if f"<uuid:{own}>" not in address.route:
            yield "/" + PART.sub(lambda found, parts=parts: str(parts[found[1]]), address.route)


def kind_of(path: str) -> str:
    return "application/json" if path.startswith("/api/") else FORM


def every_form(world: World) -> Iterator[tuple[str, Form, int]]:
    """Yield every form that a role finds on her pages, with in how many ways it is filled.

    The code behind a form is one for all who see it: its first reader fills it in many ways. A button alone
    can be pressed in one.
    """
    known: set[tuple[str, ...]] = set()
    for role in EYES:
        hers = {form.shape: form for form in forms_on(world, role)}
        for shape, form in sorted(hers.items()):
            ways = 4 if shape in known else 16
            yield role, form, ways if form.fields else 1
        known |= hers.keys()


def forms_on(world: World, role: str) -> Iterator[Form]:
    """Yield the forms on the pages that a role opens."""
    client = client_of(world, role)
    urls = [world.url(one) for one in PAGES if promised()[one.name, one.route, "GET"][role] == "200"]
    urls += [url + f"?kind={kind}" for url in urls if url.endswith("/records/") for kind in RecordKind]
    for url in urls:
        response = undone(client, "GET", url)
        if "html" in response["Content-Type"]:
            yield from forms_of(response.content.decode(), url)


def test_no_form_breaks_or_loses_what_was_typed(world):
    found, clients = list(every_form(world)), {role: client_of(world, role) for role in EYES}
    assert {role for role, _, _ in found} == set(EYES)
    assert [said for role, form, ways in found for said in wrongs(clients[role], form, ways)] == []


def wrongs(client: Client, form: Form, ways: int) -> list[str]:
    """Fill a form in some ways; return what broke and what was lost."""
    said: dict[str, None] = {}

    @bounded(ways)
    @given(st.one_of(all_wrong(form), one_wrong(form)))
    def send(filled: dict[str, str]) -> None:
        body = urlencode(filled).encode()
        response = undone(client, "POST", form.action, body, content_type=FORM)
        if response.status_code >= 500:
            said[f"{form.action} broke: {response.exc_info[1]!r} with {filled}"] = None
        if response.status_code == 422:
            said.update(dict.fromkeys(missing(form, filled, response.content.decode())))

    send()
    return list(said)


def all_wrong(form: Form) -> st.SearchStrategy[dict[str, str]]:
    """Fill every field with its own values or with what nobody should send."""
    values = {
        name: st.one_of(st.sampled_from([*one.values, ""]), st.sampled_from(NASTY))
        for name, one in form.fields.items()
    }
    return st.fixed_dictionaries(values)


@st.composite
def one_wrong(draw: st.DrawFn, form: Form) -> dict[str, str]:
    """Fill a form soundly but for one field."""
    soundly = {name: sound(one) for name, one in form.fields.items()}
    if not soundly:
        return {}
    return soundly | {draw(st.sampled_from(sorted(soundly))): draw(st.sampled_from(NASTY))}


def sound(one: Field) -> str:
    """Return what somebody would type or choose."""
    typed = {
        "date": "2026-10-15",
        "number": "5",
        "text": "Words",
        "textarea": "Words",
        "email": "new@cohe.example",
    }
    return typed.get(one.kind) or next((value for value in reversed(one.values) if value), "")


def missing(form: Form, filled: dict[str, str], page: str) -> Iterator[str]:
    """Yield what somebody typed and no longer finds; passwords are never sent back."""
    for name, value in filled.items():
        one, kept = form.fields[name], value.strip()
        if one.is_typed and one.kind != "password" and kept.isprintable() and html.escape(kept) not in page:
            yield f"{form.action}: {name} lost {value[:40]!r}"
