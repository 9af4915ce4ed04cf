"""The import of an extract beside bare COPY and an upsert of the same rows into the same tables."""

import csv
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import Field
from psycopg import sql

from benchmarks import databases
from benchmarks.databases import AT, DAY, World
from benchmarks.measuring import Figure, against, say, worked
from claims.actions import imports, targets
from claims.actions.targets import SQL_TYPES, Target, stored_name
from claims.feeds import sources
from claims.models import ExtractImport
from cohe import tenancy

CLAIMS = 100_000
MOST_TIMES_THE_FLOOR = 4
IMPORT, FLOOR = "bench_import", "bench_import_floor"
# The rows of the first claims of a world, under the names of the extract.
EXTRACT = "COPY (SELECT {columns} FROM {table} t {claim} {which}) TO STDOUT (FORMAT csv, HEADER)"
UPSERT = """
INSERT INTO {table} (cohe_id, {stored})
SELECT {cohe}, {values} FROM pg_temp.{staged} s {claim}
ON CONFLICT (cohe_id, {key}) {partial} DO UPDATE SET {changes}
"""


def worlds(claims: int, cohes: int) -> list[World]:
    """Return the world whose rows the files hold: 100,000 claims, or as many as are asked for."""
    return [World("extract_of", min(CLAIMS, claims), cohes, parts=(databases.WORLD,))]


def measure(claims: int, cohes: int) -> list[Figure]:
    """Return the figures of importing 100,000 claims with their rows, or as many as the world has."""
    (world,) = worlds(claims, cohes)
    count = world.claims
    say(f"Writing the files of {count} claims ...")
    folder = Path(tempfile.mkdtemp(prefix="cohe-bench-extract-"))
    folder.chmod(0o755)
    try:
        rows = sum(write_file(world, target, folder) for target in targets.ALL)
        nothing = World(IMPORT, 0, 1, parts=(databases.WORLD,))
        databases.copy(databases.MIGRATED, IMPORT)
        with databases.connect(IMPORT, autocommit=True) as one:
            one.execute(
                "INSERT INTO cohe_cohe (id, code, name, is_synthetic) VALUES (2, 'BENCH', 'Bench', true)"
            )
        databases.copy(IMPORT, FLOOR)
        return phases(nothing.empty_cohe, folder, f"{count} claims, {rows} rows in all")
    finally:
        shutil.rmtree(folder)


def phases(cohe_id: int, folder: Path, what: str) -> list[Figure]:
    figures = []
    for name, most in (
        (f"import of {what}", MOST_TIMES_THE_FLOOR),
        ("the same files again", None),
        ("1 % of the claims changed", None),
    ):
        say(f"{name} ...")
        if name.startswith("1 %"):
            change_one_in_a_hundred(folder / "claims.csv")
        floor = worked(bring_in_bare, cohe_id, folder)
        databases.work_in(IMPORT, "cohe_worker")
        figures.append(against(name, worked(bring_in, cohe_id, folder), floor, most))
    return figures


def write_file(world: World, target: Target, folder: Path) -> int:
    """Write one file of an extract from the tables of a world; return how many rows it has."""
    names = [column.name for column in target.layout.columns]
    shown = [sql.SQL("{} AS {}").format(shown_as(target, name), sql.Identifier(name)) for name in names]
    words = sql.SQL(EXTRACT).format(
        columns=sql.SQL(", ").join(shown),
        table=target.table,
        claim=sql.SQL("JOIN claims_claim c ON c.id = t.claim_id" if target.is_detail else ""),
        which=sql.SQL("ORDER BY t.id"),
    )
    lines = 0
    with (
        databases.connect(world.name) as one,
        (folder / target.layout.file).open("wb") as file,
        one.cursor().copy(words) as copy,
    ):
        for block in copy:
            lines += bytes(block).count(b"\n")
            file.write(block)
    return lines - 1


