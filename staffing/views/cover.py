"""Pages of cover: who is away and covered, the coverage plan of one absence as page and PDF."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims.models import Cover
from cohe import audit, clock, pdf
from cohe.access import Denied, membership_of, requires
from cohe.downloads import pdf_file
from cohe.permissions import Permission, allows
from staffing.actions import cover as actions
from staffing.cover_forms import CoverForm
from staffing.models import Absence
from staffing.queries import cover as queries
from staffing.queries import cover_paper


@requires(Permission.STAFFING_SEE)
@require_GET
def cover(request: HttpRequest) -> HttpResponse:
    """Who is away now and later, who covers, what nobody covers."""
    return render(request, "staffing/cover.html", {"page": queries.cover_page(clock.today())})


@requires(Permission.STAFFING_SEE)
@require_GET
def plan(request: HttpRequest, absence_id: int) -> HttpResponse:
    """The coverage plan of an absence: what falls due, which windows close, what nobody does."""
    absence = absence_of(absence_id)
    may_change = allows(membership_of(request).role, Permission.STAFFING_CHANGE)
    form = CoverForm(absence=absence, today=clock.today()) if may_change else None
    return plan_page(request, absence, form)


@requires(Permission.STAFFING_SEE)
@require_GET
def plan_pdf(request: HttpRequest, absence_id: int) -> HttpResponse:
    """The coverage plan on paper."""
    found = queries.plan(absence_of(absence_id), clock.today())
    audit.log("staffing.plan-downloaded", "absence", absence_id, at=clock.now())
    paper = cover_paper.paper(found, membership_of(request).cohe, clock.today())
    return pdf_file("coverage-plan", pdf.pdf("tables", paper, at=clock.now()))


@requires(Permission.STAFFING_CHANGE)
@require_POST
def cover_set(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Let an HSC cover on some days."""
    absence = absence_of(absence_id)
    form = CoverForm(request.POST, absence=absence, today=clock.today())
    if not form.is_valid():
        return plan_page(request, absence, form)
    try:
        made = actions.set_cover(
            absence=absence, covering=form.covering(), by=membership_of(request), at=clock.now()
        )
    except Denied as no:
        form.add_error(None, str(no))
        return plan_page(request, absence, form)
    messages.success(
        request, f"{made.coverer} covers {made.absent} {made.since:%-d %b} to {made.last_on:%-d %b %Y}."
    )
    return redirect("staffing:cover-plan", absence.pk)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def cover_end(request: HttpRequest, cover_id: int) -> HttpResponse:
    """Take a cover back, from the list or from the plan of the absence."""
    held = get_object_or_404(Cover.objects.select_related("coverer", "absent"), pk=cover_id)
    actions.end_cover(cover=held, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"{held.coverer} no longer covers {held.absent}.")
    plans = Absence.objects.filter(withdrawn_at=None, person=held.absent_id)
    here = next((one.pk for one in plans if str(one.pk) == request.POST.get("plan")), None)
    return redirect("staffing:cover-plan", here) if here else redirect("staffing:cover")


def absence_of(absence_id: int) -> Absence:
    """Return an absence that counts; raise `Http404` for one that is not there."""
    return get_object_or_404(Absence.objects.select_related("person"), pk=absence_id, withdrawn_at=None)


def plan_page(request: HttpRequest, absence: Absence, form: CoverForm | None) -> HttpResponse:
    """Show the plan with the form as it stands."""
    context = {"plan": queries.plan(absence, clock.today()), "form": form}
    refused = form is not None and bool(form.errors)
    return render(request, "staffing/cover_plan.html", context, status=422 if refused else 200)
