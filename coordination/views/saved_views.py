"""Saved views of the worklist: keeping, renaming, sharing, ordering, deleting."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission
from coordination.actions import saved_views
from coordination.forms.items import ViewForm
from coordination.models import SavedView
from coordination.queries import desk_chips
from coordination.queries import saved_views as queries
from coordination.views import item_answers
from coordination.views.worklist import dialog_of


def page_of(request: HttpRequest, **besides: Any) -> dict[str, Any]:
    """Return what the page of views shows: one's own in order, what others share, each with its count."""
    found = queries.saved_views(membership=membership_of(request), today=clock.today(), at=clock.now())
    return {
        "mine": [one for one in found if one.is_mine],
        "shared": [one for one in found if not one.is_mine],
        "most": desk_chips.MOST_VIEWS,
        **besides,
    }


@requires(Permission.WORKLIST_SEE)
@require_GET
def view_list(request: HttpRequest) -> HttpResponse:
    """One's own views, to change; those of others, to use."""
    return render(request, "coordination/worklist/views.html", page_of(request))


@requires(Permission.WORKLIST_SEE)
@require_http_methods(["GET", "POST"])
def view_create(request: HttpRequest) -> HttpResponse:
    """Keep the filters of the address under a name."""
    form = ViewForm(request.POST or None, initial={"query": request.GET.urlencode()})
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                view = saved_views.create_view(**form.cleaned_data, by=membership_of(request))
            return item_answers.lead_to(request, f"{desk_chips.list_url()}?{view.query}")
        except (Denied, Conflict) as no:
            form.add_error("name", str(no))
    template = dialog_of(request, "view_create")
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


@requires(Permission.WORKLIST_SEE)
@require_POST
def view_change(request: HttpRequest, view_id: int) -> HttpResponse:
    """Rename a view, share it or stop sharing it."""
    view, form = own_view(request, view_id), ViewForm(request.POST)
    if form.is_valid():
        name, is_shared = form.cleaned_data["name"], form.cleaned_data["is_shared"]
        try:
            with transaction.atomic():
                saved_views.change_view(view=view, name=name, is_shared=is_shared, by=membership_of(request))
            messages.success(request, f"Saved: {name}.")
            return item_answers.lead_to(request, desk_chips.views_url())
        except (Denied, Conflict) as no:
            form.add_error("name", str(no))
    return render(
        request,
        "coordination/worklist/views.html",
        page_of(request, wrong=form, wrong_view=view.pk),
        status=422,
    )


@requires(Permission.WORKLIST_SEE)
@require_POST
def view_move(request: HttpRequest, view_id: int) -> HttpResponse:
    """Move a view one place up or down."""
    is_up = request.POST.get("to") == "up"
    saved_views.move_view(view=own_view(request, view_id), up=is_up, by=membership_of(request))
    return item_answers.lead_to(request, desk_chips.views_url())


@requires(Permission.WORKLIST_SEE)
@require_POST
def view_delete(request: HttpRequest, view_id: int) -> HttpResponse:
    """Throw a view away."""
    view = own_view(request, view_id)
    saved_views.delete_view(view=view, by=membership_of(request))
    messages.success(request, f"Deleted: {view.name}.")
    return item_answers.lead_to(request, desk_chips.views_url())


def own_view(request: HttpRequest, view_id: int) -> SavedView:
    """Return a view the person sees; the actions refuse to change one that is not hers."""
    return get_object_or_404(queries.seen_by(membership_of(request)), pk=view_id)