def shown_as(target: Target, column: str) -> sql.Composable:
    """Return the SQL of a cell as an extract writes it; HSCs of the world are no users of the new COHE."""
    if column == "claim_number" and target.is_detail:
        return sql.SQL("c.claim_number")
    if column == "hsc_email":
        return sql.SQL("''")
    stored = sql.SQL("t.{}").format(sql.Identifier(stored_name(column)))
    if field_of(target, column).get_internal_type() == "BooleanField":
        return sql.SQL("CASE WHEN {0} THEN 'Y' WHEN NOT {0} THEN 'N' END").format(stored)
    return stored


def field_of(target: Target, column: str) -> "Field[Any, Any]":
    return target.model._meta.get_field(stored_name(column))


def change_one_in_a_hundred(file: Path) -> None:
    """Give every hundredth worker another occupation."""
    with file.open(newline="") as lines:
        header, *rows = csv.reader(lines)
    at = header.index("occupation")
    for row in rows[::100]:
        row[at] = "forklift driver"
    with file.open("w", newline="") as lines:
        csv.writer(lines).writerows([header, *rows])


def bring_in(cohe_id: int, folder: Path) -> None:
    """Import as the command and the page do: read, check, compare, write, keep what changed for the undo."""
    with tenancy.acting(tenancy.Context(cohe_id)), sources.at_path(folder) as source:
        run = ExtractImport.objects.create(cohe_id=cohe_id, made_on=DAY, uploaded_at=AT)
        imports.apply(run=run, source=source, today=DAY, at=AT + timedelta(seconds=run.pk))


def bring_in_bare(cohe_id: int, folder: Path) -> None:
    """COPY each file as it is and upsert it, in one transaction: no check, no comparison, no report."""
    with databases.worker(FLOOR, cohe_id) as cursor:
        for target in targets.ALL:
            columns = sql.SQL(", ").join(
                sql.Identifier(column.name) + sql.SQL(f" {SQL_TYPES[column.kind]}")
                for column in target.layout.columns
            )
            cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(target.staged, columns))
            copy_in = sql.SQL("COPY pg_temp.{} FROM STDIN (FORMAT csv, HEADER, NULL '')").format(
                target.staged
            )
            with (folder / target.layout.file).open("rb") as file, cursor.copy(copy_in) as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
            cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(target.staged))
            cursor.execute(upsert(target, cohe_id))


def upsert(target: Target, cohe_id: int) -> sql.Composed:
    """Return the statement that writes every row of one file."""
    stored = [stored_name(column.name) for column in target.written]
    cells = [bare_value(target, column.name) for column in target.written]
    if target.is_detail:
        stored, cells = [*stored, "claim_id"], [*cells, sql.SQL("c.id")]
    for name, value in target.defaults:
        stored, cells = [*stored, name], [*cells, sql.Literal(value)]
    key = [*(["claim_id"] if target.is_detail else []), *(stored_name(column.name) for column in target.key)]
    changed = [name for name in stored if name not in key] or key[:1]
    return sql.SQL(UPSERT).format(
        table=target.table,
        staged=target.staged,
        cohe=sql.Literal(cohe_id),
        stored=listed(stored),
        values=sql.SQL(", ").join(cells),
        claim=sql.SQL("JOIN claims_claim c ON c.claim_number = s.claim_number AND c.cohe_id = {}").format(
            cohe_id
        )
        if target.is_detail
        else sql.SQL(""),
        key=listed(key),
        partial=sql.SQL("WHERE recorded_by_id IS NULL" if target.has_other_authors else ""),
        changes=sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in changed
        ),
    )


def bare_value(target: Target, column: str) -> sql.Composable:
    cell = sql.SQL("s.{}").format(sql.Identifier(column))
    field = field_of(target, column)
    is_text = field.get_internal_type() in ("TextField", "CharField")
    return sql.SQL("coalesce({}, '')").format(cell) if is_text and not field.null else cell


def listed(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
