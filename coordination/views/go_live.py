"""Taking a COHE live: mark old claims as reviewed in one step, after a count, and undo it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cohe import clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission
from coordination.actions import records
from coordination.forms.claims import GoLiveForm
from coordination.models import DeskAction
from coordination.queries.live_page import live_page, live_step


@requires(Permission.WORKLIST_GO_LIVE)
@require_http_methods(["GET", "POST"])
def go_live(request: HttpRequest) -> HttpResponse:
    """Count first (GET with a day), then do it (POST)."""
    today = clock.today()
    asked = request.POST if request.method == "POST" else request.GET or None
    form = GoLiveForm(asked, today=today, initial={"before": today})
    before = form.cleaned_data["before"] if form.is_bound and form.is_valid() else None
    if request.method == "POST" and before:
        _, count = records.go_live(before=before, by=membership_of(request), today=today, at=clock.now())
        messages.success(
            request, f"{count:,} claims are marked as reviewed. The worklist is being made again."
        )
        return redirect("coordination:go-live")
    context = {"form": form, "page": live_page(before=before), "before": before}
    return render(request, "coordination/go_live/page.html", context, status=422 if form.errors else 200)


@requires(Permission.WORKLIST_GO_LIVE)
@require_http_methods(["GET", "POST"])
def go_live_undo(request: HttpRequest, action_id: int) -> HttpResponse:
    """Say what taking a step of going live back does, then take it back."""
    action = get_object_or_404(DeskAction, pk=action_id, kind="go-live")
    if request.method == "GET":
        context = {"step": live_step(action)}
        return render(request, "coordination/go_live/undo.html", context)
    by, today, at = membership_of(request), clock.today(), clock.now()
    count = records.undo_go_live(action=action, by=by, today=today, at=at)
    messages.success(
        request, f"{count:,} claims wait for their review again. The worklist is being made again."
    )
    return redirect("coordination:go-live")
