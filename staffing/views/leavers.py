"""Pages of leavers: who leaves, all she owns, handing it over, closing her account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission, allows
from staffing.actions import leavers as actions
from staffing.leaver_forms import DepartureForm, SplitForm
from staffing.models import Departure
from staffing.queries import leavers as queries
from staffing.queries import team
from staffing.views.asking import Saved, asked_on


@requires(Permission.STAFFING_SEE)
@require_GET
def leavers(request: HttpRequest) -> HttpResponse:
    """Who leaves when, and what is still hers."""
    context = {
        "page": queries.leavers_page(clock.today()),
        "may_change": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/leavers.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, person_id: int) -> HttpResponse:
    """Note somebody's last day; of somebody employed for a fixed term the form begins with its end."""
    person = get_object_or_404(team.staff(), pk=person_id)

    def save(given: dict[str, Any]) -> Saved:
        made = actions.set_departure(person=person, **given, by=membership_of(request), at=clock.now())
        return Saved(
            f"{person} leaves on {made.last_on:%-d %b %Y}.", reverse("staffing:leaver", args=[made.pk])
        )

    form = DepartureForm(request.POST or None, initial={"last_on": queries.end_of(person)})
    then, title = (reverse("staffing:team"), save), f"When does {person} leave?"
    return asked_on(request, form, title, "Note the last day", then, template="staffing/ask.html")


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def leaver(request: HttpRequest, departure_id: int) -> HttpResponse:
    """All that a leaver owns; hand it over in one step."""
    departure = departure_of(departure_id)
    page = queries.leaver_page(departure, clock.today())
    people = queries.receivers(departure, clock.today())
    form = SplitForm(request.POST or None, page=page, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.hand_over(
                departure=departure,
                split=form.split(),
                by=membership_of(request),
                today=clock.today(),
                at=clock.now(),
            )
        except (Denied, Conflict) as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, f"All that was {departure.person}'s is handed over.")
            return redirect("staffing:shift", made.pk)
    context = {"page": page, "form": form, "today": clock.today()}
    return render(request, "staffing/leaver.html", context, status=422 if form.errors else 200)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def leaver_withdraw(request: HttpRequest, departure_id: int) -> HttpResponse:
    """Take a departure back: she stays."""
    departure = departure_of(departure_id)
    actions.withdraw_departure(departure=departure, by=membership_of(request), at=clock.now())
    messages.success(request, f"{departure.person} stays.")
    return redirect("staffing:leavers")


@requires(Permission.STAFFING_CHANGE)
@require_POST
def leaver_close(request: HttpRequest, departure_id: int) -> HttpResponse:
    """Close the account of who has left and owns nothing."""
    departure = departure_of(departure_id)
    actions.close_account(departure=departure, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"{departure.person} can no longer sign in to this COHE.")
    return redirect("staffing:leavers")


def departure_of(departure_id: int) -> Departure:
    """Return a departure that counts; raise `Http404` for what is not there."""
    return get_object_or_404(queries.departures(), pk=departure_id)
