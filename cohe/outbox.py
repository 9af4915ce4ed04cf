"""Work outside the request, exactly once in effect (trust.md 6; ADR 0005).

`enqueue` writes a row in the transaction that wants the work. `relay` sends rows to Celery, again after a
minute until they are done. The task opens its row with `claimed`: effect and `done_at` commit together, so a
message that comes twice, or a worker that is killed, changes nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import F

from cohe import held, tenancy
from cohe.models import Cohe, OutboxRow

RESEND_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 5
BATCH = 100

NEXT = """
UPDATE cohe_outboxrow SET sent_at = %(at)s
WHERE id IN (
  SELECT id FROM cohe_outboxrow
  WHERE done_at IS NULL AND dead_at IS NULL AND attempts < %(most)s
    AND (sent_at IS NULL OR sent_at < %(stale)s)
  ORDER BY id LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING id, cohe_id, task
"""
BURY = """
UPDATE cohe_outboxrow SET dead_at = %(at)s
WHERE id IN (
  SELECT id FROM cohe_outboxrow
  WHERE done_at IS NULL AND dead_at IS NULL AND attempts >= %(most)s AND coalesce(sent_at < %(stale)s, true)
  FOR UPDATE SKIP LOCKED)
"""


def enqueue(task: str, *, key: str, at: datetime, **args: int | str) -> OutboxRow:
    """Ask for `task` once per `key` in the COHE in force; `args` are ids and dates.

    Asked before: the row of then.
    """
    acting = tenancy.required()
    row, _ = OutboxRow.objects.get_or_create(
        cohe_id=acting.cohe_id,
        task=task,
        key=key,
        defaults={"actor_id": acting.actor_id, "args": args, "created_at": at},
    )
    return row


def in_every_cohe(ask: Callable[[], object]) -> int:
    """Ask for work in each COHE's own context; return how many COHEs there are."""
    cohes = list(Cohe.objects.values_list("id", flat=True))
    for cohe_id in cohes:
        with tenancy.acting(tenancy.Context(cohe_id, request_id="beat")):
            ask()
    return len(cohes)


def relay(send: Callable[..., Any], *, at: datetime) -> int:
    """Send waiting rows of all COHEs, oldest first; return how many.

    A row that five workers failed at is buried.
    """
    values: dict[str, Any] = {"at": at, "stale": at - RESEND_AFTER, "most": MOST_ATTEMPTS, "batch": BATCH}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BURY, values)
        cursor.execute(NEXT, values)
        rows = sorted(cursor.fetchall())
    for row_id, cohe_id, task in sorted(rows):
        send(task, kwargs={"row_id": row_id, "cohe_id": cohe_id}, ignore_result=True)
    return len(rows)


def begin(row_id: int, cohe_id: int) -> OutboxRow | None:
    """Count a worker's try and return the row; None when it is done, buried or in another worker's hands.

    Tries are counted where the work begins: a broker that is away for hours loses messages, not tries.
    """
    with tenancy.acting(tenancy.Context(cohe_id, request_id=f"outbox-{row_id}")):
        waiting = OutboxRow.objects.filter(pk=row_id, done_at=None, dead_at=None)
        row = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            waiting.update(attempts=F("attempts") + 1)
        return row


@contextmanager
def waiting_is_no_try(row_id: int, cohe_id: int) -> Iterator[None]:
    """Give work up that could not have its lock in time, without counting the try: it is sent again.

    So what waits behind a long import is done after it, however long that takes, and is never buried.
    """
    try:
        yield
    except DatabaseError as error:
        if not held.is_held(error):
            raise
        with tenancy.acting(tenancy.Context(cohe_id, request_id=f"outbox-{row_id}")):
            OutboxRow.objects.filter(pk=row_id, done_at=None).update(attempts=F("attempts") - 1)


@contextmanager
def claimed(row_id: int, cohe_id: int, *, at: datetime) -> Iterator[OutboxRow | None]:
    """Open the row for its effect; None when it is done or another worker has it. Leaving marks it done."""
    begun = begin(row_id, cohe_id)
    if begun is None:
        yield None
        return
    acting = tenancy.Context(cohe_id, begun.actor_id, f"outbox-{row_id}")
    with waiting_is_no_try(row_id, cohe_id), tenancy.acting(acting):
        row = (
            OutboxRow.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=row_id, done_at=None, dead_at=None)
            .first()
        )
        yield row
        if row is not None:
            OutboxRow.objects.filter(pk=row_id).update(done_at=at)
