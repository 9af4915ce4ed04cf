"""Writing what the engine decided: at most five statements for any number of items, and only what differs.

Rows travel as one JSON text a statement: row-level security forbids COPY into these tables, and arrays of
Python values are slower to send.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from cohe import tenancy
from coordination.worklist.engine import Change, Step, Wanted, fingerprint

OPEN = """
WITH opened AS (
  INSERT INTO coordination_workitem (
    cohe_id, claim_id, claim_number, rule, about, area, due_on, last_day, because, clears, tier_rank,
    off_since, owner_id, facts, state, is_reassigned, opened_on, version)
  SELECT %(cohe)s, w.claim_id, w.claim_number, w.rule, w.about, w.area, w.due_on, w.last_day, w.because,
         w.clears, w.tier_rank, w.off_since, w.owner_id, w.facts, 'open', false, %(day)s, 1
  FROM json_to_recordset(%(rows)s) AS w(
    claim_id bigint, claim_number text, rule text, about text, area text, due_on date, last_day date,
    because text, clears text, tier_rank smallint, off_since date, owner_id bigint, facts text)
  RETURNING id)
INSERT INTO coordination_itemevent (cohe_id, item_id, kind, "on", at, reason)
SELECT %(cohe)s, id, 'opened', %(day)s, %(at)s, '' FROM opened
"""

# The version of an item tells a page that it shows something old; moving within the list is not that.
CHANGE = """
UPDATE coordination_workitem AS i
SET due_on = w.due_on, last_day = w.last_day, because = w.because, clears = w.clears, facts = w.facts,
    tier_rank = w.tier_rank, off_since = w.off_since,
    owner_id = CASE WHEN i.is_reassigned THEN i.owner_id ELSE w.owner_id END,
    version = i.version + (i.due_on <> w.due_on OR i.because <> w.because)::int
FROM json_to_recordset(%(rows)s) AS w(
  id bigint, due_on date, last_day date, because text, clears text, tier_rank smallint, off_since date,
  owner_id bigint, facts text)
WHERE i.cohe_id = %(cohe)s AND i.id = w.id
"""

END = """
WITH ended AS (
  UPDATE coordination_workitem AS i
  SET state = w.state, closed_at = %(at)s, snoozed_until = NULL, version = i.version + 1
  FROM json_to_recordset(%(rows)s) AS w(id bigint, state text)
  WHERE i.cohe_id = %(cohe)s AND i.id = w.id
  RETURNING i.id, i.state)
INSERT INTO coordination_itemevent (cohe_id, item_id, kind, "on", at, reason)
SELECT %(cohe)s, id, state, %(day)s, %(at)s, '' FROM ended
"""

WAKE = """
WITH woken AS (
  UPDATE coordination_workitem SET state = 'open', snoozed_until = NULL, version = version + 1
  WHERE cohe_id = %(cohe)s AND id = ANY(%(rows)s) RETURNING id)
INSERT INTO coordination_itemevent (cohe_id, item_id, kind, "on", at, reason)
SELECT %(cohe)s, id, 'woken', %(day)s, %(at)s, '' FROM woken
"""

# No event: nothing happened to the item that a person would see, and its undo stays possible.
FORGET = "UPDATE coordination_workitem SET facts = '' WHERE cohe_id = %(cohe)s AND id = ANY(%(rows)s)"

ENDS = frozenset((Step.CLEARED, Step.SUPERSEDED, Step.MISSED))


def apply(changes: Sequence[Change], day: date, at: datetime) -> None:
    """Write the changes and their events in the transaction in force; `day` is that of the worklist."""
    if not changes:
        return
    _run(END, _json({"id": _id(c), "state": c.step} for c in changes if c.step in ENDS), day, at)
    _run(FORGET, [_id(c) for c in changes if c.step is Step.FORGOTTEN], day, at)
    _run(CHANGE, _json(_new_values(c) for c in changes if c.step is Step.CHANGED), day, at)
    _run(WAKE, [_id(c) for c in changes if c.step is Step.WOKEN], day, at)
    _run(OPEN, _json(_values(c.wanted) for c in changes if c.wanted and c.step is Step.OPENED), day, at)


def _run(statement: str, rows: str | list[int], day: date, at: datetime) -> None:
    if rows in ("[]", []):
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, {"cohe": tenancy.required().cohe_id, "rows": rows, "day": day, "at": at})


def _id(change: Change) -> int:
    assert change.item is not None
    return change.item.id


def _new_values(change: Change) -> dict[str, Any]:
    assert change.wanted is not None
    return _values(change.wanted) | {"id": _id(change)}


def _values(want: Wanted) -> dict[str, Any]:
    return want._asdict() | {"facts": fingerprint(want)}


def _json(rows: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(rows), default=date.isoformat)
