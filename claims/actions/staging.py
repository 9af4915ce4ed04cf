"""Rows of an extract into temporary tables, by COPY: gone with the transaction, seen by nobody else."""

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import getitem

from django.db import connection
from psycopg import sql

from claims.actions import targets
from claims.actions.targets import SQL_TYPES
from claims.feeds.findings import Finding
from claims.feeds.reading import FileReading, Values

ROWS_A_WRITE = 5_000
# How COPY's text form writes what would end a cell or a line.
ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
NULL = r"\N"


class Written(dict[object, str]):
    """The text form of the values of one column; each is formed once, as most come again."""

    def __missing__(self, value: object) -> str:
        if value is None:
            text = NULL
        elif isinstance(value, bool):
            text = "t" if value else "f"
        else:
            text = str(value).translate(ESCAPES)
        if len(self) >= 50_000:
            self.clear()
        self[value] = text
        return text


def stage(reading: FileReading) -> None:
    """Put one file's rows, and the keys that it keeps, into its temporary tables."""
    target = targets.BY_NAME[reading.layout.name]
    typed = [(column.name, SQL_TYPES[column.kind]) for column in target.layout.columns]
    _make(target.staged, [("line", "integer"), *typed])
    _copy(target.staged, reading.rows, 1 + len(typed))
    keys = [(name, kind) for name, kind in typed if name in target.layout.key]
    _make(target.kept, [("whole_claim", "boolean"), *keys])
    order = [target.layout.key.index(name) for name, _ in keys]
    exact = ((False, *(key[place] for place in order)) for key in reading.kept_keys)
    whole = ((True, claim, *(None for _ in order[1:])) for claim in reading.kept_claims)
    _copy(target.kept, (*exact, *whole), 1 + len(keys))


def stage_findings(findings: Iterable[Finding]) -> None:
    """Put findings into the temporary table from which they are inserted (COPY skips row security)."""
    table = sql.Identifier("staged_findings")
    names = [
        ("line", "integer"),
        *((name, "text") for name in ("file", "column", "code", "sentence", "severity")),
    ]
    _make(table, names)
    rows = ((one.line, one.file, one.column, one.code, one.sentence, one.severity.value) for one in findings)
    _copy(table, rows, len(names))


def _make(table: sql.Identifier, columns: list[tuple[str, str]]) -> None:
    body = sql.SQL(", ").join(sql.Identifier(name) + sql.SQL(f" {kind}") for name, kind in columns)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(table))
        cursor.execute(sql.SQL("CREATE TEMP TABLE {} ({}) ON COMMIT DROP").format(table, body))


def _copy(table: sql.Identifier, rows: Iterable[Values], width: int) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(sql.SQL("COPY pg_temp.{} FROM STDIN").format(table)) as copy:
            for block in _blocks(rows, width):
                copy.write(block)
        cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(table))


def _blocks(rows: Iterable[Values], width: int) -> Iterator[str]:
    columns = [Written() for _ in range(width)]
    left = iter(rows)
    while block := ["\t".join(map(getitem, columns, row)) for row in islice(left, ROWS_A_WRITE)]:
        yield "\n".join(block) + "\n"
