"""Addresses of the API of quarterly reports."""

from cohe.api_resource import route
from staffing.api.cohes import Cohes
from staffing.api.reports import Reports

VERSION = "staffing/reports/<str:quarter>/<int:version>/"
urlpatterns = [
    route("staffing/reports/", "reports", Reports, get="list", post="begin"),
    route(VERSION, "report-version", Reports, get="retrieve", put="write", delete="discard"),
    route(f"{VERSION}submit/", "report-submit", Reports, post="submit"),
    route(f"{VERSION}figures/<slug:figure>/", "report-figure-rows", Reports, get="rows"),
    route("cohes/", "cohes", Cohes, get="list"),
    route("cohes/<slug:cohe_code>/reports/<str:quarter>/", "cohe-report", Cohes, get="report"),
]
