"""Files that a page gives to keep."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(name: str, content: str) -> HttpResponse:
    """Answer with a CSV file (its text is `content`) that the browser saves as `name`.csv."""
    return _file(f"{name}.csv", "text/csv; charset=utf-8", content)


def excel_file(name: str, content: bytes) -> HttpResponse:
    """Answer with an Excel file that the browser saves as `name`.xlsx."""
    return _file(f"{name}.xlsx", EXCEL, content)


def kept_file(name: str, media: str, content: bytes) -> HttpResponse:
    """Answer with a file that somebody once sent: always to be saved, never shown inside the product."""
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def pdf_file(name: str, content: bytes) -> HttpResponse:
    """Answer with a PDF that the browser saves as `name`.pdf; `name` tells nothing of a person."""
    return _file(f"{name}.pdf", "application/pdf", content)


def _file(name: str, media: str, content: str | bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
