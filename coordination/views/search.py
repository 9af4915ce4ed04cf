"""Finding a claim."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission
from coordination.queries import search as finding
from coordination.queries.narrowing import is_number
from coordination.queries.search import Asked, Unsearchable


@requires(Permission.CLAIM_SEE)
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Show the claims that fit what is asked; that somebody searched is in the trail, what for is not."""
    page = request.GET.get("page", "1")
    asked = Asked(
        text=request.GET.get("q", "").strip(),
        hsc=request.GET.get("hsc", ""),
        on_list=request.GET.get("on_list") == "1",
        page=int(page) if is_number(page) else 0,  # which no search has
    )
    by, sentence, status = membership_of(request), "", 200
    try:
        found = finding.search(membership=by, asked=asked, today=clock.today())
    except Unsearchable as no:
        found = finding.nothing(by, clock.today())
        sentence, status = str(no), 422
    if not asked.is_empty and not sentence:
        audit.log("searched", "claims", None, at=clock.now(), reason=f"{len(found.hits)} found")
    context = {"asked": asked, "found": found, "sentence": sentence}
    return render(request, "coordination/search/page.html", context, status=status)
