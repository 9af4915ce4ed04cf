"""A program that asks the API with somebody's key."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.test import Client

from claims.models import Claim
from cohe import clock, models, tokens
from tests import make


@dataclass
class Program:
    """Speaks JSON under a key; `get`, `post`, `put` and `delete` return status and body."""

    key: str

    def __call__(self, method: str, address: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        response = Client().generic(
            method,
            f"/api/{address}",
            data=self.written(body),
            content_type="application/json",
            headers={"Authorization": f"Token {self.key}", **headers},
        )
        return response.status_code, response.json() if response.content else None

    @staticmethod
    def written(body: Any) -> str | bytes:
        if body is None:
            return b""
        return body if isinstance(body, str | bytes) else json.dumps(body, cls=DjangoJSONEncoder)

    def get(self, address: str) -> tuple[int, Any]:
        return self("GET", address)

    def post(self, address: str, body: Any = None) -> tuple[int, Any]:
        return self("POST", address, body)

    def put(self, address: str, body: Any = None) -> tuple[int, Any]:
        return self("PUT", address, body)

    def delete(self, address: str) -> tuple[int, Any]:
        return self("DELETE", address)


@pytest.fixture
def program() -> Callable[[models.Membership], Program]:
    """Return a program that asks with somebody's key."""

    def with_key(membership: models.Membership) -> Program:
        return Program(tokens.make_token(membership=membership, name="a test", at=clock.now()))

    return with_key


@pytest.fixture
def claim(ana: models.Membership) -> Claim:
    """A claim in Ana's caseload."""
    return make.Claim(hsc=ana.person)
