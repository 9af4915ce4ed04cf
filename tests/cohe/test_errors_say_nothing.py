"""When something breaks inside, the answer says so with a number to quote, and nothing of the inside."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from cohe.models import Role
from tests.addresses import every_address

CANARY = 'column "worker_last_name" of relation claims_claim in /srv/cohe/claims/models/claim.py'
OURS = ("claims_", "coordination_")


def broken(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    """Fail wherever a table of the product is asked."""
    if any(table in sql for table in OURS):
        raise DatabaseError(CANARY)
    return execute(sql, params, many, context)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_an_error_inside_is_told_without_the_inside(role, world):
    client = Client(raise_request_exception=False)
    client.force_login(world.people[role].person)
    broke, told = 0, []
    for address in every_address():
        if address.is_ours and "GET" in address.methods:
            with connection.execute_wrapper(broken):
                response = client.get(world.url(address))
            broke += response.status_code == 500
            told += (
                [address.name]
                if any(word in response.content.decode() for word in (CANARY, "Traceback"))
                else []
            )
    assert broke > 5
    assert told == []


@pytest.mark.parametrize("address", ["/worklist/", "/api/items/"])
def test_the_answer_to_an_error_gives_the_number_of_its_log_line(ana, browse, caplog, address):
    client = browse(ana)
    client.raise_request_exception = False
    with connection.execute_wrapper(broken):
        answer = client.get(address).content.decode()
    [failed] = [record.msg for record in caplog.records if "request_failed" in str(record.msg)]
    assert failed["request_id"] in answer
