"""What an extract changes, planned and written in sets: one statement a table and kind of change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from claims.actions.targets import Target, stored_name
from cohe import history

Params = Mapping[str, Any]
Parts = dict[str, sql.Composable]

PLAN = """
CREATE TEMP TABLE {plan} ON COMMIT DROP AS
WITH s AS (SELECT staged.*, {claim_id} AS claim_id FROM pg_temp.{staged} staged {known_claim}),
     t AS (SELECT * FROM {table} WHERE cohe_id = %(cohe)s {ours})
SELECT t.id AS "row", s.line, {claim_row} AS claim_row,
       CASE WHEN t.id IS NULL THEN 'new' WHEN s.line IS NULL THEN 'withdrawn' ELSE 'changed' END AS kind,
       t.id IS NOT NULL AND t.withdrawn_at IS NOT NULL AS returns,
       CASE WHEN t.id IS NOT NULL THEN jsonb_build_object({before}) END AS before,
       CASE WHEN t.id IS NOT NULL AND s.line IS NOT NULL THEN jsonb_build_object({after}) END AS after
FROM s FULL JOIN t ON {same_key}
WHERE t.id IS NULL
   OR (s.line IS NULL AND {present})
   OR (s.line IS NOT NULL AND (ROW({staged_values}) IS DISTINCT FROM ROW({stored_values}) OR NOT ({present})))
"""
KNOWN_CLAIM = "LEFT JOIN claims_claim c ON c.cohe_id = %(cohe)s AND c.claim_number = staged.claim_number"
KEEP = """
DELETE FROM pg_temp.{plan} plan USING {table} t {claims}, pg_temp.{kept} kept
WHERE plan.kind = 'withdrawn' AND t.id = plan."row" AND t.cohe_id = %(cohe)s {same_claim}
  AND (kept.whole_claim OR ({kept_key}))
"""
OPEN_DAY = "coalesce(t.{t}, '-infinity') = coalesce(s.{s}, '-infinity')"
SAME_CLAIM = "AND c.cohe_id = %(cohe)s AND c.id = t.claim_id AND c.claim_number = kept.claim_number"
COUNT = """
SELECT count(*) FILTER (WHERE kind = 'new' OR (kind = 'changed' AND returns)),
       count(*) FILTER (WHERE kind = 'changed' AND NOT returns),
       count(*) FILTER (WHERE kind = 'withdrawn'),
       (SELECT count(*) FROM pg_temp.{staged}) - count(*) FILTER (WHERE kind <> 'withdrawn')
FROM pg_temp.{plan}
"""
NOTE = """
INSERT INTO claims_importchange (cohe_id, extract_import_id, "table", "row", claim_row, kind, before, after)
SELECT %(cohe)s, %(run)s, {name}, plan."row", plan.claim_row, plan.kind, plan.before, plan.after
FROM pg_temp.{plan} plan WHERE plan.kind <> 'new' ORDER BY plan.claim_row, plan."row"
"""
WITHDRAW = """
UPDATE {table} t SET {absent} = {absent_value} FROM pg_temp.{plan} plan
WHERE plan.kind = 'withdrawn' AND t.id = plan."row" AND t.cohe_id = %(cohe)s
"""
UPDATE = """
UPDATE {table} t SET {assignments}
FROM pg_temp.{staged} s JOIN pg_temp.{plan} plan ON plan.line = s.line AND plan.kind = 'changed'
WHERE t.id = plan."row" AND t.cohe_id = %(cohe)s
"""
INSERT = """
WITH written AS (
  INSERT INTO {table} (cohe_id, {new_columns})
  SELECT %(cohe)s, {new_values}
  FROM pg_temp.{staged} s JOIN pg_temp.{plan} plan ON plan.line = s.line AND plan.kind = 'new'
  ORDER BY s.line
  RETURNING id)
SELECT min(id), max(id) FROM written
"""
RESTORE = """
UPDATE {table} t SET ({restored_columns}) = ROW({restored_values})
FROM claims_importchange change, jsonb_populate_record(NULL::{table}, change.before) b
WHERE change.cohe_id = %(cohe)s AND change.extract_import_id = %(run)s AND change."table" = {name}
  AND change.kind <> 'new' AND t.id = change."row" AND t.cohe_id = %(cohe)s
"""
TAKE_BACK = """
UPDATE {table} SET withdrawn_at = %(at)s
WHERE cohe_id = %(cohe)s AND id BETWEEN %(first)s AND %(last)s AND withdrawn_at IS NULL {ours}
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of one file are new, changed, withdrawn (gone, of claims) or as they were."""

    new: int
    changed: int
    withdrawn: int
    unchanged: int


def plan(target: Target, params: Params) -> Counts:
    """Compare the staged file with its table, into a temporary table; return the counts."""
    parts = _parts(target)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{plan}").format(**parts))
        cursor.execute(sql.SQL(PLAN).format(**parts), params)
        # Without it the planner takes the table for empty and joins everything with everything.
        cursor.execute(sql.SQL("ANALYZE pg_temp.{plan}").format(**parts))
        counts = _count(parts)
        if counts.withdrawn:
            cursor.execute(sql.SQL(KEEP).format(**parts), params)
            counts = _count(parts)
    return counts


def _count(parts: Parts) -> Counts:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(COUNT).format(**parts))
        return Counts(*cursor.fetchone())


def note(target: Target, params: Params) -> None:
    """Keep with the import what the plan changes and withdraws, before and after."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(NOTE).format(**_parts(target)), params)


