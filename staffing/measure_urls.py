"""Addresses of measures, performance and improvement projects; names that are no quarter come first."""

from django.urls import URLPattern, path

from staffing.views import measure_keeping, measures, performance

urlpatterns: list[URLPattern] = [
    path("staffing/measures/", measures.measures, name="measures"),
    path("staffing/measures/apf-reviews/<int:apf_review_id>/", measure_keeping.apf_review, name="apf-review"),
    path("staffing/measures/adopters/", measure_keeping.adopters, name="adopters"),
    path("staffing/measures/adopters/<int:provider_id>/", measure_keeping.adopter, name="adopter"),
    path(
        "staffing/measures/provider-calls/<int:provider_call_id>/withdraw/",
        measure_keeping.provider_call_withdraw,
        name="provider-call-withdraw",
    ),
    path("staffing/measures/improvements/", performance.improvements, name="improvements"),
    path("staffing/measures/improvements/add/", performance.improvement_add, name="improvement-add"),
    path("staffing/measures/improvements/<int:improvement_id>/", performance.improvement, name="improvement"),
    path("staffing/measures/<str:quarter>/", measures.measures, name="measures-of"),
    path("staffing/measures/<str:quarter>/apf-reviews/", measure_keeping.apf_reviews, name="apf-reviews"),
    path(
        "staffing/measures/<str:quarter>/apf-reviews/draw/",
        measure_keeping.apf_reviews_draw,
        name="apf-reviews-draw",
    ),
    path("staffing/measures/<str:quarter>/comparison/", measure_keeping.comparison, name="comparison"),
    path("staffing/measures/<str:quarter>/<str:measure>/", measures.measure, name="measure"),
    path("staffing/measures/<str:quarter>/<str:measure>/file/", measures.measure_csv, name="measure-csv"),
    path("staffing/measures/<str:quarter>/<str:measure>/rescue/", measures.rescue, name="rescue"),
    path(
        "staffing/measures/<str:quarter>/<str:measure>/rescue/make/", measures.rescue_make, name="rescue-make"
    ),
    path("claims/<int:claim_id>/provider-calls/", measure_keeping.provider_call, name="provider-call"),
    path("staffing/performance/", performance.performance, name="performance"),
    path("staffing/performance/surveys/add/", performance.survey_add, name="survey-add"),
    path(
        "staffing/performance/surveys/<int:survey_id>/remove/",
        performance.survey_remove,
        name="survey-remove",
    ),
    path("staffing/performance/<str:quarter>/", performance.performance, name="performance-of"),
    path("staffing/performance/<str:quarter>/<str:metric>/", performance.cases, name="performance-cases"),
]
