"""How much is asked of the database."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(ask: Callable[[], object]) -> int:
    """Return how many statements something sends the second time: a session asks more at first."""
    ask()
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)
