"""How a contract manager's pages read: as the role `cohe_report`, the COHEs she answers for, totals alone.

The role has rights on columns that hold no worker, under policies of its own (staffing's migrations): the
database itself finds her COHEs from her memberships, whatever a page asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from psycopg import sql

from cohe.access import Denied

ROLE = "cohe_report"
WHO_READS = "SELECT set_config('app.actor', %s, true), set_config('app.day', %s, true)"


class Reader:
    """Reads rows as the reporting role, inside `reading`."""

    def __init__(self, cursor: Any) -> None:
        self.cursor = cursor

    def rows(self, question: str, values: Sequence[object] = ()) -> list[Mapping[str, Any]]:
        """Return the rows that answer a fixed question, each by the names of its columns."""
        self.cursor.execute(question, values)
        names = [column[0] for column in self.cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]


@contextmanager
def reading(person_id: int, day: date) -> Iterator[Reader]:
    """Read as the reporting role on behalf of somebody on a day.

    Whatever login the connection was given, its statements run as that role; a login that may not become it
    is refused by the database.
    """
    if settings.REPORT_ALIAS not in settings.DATABASES:
        raise Denied("No reporting login is set up (DATABASE_URL_REPORT): ask who runs this installation.")
    connection = connections[settings.REPORT_ALIAS]
    with transaction.atomic(using=settings.REPORT_ALIAS), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        before = cursor.fetchone()[0]
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
        cursor.execute(WHO_READS, (str(person_id), str(day)))
        yield Reader(cursor)
        cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(before)))
