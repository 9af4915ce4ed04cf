"""Pages of the quarterly report for its COHE: quarters, a version, its rows, its files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import answers, audit, clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission, allows
from staffing import files
from staffing.actions import reports as actions
from staffing.actions.figures import refresh_figures
from staffing.forms import ReportForm, SignForm, VersionForm
from staffing.models import QuarterlyReport
from staffing.queries import report_page as queries
from staffing.queries.edition import edition
from staffing.queries.report_page import ReportPage
from staffing.views.ratio import quarter_of

ROWS_A_PAGE = 100
KINDS = (("xlsx", "Excel"), ("csv", "CSV"), ("pdf", "PDF"))


@requires(Permission.REPORT_SEE)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """Every quarter that is over with its report: to be begun, being written, submitted, moved since."""
    context = {
        "rows": queries.listed(clock.today()),
        "may_write": allows(membership_of(request).role, Permission.REPORT_WRITE),
        "year": clock.today().year,
    }
    return render(request, "staffing/reports/list.html", context)


@requires(Permission.REPORT_WRITE)
@require_POST
def report_begin(request: HttpRequest, quarter: str) -> HttpResponse:
    """Begin the report of a quarter, or its next version."""
    found, form = quarter_of(quarter), VersionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    made = actions.begin_report(
        quarter=found, reason=reason, by=membership_of(request), today=clock.today(), at=clock.now()
    )
    messages.success(request, f"Version {made.version} of {found.words} is begun.")
    return redirect("staffing:report-version", str(found), made.version)


@requires(Permission.REPORT_SEE)
@require_GET
def report(request: HttpRequest, quarter: str) -> HttpResponse:
    """The latest version of a quarter's report."""
    return shown(request, page_of(quarter))


@requires(Permission.REPORT_SEE)
@require_http_methods(["GET", "POST"])
def report_version(request: HttpRequest, quarter: str, version: int) -> HttpResponse:
    """One version; sent to, what was written for its sections is kept."""
    page = page_of(quarter, version)
    if request.method == "GET":
        return shown(request, page)
    form = ReportForm(request.POST)
    if form.is_valid():
        try:
            actions.write_report(
                report=page.report, narrative=form.narrative(), edition=form.cleaned_data["edition"],
                by=membership_of(request), at=clock.now(),
            )  # fmt: skip
        except (Conflict, Denied) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "What you wrote is kept.")
            return redirect(request.path)
    return shown(request, page, form=form)


@requires(Permission.REPORT_WRITE)
@require_POST
def report_submit(request: HttpRequest, quarter: str, version: int) -> HttpResponse:
    """Sign and submit a draft."""
    page, form = page_of(quarter, version), SignForm(request.POST)
    if form.is_valid():
        try:
            actions.submit_report(
                report=page.report, by=membership_of(request), today=clock.today(), at=clock.now(),
                **form.cleaned_data,
            )  # fmt: skip
        except (Conflict, Denied) as no:
            return shown(request, page, sign=form, status=answers.refused(form, no))
        else:
            messages.success(request, f"{page.report.quarter.words} is submitted: its figures stand.")
            return redirect("staffing:report-version", quarter, version)
    return shown(request, page, sign=form)


@requires(Permission.REPORT_WRITE)
@require_POST
def report_discard(request: HttpRequest, quarter: str, version: int) -> HttpResponse:
    """Throw a draft away."""
    page = page_of(quarter, version)
    actions.discard_draft(report=page.report, by=membership_of(request), at=clock.now())
    messages.success(request, f"The draft of {page.report.quarter.words} is thrown away.")
    return redirect("staffing:reports")


@requires(Permission.REPORT_WRITE)
@require_POST
def report_count(request: HttpRequest, quarter: str, version: int) -> HttpResponse:
    """Count a quarter's figures anew now instead of tomorrow morning."""
    page = page_of(quarter, version)
    refresh_figures(quarter=page.report.quarter, today=clock.today())
    messages.success(request, "The figures are counted anew.")
    return redirect("staffing:report-version", quarter, version)


@requires(Permission.REPORT_SEE)
@require_GET
def report_rows(request: HttpRequest, quarter: str, version: int, figure: str) -> HttpResponse:
    """The rows behind a figure."""
    found = queries.rows_page(page_of(quarter, version), figure, clock.today())
    if found is None:
        raise Http404
    page = Paginator(found.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staffing/reports/rows.html", {"found": found, "page": page})


@requires(Permission.REPORT_SEE)
@require_POST
def report_file(request: HttpRequest, quarter: str, version: int, file_kind: str) -> HttpResponse:
    """A version as Excel, CSV or PDF; who took it is in the trail."""
    page, by = page_of(quarter, version), membership_of(request)
    for_manager = request.POST.get("for") == "lni"
    answer = files.answer(
        edition(page, by.cohe, for_manager=for_manager), file_kind, is_synthetic=by.cohe.is_synthetic,
        at=clock.now(),
    )  # fmt: skip
    whose = "for L&I" if for_manager else "own edition"
    audit.log(
        "report.exported", "quarterly-report", page.report.pk, at=clock.now(), reason=f"{file_kind}, {whose}"
    )
    return answer


def page_of(quarter: str, version: int | None = None) -> ReportPage:
    """Return a version of a quarter's report; raise `Http404` when there is none."""
    found = queries.report_page(quarter_of(quarter), version)
    if found is None:
        raise Http404
    return found


def shown(
    request: HttpRequest,
    page: ReportPage,
    *,
    form: ReportForm | None = None,
    sign: SignForm | None = None,
    status: int = 422,
) -> HttpResponse:
    """Show a version with what may be done with it; `status` is the answer where a form was refused."""
    may_write = allows(membership_of(request).role, Permission.REPORT_WRITE)
    context = {
        "page": page,
        "form": form or ReportForm(initial=as_it_stands(page.report)),
        "sign": sign or SignForm(initial={"edition": page.report.edition}),
        "again": VersionForm(),
        "may_write": may_write,
        "kinds": KINDS,
    }
    wrong = (form and form.errors) or (sign and sign.errors)
    return render(request, "staffing/reports/report.html", context, status=status if wrong else 200)


def as_it_stands(report: QuarterlyReport) -> dict[str, object]:
    """Return what the form begins with."""
    return {**report.narrative, "edition": report.edition}
