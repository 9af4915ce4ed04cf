"""The team, one person, and one's own page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.spreadsheet import table
from cohe import audit, clock
from cohe.access import Denied, membership_of, requires
from cohe.downloads import csv_file
from cohe.permissions import Permission, allows
from training import policies
from training.queries import person as person_queries
from training.queries import team as queries


@requires(Permission.TRAINING_KEEP)
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """Who does not yet count, what is missing, for whom, by when."""
    return render(request, "training/team.html", {"page": queries.team_page(clock.today())})


@requires(Permission.TRAINING_KEEP)
@require_GET
def missing_csv(request: HttpRequest) -> HttpResponse:
    """Everything that is missing as a file, a line each."""
    audit.log("training.exported", "training", None, at=clock.now())
    lines = queries.as_table(queries.team_page(clock.today()))
    return csv_file("training-missing", table(queries.HEADER, lines))


@requires(Permission.TRAINING_SEE)
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """One's own training; who does not coordinate reads that there is none."""
    return shown(request, membership_of(request).person_id, "training/none.html")


@requires(Permission.TRAINING_SEE)
@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One coordinator: her own page, or the supervisor's view of it."""
    try:
        policies.check_can_see(membership_of(request), person_id)
    except Denied as no:
        raise Http404 from no
    return shown(request, person_id)


def shown(request: HttpRequest, person_id: int, otherwise: str = "") -> HttpResponse:
    """Show somebody's page; without one the page `otherwise`, or none."""
    page = person_queries.person_page(person_id, clock.today())
    if page is None:
        if not otherwise:
            raise Http404
        return render(request, otherwise)
    by = membership_of(request)
    context = {
        "page": page,
        "may_keep": allows(by.role, Permission.TRAINING_KEEP),
        "is_mine": by.person_id == person_id,
    }
    return render(request, "training/person.html", context)
