"""The rules in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohe import clock
from cohe.access import membership_of, requires
from cohe.permissions import Permission, allows
from coordination.queries.rules_page import rules_page


@requires(Permission.RULES_SEE)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule with the numbers in force today."""
    may_go_live = allows(membership_of(request).role, Permission.WORKLIST_GO_LIVE)
    context = {"page": rules_page(today=clock.today()), "may_go_live": may_go_live}
    return render(request, "coordination/rules/page.html", context)
