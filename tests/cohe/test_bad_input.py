"""Whatever is typed or put into an address is answered, nothing typed is lost, nothing breaks the server."""

import html
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cohe.models import Role
from coordination.choices import RecordKind
from tests.addresses import Address, every_address
from tests.forms import Field, Form, forms_of
from tests.world import World

PAGES = [one for one in every_address() if one.is_ours and not one.is_api and "GET" in one.methods]
FORM = "application/x-www-form-urlencoded"
EYES = (Role.HSC, Role.SUPERVISOR, Role.ADMINISTRATOR)
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


def undone(client: Client, method: str, url: str, body: Any = "", **options: Any) -> HttpResponse:
    """Return the answer to one request; what it did is taken back, signing out included."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, url, body, **options)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


@pytest.mark.parametrize("address", PAGES, ids=lambda address: f"{address.name} {address.route}")
def test_no_value_in_an_address_breaks_a_page(address: Address, world, monkeypatch):
    url, client = world.url(address), client_of(world, seer(address))
    read = names_read(monkeypatch)
    for values in ("", "=1", "=%00"):  # what is read may depend on what else is there
        query = "&".join(f"{name}{values}" for name in sorted(read))
        assert undone(client, "GET", f"{url}?{query}").status_code < 500
    names = [*sorted(read), "unheard"]

    @bounded(10)
    @given(st.lists(st.tuples(st.sampled_from(names), RAW), min_size=1, max_size=4))
    def ask(params: list[tuple[str, str]]) -> None:
        query = "&".join(f"{name}={value}" for name, value in params)
        assert undone(client, "GET", f"{url}?{query}").status_code < 500

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


def seer(address: Address) -> str:
    """Return a role that sees the page."""
    return Role.ADMINISTRATOR if address.name in ("people", "coordination:go-live") else Role.SUPERVISOR


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9223372036854775808", "9" * 400])
def test_no_number_in_an_address_breaks_anything(number, world):
    client, wrong = client_of(world, Role.SUPERVISOR), []
    for address in every_address():
        path = "/" + address.route.replace("<uuid:key>", str(world.parts["key"]))
        for part in address.parts:
            path = path.replace(f"<int:{part}>", number)
        for method in address.methods if address.is_ours and number in path else ():
            status = undone(client, method, path, content_type=kind_of(path)).status_code
            wrong += [] if 400 <= status < 500 else [(address.name, method, status)]
    assert wrong == []


def kind_of(path: str) -> str:
    return "application/json" if path.startswith("/api/") else FORM


def forms_on(world: World, client: Client) -> dict[tuple[str, ...], Form]:
    """Return every form that is found on the pages, each once."""
    urls = [world.url(address) for address in PAGES]
    urls += [url + f"?kind={kind}" for url in urls if url.endswith("/records/") for kind in RecordKind]
    found = {}
    for url in urls:
        response = client.get(url)
        if response.status_code == 200 and "html" in response["Content-Type"]:
            found |= {form.shape: form for form in forms_of(response.content.decode(), url)}
    return found


@pytest.mark.parametrize("role", EYES)
def test_no_form_breaks_or_loses_what_was_typed(role, world):
    client = client_of(world, role)
    found = forms_on(world, client)
    assert len(found) > 3
    # The code behind a form is one for all who see it: its first reader fills it in many ways.
    first_of = EYES[: EYES.index(role)]
    tried = {shape for one in first_of for shape in forms_on(world, client_of(world, one))}
    ways = {shape: 4 if shape in tried else 16 for shape in found}
    assert [said for shape, form in found.items() for said in wrongs(client, form, ways[shape])] == []


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
    name = draw(st.sampled_from(sorted(form.fields)))
    return {other: sound(one) for other, one in form.fields.items()} | {name: draw(st.sampled_from(NASTY))}


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
