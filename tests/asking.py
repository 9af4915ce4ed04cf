"""How a test asks: how much that asks of the database, and requests that leave nothing behind."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(ask: Callable[[], object]) -> int:
    """Return how many statements something sends the second time: a session asks more at first.

    A page has to be there: one that is refused asks little, however much there is.
    """
    ask()
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert getattr(answer, "status_code", 200) == 200
    return len(asked)


def undone(client: Client, method: str, url: str, body: Any = "", **options: Any) -> HttpResponse:
    """Return the answer to one request; what it did is taken back, signing out included."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, url, body, **options)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
