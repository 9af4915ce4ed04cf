"""Pages of imports: send, preview, apply, report, undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims import spreadsheet
from claims.actions import imports
from claims.forms import ApplyForm, ExtractForm
from claims.models import ExtractImport
from claims.policies import ManyGone
from claims.queries.import_page import import_list, import_page, narrowed
from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.downloads import csv_file
from cohe.permissions import Permission, allows

PAGE = "claims/imports/import.html"


@requires(Permission.IMPORT_SEE)
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Imports of the COHE, the latest first; the form to send another."""
    may_send = allows(membership_of(request).role, Permission.IMPORT_RUN)
    return _listing(request, ExtractForm(today=clock.today()) if may_send else None)


@requires(Permission.IMPORT_RUN)
@require_http_methods(["POST"])
def send(request: HttpRequest) -> HttpResponse:
    """Take the files of an extract; the page of the import follows their reading."""
    form = ExtractForm(request.POST, request.FILES, today=clock.today())
    if not form.is_valid():
        return _listing(request, form)
    files = {str(file.name): file.read() for file in form.cleaned_data["extract"]}
    run = imports.receive(
        files=files, made_on=form.cleaned_data["made_on"], by=membership_of(request), at=clock.now()
    )
    return _to(run)


@requires(Permission.IMPORT_SEE)
@require_GET
@vary_on_headers("HX-Request")
def detail(request: HttpRequest, import_id: int) -> HttpResponse:
    """One import: where it stands, what it changes, what was found."""
    return _show(request, _run(request, import_id))


@requires(Permission.IMPORT_SEE)
@require_GET
def findings_csv(request: HttpRequest, import_id: int) -> HttpResponse:
    """The findings as a file for a spreadsheet, narrowed as on the page."""
    run = _run(request, import_id)
    audit.log("import.exported", "import", run.pk, at=clock.now())
    rows = narrowed(run, request.GET.get("severity", ""), request.GET.get("code", ""))
    header = ("file", "line", "column", "severity", "code", "sentence")
    content = spreadsheet.table(header, rows.values_list(*header).iterator())
    return csv_file(f"import-{run.pk}-findings", content)


@requires(Permission.IMPORT_RUN)
@require_POST
def apply(request: HttpRequest, import_id: int) -> HttpResponse:
    """Ask for the import to be applied; what it needs confirmed is asked for on its page."""
    run, form = _run(request, import_id), ApplyForm(request.POST)
    if not form.is_valid():
        return _show(request, run, form)
    confirmed = imports.Confirmed(form.cleaned_data["confirm_older"], form.cleaned_data["confirm_gone"])
    by, today, at = membership_of(request), clock.today(), clock.now()
    try:
        imports.ask_to_apply(run=run, confirmed=confirmed, by=by, today=today, at=at)
    except ManyGone as no:
        form.add_error("confirm_gone", str(no))
        return _show(request, run, form)
    return _to(run)


@requires(Permission.IMPORT_RUN)
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    """Throw the import away, unapplied."""
    run = _run(request, import_id)
    imports.discard(run=run, by=membership_of(request), at=clock.now())
    messages.success(
        request, f"The extract of {run.made_on:%-d %b %Y} is discarded; nothing of it was applied."
    )
    return HttpResponseRedirect(reverse("claims:import-list"), status=303)


@requires(Permission.IMPORT_RUN)
@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Ask for everything the import changed to be put back."""
    run = _run(request, import_id)
    imports.ask_to_undo(run=run, by=membership_of(request), at=clock.now())
    return _to(run)


def _listing(request: HttpRequest, form: ExtractForm | None) -> HttpResponse:
    runs, more = import_list(after=request.GET.get("after", ""))
    context = {"runs": runs, "more": more, "form": form}
    return render(request, "claims/imports/list.html", context, status=422 if form and form.errors else 200)


def _show(request: HttpRequest, run: ExtractImport, form: ApplyForm | None = None) -> HttpResponse:
    by, today = membership_of(request), clock.today()
    page = import_page(run=run, membership=by, asked=request.GET.dict(), today=today)
    template = f"{PAGE}#run" if request.headers.get("HX-Request") else PAGE
    context = {"page": page, "run": run, "form": form or ApplyForm()}
    return render(request, template, context, status=422 if form else 200)


def _run(request: HttpRequest, import_id: int) -> ExtractImport:
    known = ExtractImport.objects.filter(cohe=membership_of(request).cohe_id).select_related("started_by")
    return get_object_or_404(known, pk=import_id)


def _to(run: ExtractImport) -> HttpResponse:
    return HttpResponseRedirect(reverse("claims:import", args=(run.pk,)), status=303)
