"""Pages of a contract manager: her COHEs side by side, a report of one of them, its files."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.models import Cohe
from cohe.permissions import Permission
from staffing import files
from staffing.models import Discussion
from staffing.quarter import Quarter
from staffing.queries import cohe_report, cohes_edition
from staffing.queries import cohes as queries
from staffing.queries.cohes_shown import shown
from staffing.views.ratio import quarter_of
from staffing.views.reports import KINDS


@requires(Permission.COHES_SEE)
@require_GET
def cohes(request: HttpRequest) -> HttpResponse:
    """Her COHEs over quarters."""
    page = page_of(request, request.GET.get("quarter", ""))
    last = Quarter.of(clock.today()).previous
    context = {
        "page": page,
        "shown": shown(page, request.GET.get("cohe", ""), clock.today()),
        "choices": [last.plus(-n) for n in range(queries.QUARTERS)],
        "kinds": KINDS,
    }
    return render(request, "staffing/cohes/page.html", context)


@requires(Permission.COHES_SEE)
@require_POST
def cohes_file(request: HttpRequest, quarter: str, file_kind: str) -> HttpResponse:
    """Her COHEs' figures of a quarter as Excel, CSV or PDF; who took it is in the trail."""
    page = page_of(request, quarter)
    made = cohes_edition.edition(page)
    is_synthetic = any(one.cohe.is_synthetic for one in page.centers)
    answer = files.answer(made, file_kind, is_synthetic=is_synthetic, at=clock.now())
    audit.log("cohes.exported", "quarter", None, at=clock.now(), reason=f"{page.quarter}, {file_kind}")
    return answer


@requires(Permission.COHES_SEE)
@require_GET
def cohes_report(request: HttpRequest, cohe_code: str, quarter: str) -> HttpResponse:
    """A submitted report of one of her COHEs."""
    page = report_of(request, cohe_code, quarter, request.GET.get("version", ""))
    return render(request, "staffing/cohes/report.html", {"page": page, "kinds": KINDS})


@requires(Permission.COHES_SEE)
@require_POST
def cohes_report_file(request: HttpRequest, cohe_code: str, quarter: str, file_kind: str) -> HttpResponse:
    """A submitted report as Excel, CSV or PDF; who took it is in the trail."""
    page = report_of(request, cohe_code, quarter, request.POST.get("version", ""))
    is_synthetic = page.cohe.is_synthetic
    answer = files.answer(cohe_report.edition(page), file_kind, is_synthetic=is_synthetic, at=clock.now())
    said = f"{page.cohe.code}, {page.quarter}, version {page.version}, {file_kind}"
    audit.log("report.exported", "quarterly-report", page.report_id, at=clock.now(), reason=said)
    return answer


@requires(Permission.COHES_SEE)
@require_POST
def cohes_talk(request: HttpRequest, cohe_code: str, quarter: str) -> HttpResponse:
    """Go on in the COHE whose discussion is to be written."""
    found, asked = her_cohe(request, cohe_code), quarter_of(quarter)
    if found.pk == membership_of(request).cohe_id:
        talk = get_object_or_404(Discussion, year=asked.year, number=asked.number)
        return redirect("staffing:discussion", talk.pk)
    request.session["cohe"] = found.pk
    messages.success(request, f"You are in {found} now.")
    # Its rows are of that COHE, which the next request is in.
    return redirect(f"{reverse('staffing:discussions')}?quarter={asked}")


def page_of(request: HttpRequest, quarter: str) -> queries.Cohes:
    """Return her COHEs of a quarter, the last that is over by default."""
    today = clock.today()
    asked = quarter_of(quarter) if quarter else Quarter.of(today).previous
    if asked > Quarter.of(today):
        raise Http404
    return queries.cohes_page(person_id=membership_of(request).person_id, quarter=asked, today=today)


def report_of(request: HttpRequest, cohe_code: str, quarter: str, version: str) -> cohe_report.CoheReport:
    """Return a submitted report; raise `Http404` when there is none of hers."""
    found = cohe_report.cohe_report(
        person_id=membership_of(request).person_id, cohe=her_cohe(request, cohe_code),
        quarter=quarter_of(quarter), version=int(version) if version.isdecimal() and version.isascii()
        and len(version) < 5 else None, today=clock.today(),
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def her_cohe(request: HttpRequest, cohe_code: str) -> Cohe:
    """Return one of her COHEs; raise `Http404` for any other."""
    found = queries.cohe_of(membership_of(request).person_id, cohe_code, clock.today())
    if found is None:
        raise Http404
    return found
