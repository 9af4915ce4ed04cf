"""Pages of the forecast: the quarters to come, scenarios side by side, counts of earlier quarters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.permissions import Permission, allows
from staffing.actions import forecasts
from staffing.models import QuarterCount, Scenario
from staffing.queries import scenarios as queries
from staffing.queries.forecast import known
from staffing.queries.forecast_shown import shown
from staffing.scenario_forms import SHARES, CountsForm, share_of


@requires(Permission.STAFFING_SEE)
@require_GET
def forecast(request: HttpRequest) -> HttpResponse:
    """Claims expected per quarter against the staff there is, and in each scenario."""
    on = queries.ground(clock.today())
    share = request.GET.get("share", "1")
    context = {
        "on": on,
        "shown": shown(on, queries.plans(on), share_of(share)),
        "shares": SHARES,
        "share": share if share in SHARES else "1",
        "away": Scenario.objects.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at")[:10],
        "may_change": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/forecast/page.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def forecast_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a forecast of today."""
    forecasts.ask_for_forecast(by=membership_of(request), at=clock.now())
    messages.success(request, "A forecast is being made: it takes some seconds. Open this page again.")
    return redirect("staffing:forecast")


@requires(Permission.STAFFING_CHANGE)
@require_http_methods(["GET", "POST"])
def counts(request: HttpRequest) -> HttpResponse:
    """Claims of quarters before the product: typed in, listed, taken back."""
    form = CountsForm(request.POST if request.method == "POST" else None)
    today = clock.today()
    if request.method == "POST" and form.is_valid():
        try:
            rows = forecasts.set_counts(
                **form.cleaned_data, by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            many = f"{len(rows)} quarter{'' if len(rows) == 1 else 's'}"
            messages.success(request, f"{many} typed in. A forecast with them is being made.")
            return redirect("staffing:forecast-counts")
    context = {"form": form, "known": known(today)}
    status = 422 if form.errors else 200
    return render(request, "staffing/forecast/counts.html", context, status=status)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def count_withdraw(request: HttpRequest, quarter_count_id: int) -> HttpResponse:
    """Take a typed count back."""
    row = get_object_or_404(QuarterCount, pk=quarter_count_id)
    forecasts.withdraw_count(count=row, by=membership_of(request), at=clock.now())
    messages.success(request, f"The count of {row.quarter.words} is taken back.")
    return redirect("staffing:forecast-counts")
