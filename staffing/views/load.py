"""Pages of load: expected minutes of each HSC, the moves that even them, steps and their undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from cohe import clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission, allows
from staffing.actions import leavers, shifts
from staffing.choices import ShiftKind
from staffing.models import Shift
from staffing.queries import load as queries
from staffing.queries import shifts as shift_queries
from staffing.queries.measures import plural

LATEST = 5


@requires(Permission.STAFFING_SEE)
@require_GET
def load(request: HttpRequest) -> HttpResponse:
    """Load of each HSC, and the moves that even it; `?move=` chooses among them."""
    chosen = request.GET.getlist("move") if "chosen" in request.GET else None
    context = {
        "page": queries.load_page(clock.today(), chosen),
        "shifts": shift_queries.shifts(ShiftKind.LOAD)[:LATEST],
        "may_change": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/load.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def load_moves(request: HttpRequest) -> HttpResponse:
    """Make the chosen moves in one step."""
    made = shifts.shift_load(
        wishes=[shifts.Wish.read(one) for one in request.POST.getlist("move")],
        seen=request.POST.get("seen", ""),
        by=membership_of(request),
        today=clock.today(),
        at=clock.now(),
    )
    moved = plural(made.claims.count(), "claim has moved; its items", "claims have moved; their items")
    messages.success(request, f"{moved} follow in a moment.")
    return redirect("staffing:shift", made.pk)


@requires(Permission.STAFFING_SEE)
@require_GET
def shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    """One step: from whom to whom, each claim with its note."""
    found = get_object_or_404(Shift.objects.select_related("done_by", "departure__person"), pk=shift_id)
    context = {
        "page": shift_queries.shift_page(found, request.GET.get("page", "1")),
        "may_change": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/shift.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def shift_undo(request: HttpRequest, shift_id: int) -> HttpResponse:
    """Take a step back."""
    found = get_object_or_404(Shift, pk=shift_id)
    undo = shifts.undo_load if found.kind == ShiftKind.LOAD else leavers.undo_hand_over
    undone = undo(shift=found, by=membership_of(request), today=clock.today(), at=clock.now())
    stay = f"; {undone.left} went on since and stay" if undone.left else ""
    back = plural(undone.back, "claim is back where it was", "claims are back where they were")
    messages.success(request, f"{back}{stay}.")
    return redirect("staffing:shift", found.pk)
