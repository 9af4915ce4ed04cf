"""Medication checks and papers: recording, taking a step on, taking back."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination import papers
from coordination.actions import medication
from coordination.forms.medication import MedicationForm, PaperForm, ToldForm
from coordination.models import MedicationCheck, Paper
from coordination.queries import assessment_page
from coordination.views.answers import said_of
from coordination.views.opening import found_claim, opened_claim, opens_claim


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def medication_check(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record what the worker says about her medication."""
    today = clock.today()
    form = MedicationForm(posted(request), today=today, initial={"checked_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            medication.record_check(
                claim=claim,
                checked=medication.Checked(**form.cleaned_data),
                by=membership_of(request),
                today=today,
                at=clock.now(),
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, "Medication check recorded.")
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form}
    return render(request, "coordination/medication/check.html", context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
def medication_told(request: HttpRequest, check_id: int) -> HttpResponse:
    """Say on which day the attending provider was told of a concern; no day takes that back."""
    check = get_object_or_404(MedicationCheck, pk=check_id)
    claim, today = found_claim(request, check.claim_id), clock.today()
    form = ToldForm(request.POST, today=today)
    if not form.is_valid():
        raise Denied(" ".join(str(error) for errors in form.errors.values() for error in errors))
    told_on = form.cleaned_data["told_on"]
    medication.tell_provider(check=check, told_on=told_on, by=membership_of(request), today=today)
    said = "The attending provider was told." if told_on else "Taken back: the provider is not told yet."
    messages.success(request, said)
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_POST
def medication_withdraw(request: HttpRequest, check_id: int) -> HttpResponse:
    """Take a check back."""
    check = get_object_or_404(MedicationCheck, pk=check_id)
    claim = found_claim(request, check.claim_id)
    medication.withdraw_check(check=check, by=membership_of(request), at=clock.now())
    messages.success(request, "The medication check is withdrawn; it stays in the history.")
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def paper_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Put a paper on file."""
    today = clock.today()
    initial = {"code": assessment_page.code_asked_for(request.GET.get("kind", ""), today)}
    form = paper_form(request, claim, initial)
    if request.method == "POST" and form.is_valid():
        try:
            paper, refreshed = medication.file_paper(
                claim=claim, filed=filed(form), by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of(f"On file: {paper.code}.", refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "paper": None}
    return render(request, "coordination/medication/paper.html", context, status=422 if form.errors else 200)


def paper_form(request: HttpRequest, claim: Claim, initial: Mapping[str, object]) -> PaperForm:
    """Return the form of a paper of a claim; a number no longer in use stays on papers that have it."""
    today = clock.today()
    codes = assessment_page.paper_codes(today)
    held = papers.BY_CODE.get(str(initial["code"]))
    if held and held.code not in dict(codes):
        codes.append((held.code, assessment_page.words_of(held)))
    people = assessment_page.prescribers(claim)
    number = str(initial.get("prescriber_number") or "")
    if number and number not in dict(people):
        people.append((number, f"provider {number}"))
    return PaperForm(posted(request), codes=codes, prescribers=people, today=today, initial=dict(initial))


def filed(form: PaperForm) -> medication.Filed:
    """Return a paper as the form has it."""
    clean = form.cleaned_data
    return medication.Filed(clean["code"], form.days(), clean["prescriber_number"], clean["remark"])


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
def paper_change(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take a paper a step on, or put its days right."""
    paper = get_object_or_404(Paper, pk=paper_id)
    found_claim(request, paper.claim_id)
    claim, today = opened_claim(request, paper.claim_id), clock.today()
    names = ("code", "prescriber_number", "due_on", *papers.STEPS, "remark")
    form = paper_form(request, claim, {name: getattr(paper, name) for name in names})
    form.fields["code"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            refreshed = medication.change_paper(
                paper=paper, filed=filed(form), by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of(f"{paper.code} is brought up to date.", refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "paper": paper}
    return render(request, "coordination/medication/paper.html", context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
def paper_withdraw(request: HttpRequest, paper_id: int) -> HttpResponse:
    """Take a paper back."""
    paper = get_object_or_404(Paper, pk=paper_id)
    claim = found_claim(request, paper.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = medication.withdraw_paper(paper=paper, by=by, today=today, at=at)
    messages.success(request, said_of("The paper is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)
