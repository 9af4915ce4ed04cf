"""How pages of a plan come by it: found by its number, its claim opened as every page opens it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from claims.actions import openings
from claims.models import Claim
from cohe.access import membership_of
from cohe.permissions import Permission, allows
from coordination.actions.worklist import Refreshed
from coordination.models import Plan
from coordination.plan_words import NEXT_CONTACT, MarkKind, PlanState
from coordination.queries import plan_page, plan_rows
from coordination.views.answers import said_of, whole
from coordination.views.opening import ask_for_reason, opened_claim

View = Callable[..., HttpResponse]


def opens_plan(view: View) -> View:
    """Give a view its claim and plan: 404 for a plan not to be seen; where due, ask why first."""

    @wraps(view)
    def opened(request: HttpRequest, plan_id: int, **rest: Any) -> HttpResponse:
        plan = get_object_or_404(Plan, pk=plan_id)
        try:
            plan.claim = opened_claim(request, plan.claim_id)
        except openings.ReasonNeeded:
            return ask_for_reason(request, plan.claim_id)
        return view(request, plan.claim, plan, **rest)

    return opened


def opens_row_of_plan(model: Any, name: str) -> Callable[[View], View]:
    """Give a view its claim and a row that belongs to a plan of it, named `name` in the address."""

    def opens(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, **parts: Any) -> HttpResponse:
            row = get_object_or_404(model.objects.select_related("plan"), pk=parts.pop(name))
            try:
                row.plan.claim = opened_claim(request, row.plan.claim_id)
            except openings.ReasonNeeded:
                return ask_for_reason(request, row.plan.claim_id)
            return view(request, row.plan.claim, row, **parts)

        return opened

    return opens


def place_asked(request: HttpRequest, claim: Claim) -> str:
    """Return the address of the line or contact that the address says it is about, "" for the whole plan."""
    about = request.GET.get("about", "")
    found = plan_page.latest_plan(claim.pk) if about else None
    if found is None or found.state == PlanState.CONCLUDED:
        return ""
    if not allows(membership_of(request).role, Permission.RECORD_WRITE):
        return ""
    if about == NEXT_CONTACT:
        return reverse("coordination:plan-contact", args=[found.pk])
    key = whole(about.removeprefix("line "))
    if not any(line.key == key for line in plan_rows.lines_of(found)):
        return ""
    kind = request.GET.get("kind", MarkKind.PROGRESS)
    return f"{reverse('coordination:plan-line', args=[found.pk, key])}?{urlencode({'kind': kind})}"


def back_to_plan(request: HttpRequest, claim: Claim, deed: str, refreshed: Refreshed | None) -> HttpResponse:
    """Say what was done and what it changed on the worklist, and show the plan."""
    messages.success(request, said_of(deed, refreshed) if refreshed else deed)
    return redirect("coordination:plan", claim.pk)
