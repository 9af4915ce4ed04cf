"""Workbooks for Excel. Every text is a text there: nothing that is typed becomes a formula or a link."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import xlsxwriter

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDEST = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name (at most 31 characters), heads and rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]


def workbook(title: str, sheets: Iterable[Sheet], *, at: datetime) -> bytes:
    """Return an Excel file of sheets. Whole numbers and decimals are numbers, all else is text."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    book.set_properties({"title": title, "created": at.astimezone(UTC).replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for one in sheets:
        write(book.add_worksheet(one.name), one, head, text)
    book.close()
    return file.getvalue()


def write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, head: object, text: object) -> None:
    """Write a sheet: heads that stay in sight and are repeated in print, columns as wide as they need."""
    widths = [len(one) for one in sheet.heads]
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for column, words in enumerate(sheet.heads):
        page.write_string(0, column, words, head)
    for line, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                page.write_number(line, column, cell, text)
            else:
                page.write_string(line, column, "" if cell is None else str(cell), text)
            widths[column] = max(widths[column], min(WIDEST, len(str(cell))))
    for column, width in enumerate(widths):
        page.set_column(column, column, width + 2)
