"""Workbooks for Excel. Every text is a text there: nothing that is typed becomes a formula or a link."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple

import xlsxwriter

SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDEST = 60
LETTER = 1


class Amount(NamedTuple):
    """A number that is shown with so many decimals and a unit behind it, as people read it: 59.25 %."""

    value: Decimal
    places: int = 0
    unit: str = ""

    @property
    def words(self) -> str:
        """Return the number as it is shown."""
        return f"{self.value:,.{self.places}f}{self.unit}"

    @property
    def format(self) -> str:
        """Return how Excel shows it so. A unit is letters, spaces and percent signs alone."""
        point = f".{'0' * self.places}" if self.places else ""
        unit = f'"{self.unit}"' if self.unit else ""
        return f"#,##0{point}{unit}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name (at most 31 characters), heads and rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]


def workbook(title: str, sheets: Iterable[Sheet], *, at: datetime) -> bytes:
    """Return an Excel file of sheets. Whole numbers, decimals and amounts are numbers, all else is text."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    book.set_properties({"title": title, "created": at.astimezone(UTC).replace(tzinfo=None)})
    looks = Looks(book)
    for one in sheets:
        page = book.add_worksheet(one.name)
        write(page, one, looks)
        # What Excel takes for a code of its own is doubled.
        page.set_footer(f"&L{title.replace('&', '&&')}, {one.name}&RPage &P of &N")
    book.close()
    return file.getvalue()


class Looks:
    """How cells of a workbook look, each look made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.made: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, code: str = "") -> Any:
        """Return the look of a number in a format of Excel's."""
        if code not in self.made:
            more = {"num_format": code} if code else {}
            # Clear of the text beside it.
            self.made[code] = self.book.add_format({"valign": "top", "align": "right", "indent": 1, **more})
        return self.made[code]


def write(page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, looks: Looks) -> None:
    """Write a sheet: heads that stay in sight and are repeated in print, columns as wide as they need.

    It prints on letter paper, across, as wide as a page.
    """
    widths, line = [len(one) for one in sheet.heads], 0
    for column, words in enumerate(sheet.heads):
        page.write_string(0, column, words, looks.head)
    for line, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], min(WIDEST, put(page, line, column, cell, looks)))
    for column, width in enumerate(widths):
        page.set_column(column, column, width + 2)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(LETTER)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, line, max(0, len(widths) - 1))


def put(page: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: object, looks: Looks) -> int:
    """Write one cell; return how many letters wide it is."""
    if isinstance(cell, Amount):
        page.write_number(line, column, cell.value, looks.number(cell.format))
        return len(cell.words)
    if isinstance(cell, int | Decimal):
        page.write_number(line, column, cell, looks.number())
        return len(str(cell))
    words = "" if cell is None else str(cell)
    page.write_string(line, column, words, looks.text)
    return max((len(one) for one in words.splitlines()), default=0)
