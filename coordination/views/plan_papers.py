"""Reports on interventions with their two follow-ups; updates to employer or committee."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import plan_papers
from coordination.forms.plan_acts import DayForm, ReportForm, SendForm, UpdateForm
from coordination.models import Plan, ServiceReport, StakeholderUpdate
from coordination.plan_words import Audience, LineKind
from coordination.queries import plan_page, plan_rows, told_outside
from coordination.views.opening import opens_claim
from coordination.views.plan_opening import back_to_plan, opens_plan, opens_row_of_plan
from coordination.views.plans import show_plan

STEPS = {"passed": "passed_on", "reviewed": "reviewed_on"}
FOLLOWED = {
    "passed": "Passed on to the attending provider.",
    "reviewed": "Reviewed with the worker.",
}


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_plan
def report_add(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Record a report that came on an intervention."""
    lines = plan_rows.lines_of(plan)
    named = [(line.key, line.text) for line in lines if line.kind == LineKind.INTERVENTION]
    form = ReportForm(request.POST, today=clock.today(), interventions=named)
    if form.is_valid():
        try:
            done = plan_papers.add_report(
                plan=plan, **form.cleaned_data, by=membership_of(request), today=clock.today(), at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            return back_to_plan(request, claim, "Report recorded: two follow-ups are open.", done.refreshed)
    return show_plan(request, claim, 422, report=form)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(ServiceReport, "report_id")
def report_follow(request: HttpRequest, claim: Claim, report: ServiceReport, step: str) -> HttpResponse:
    """Record one of the two follow-ups of a report, or take it back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    if "undo" in request.POST:
        back = plan_papers.unfollow_report(report=report, step=STEPS[step], by=by, today=today, at=at)
        return back_to_plan(request, claim, "Taken back.", back.refreshed)
    form = DayForm(request.POST, today=today)
    on = form.cleaned_data["on"] if form.is_valid() else today
    if form.errors and request.POST.get("on"):
        raise Denied(" ".join(str(one) for one in form.errors["on"]))
    done = plan_papers.follow_report(report=report, step=STEPS[step], on=on, by=by, today=today, at=at)
    return back_to_plan(request, claim, FOLLOWED[step], done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(ServiceReport, "report_id")
def report_withdraw(request: HttpRequest, claim: Claim, report: ServiceReport) -> HttpResponse:
    """Take a report back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    done = plan_papers.withdraw_report(report=report, by=by, today=today, at=at)
    return back_to_plan(request, claim, "The report is withdrawn; it stays in the history.", done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def update_add(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Compose an update: prefilled from the whitelist, edited by hand, sent later."""
    plan, today = plan_page.latest_plan(claim.pk), clock.today()
    if plan is None:
        return redirect("coordination:plan", claim.pk)
    told = told_outside.may_be_told(claim, today)
    first = asdict(told) | {"audience": Audience.EMPLOYER, "receiver": claim.employer_name}
    form = UpdateForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        wording = plan_papers.Wording(**form.cleaned_data)
        try:
            made = plan_papers.compose_update(
                plan=plan, wording=wording, by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            return redirect("coordination:plan-update", made.pk)
    return show_update(request, claim, form, held_back=told.held_back)


def show_update(
    request: HttpRequest, claim: Claim, form: UpdateForm, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the form of an update."""
    context = {"claim": claim, "form": form, **more}
    code = 422 if form.errors and status == 200 else status
    return render(request, "coordination/plan/update_form.html", context, status=code)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_row_of_plan(StakeholderUpdate, "update_id")
def update(request: HttpRequest, claim: Claim, update: StakeholderUpdate) -> HttpResponse:
    """Read an update as it would leave, or change it before it is sent."""
    names = plan_papers.WORDED
    form = UpdateForm(posted(request), initial={name: getattr(update, name) for name in names})
    status = 200
    if request.method == "POST" and form.is_valid():
        wording = plan_papers.Wording(**form.cleaned_data)
        by, today, at = membership_of(request), clock.today(), clock.now()
        try:
            plan_papers.edit_update(update=update, wording=wording, by=by, today=today, at=at)
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            return redirect("coordination:plan-update", update.pk)
    if form.errors or "edit" in request.GET:
        return show_update(request, claim, form, status, update=update)
    return show_sending(request, claim, update)


def show_sending(
    request: HttpRequest, claim: Claim, update: StakeholderUpdate, form: SendForm | None = None
) -> HttpResponse:
    """Show an update as it leaves the building, with the form that says it did."""
    send = form or SendForm(today=clock.today(), initial={"on": clock.today()})
    context = {"claim": claim, "update": update, "send": send}
    return render(request, "coordination/plan/update.html", context, status=422 if send.errors else 200)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(StakeholderUpdate, "update_id")
def update_send(request: HttpRequest, claim: Claim, update: StakeholderUpdate) -> HttpResponse:
    """Mark an update sent, once it was read and confirmed."""
    form = SendForm(request.POST, today=clock.today())
    if form.is_valid():
        by, today, at = membership_of(request), clock.today(), clock.now()
        try:
            done = plan_papers.send_update(
                update=update, on=form.cleaned_data["on"], by=by, today=today, at=at
            )
        except (Denied, Conflict) as no:
            form.add_error(None, str(no))
        else:
            return back_to_plan(request, claim, "Update marked sent.", done.refreshed)
    return show_sending(request, claim, update, form)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(StakeholderUpdate, "update_id")
def update_withdraw(request: HttpRequest, claim: Claim, update: StakeholderUpdate) -> HttpResponse:
    """Throw an update away, or take back that it was sent."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    done = plan_papers.withdraw_update(update=update, by=by, today=today, at=at)
    return back_to_plan(request, claim, "The update is withdrawn; it stays in the history.", done.refreshed)
