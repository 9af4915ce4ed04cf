"""The bytes of an edition: Excel, CSV, PDF/UA-1, each with the figures of the page."""

from datetime import datetime

from django.http import Http404, HttpResponse

from claims import spreadsheet
from cohe import pdf, workbook
from cohe.downloads import csv_file, excel_file, pdf_file
from cohe.workbook import Sheet
from staffing.edition import Edition


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
        (title, *row)
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
        *(Sheet(one.title, one.heads, one.rows) for one in tables if one.heads != edition.heads),
    ]
