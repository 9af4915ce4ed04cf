"""The supervisor's board."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cohe import clock
from cohe.access import membership_of, requires
from cohe.answers import is_part
from cohe.permissions import Permission
from staffing.queries import board as queries


@requires(Permission.STAFFING_SEE)
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Who is over, who is away, what is uncovered, what is about to be late."""
    page = queries.board(membership_of(request), clock.today())
    return render(
        request, "staffing/board/page.html", {"board": page, "page": page.ratio, "shown": page.shown}
    )


@requires(Permission.STAFFING_SEE)
@require_GET
def board_slips(request: HttpRequest) -> HttpResponse:
    """What slips, for the board that is shown already; without JavaScript the page of its own."""
    if not is_part(request):
        return redirect("coordination:nothing-slips")
    found = queries.slips_of_board(membership_of(request), clock.today())
    return render(request, "staffing/board/_slips.html", {"slips": found})
