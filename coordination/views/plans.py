"""The plan of a claim: read it, make it, change it, look at its versions, discuss, activate, conclude."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission, allows
from coordination.actions import plans
from coordination.forms.plan_acts import ConcludeForm, ReportForm, TalkForm
from coordination.forms.plans import (
    BARRIERS,
    FIRST_ROWS,
    MORE_ROWS,
    PERSON,
    Lines,
    PlanForm,
    barrier_rows,
    new_rows,
    row_of,
    typed_plan,
    typed_rows,
)
from coordination.models import Plan, PlanDiscussion
from coordination.plan_lines import Line
from coordination.plan_words import PlanState
from coordination.queries import colleagues, plan_page, plan_proposals, plan_rows, plan_sources, policy
from coordination.views.answers import whole
from coordination.views.opening import opens_claim
from coordination.views.plan_opening import back_to_plan, opens_plan, opens_row_of_plan, place_asked


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim
def plan(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the plan of a claim, or lead an item to what it is about; without one say how one begins."""
    place = place_asked(request, claim)
    return redirect(place) if place else show_plan(request, claim)


def show_plan(request: HttpRequest, claim: Claim, status: int = 200, **forms: Any) -> HttpResponse:
    """Show a plan, with a form of it as it was typed when there was something wrong with it."""
    found, today = plan_page.latest_plan(claim.pk), clock.today()
    may_record = allows(membership_of(request).role, Permission.RECORD_WRITE)
    context: dict[str, Any] = {"claim": claim, "may_record": may_record}
    if found is None:
        return render(request, "coordination/plan/none.html", context)
    page = plan_page.plan_page(plan=found, today=today)
    named = [(line.key, line.text) for line in page.interventions]
    context |= {
        "page": page,
        "plan": found,
        "is_in_force": found.state != PlanState.CONCLUDED,
        "talk": TalkForm(today=today, initial={"on": today}),
        "conclude": ConcludeForm(),
        "report": ReportForm(today=today, interventions=named, initial={"received_on": today}),
    }
    return render(request, "coordination/plan/page.html", context | forms, status=status)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def plan_create(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Make a plan from documents on file."""
    sources, by = plan_sources.choices_of(claim), membership_of(request)
    days = policy.in_force(clock.today()).plan_contact_days
    fresh = {"number": 0, "contact_every_days": days}
    rows = new_rows(FIRST_ROWS, f"{PERSON}:{by.person_id}")
    form, lines = forms_of(request, claim, sources=sources, fresh=fresh, rows=rows, before=())
    if is_sent(request) and form.is_valid() & lines.is_valid():
        drawn = plans.Drawn(lines.lines(), form.cleaned_data["contact_every_days"])
        try:
            made = plans.make_plan(
                claim=claim, sources=form.cleaned_data["sources"], drawn=drawn, by=by,
                today=clock.today(), at=clock.now(),
            )  # fmt: skip
        except Denied as no:
            form.add_error(None, str(no))
        else:
            return back_to_plan(request, claim, "Plan made: discuss it with the worker.", made.refreshed)
    return show_form(request, claim, None, form, lines, 200)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_plan
def plan_change(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Make the next version of a plan."""
    before, status = plan_rows.lines_of(plan), 200
    fresh = {"number": plan.number, "contact_every_days": plan.contact_every_days}
    rows = [*map(row_of, before), *new_rows(MORE_ROWS[:1], f"{PERSON}:{membership_of(request).person_id}")]
    form, lines = forms_of(request, claim, sources=None, fresh=fresh, rows=rows, before=before)
    keys = [line.key for line in before]
    if (asked := whole(request.GET.get("line", ""))) in keys and request.method == "GET":
        lines.begin_at(keys.index(asked))
    if is_sent(request) and form.is_valid() & lines.is_valid():
        try:
            made = changed(request, plan, form, lines)
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            return back_to_plan(request, claim, f"Version {made.plan.number} is in force.", made.refreshed)
    return show_form(request, claim, plan, form, lines, status)


def changed(request: HttpRequest, plan: Plan, form: PlanForm, lines: Any) -> plans.Planned:
    """Make the version that a valid form says."""
    clean = form.cleaned_data
    return plans.change_plan(
        plan=plan,
        drawn=plans.Drawn(lines.lines(), clean["contact_every_days"], clean["reason"]),
        seen=clean["number"],
        by=membership_of(request),
        today=clock.today(),
        at=clock.now(),
    )


def is_sent(request: HttpRequest) -> bool:
    """Whether the form was sent to be kept: asking for more rows is not that."""
    return request.method == "POST" and "add" not in request.POST


def forms_of(
    request: HttpRequest,
    claim: Claim,
    *,
    sources: Sequence[tuple[str, str]] | None,
    fresh: dict[str, Any],
    rows: list[dict[str, Any]],
    before: Sequence[Line],
) -> tuple[PlanForm, Any]:
    """Return the form and its rows: empty, as sent, or as typed with more rows."""
    today, people = clock.today(), [(one.person_id, one.person.name) for one in colleagues_of(request)]
    given: dict[str, Any] = {
        "form_kwargs": {"people": people},
        "before": {line.key: line for line in before},
        "today": today,
    }
    if request.method == "POST" and not is_sent(request):
        typed = typed_rows(request.POST)
        more = rows_asked_for(request, claim, typed)
        lines: Any = Lines(initial=[*typed, *more], **given)
        lines.begin_at(len(typed))
        return PlanForm(initial=typed_plan(request.POST), sources=sources), lines
    form = PlanForm(posted(request), initial=fresh, sources=sources)
    return form, Lines(posted(request), initial=rows, **given)


def rows_asked_for(request: HttpRequest, claim: Claim, typed: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return more rows: a barrier each that the worker named, where these are asked for, else empty ones."""
    owner = f"{PERSON}:{membership_of(request).person_id}"
    if request.POST["add"] == BARRIERS:
        proposed = plan_proposals.proposed_barriers(claim, [row["text"] for row in typed])
        if proposed is not None:
            return barrier_rows(proposed.barriers, owner)
    return new_rows(MORE_ROWS, owner)


def colleagues_of(request: HttpRequest) -> Sequence[Any]:
    """Return who may own a line: everybody of the COHE in force today who coordinates or is asked."""
    return colleagues.receivers(membership=membership_of(request), today=clock.today())


def show_form(
    request: HttpRequest, claim: Claim, plan: Plan | None, form: PlanForm, lines: Any, status: int
) -> HttpResponse:
    """Show the form of a plan, with what stands against it."""
    has_errors = lines.is_bound and (bool(form.errors) or not lines.is_valid())
    texts = [str(row["text"].value() or "") for row in lines]
    context = {"claim": claim, "plan": plan, "form": form, "lines": lines, "has_errors": has_errors}
    context["proposed"] = plan_proposals.proposed_barriers(claim, texts)
    code = 422 if has_errors and status == 200 else status
    return render(request, "coordination/plan/form.html", context, status=code)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_plan
def plan_versions(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Show two versions of a plan side by side: what changed, and why."""
    versions = plan_rows.versions_of(plan)
    numbers = {one.number for one in versions}
    after = whole(request.GET.get("after", "")) or plan.number
    before = whole(request.GET.get("before", "")) or max(after - 1, 1)
    if not {before, after} <= numbers:
        sentence = f"This plan has versions 1 to {plan.number}: choose two of them."
        return render(request, "400.html", {"sentence": sentence}, status=400)
    context = {
        "claim": claim,
        "plan": plan,
        "versions": versions,
        "before": next(one for one in versions if one.number == before),
        "after": next(one for one in versions if one.number == after),
        "rows": plan_page.side_by_side(plan=plan, before=before, after=after),
    }
    return render(request, "coordination/plan/versions.html", context)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_plan
def plan_discuss(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Record that the plan was discussed with the worker."""
    form, today = TalkForm(request.POST, today=clock.today()), clock.today()
    if form.is_valid():
        try:
            done = plans.discuss_plan(
                plan=plan, talk=plans.Talk(**form.cleaned_data), by=membership_of(request),
                today=today, at=clock.now(),
            )  # fmt: skip
        except Denied as no:
            form.add_error(None, str(no))
        else:
            return back_to_plan(request, claim, "Discussion recorded.", done.refreshed)
    return show_plan(request, claim, 422, talk=form)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_row_of_plan(PlanDiscussion, "discussion_id")
def discussion_withdraw(request: HttpRequest, claim: Claim, discussion: PlanDiscussion) -> HttpResponse:
    """Take a discussion back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    done = plans.withdraw_discussion(discussion=discussion, by=by, today=today, at=at)
    return back_to_plan(request, claim, "The discussion is withdrawn; it stays on file.", done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_plan
def plan_activate(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Activate a plan, or take that back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    is_undo = "undo" in request.POST
    act = plans.deactivate_plan if is_undo else plans.activate_plan
    done = act(plan=plan, by=by, today=today, at=at)
    said = "The plan is proposed again." if is_undo else "The plan is active."
    return back_to_plan(request, claim, said, done.refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_plan
def plan_conclude(request: HttpRequest, claim: Claim, plan: Plan) -> HttpResponse:
    """Conclude a plan, or take that back."""
    by, today, at = membership_of(request), clock.today(), clock.now()
    if "undo" in request.POST:
        back = plans.reopen_plan(plan=plan, by=by, today=today, at=at)
        return back_to_plan(request, claim, "The plan stands again.", back.refreshed)
    form = ConcludeForm(request.POST)
    if not form.is_valid():
        return show_plan(request, claim, 422, conclude=form)
    done = plans.conclude_plan(plan=plan, **form.cleaned_data, by=by, today=today, at=at)
    messages.info(request, "A new plan can be made now.")
    return back_to_plan(request, claim, "The plan is concluded.", done.refreshed)
