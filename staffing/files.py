"""The bytes of an edition: Excel, CSV, PDF/UA-1, each with the figures of the page."""

from datetime import datetime

from django.http import Http404, HttpResponse

from claims import spreadsheet
from cohe import pdf, workbook
from cohe.downloads import csv_file, excel_file, pdf_file
from cohe.workbook import Sheet
from staffing.edition import HEADS, Edition


def answer(edition: Edition, kind: str, *, is_synthetic: bool, at: datetime) -> HttpResponse:
    """Answer with an edition as a file; `Http404` for a kind there is none of."""
    if kind == "csv":
        return csv_file(edition.name, spreadsheet.table(("Section", *HEADS), edition.flat()))
    if kind == "xlsx":
        return excel_file(edition.name, workbook.workbook(edition.title, sheets(edition), at=at))
    if kind == "pdf":
        data = {**edition.as_data(), "synthetic": is_synthetic, "footer": edition.title}
        return pdf_file(edition.name, pdf.pdf("tables", data, at=at))
    raise Http404


def sheets(edition: Edition) -> list[Sheet]:
    """Return an edition as sheets: figures with what was written, then each table of staff."""
    first = [*((line, *("",) * len(HEADS)) for line in edition.lines), *edition.flat()]
    more = [
        Sheet(table.title, table.heads, table.rows)
        for _, _, tables in edition.sections
        for table in tables
        if table.heads != HEADS
    ]
    return [Sheet("Report", ("Section", *HEADS), first), *more]
