"""Addresses of the API of the forecast and its scenarios."""

from cohe.api_resource import route
from staffing.api.forecast import Forecasts
from staffing.api.scenarios import Scenarios

SCENARIO = "staffing/scenarios/<int:scenario_id>/"
urlpatterns = [
    route("staffing/forecast/", "forecast", Forecasts, get="retrieve", post="ask"),
    route("staffing/forecast/counts/", "forecast-counts", Forecasts, get="counts", post="set_counts"),
    route(
        "staffing/forecast/counts/<int:quarter_count_id>/withdraw/",
        "quarter-count-withdraw",
        Forecasts,
        post="withdraw_count",
    ),
    route("staffing/scenarios/", "scenarios", Scenarios, get="list", post="create"),
    route(SCENARIO, "scenario", Scenarios, get="retrieve", put="change"),
    route(f"{SCENARIO}withdraw/", "scenario-withdraw", Scenarios, post="withdraw"),
    route(f"{SCENARIO}restore/", "scenario-restore", Scenarios, post="restore"),
    route(f"{SCENARIO}steps/", "scenario-steps", Scenarios, post="add_step"),
    route(
        "staffing/scenario-steps/<int:scenario_step_id>/withdraw/",
        "scenario-step-withdraw",
        Scenarios,
        post="withdraw_step",
    ),
    route(f"{SCENARIO}bring/", "scenario-bring", Scenarios, post="bring"),
    route(
        "staffing/brought-scenarios/<int:brought_id>/withdraw/",
        "brought-scenario-withdraw",
        Scenarios,
        post="take_back",
    ),
]
