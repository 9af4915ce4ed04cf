"""Addresses of the forecast and its scenarios."""

from django.urls import URLPattern, path

from staffing.views import forecast, scenarios

urlpatterns: list[URLPattern] = [
    path("staffing/forecast/", forecast.forecast, name="forecast"),
    path("staffing/forecast/ask/", forecast.forecast_ask, name="forecast-ask"),
    path("staffing/forecast/counts/", forecast.counts, name="forecast-counts"),
    path(
        "staffing/forecast/counts/<int:quarter_count_id>/withdraw/",
        forecast.count_withdraw,
        name="quarter-count-withdraw",
    ),
    path("staffing/forecast/scenarios/add/", scenarios.scenario_add, name="scenario-add"),
    path("staffing/forecast/scenarios/<int:scenario_id>/", scenarios.scenario, name="scenario"),
    path(
        "staffing/forecast/scenarios/<int:scenario_id>/change/",
        scenarios.scenario_change,
        name="scenario-change",
    ),
    path(
        "staffing/forecast/scenarios/<int:scenario_id>/withdraw/",
        scenarios.scenario_withdraw,
        name="scenario-withdraw",
    ),
    path(
        "staffing/forecast/scenarios/<int:scenario_id>/restore/",
        scenarios.scenario_restore,
        name="scenario-restore",
    ),
    path("staffing/forecast/scenarios/<int:scenario_id>/hire/", scenarios.hire_add, name="hire-add"),
    path("staffing/forecast/scenarios/<int:scenario_id>/leave/", scenarios.leave_add, name="leave-add"),
    path(
        "staffing/forecast/scenarios/<int:scenario_id>/resignation/",
        scenarios.resignation_add,
        name="resignation-add",
    ),
    path(
        "staffing/forecast/scenarios/<int:scenario_id>/bring/",
        scenarios.scenario_bring,
        name="scenario-bring",
    ),
    path(
        "staffing/forecast/steps/<int:scenario_step_id>/withdraw/",
        scenarios.step_withdraw,
        name="step-withdraw",
    ),
    path(
        "staffing/forecast/brought/<int:brought_id>/withdraw/",
        scenarios.brought_withdraw,
        name="brought-withdraw",
    ),
]
