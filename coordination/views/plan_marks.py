"""The lines of a plan: what happened with one, done in one click, taken back in one click; contacts."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import plan_contacts, plan_marks
from coordination.forms.plan_acts import ContactForm, MarkForm, first_contact
from coordination.models import Plan, PlanMark
from coordination.plan_words import MarkKind, PlanState
from coordination.queries import plan_page
from coordination.views.plan_opening import back_to_plan, opens_plan, opens_row_of_plan


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_plan
def plan_line(request: HttpRequest, claim: Claim, plan: Plan, line_key: int) -> HttpResponse:
    """Show one line with what happened with it, and record more."""
    today = clock.today()
    line = next((one for one in plan_page.shown_lines(plan, today) if one.key == line_key), None)
    if line is None:
        raise Http404
    kind = request.GET.get("kind", MarkKind.PROGRESS)
    initial = {"on": today, "kind": kind}
    form = MarkForm(posted(request), today=today, is_intervention=line.is_intervention, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return mark(request, claim, plan, line_key, plan_marks.Said(**form.cleaned_data))
        except (Denied, Conflict) as no:
            status = refused(form, no)
    is_in_force = plan.state != PlanState.CONCLUDED
    context: dict[str, Any] = {"claim": claim, "plan": plan, "line": line, "form": form}
    context["is_in_force"] = is_in_force
    code = 422 if form.errors and status == 200 else status
    return render(request, "coordination/plan/line.html", context, status=code)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_plan
def line_done(request: HttpRequest, claim: Claim, plan: Plan, line_key: int) -> HttpResponse:
    """Mark a line done today: one click."""
    return mark(request, claim, plan, line_key, plan_marks.Said(MarkKind.DONE, clock.today()))


def mark(request: HttpRequest, claim: Claim, plan: Plan, key: int, said: plan_marks.Said) -> HttpResponse:
    """Record what happened with a line, and lead back to the plan."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    done = plan_marks.mark_line(plan=plan, key=key, said=said, by=by, today=today, at=at)
    return back_to_plan(request, claim, f"Recorded: {MarkKind(said.kind).label.lower()}.", done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(PlanMark, "mark_id")
def mark_withdraw(request: HttpRequest, claim: Claim, mark: PlanMark) -> HttpResponse:
    """Take back what was recorded of a line."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    done = plan_marks.withdraw_mark(mark=mark, by=by, today=today, at=at)
    return back_to_plan(request, claim, "Taken back; it stays in the history.", done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_plan
def plan_contact(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Record a contact with the worker: three prompts, the note that says it, the next contact."""
    today, status = clock.today(), 200
    fresh = first_contact(today, plan.contact_every_days) | {"key": uuid.uuid4()}
    form = ContactForm(posted(request), today=today, initial=fresh)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            done = plan_contacts.record_contact(
                plan=plan, key=fields.pop("key"), told=plan_contacts.Told(**fields),
                by=membership_of(request), today=today, at=clock.now(),
            )  # fmt: skip
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            return back_to_plan(request, claim, "Contact recorded, its note signed.", done.refreshed)
    context = {"claim": claim, "plan": plan, "form": form}
    code = 422 if form.errors and status == 200 else status
    return render(request, "coordination/plan/contact.html", context, status=code)
