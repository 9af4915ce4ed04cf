"""The bytes of an edition: Excel, CSV, PDF/UA-1, each with the figures of the page."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.http import Http404, HttpResponse

from claims import spreadsheet
from cohe import pdf, workbook
from cohe.downloads import csv_file, excel_file, pdf_file
from cohe.workbook import Amount, Sheet
from staffing.edition import Edition

# A figure as the pages write it: 1,234, 3.2500 FTE, 59.25 %. A number with a zero before it is a name.
FIGURE = re.compile(r"(0|[1-9]\d{0,2}(?:,\d{3})*)(?:\.(\d+))?( (?:%|bd|FTE))?")


def answer(edition: Edition, kind: str, *, is_synthetic: bool, at: datetime) -> HttpResponse:
    """Answer with an edition as a file; `Http404` for a kind there is none of."""
    if kind == "csv":
        return csv_file(edition.name, spreadsheet.table(("Section", *edition.heads), edition.flat()))
    if kind == "xlsx":
        return excel_file(edition.name, workbook.workbook(edition.title, sheets(edition), at=at))
    if kind == "pdf":
        data = {**edition.as_data(), "synthetic": is_synthetic, "footer": edition.title}
        return pdf_file(edition.name, pdf.pdf("tables", data, at=at))
    raise Http404


def sheets(edition: Edition) -> list[Sheet]:
    """Return an edition as sheets: what it is, all figures and texts, then the other tables."""
    tables = [table for _, _, found in edition.sections for table in found]
    figures = [
        (title, *cells(row))
        for title, _, found in edition.sections
        for table in found
        for row in table.rows
        if table.heads == edition.heads
    ]
    texts = [(title, text) for title, text, _ in edition.sections if text]
    return [
        Sheet("About", ("What this is",), [(edition.title,), *((line,) for line in edition.lines)]),
        Sheet("Figures", ("Section", *edition.heads), figures),
        *([Sheet("Texts", ("Section", "Text"), texts)] if texts else []),
        *(
            Sheet(one.title, one.heads, [cells(row) for row in one.rows])
            for one in tables
            if one.heads != edition.heads
        ),
    ]


def cells(row: Iterable[str]) -> tuple[str | Amount, ...]:
    """Return a row of words with its figures as numbers, shown as before: who takes the file can add them."""
    name, *others = row
    return (name, *(number_of(one) for one in others))


def number_of(words: str) -> str | Amount:
    """Return a figure in words as a number, anything else as it is."""
    found = FIGURE.fullmatch(words)
    if found is None:
        return words
    whole, part, unit = found.groups("")
    return Amount(Decimal(f"{whole.replace(',', '')}.{part or 0}"), len(part), unit)
