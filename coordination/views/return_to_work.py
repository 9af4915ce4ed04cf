"""Return to work: job papers and what the employer says."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import return_to_work
from coordination.forms.return_to_work import EmployerForm, JobPaperForm, paper_values
from coordination.models import EmployerContact, JobPaper
from coordination.queries import return_to_work as standing
from coordination.views.answers import said_of
from coordination.views.opening import opens_claim, opens_claim_of


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def job_paper_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record a job description or job analysis."""
    today = clock.today()
    form = JobPaperForm(posted(request), today=today, initial={"drafted_on": today})
    return paper_page(request, claim, form, None)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim_of(lambda: JobPaper.objects.filter(withdrawn_at=None))
def job_paper(request: HttpRequest, claim: Claim, paper: JobPaper) -> HttpResponse:
    """Say where a job paper stands now."""
    form = JobPaperForm(posted(request), today=clock.today(), initial=paper_values(paper))
    return paper_page(request, claim, form, paper)


def paper_page(
    request: HttpRequest, claim: Claim, form: JobPaperForm, paper: JobPaper | None
) -> HttpResponse:
    """Show the form of a job paper; keep what was posted."""
    if request.method == "POST" and form.is_valid():
        doing: dict[str, Any] = {
            "said": form.said(),
            "by": membership_of(request),
            "today": clock.today(),
            "at": clock.now(),
        }
        try:
            if paper is None:
                _, refreshed = return_to_work.add_job_paper(claim=claim, **doing)
            else:
                _, refreshed = return_to_work.change_job_paper(paper=paper, **doing)
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of("The job paper is kept.", refreshed))
            return redirect("coordination:claim", claim.pk)
    return form_page(request, claim, form, "Job description or job analysis", paper)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(JobPaper.objects.all)
def job_paper_withdraw(request: HttpRequest, claim: Claim, paper: JobPaper) -> HttpResponse:
    """Take back a job paper entered by mistake."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = return_to_work.withdraw_job_paper(paper=paper, by=by, today=today, at=at)
    messages.success(request, said_of("The job paper is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def employer_contact(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record what the employer says of modified duty."""
    today = clock.today()
    initial = standing.last_said(claim) | {"on": today}
    form = EmployerForm(posted(request), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _, refreshed = return_to_work.record_employer(
                claim=claim, said=form.said(), by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of("What the employer says is kept.", refreshed))
            return redirect("coordination:claim", claim.pk)
    return form_page(request, claim, form, "What the employer says")


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(EmployerContact.objects.all)
def employer_contact_withdraw(request: HttpRequest, claim: Claim, contact: EmployerContact) -> HttpResponse:
    """Take back what was entered by mistake."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = return_to_work.withdraw_employer(contact=contact, by=by, today=today, at=at)
    messages.success(request, said_of("It is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)


def form_page(
    request: HttpRequest,
    claim: Claim,
    form: JobPaperForm | EmployerForm,
    title: str,
    paper: JobPaper | None = None,
) -> HttpResponse:
    """Show a form, with what was typed and what is wrong with it."""
    context = {"claim": claim, "form": form, "title": title, "paper": paper}
    status = 422 if form.errors else 200
    return render(request, "coordination/return_to_work/form.html", context, status=status)
