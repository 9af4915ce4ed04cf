"""Tasks that people set: a new one on a claim, and changing one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.actions import openings
from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import tasks
from coordination.choices import Area
from coordination.forms.tasks import TaskForm
from coordination.models import WorkItem
from coordination.queries import colleagues
from coordination.views import item_answers
from coordination.views.answers import whole
from coordination.views.opening import ask_for_reason, opened_claim, opens_claim
from coordination.worklist.catalogue import OWN_STEP


@requires(Permission.ITEM_WORK)
@require_http_methods(["GET", "POST"])
@opens_claim
def task_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Set a task on a claim, for oneself or a colleague; the list that it was set from comes back."""
    by, today = membership_of(request), clock.today()
    people = colleagues.task_receivers(membership=by, today=today)
    area = request.GET.get("area", Area.MONITORING)
    initial = {"due_on": today, "to": by.person_id, "area": area, "title": request.GET.get("title", "")}
    form = TaskForm(posted(request), people=people, today=today, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            tasks.add(claim=claim, task=form.task(), by=by, today=today, at=clock.now())
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"Task added, due {form.cleaned_data['due_on']:%-d %b}.")
            return item_answers.lead_to(request, item_answers.back_of(request))
    return shown(request, claim, form, None)


@requires(Permission.ITEM_WORK)
@require_http_methods(["GET", "POST"])
def task_change(request: HttpRequest, item_id: int) -> HttpResponse:
    """Change a task: title, day, area, remark, who does it."""
    mine = WorkItem.objects.visible_to(membership_of(request)).live().filter(rule=OWN_STEP)
    item = get_object_or_404(mine.select_related("claim"), pk=item_id)
    try:
        claim = opened_claim(request, item.claim_id)
    except openings.ReasonNeeded:
        return ask_for_reason(request, item.claim_id)
    form = change_form(request, item)
    if form.is_bound and form.is_valid():
        item.version = whole(request.POST.get("version", ""))
        try:
            tasks.change(
                item=item, task=form.task(), by=membership_of(request), today=clock.today(), at=clock.now()
            )
        except (Denied, Conflict) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "Task changed.")
            return item_answers.lead_to(request, item_answers.back_of(request))
    return shown(request, claim, form, item)


def change_form(request: HttpRequest, item: WorkItem) -> TaskForm:
    """Return the form of a task as it stands; who has it stays on offer."""
    by, today = membership_of(request), clock.today()
    people = colleagues.task_receivers(membership=by, today=today)
    if item.owner_id not in [one.person_id for one in people]:
        everybody = colleagues.receivers(membership=by, today=today)
        people += [one for one in everybody if one.person_id == item.owner_id]
    initial = {
        "title": item.because, "due_on": item.due_on, "area": item.area, "remark": item.remark,
        "to": item.owner_id,
    }  # fmt: skip
    return TaskForm(posted(request), people=people, today=today, initial=initial)


def shown(request: HttpRequest, claim: Claim, form: TaskForm, item: WorkItem | None) -> HttpResponse:
    """Show the form: in the dialog of the list, else as a page; 422 when something is not right."""
    here = reverse("coordination:claim", args=[claim.pk])
    back = request.POST.get("back") or request.GET.get("back", "")
    context = {
        "claim": claim,
        "form": form,
        "item": item,
        "back": back if back.startswith("/") else here,
        "action": request.path,
        "is_dialog": request.headers.get("HX-Target") == "ask",
    }
    template = "coordination/task/form.html" + ("#dialog" if context["is_dialog"] else "")
    return render(request, template, context, status=422 if form.is_bound else 200)
