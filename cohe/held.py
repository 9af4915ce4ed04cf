"""Somebody else is writing to the same rows: the database waited as long as it may and gave up."""

from django.db import DatabaseError
from psycopg import errors

SENTENCE = (
    "Somebody, or an import, is writing to the same claim just now. Nothing was saved: try again in a moment."
)
# How soon it is worth trying again: what holds a claim is over in seconds, an import in minutes.
RETRY_SECONDS = 2


def is_held(error: BaseException) -> bool:
    """Say whether a statement gave up because another transaction holds what it needs."""
    gave_up = (errors.LockNotAvailable, errors.DeadlockDetected)
    return isinstance(error, DatabaseError) and isinstance(error.__cause__, gave_up)
