"""What an HSC gives an Assistant to work: a claim, taking it back, handing it up; the page of all of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim, Delegation
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import delegations
from coordination.forms.tasks import DelegateForm, PromoteForm
from coordination.queries import colleagues, delegated
from coordination.views.answers import said_of
from coordination.views.opening import found_claim, opens_claim


@requires(Permission.ITEM_WORK)
@require_GET
def delegated_list(request: HttpRequest) -> HttpResponse:
    """Show what is delegated: given by oneself, or to oneself."""
    page = delegated.given_page(membership=membership_of(request), today=clock.today())
    return render(request, "coordination/delegation/list.html", {"page": page})


@requires(Permission.ITEM_REASSIGN)
@require_http_methods(["GET", "POST"])
@opens_claim
def claim_delegate(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Give a claim to an Assistant."""
    by, today = membership_of(request), clock.today()
    people = colleagues.assistants(membership=by, today=today)
    form = DelegateForm(posted(request), people=people)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            made, refreshed = delegations.delegate(
                claim=claim, to=form.assistant, reason=reason, by=by, today=today, at=clock.now()
            )
        except (Denied, Conflict) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of(f"{made.assistant} works this claim now.", refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "form": form, "people": people}
    return render(request, "coordination/delegation/form.html", context, status=422 if form.errors else 200)


@requires(Permission.ITEM_REASSIGN)
@require_POST
def delegation_take_back(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Take a claim back in one click."""
    held = get_object_or_404(Delegation, pk=delegation_id)
    claim = found_claim(request, held.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = delegations.take_back(delegation=held, by=by, today=today, at=at)
    messages.success(request, said_of(f"{claim.claim_number} is taken back.", refreshed))
    if "list" in request.POST:
        return redirect("coordination:delegated")
    return redirect("coordination:claim", claim.pk)


@requires(Permission.ITEM_WORK)
@require_http_methods(["GET", "POST"])
def delegation_promote(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """Hand a claim up to its HSC, saying why."""
    held = get_object_or_404(Delegation.objects.select_related("claim__hsc"), pk=delegation_id)
    claim = found_claim(request, held.claim_id)
    form = PromoteForm(posted(request))
    if form.is_bound and form.is_valid():
        by, today, at = membership_of(request), clock.today(), clock.now()
        try:
            delegations.promote(
                delegation=held, reason=form.cleaned_data["reason"], by=by, today=today, at=at
            )
        except Conflict as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"{claim.claim_number} is with its HSC now.")
            return redirect("coordination:delegated")
    context = {"claim": claim, "form": form, "hsc": held.claim.hsc}
    return render(
        request, "coordination/delegation/promote.html", context, status=422 if form.errors else 200
    )
