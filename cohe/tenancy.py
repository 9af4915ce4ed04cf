"""Whose rows a piece of work may touch: the COHE and the person, told to the database at every BEGIN.

Row-level security refuses every statement on a tenant table that runs outside `acting()`
(`docs/adr/0002-row-level-security.md`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.db import connections, transaction


@dataclass(frozen=True, slots=True)
class Context:
    """One COHE, the person who acts (None: the system itself) and the request it happens in."""

    cohe_id: int
    actor_id: int | None = None
    request_id: str = ""


_current: ContextVar[Context | None] = ContextVar("cohe_context", default=None)


class NoContext(Exception):
    """Work on a COHE's rows was asked for outside `acting()`."""


def context() -> Context | None:
    """Return the context in force, None outside `acting()`."""
    return _current.get()


def required() -> Context:
    """Return the context in force; raise `NoContext` outside `acting()`."""
    found = _current.get()
    if found is None:
        raise NoContext("No COHE is set for this work: open it with acting(Context(...)).")
    return found


@contextmanager
def acting(wanted: Context, *, using: str = "default") -> Iterator[Context]:
    """Open a transaction in which only the rows of `wanted.cohe_id` exist; restore what was before."""
    # our own backend (cohe.db), which the type of `connections` does not know
    connection = cast(Any, connections[using])
    nested = connection.in_atomic_block
    token = _current.set(wanted)
    try:
        with transaction.atomic(using=using):
            if nested:
                connection.apply_context()
            yield wanted
    finally:
        _current.reset(token)
        if nested and not connection.needs_rollback:
            connection.apply_context()
