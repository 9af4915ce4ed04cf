"""Worlds to measure in: databases of a throw-away server, built in sets, one copy for each side."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg import sql

from cohe.embedded import places

DAY = date(2026, 10, 15)
NEXT_DAY = date(2026, 10, 16)
AT = datetime(2026, 10, 15, 13, 30, tzinfo=UTC)
MIGRATED = places.DATABASE
# Claims and what every COHE has; what its coordinators recorded besides; its team, quarter by quarter.
WORLD, DESK, TEAM = (
    (Path(__file__).parent / f"{name}.sql").read_text() for name in ("world", "desk", "team")
)
# Days over which the first visits of open claims are spread, and those of twenty quarters.
A_YEAR, FIVE_YEARS = 362, 1825
QUARTERS = 20


@dataclass(frozen=True, slots=True)
class World:
    """A database with this many claims of `span` days in COHEs numbered from 1, an empty COHE behind them.

    `parts`: the texts that fill it, in order.
    """

    name: str
    claims: int
    cohes: int
    span: int = A_YEAR
    parts: tuple[str, ...] = (WORLD, DESK)

    @property
    def empty_cohe(self) -> int:
        """The number of the COHE that has people but no claims."""
        return self.cohes + 1


def connect(name: str, role: str = "postgres", *, autocommit: bool = False) -> psycopg.Connection[Any]:
    """Connect to a database of the throw-away server as a role, with no Django in between."""
    return psycopg.connect(
        host=str(places.find().sockets),
        user=role,
        dbname=name,
        autocommit=autocommit,
        cursor_factory=psycopg.ClientCursor,
    )


@contextmanager
def worker(name: str, cohe_id: int) -> Iterator[Any]:
    """Give a cursor of the worker's role with the rows of one COHE; commit at the end.

    Returns when the server's process has gone too: one that is just going is counted twice or not at all.
    """
    with connect(name, "cohe_worker") as one:
        process = Path("/proc") / str(one.info.backend_pid)
        cursor = one.cursor()
        cursor.execute("SELECT set_config('app.cohe', %s, true)", [str(cohe_id)])
        yield cursor
    while process.exists():
        sleep(0.001)


def build(*worlds: World) -> None:
    """Make worlds from the migrated database, two at a time."""
    for world in worlds:
        copy(MIGRATED, world.name)
    with ThreadPoolExecutor(2) as two:
        list(two.map(fill, worlds))


def fill(world: World) -> None:
    """Fill a database that has tables and nothing in them."""
    with connect(world.name, autocommit=True) as one:
        sizes = {"claims": world.claims, "cohes": world.cohes, "span": world.span, "quarters": QUARTERS}
        for part in world.parts:
            one.execute(part, sizes | {"day": DAY})
        one.execute("VACUUM ANALYZE")


def copy(source: str, name: str) -> None:
    """Make a database that is the same as another."""
    connections.close_all()
    with connect("postgres", autocommit=True) as one:
        one.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        words = "CREATE DATABASE {} TEMPLATE {} OWNER cohe_owner STRATEGY FILE_COPY"
        one.execute(sql.SQL(words).format(sql.Identifier(name), sql.Identifier(source)))


def analyze(*names: str) -> None:
    """Do what the server does by itself after large changes (a throw-away server does not)."""
    for name in names:
        with connect(name, autocommit=True) as one:
            one.execute("VACUUM ANALYZE coordination_workitem, coordination_itemevent, coordination_casenote")


def work_in(name: str, role: str) -> None:
    """Let Django work in a database as a role."""
    connections.close_all()
    connection.settings_dict["NAME"] = name
    connection.settings_dict["USER"] = role
