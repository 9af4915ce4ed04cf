"""The table of billing codes: its rows, a new row with a preview of what it would make."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.permissions import Permission
from coordination.actions import billing
from coordination.forms.billing import CodeForm
from coordination.queries import billing_codes as queries

PREVIEW_DAYS = 90


@requires(Permission.CONFIGURE)
@require_http_methods(["GET", "POST"])
def code_list(request: HttpRequest) -> HttpResponse:
    """Show the codes; preview a row before it is set (`preview`), then set it."""
    form = CodeForm(request.POST or None, initial={"since": clock.today()})
    preview, by = None, membership_of(request)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_of_code()
        if "preview" in request.POST:
            since = clock.today() - timedelta(days=PREVIEW_DAYS)
            preview = queries.preview(fields=fields, since=since)
        else:
            try:
                made = billing.set_code(fields=fields, by=by, at=clock.now())
            except Denied as no:
                form.add_error(None, str(no))
            else:
                messages.success(request, f"{made.code} is set from {made.since:%-d %b %Y} on.")
                return redirect("coordination:billing-codes")
    context = {"form": form, "rows": queries.rows(today=clock.today()), "preview": preview}
    return render(request, "coordination/billing/codes.html", context, status=422 if form.errors else 200)
