"""Entering notes in OHMS: the list of those that wait, the text of each, marking and taking back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims.models import Claim
from claims.queries import caseload
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.models import Role
from cohe.permissions import Permission, allows
from coordination.actions import items, ohms
from coordination.models import DeskAction
from coordination.queries import ohms_page as queries
from coordination.views.answers import said_of, whole
from coordination.views.opening import opens_claim

MOST_AT_ONCE = 500


@requires(Permission.ITEM_WORK)
@require_GET
def ohms_list(request: HttpRequest) -> HttpResponse:
    """Show the notes that wait to be entered; an HSC begins with her own."""
    by, today = membership_of(request), clock.today()
    own = str(by.person_id) if by.role == Role.HSC else ""
    hsc = request.GET.get("hsc", own)
    context = {
        "page": queries.ohms_page(by=by, hsc=hsc, today=today),
        "hsc": hsc,
        "may_bill": allows(by.role, Permission.BILLING_SEE),
        "hscs": caseload.hscs(cohe_id=by.cohe_id, today=today) if by.role != Role.ASSISTANT else (),
    }
    return render(request, "coordination/ohms/list.html", context)


@requires(Permission.ITEM_WORK)
@require_GET
@opens_claim
def ohms_claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the notes of a claim that wait, each as text to paste; the one an item is about comes first."""
    about = whole(request.GET.get("about", ""))
    found = sorted(queries.of_claim(claim), key=lambda one: one.note.pk != about)
    following = queries.next_claim(membership_of(request), claim.pk)
    context = {"claim": claim, "notes": found, "following": following}
    return render(request, "coordination/ohms/claim.html", context)


@requires(Permission.ITEM_WORK)
@require_POST
def ohms_enter(request: HttpRequest) -> HttpResponse:
    """Mark the notes that the form names as entered; lead back to the claim or the list it stood on."""
    by, today = membership_of(request), clock.today()
    ids = [whole(one) for one in request.POST.getlist("entry")][:MOST_AT_ONCE]
    back = whole(request.POST.get("claim", ""))
    found = queries.entries_of(by, ids)
    if not found:
        messages.warning(request, "Nothing to mark: tick notes first, or they are marked already.")
        return lead_back(back)
    try:
        marked = ohms.mark_entered(entries=found, by=by, today=today, at=clock.now())
    except (Denied, Conflict) as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said_of(f"{marked.action.label}.", marked.refreshed))
    return lead_back(back)


@requires(Permission.ITEM_WORK)
@require_POST
def ohms_undo(request: HttpRequest, action_id: int) -> HttpResponse:
    """Take back what one marked in one go."""
    by = membership_of(request)
    action = get_object_or_404(DeskAction, pk=action_id, kind="ohms", by=by.person_id)
    try:
        undone = items.undo(action=action, by=by, today=clock.today(), at=clock.now())
    except (Denied, Conflict) as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said_of("Taken back.", undone.refreshed))
    return redirect("coordination:time")


def lead_back(claim_id: int) -> HttpResponse:
    """Return to the notes of the claim, or to the list."""
    if claim_id:
        return redirect("coordination:ohms-claim", claim_id)
    return redirect("coordination:time")
