"""The description of the API is true: what is sent by it is answered by it, and nothing breaks the server."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test.client import ClientHandler
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from cohe import clock, tokens
from tests.addresses import PART, Address, every_address
from tests.world import World

# For each of hundreds of operations: sound and unsound, for things that are there and that are not.
EXAMPLES = 8
HELD = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
SURE = ("positive_data_acceptance", "negative_data_rejection")


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """The product as a WSGI application that keeps to the connection, and the transaction, of the test."""
    response = ClientHandler()(environ)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]


@pytest.fixture(scope="module")
def described() -> dict[str, schemathesis.APIOperation]:
    """Every operation of the description by its name."""
    schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
    schema.app = app
    return {found.ok().label: found.ok() for found in schema.get_all_operations()}


ADDRESSES = {PART.sub(r"{\1}", f"/{one.route}"): one for one in every_address() if one.is_api}
OPERATIONS = [f"{method} {path}" for path, one in ADDRESSES.items() for method in one.methods]


@pytest.fixture(autouse=True)
def _errors_are_seen(settings) -> None:
    """Let an error of the server come through with its cause instead of as a bare 500."""
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True


@pytest.fixture
def world(untouched_world) -> World:
    return untouched_world


def key_for(address: Address, method: str, world: World) -> dict[str, str]:
    """Return the key of somebody who may ask this: a refusal by role would try nothing."""
    role = address.opener(method.upper())
    made = tokens.make_token(membership=world.people[role], name="fuzz", at=clock.now())
    return {"Authorization": f"Token {made}"}


def cases(operation: schemathesis.APIOperation, world: World) -> Iterator[st.SearchStrategy]:
    """Yield strategies: sound and unsound requests, for things that are there and things that are not."""
    names = [parameter.name for parameter in operation.path_parameters]
    parts = world.parts_of(ADDRESSES[operation.path])
    there = {name: str(parts[name]) for name in names}
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        for path in (there, None) if names else (None,):
            if mode == GenerationMode.NEGATIVE and not can_be_unsound(operation, path):
                continue
            yield operation.as_strategy(mode, path_parameters=path)


def can_be_unsound(operation: schemathesis.APIOperation, path: dict[str, str] | None) -> bool:
    """Whether anything besides a fixed path is there to be wrong."""
    return bool(operation.query or operation.body or (path is None and operation.path_parameters))


def test_every_address_is_described_with_its_methods_and_nothing_else_is(described):
    assert sorted(described) == sorted(OPERATIONS)


@pytest.mark.parametrize("label", OPERATIONS)
def test_every_answer_is_as_described(label, described, world):
    operation = described[label]
    key = key_for(ADDRESSES[operation.path], operation.method, world)
    checks = [CHECKS.get_one(name) for name in HELD]

    @bounded(
        max_examples=EXAMPLES,
        derandomize=True,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.one_of(*cases(operation, world)))
    def ask(case: schemathesis.Case) -> None:
        with transaction.atomic():
            response = case.call(headers=key)
            transaction.set_rollback(True)
        case.validate_response(response, checks=checks, headers=key)

    ask()
