"""Databases for tests: a template that is migrated once, and a clone of it for each process or each test."""

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from cohe.embedded import holding, places, postgres
from cohe.embedded.locks import FileLock
from cohe.testing import template

WHO_AM_I = """
SELECT current_user, session_user, rolsuper, rolbypassrls,
       (SELECT count(*) FROM pg_class WHERE relowner = r.oid),
       (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)
  FROM pg_roles r WHERE rolname = current_user
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Generator[None, None, None]:
    """Give this process its own clone of the migrated database, and look who we are in it."""
    with holding.servers(throwaway=True) as where, django_db_blocker.unblock():
        migrate_template(where)
        with clone(where, f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'only')}"):
            tests_run_as_the_web_role()
            yield


@pytest.fixture
def fresh_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[str, None, None]:
    """A clone for this test alone, for what must really commit: other processes, threads, a browser.

    Use it instead of `db`; the name it gives is in COHE_DB_NAME too, where child processes find it. The
    database is thrown away after the test, whatever the test left in it.
    """
    where = places.find()
    with django_db_blocker.unblock(), clone(where, f"fresh_{os.getpid()}") as name:
        yield name


def migrate_template(where: places.Places) -> None:
    """Make the template once for all processes of this run."""
    once(where, "template", lambda: template.make(where))


def made_once(where: places.Places, name: str, fill: Callable[[], None]) -> None:
    """Make a further template once for all processes of this run: a copy of the first one, filled."""

    def make() -> None:
        copy(where, places.DATABASE, name)
        with working_in(name):
            fill()

    once(where, name, make)


def once(where: places.Places, name: str, make: Callable[[], None]) -> None:
    """Let the first process of this run make something, and the others wait for it."""
    with FileLock(where.state / f"{name}.lock"):
        done = where.state / f"{name}.done"
        if not done.exists():
            make()
            done.touch()


@contextmanager
def clone(where: places.Places, name: str, source: str = places.DATABASE) -> Iterator[str]:
    """Work in a copy of a template inside the block; drop it afterwards and work where we worked before."""
    copy(where, source, name)
    try:
        with working_in(name):
            yield name
    finally:
        drop(where, name)


def copy(where: places.Places, source: str, name: str) -> None:
    """Copy a template to a new database, in the place of one of that name."""
    drop(where, name)
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER cohe_owner STRATEGY FILE_COPY")
    # Only one process at a time may copy a template.
    with postgres.as_superuser(where) as superuser, FileLock(where.state / "clone.lock"):
        superuser.execute(command.format(sql.Identifier(name), sql.Identifier(source)))


def drop(where: places.Places, name: str) -> None:
    """Drop a database, whoever is still in it."""
    with postgres.as_superuser(where) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def working_in(name: str) -> Iterator[None]:
    """Work in another database inside the block, and afterwards where we worked before."""
    before = os.environ.get("COHE_DB_NAME")
    work_in(name)
    try:
        yield
    finally:
        work_in(before or places.DATABASE)


def work_in(name: str) -> None:
    """Turn the default connection of this process, and of the processes it starts, to another database."""
    connections.close_all()
    connection.settings_dict["NAME"] = name
    os.environ["COHE_DB_NAME"] = name


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Be another role (cohe_owner, cohe_worker, ...) inside the block, in this test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        former = cursor.fetchone()[0]
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
    yield
    # After an error the transaction is undone, and the role with it.
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(former)))


def tests_run_as_the_web_role() -> None:
    """Refuse to run a single test as anybody whom row security would not hold."""
    with connection.cursor() as cursor:
        cursor.execute(WHO_AM_I)
        found = cursor.fetchone()
    if found != ("cohe_web", "cohe_test", False, False, 0, 0):
        pytest.exit(f"Tests must run as the web role, owning nothing; this is {found}.", returncode=4)
