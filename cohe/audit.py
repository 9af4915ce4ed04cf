"""The trail of looks and acts: written in the same transaction, chained into seals, never changed.

The web role may only insert. `seal` chains what is committed, `broken_seals` finds what changed since
(trust.md 7; ADR 0006).
"""

import hashlib
from datetime import datetime

from django.db import connection

from cohe import tenancy
from cohe.models import AccessEvent, TrailSeal

# One digest over the rows of a seal, in order, computed where the rows are.
DIGEST = """
SELECT count(*), max(id), encode(sha256(convert_to(coalesce(string_agg(
         concat_ws('|', id, extract(epoch from at), actor_id, action, subject, subject_id, reason, request_id),
         E'\\n' ORDER BY id), ''), 'UTF8')), 'hex')
FROM cohe_accessevent WHERE id > %s AND id <= %s
"""
# A row of a transaction still running may get a lower id than a committed one: only what all can see is sealed.
SETTLED = "SELECT max(id) FROM cohe_accessevent WHERE xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def log(action: str, subject: str, subject_id: int | None, *, at: datetime, reason: str = "") -> None:
    """Add one row to the trail of the COHE in force, as the person in force. No name, no health fact in `reason`."""
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


def chained(previous: str, digest: str, number: int, after_id: int, through_id: int, rows: int) -> str:
    """Return the hash of a link of the chain."""
    return hashlib.sha256(f"{previous}|{digest}|{number}|{after_id}|{through_id}|{rows}".encode()).hexdigest()


def digest_of(after_id: int, through_id: int) -> tuple[int, str]:
    """Return how many rows of the trail lie in the span and their digest."""
    with connection.cursor() as cursor:
        cursor.execute(DIGEST, (after_id, through_id))
        rows, _, digest = cursor.fetchone()
    return rows, digest


def seal(*, at: datetime) -> TrailSeal | None:
    """Chain the rows of the trail since the last seal; None when there are none."""
    last = TrailSeal.objects.order_by("-number").first()
    after_id, number, previous = (last.through_id, last.number + 1, last.digest) if last else (0, 1, "")
    with connection.cursor() as cursor:
        cursor.execute(SETTLED)
        through_id = cursor.fetchone()[0]
    if through_id is None or through_id <= after_id:
        return None
    rows, digest = digest_of(after_id, through_id)
    return TrailSeal.objects.create(
        cohe_id=tenancy.required().cohe_id,
        number=number,
        after_id=after_id,
        through_id=through_id,
        rows=rows,
        digest=chained(previous, digest, number, after_id, through_id, rows),
        previous=previous,
        sealed_at=at,
    )


def broken_seals() -> list[str]:
    """Return a sentence for each seal whose rows are not what was sealed; empty when the trail is whole."""
    found, previous, expected_after = [], "", 0
    for link in TrailSeal.objects.order_by("number"):
        rows, digest = digest_of(link.after_id, link.through_id)
        if link.previous != previous or link.after_id != expected_after:
            found.append(f"Seal {link.number}: the chain is broken before it.")
        elif rows != link.rows:
            found.append(f"Seal {link.number}: {rows} rows where {link.rows} were sealed.")
        elif chained(previous, digest, link.number, link.after_id, link.through_id, rows) != link.digest:
            found.append(f"Seal {link.number}: a row was changed.")
        previous, expected_after = link.digest, link.through_id
    return found
