"""Case conferences: planned, held, cancelled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.actions import openings
from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import conferences
from coordination.forms.conferences import CancelForm, HoldConferenceForm, PlanConferenceForm
from coordination.models import Conference
from coordination.queries import colleagues
from coordination.views.opening import ask_for_reason, opened_claim, opens_claim

FORM = "coordination/conference/form.html"


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def conference_plan(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Plan a case conference."""
    today = clock.today()
    form = PlanConferenceForm(posted(request), initial={"planned_on": today})
    if form.is_bound and form.is_valid():
        try:
            conferences.plan(
                claim=claim, planned=form.planned(), by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            refused(form, no)
        else:
            messages.success(request, "The conference is planned.")
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "title": "Plan a conference", "verb": "Plan"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
def conference_hold(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Record what a conference decided, and what follows."""
    found = get_object_or_404(Conference, pk=conference_id)
    try:
        claim = opened_claim(request, found.claim_id)
    except openings.ReasonNeeded:
        return ask_for_reason(request, found.claim_id)
    by, today = membership_of(request), clock.today()
    initial = {"held_on": min(today, found.planned_on), "participants": "\n".join(found.participants)}
    people = colleagues.task_receivers(membership=by, today=today)
    form = HoldConferenceForm(posted(request), people=people, today=today, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            _, n = conferences.hold(conference=found, held=form.held(), by=by, today=today, at=clock.now())
        except (Denied, Conflict) as no:
            refused(form, no)
        else:
            messages.success(request, f"The conference is recorded; tasks set: {n}.")
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "title": found.subject, "verb": "Record what was decided"}
    return render(request, FORM, context, status=422 if form.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
def conference_cancel(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Cancel a conference, saying why."""
    found = get_object_or_404(Conference, pk=conference_id)
    try:
        claim = opened_claim(request, found.claim_id)
    except openings.ReasonNeeded:
        return ask_for_reason(request, found.claim_id)
    form = CancelForm(posted(request))
    if form.is_bound and form.is_valid():
        reason, by = form.cleaned_data["reason"], membership_of(request)
        try:
            conferences.cancel(conference=found, reason=reason, by=by, at=clock.now())
        except (Denied, Conflict) as no:
            refused(form, no)
        else:
            messages.success(request, "The conference is cancelled.")
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "title": f"Cancel: {found.subject}", "verb": "Cancel it"}
    return render(request, FORM, context, status=422 if form.errors else 200)
