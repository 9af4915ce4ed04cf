"""Files that a page gives to keep."""

from django.http import HttpResponse


def csv_file(name: str, content: str) -> HttpResponse:
    """Answer with a CSV file (its text is `content`) that the browser saves as `name`.csv."""
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
