"""Addresses of the API of measures, performance and improvement projects."""

from cohe.api_resource import route
from staffing.api.measure_keeping import MeasureKeeping, ProviderCalls
from staffing.api.measures import Measures
from staffing.api.performance import Improvements, PerformanceMetrics

urlpatterns = [
    route("staffing/measures/<str:quarter>/", "measures", Measures, get="list"),
    route(
        "staffing/measures/<str:quarter>/apf-reviews/", "apf-reviews", MeasureKeeping, get="list", post="draw"
    ),
    route("staffing/measures/<str:quarter>/comparison/", "comparison", MeasureKeeping, put="compare"),
    route("staffing/measures/<str:quarter>/<str:measure>/rows/", "measure-rows", Measures, get="rows"),
    route(
        "staffing/measures/<str:quarter>/<str:measure>/rescue/",
        "rescue",
        Measures,
        get="rescue",
        post="rescue_make",
    ),
    route("staffing/apf-reviews/<int:apf_review_id>/", "apf-review", MeasureKeeping, put="judge"),
    route("staffing/adopters/<int:provider_id>/", "adopter", MeasureKeeping, post="classify"),
    route("claims/<int:claim_id>/provider-calls/", "provider-calls", ProviderCalls, post="record"),
    route(
        "staffing/provider-calls/<int:provider_call_id>/withdraw/",
        "provider-call-withdraw",
        ProviderCalls,
        post="withdraw",
    ),
    route("staffing/performance/<str:quarter>/", "performance", PerformanceMetrics, get="retrieve"),
    route("staffing/surveys/", "surveys", PerformanceMetrics, post="survey"),
    route("staffing/surveys/<int:survey_id>/remove/", "survey-remove", PerformanceMetrics, post="remove"),
    route("staffing/improvements/", "improvements", Improvements, get="list", post="create"),
    route("staffing/improvements/<int:improvement_id>/", "improvement", Improvements, put="change"),
]
