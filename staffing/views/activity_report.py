"""The annual report of activities: page and files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission
from staffing import files
from staffing.edition import Edition
from staffing.queries.activity_report import activity_report
from staffing.views.reports import KINDS

FIRST_YEAR = 2000


@requires(Permission.REPORT_SEE)
@require_GET
def activities(request: HttpRequest, year: int) -> HttpResponse:
    """A year's activities."""
    context = {
        "page": edition_of(request, year),
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < clock.today().year else None,
        "kinds": KINDS,
    }
    return render(request, "staffing/reports/activities.html", context)


@requires(Permission.REPORT_SEE)
@require_POST
def activities_file(request: HttpRequest, year: int, file_kind: str) -> HttpResponse:
    """A year's activities as Excel, CSV or PDF; who took it is in the trail."""
    edition = edition_of(request, year)
    is_synthetic = membership_of(request).cohe.is_synthetic
    answer = files.answer(edition, file_kind, is_synthetic=is_synthetic, at=clock.now())
    audit.log("activities.exported", "year", year, at=clock.now(), reason=file_kind)
    return answer


def edition_of(request: HttpRequest, year: int) -> Edition:
    """Return a year's activities; raise `Http404` for a year that is not there."""
    if not FIRST_YEAR <= year <= clock.today().year:
        raise Http404
    return activity_report(year, clock.today(), membership_of(request))
