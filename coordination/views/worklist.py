"""The worklist page, what narrows it, one's last actions and the story of an item."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from claims import spreadsheet
from claims.actions import openings
from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.downloads import csv_file
from cohe.permissions import Permission
from coordination.forms.items import FilterForm
from coordination.models import DeskAction, WorkItem
from coordination.queries import colleagues, desk_asked, desk_items, desk_result, item_story
from coordination.queries.desk import desk
from coordination.views import opening

PAGE = "coordination/worklist/page.html"


def params_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return what the address says, every value of every name."""
    return {name: request.GET.getlist(name) for name in request.GET}


@requires(Permission.WORKLIST_SEE)
@require_GET
@vary_on_headers("HX-Request")
def worklist(request: HttpRequest) -> HttpResponse:
    """The list of a person; for htmx the next rows only."""
    membership = membership_of(request)
    page = desk(membership=membership, params=params_of(request), today=clock.today(), at=clock.now())
    is_next_page = request.headers.get("HX-Target") == "more"
    if is_next_page:
        # The row that is open stays the one on the page.
        return render(request, "coordination/worklist/_rows.html", {"desk": replace(page, open_row=0)})
    return render(request, PAGE, {"desk": page}, status=422 if page.refusals else 200)


@requires(Permission.WORKLIST_SEE)
@require_GET
def worklist_filter(request: HttpRequest) -> HttpResponse:
    """Choose filters; the form leads to the list they make."""
    membership, today = membership_of(request), clock.today()
    wanted = desk_asked.asked(membership=membership, params=params_of(request), today=today, at=clock.now())
    form = FilterForm(wanted.filters, colleagues.owners_to_choose(scope=wanted.scope, today=today))
    return render(request, dialog_of(request, "filter"), {"form": form, "refusals": wanted.refusals})


@requires(Permission.WORKLIST_SEE)
@require_GET
def my_actions(request: HttpRequest) -> HttpResponse:
    """What one did last, each with its undo."""
    deeds = item_story.my_actions(membership=membership_of(request), today=clock.today())
    return render(request, "coordination/worklist/my_actions.html", {"deeds": deeds})


@requires(Permission.WORKLIST_SEE)
@require_GET
def desk_action(request: HttpRequest, key: UUID) -> HttpResponse:
    """What one did in one go, row by row: done, or refused and why."""
    result = result_of(request, key)
    return render(request, "coordination/worklist/result.html", {"result": result})


@requires(Permission.WORKLIST_SEE)
@require_GET
def desk_action_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same rows as a file, without names of workers; the download is in the trail."""
    result = result_of(request, key)
    audit.log("worklist.result-downloaded", "desk-action", result.action_id, at=clock.now())
    rows = [
        (row.claim_number, row.title, "refused" if row.is_refused else "done", row.sentence)
        for row in result.rows
    ]
    return csv_file("result", spreadsheet.table(("claim", "item", "result", "why"), rows))


def result_of(request: HttpRequest, key: UUID) -> desk_result.Result:
    """Return the result of one's own action; 404 for anybody else's."""
    by = membership_of(request)
    action = get_object_or_404(DeskAction, key=key, cohe=by.cohe_id, by=by.person_id)
    return desk_result.result_of(action=action, membership=by)


@requires(Permission.WORKLIST_SEE)
@require_GET
def item_history(request: HttpRequest, item_id: int) -> HttpResponse:
    """Everything that happened to an item; of one that is on no list of hers she opens the claim first."""
    membership, today = membership_of(request), clock.today()
    visible = WorkItem.objects.visible_to(membership).select_related("claim", "owner")
    item = get_object_or_404(visible, pk=item_id)
    if not desk_items.scope_of(membership, today).lists(item):
        try:
            opening.opened_claim(request, item.claim_id)
        except openings.ReasonNeeded:
            return opening.ask_for_reason(request, item.claim_id)
    story = item_story.item_story(item=item, today=today)
    return render(request, dialog_of(request, "history"), {"story": story})


def dialog_of(request: HttpRequest, name: str) -> str:
    """Return the template of a page, or of its part for the dialog of the list."""
    page = f"coordination/worklist/{name}.html"
    return f"{page}#dialog" if request.headers.get("HX-Target") == "ask" else page