def write(target: Target, params: Params) -> tuple[int, int] | None:
    """Write the plan; return the first and last id of the new rows, None when there are none.

    Imports alone make these rows, one import of a COHE at a time (`locks.lock_imports`), so the ids between
    the two are this import's and no other's.
    """
    parts = _parts(target)
    with connection.cursor() as cursor:
        history.expect_many_rows()
        cursor.execute(sql.SQL(WITHDRAW).format(**parts), params)
        history.expect_many_rows()
        cursor.execute(sql.SQL(UPDATE).format(**parts), params)
        cursor.execute(sql.SQL(INSERT).format(**parts), params)
        first, last = cursor.fetchone()
    return None if first is None else (first, last)


def take_back(target: Target, params: Params, new: tuple[int, int] | None) -> None:
    """Put back what an import changed in one table and withdraw what it brought."""
    parts = _parts(target)
    with connection.cursor() as cursor:
        history.expect_many_rows()
        cursor.execute(sql.SQL(RESTORE).format(**parts), params)
        history.expect_many_rows()
        if new:
            cursor.execute(sql.SQL(TAKE_BACK).format(**parts), {**params, "first": new[0], "last": new[1]})


def _parts(target: Target) -> Parts:
    """Return the pieces of SQL in which the tables differ."""
    return {
        "name": sql.Literal(target.name),
        "table": target.table,
        "staged": target.staged,
        "plan": target.plan,
        "kept": target.kept,
        "ours": sql.SQL("AND recorded_by_id IS NULL" if target.has_other_authors else ""),
        "absent": sql.Identifier(target.absent),
        "absent_value": sql.SQL("%(made_on)s" if target.absent == "gone_on" else "%(at)s"),
        "present": _each(target.marks, "t.{} IS NULL", " AND "),
        **_claim_parts(target),
        **_key_parts(target),
        **_value_parts(target),
    }


def _claim_parts(target: Target) -> Parts:
    """How the claim of a row is found: rows of details carry its id, rows of claims are it."""
    if target.is_detail:
        found = ("c.id", KNOWN_CLAIM, "coalesce(t.claim_id, s.claim_id)", ", claims_claim c", SAME_CLAIM)
    else:
        row = "t.id" if target.name == "claims" else "NULL::bigint"
        found = ("NULL::bigint", "", row, "", "")
    names = ("claim_id", "known_claim", "claim_row", "claims", "same_claim")
    return dict(zip(names, map(sql.SQL, found), strict=True))


def _key_parts(target: Target) -> Parts:
    """How a row of the file and a row of the table are known to be the same one."""
    same: list[sql.Composable] = [sql.SQL("t.claim_id = s.claim_id")] if target.is_detail else []
    kept: list[sql.Composable] = []
    for column in target.key:
        names = {"t": sql.Identifier(stored_name(column.name)), "s": sql.Identifier(column.name)}
        # An unknown day is a value of its own in a key, and only equality can be hashed.
        equal = "t.{t} = s.{s}" if column.required else OPEN_DAY
        same.append(sql.SQL(equal).format(**names))
        kept.append(sql.SQL("t.{t} IS NOT DISTINCT FROM kept.{s}").format(**names))
    return {"same_key": sql.SQL(" AND ").join(same), "kept_key": sql.SQL(" AND ").join(kept)}


def _value_parts(target: Target) -> Parts:
    staged = [column.name for column in target.written]
    stored = [stored_name(name) for name in staged]
    restored = [*stored, *target.marks]
    claim = ["claim_id"] if target.is_detail else []
    new_columns = [*stored, *(name for name, _ in target.defaults), *claim]
    new_values = [
        _each(staged, "s.{}"),
        *(sql.Literal(value) for _, value in target.defaults),
        *(sql.SQL("plan.claim_row") for _ in claim),
    ]
    pairs = [
        sql.SQL("{} = s.{}").format(sql.Identifier(ours), sql.Identifier(theirs))
        for ours, theirs in zip(stored, staged, strict=True)
    ]
    return {
        "staged_values": _each(staged, "s.{}"),
        "stored_values": _each(stored, "t.{}"),
        "before": _json(restored, [sql.SQL("t.{}").format(sql.Identifier(name)) for name in restored]),
        "after": _json(stored, [sql.SQL("s.{}").format(sql.Identifier(name)) for name in staged]),
        "assignments": sql.SQL(", ").join([*pairs, _each(target.marks, "{} = NULL")]),
        "new_columns": _each(new_columns, "{}"),
        "new_values": sql.SQL(", ").join(new_values),
        "restored_columns": _each(restored, "{}"),
        "restored_values": _each(restored, "b.{}"),
    }


def _each(names: Iterable[str], form: str, between: str = ", ") -> sql.Composed:
    return sql.SQL(between).join(sql.SQL(form).format(sql.Identifier(name)) for name in names)


def _json(names: Iterable[str], values: Iterable[sql.Composable]) -> sql.Composed:
    pairs = (
        sql.SQL("{}, {}").format(sql.Literal(name), value) for name, value in zip(names, values, strict=True)
    )
    return sql.SQL(", ").join(pairs)
