"""Pages of the team: shares, days away, reporting lines."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.queries import caseload
from cohe import clock
from cohe.access import membership_of, requires
from cohe.models import Person
from cohe.permissions import Permission, allows
from cohe.workdays import day_after
from staffing.actions import lines, shares
from staffing.choices import AbsenceKind, StaffRole
from staffing.forms import AbsenceForm, EndForm, ReportsToForm, ShareForm
from staffing.models import Absence, RoleShare
from staffing.queries import team as queries
from staffing.views.asking import Saved, asked_on


@requires(Permission.STAFFING_SEE)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Who works how much in what, who is away, whose vacancy runs."""
    may_change = allows(membership_of(request).role, Permission.STAFFING_CHANGE)
    context = {"page": queries.team_page(clock.today()), "may_change": may_change}
    return render(request, "staffing/team.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def share_add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Give somebody a share of a role."""
    person = employed(person_id)

    def save(given: dict[str, Any]) -> str:
        work = work_of(given)
        shares.set_share(person=person, work=work, by=membership_of(request), at=clock.now())
        return f"{person} works as {work.role.label} from {work.since:%-d %b %Y}."

    form = ShareForm(request.POST or None, initial={"since": clock.today(), "role": StaffRole.HSC})
    return asked(request, form, f"A share of a role for {person}", "Set the share", save)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def share_correct(request: HttpRequest, share_id: int) -> HttpResponse:
    """Put a share right that was written down wrong."""
    share = get_object_or_404(RoleShare.objects.select_related("person"), pk=share_id)

    def save(given: dict[str, Any]) -> str:
        shares.correct_share(share=share, work=work_of(given), by=membership_of(request), at=clock.now())
        return f"The share of {share.person} is corrected."

    form = ShareForm(request.POST or None, initial=ShareForm.begins_with(share))
    return asked(
        request, form, f"Correct {share.person}'s share from {share.since:%-d %b %Y}", "Correct", save
    )


def work_of(given: dict[str, Any]) -> shares.Work:
    """Return the part of a week that a form describes."""
    return shares.Work(
        role=StaffRole(given["role"]),
        minutes_a_week=given["hours"] * 60 + given["minutes"],
        full_time_minutes=given["full_time_hours"] * 60 + (given["full_time_minutes"] or 0),
        since=given["since"],
        until=day_after(given["last_on"]),
        reason=given["reason"],
    )


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def share_end(request: HttpRequest, share_id: int) -> HttpResponse:
    """Say which day of a share is its last."""
    share = get_object_or_404(RoleShare.objects.select_related("person"), pk=share_id)

    def save(given: dict[str, Any]) -> str:
        shares.end_share(share=share, **given, by=membership_of(request), at=clock.now())
        return f"The share of {share.person} ends on {given['last_on']:%-d %b %Y}."

    form = EndForm(request.POST or None, initial={"last_on": clock.today()})
    title = f"End {share.person}'s share as {share.get_role_display()}"
    return asked(request, form, title, "End the share", save)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def absence_add(request: HttpRequest, person_id: int) -> HttpResponse:
    """Note that somebody is away; of an HSC it leads on to who covers."""
    person, by = employed(person_id), membership_of(request)

    def save(given: dict[str, Any]) -> Saved:
        kind = AbsenceKind(given.pop("kind"))
        row = shares.add_absence(person=person, kind=kind, **given, by=by, at=clock.now())
        hsc = caseload.hsc_of(cohe_id=by.cohe_id, person_id=person.pk, today=clock.today())
        return Saved(
            f"{person} is away {row.first_on:%-d %b} to {row.last_on:%-d %b %Y}.",
            reverse("staffing:cover-plan", args=[row.pk]) if hsc else reverse("staffing:team"),
        )

    form = AbsenceForm(request.POST or None, initial={"first_on": clock.today(), "last_on": clock.today()})
    return asked(request, form, f"When is {person} away?", "Note the days", save)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def absence_withdraw(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Take an absence back."""
    absence = get_object_or_404(Absence.objects.select_related("person"), pk=absence_id)
    shares.withdraw_absence(absence=absence, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"The days away of {absence.person} are taken back.")
    return redirect("staffing:team")


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def line_set(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say whom somebody answers to."""
    person = employed(person_id)

    def save(given: dict[str, Any]) -> str:
        lines.set_line(person=person, **given, by=membership_of(request), at=clock.now())
        return f"{person} answers to {given['reports_to']} from {given['since']:%-d %b %Y}."

    form = ReportsToForm(
        request.POST or None,
        colleagues=queries.staff().exclude(pk=person.pk),
        initial={"since": clock.today()},
    )
    return asked(request, form, f"Whom does {person} answer to?", "Set the line", save)


def asked(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    verb: str,
    save: Callable[[dict[str, Any]], str | Saved],
) -> HttpResponse:
    """Show a form; once it is sent and right, save, say what was done and go back to the team."""
    then = reverse("staffing:team"), save
    return asked_on(request, form, title, verb, then, template="staffing/ask.html")


def employed(person_id: int) -> Person:
    """Return somebody of the staff; raise `Http404` for anybody else."""
    person = queries.staff().filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person
