"""Telling that something changed on claims, for those who looked at them before."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection

from cohe import tenancy

TELL = """
INSERT INTO claims_claimnews AS n (cohe_id, claim_id, at, by_id)
SELECT %(cohe)s, id, %(at)s, %(by)s FROM unnest(%(claims)s::bigint[]) AS id ORDER BY id
ON CONFLICT (cohe_id, claim_id) DO UPDATE SET
  at = greatest(n.at, EXCLUDED.at), by_id = EXCLUDED.by_id,
  other_at = CASE WHEN n.by_id IS DISTINCT FROM EXCLUDED.by_id THEN n.at ELSE n.other_at END,
  other_by_id = CASE WHEN n.by_id IS DISTINCT FROM EXCLUDED.by_id THEN n.by_id ELSE n.other_by_id END
"""


def tell(claim_ids: Collection[int], *, by: int | None, at: datetime) -> None:
    """Note a change of these claims by a person, or by nobody (an extract).

    Written in the order of their ids, so that nobody waits for each other.
    """
    values: dict[str, Any] = {
        "cohe": tenancy.required().cohe_id,
        "claims": list(claim_ids),
        "by": by,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(TELL, values)
