"""Transfers of care, days in hospital and checklists."""

from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import transitions
from coordination.forms.transitions import ChecklistForm, StayForm, StepForm, TransferForm
from coordination.models import Checklist, HospitalStay, Transfer
from coordination.queries import hospital_page
from coordination.transition_words import CHECKLISTS, Change
from coordination.views.answers import said_of
from coordination.views.opening import found_claim, opens_claim


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def transfer(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record a transfer of care, or what became of the undecided one."""
    undecided = Transfer.objects.filter(claim=claim, decided_on=None, withdrawn_at=None).first()
    return transfer_of(request, claim, undecided)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
def transfer_change(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """Write what became of a transfer."""
    found = get_object_or_404(Transfer, pk=transfer_id, withdrawn_at=None)
    return transfer_of(request, found_claim(request, found.claim_id), found)


def transfer_of(request: HttpRequest, claim: Claim, found: Transfer | None) -> HttpResponse:
    """Show and take the form of a transfer."""
    form = TransferForm(posted(request), today=clock.today(), initial=begun(found, transitions.TransferSaid))
    if request.method == "POST" and form.is_valid():
        by, today, at = membership_of(request), clock.today(), clock.now()
        try:
            if found is None:
                _, done = transitions.record_transfer(
                    claim=claim, said=form.said(), by=by, today=today, at=at
                )
            else:
                done = transitions.change_transfer(
                    transfer=found, said=form.said(), by=by, today=today, at=at
                )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of("The transfer of care is recorded.", done))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "found": found}
    template = "coordination/transition/transfer.html"
    return render(request, template, context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def stay(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Record days in hospital, or what is known of the stay that lasts."""
    lasting = HospitalStay.objects.filter(claim=claim, discharged_on=None, withdrawn_at=None).first()
    return stay_of(request, claim, lasting)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
def stay_change(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Write what is known of a stay now."""
    found = get_object_or_404(HospitalStay, pk=stay_id, withdrawn_at=None)
    return stay_of(request, found_claim(request, found.claim_id), found)


def stay_of(request: HttpRequest, claim: Claim, found: HospitalStay | None) -> HttpResponse:
    """Show and take the form of a stay."""
    today = clock.today()
    form = StayForm(posted(request), today=today, initial=begun(found, transitions.StaySaid))
    if request.method == "POST" and form.is_valid():
        by, at = membership_of(request), clock.now()
        try:
            if found is None:
                _, done = transitions.record_stay(claim=claim, said=form.said(), by=by, today=today, at=at)
            else:
                done = transitions.change_stay(stay=found, said=form.said(), by=by, today=today, at=at)
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, said_of("The stay in hospital is recorded.", done))
            return redirect("coordination:claim", claim.pk)
    calls = hospital_page.calls_of(found, today) if found else ()
    context = {"claim": claim, "form": form, "found": found, "calls": calls}
    template = "coordination/transition/stay.html"
    return render(request, template, context, status=422 if form.errors else 200)


def begun(found: Any, said: type) -> dict[str, Any]:
    """Return what a form begins with: the row as it stands, today for a new one."""
    if found is None:
        return {"asked_on": clock.today(), "admitted_on": clock.today()}
    return {one.name: getattr(found, one.name) for one in fields(said)}


@requires(Permission.RECORD_WRITE)
@require_POST
def transfer_withdraw(request: HttpRequest, transfer_id: int) -> HttpResponse:
    """Take a transfer back that was entered by mistake."""
    return taken_back(request, get_object_or_404(Transfer, pk=transfer_id), "The transfer is withdrawn")


@requires(Permission.RECORD_WRITE)
@require_POST
def stay_withdraw(request: HttpRequest, stay_id: int) -> HttpResponse:
    """Take a stay back that was entered by mistake."""
    return taken_back(request, get_object_or_404(HospitalStay, pk=stay_id), "The stay is withdrawn")


@requires(Permission.RECORD_WRITE)
@require_POST
def checklist_withdraw(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Take a checklist back."""
    return taken_back(request, get_object_or_404(Checklist, pk=checklist_id), "The checklist is withdrawn")


def taken_back(request: HttpRequest, thing: Transfer | HospitalStay | Checklist, deed: str) -> HttpResponse:
    """Withdraw one thing of a claim and say so."""
    claim = found_claim(request, thing.claim_id)
    done = transitions.withdraw(thing=thing, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, said_of(f"{deed}; it stays in the history.", done))
    return redirect("coordination:claim", claim.pk)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def checklist_begin(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Begin the checklist of a transition."""
    form = ChecklistForm(posted(request))
    if request.method == "POST" and form.is_valid():
        change, by = form.cleaned_data["change"], membership_of(request)
        try:
            transitions.begin_checklist(claim=claim, change=change, by=by, today=clock.today())
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, f"Checklist begun: {Change(change).label}.")
            return redirect("coordination:claim", claim.pk)
    lists = [(change, CHECKLISTS[change]) for change in Change]
    context = {"claim": claim, "form": form, "lists": lists}
    template = "coordination/transition/checklist.html"
    return render(request, template, context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
def checklist_mark(request: HttpRequest, checklist_id: int) -> HttpResponse:
    """Mark a step as done today, or take that back."""
    checklist = get_object_or_404(Checklist, pk=checklist_id)
    claim = found_claim(request, checklist.claim_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        sentence = "Say which step of the checklist is meant."
        return render(request, "400.html", {"sentence": sentence}, status=400)
    by, today, at = membership_of(request), clock.today(), clock.now()
    transitions.mark_step(checklist=checklist, by=by, today=today, at=at, **form.cleaned_data)
    return redirect("coordination:claim", claim.pk)
