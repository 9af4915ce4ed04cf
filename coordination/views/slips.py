"""Nothing slips: one page of what waits and is on nobody's mind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohe import clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission
from coordination.queries import slips


@requires(Permission.ITEM_REASSIGN)
@require_GET
def nothing_slips(request: HttpRequest) -> HttpResponse:
    """Show every section, or the one that the address names."""
    only = request.GET.get("section", "")
    if only and only not in [kind.key for kind in slips.KINDS]:
        raise Http404
    page = slips.slips(membership=membership_of(request), today=clock.today(), only=only)
    return render(request, "coordination/slips/page.html", {"page": page, "only": only})
