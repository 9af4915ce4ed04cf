"""CSV for people who open it in a spreadsheet: text stays text there ("Reading" 8)."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe before what would begin one.

    A number below zero is a number, not a formula.
    """
    if isinstance(cell, int | Decimal):
        return str(cell)
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(BEGIN_A_FORMULA) else text


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file, with a byte-order mark so that a spreadsheet reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + text.getvalue()
