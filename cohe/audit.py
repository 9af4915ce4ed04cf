"""The trail of looks and acts: written in the same transaction, chained into seals, never changed.

The web role may only insert. `seal` chains what is committed, `broken_seals` finds what changed since
(trust.md 7; ADR 0006).
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from cohe import tenancy
from cohe.models import AccessEvent, TrailSeal

# One digest over the rows of a seal, in order, computed where the rows are.
DIGEST = """
SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(
         concat_ws('|', id, extract(epoch from at), actor_id, action, subject, subject_id, reason,
                   request_id),
         E'\\n' ORDER BY id), ''), 'UTF8')), 'hex')
FROM cohe_accessevent WHERE transaction > %s AND transaction <= %s
"""
# The last transaction before which none is still running: no row can come in behind a seal.
SETTLED = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1"


def log(action: str, subject: str, subject_id: int | None, *, at: datetime, reason: str = "") -> None:
    """Add one row to the trail of the COHE in force, as the person in force.

    No name, no health fact in `reason`.
    """
    acting = tenancy.required()
    AccessEvent.objects.create(
        cohe_id=acting.cohe_id,
        actor_id=acting.actor_id,
        request_id=acting.request_id,
        at=at,
        action=action,
        subject=subject,
        subject_id=subject_id,
        reason=reason,
    )


def log_many(action: str, subject: str, subject_ids: Iterable[int], *, at: datetime) -> None:
    """Add one row to the trail for each of many things, in sets."""
    acting = tenancy.required()
    AccessEvent.objects.bulk_create(
        (
            AccessEvent(
                cohe_id=acting.cohe_id,
                actor_id=acting.actor_id,
                request_id=acting.request_id,
                at=at,
                action=action,
                subject=subject,
                subject_id=one,
            )
            for one in subject_ids
        ),
        batch_size=1000,
    )


def chained(previous: str, digest: str, number: int, after: int, through: int, rows: int) -> str:
    """Return the hash of a link of the chain."""
    return hashlib.sha256(f"{previous}|{digest}|{number}|{after}|{through}|{rows}".encode()).hexdigest()


def digest_of(after: int, through: int) -> tuple[int, str]:
    """Return how many rows of the trail the transactions of the span wrote, and their digest."""
    with connection.cursor() as cursor:
        cursor.execute(DIGEST, (after, through))
        rows, digest = cursor.fetchone()
    return rows, digest


def seal(*, at: datetime) -> TrailSeal | None:
    """Chain the rows of the trail since the last seal; None when there are none."""
    last = TrailSeal.objects.order_by("-number").first()
    after, number, previous = (last.through, last.number + 1, last.digest) if last else (0, 1, "")
    with connection.cursor() as cursor:
        cursor.execute(SETTLED)
        through = cursor.fetchone()[0]
    rows, digest = digest_of(after, through)
    if not rows:
        return None
    return TrailSeal.objects.create(
        cohe_id=tenancy.required().cohe_id,
        number=number,
        after=after,
        through=through,
        rows=rows,
        digest=chained(previous, digest, number, after, through, rows),
        previous=previous,
        sealed_at=at,
    )


def broken_seals() -> list[str]:
    """Return a sentence for each seal whose rows are not what was sealed; empty when the trail is whole."""
    found, previous, expected = [], "", 0
    for link in TrailSeal.objects.order_by("number"):
        rows, digest = digest_of(link.after, link.through)
        if link.previous != previous or link.after != expected:
            found.append(f"Seal {link.number}: the chain is broken before it.")
        elif rows != link.rows:
            found.append(f"Seal {link.number}: {rows} rows where {link.rows} were sealed.")
        elif chained(previous, digest, link.number, link.after, link.through, rows) != link.digest:
            found.append(f"Seal {link.number}: a row was changed.")
        previous, expected = link.digest, link.through
    return found
