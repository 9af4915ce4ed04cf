"""How much is asked of the database."""

from collections.abc import Callable

from django.db import connection
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
