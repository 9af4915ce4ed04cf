"""Vital signs of the installation: nothing about a worker, no name of a server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import Error, connection
from redis import Redis, RedisError


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that is well or not, in words."""

    name: str
    is_well: bool
    words: str


@dataclass(frozen=True, slots=True)
class Signs:
    """All of them. Up means that people can work: a broker that is away only delays jobs."""

    is_up: bool
    rows: tuple[Sign, ...]

    def as_json(self) -> dict[str, object]:
        """Return the signs for a monitor."""
        return {
            "up": self.is_up,
            "signs": {row.name: {"well": row.is_well, "words": row.words} for row in self.rows},
        }


def vital_signs(*, at: datetime) -> Signs:
    """Look at the database, the broker and the work that waits; each look is short."""
    database = database_sign()
    rows = [database, broker_sign()]
    if database.is_well:
        rows.append(waiting_sign(at))
    return Signs(is_up=database.is_well, rows=tuple(rows))


def database_sign() -> Sign:
    """Ask the database one thing."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return Sign("database", False, "The database does not answer. Nothing can be read or saved now.")
    return Sign("database", True, "The database answers.")


def broker_sign() -> Sign:
    """Ask the broker one thing."""
    url = settings.BROKER_URL.replace("redis+socket://", "unix://")
    try:
        Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1).ping()
    except RedisError:
        return Sign(
            "broker", False, "The broker does not answer. Pages work; jobs wait and catch up by themselves."
        )
    return Sign("broker", True, "The broker answers.")


def waiting_sign(at: datetime) -> Sign:
    """Say how long the oldest job has waited; more than five minutes is not well."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count, oldest, dead FROM app.outbox_state()")
        waiting, oldest, dead = cursor.fetchone()
    if dead:
        return Sign("jobs", False, f"{dead} jobs failed five times and need a person to look.")
    if oldest and at - oldest > timedelta(minutes=5):
        minutes = int((at - oldest).total_seconds() // 60)
        return Sign("jobs", False, f"{waiting} jobs wait, the oldest for {minutes} minutes.")
    return Sign("jobs", True, f"{waiting} jobs wait.")
