"""The rules in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cohe import clock
from cohe.access import requires
from cohe.permissions import Permission
from coordination.queries.rules_page import rules_page


@requires(Permission.RULES_SEE)
@require_GET
def rules(request: HttpRequest) -> HttpResponse:
    """Show every rule with the numbers in force today."""
    page = rules_page(today=clock.today())
    return render(request, "coordination/rules/page.html", {"page": page})
