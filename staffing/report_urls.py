"""Addresses of quarterly reports, of the year's activities, and of a contract manager's COHEs."""

from django.urls import URLPattern, path

from staffing.views import activity_report, cohes, reports

VERSION = "staffing/reports/<str:quarter>/<int:version>/"
urlpatterns: list[URLPattern] = [
    path("staffing/reports/activities/<int:year>/", activity_report.activities, name="activity-report"),
    path(
        "staffing/reports/activities/<int:year>/files/<slug:file_kind>/",
        activity_report.activities_file,
        name="activity-file",
    ),
    path("staffing/reports/", reports.reports, name="reports"),
    path("staffing/reports/<str:quarter>/", reports.report, name="report"),
    path("staffing/reports/<str:quarter>/begin/", reports.report_begin, name="report-begin"),
    path(VERSION, reports.report_version, name="report-version"),
    path(f"{VERSION}submit/", reports.report_submit, name="report-submit"),
    path(f"{VERSION}discard/", reports.report_discard, name="report-discard"),
    path(f"{VERSION}count/", reports.report_count, name="report-count"),
    path(f"{VERSION}figures/<slug:figure>/", reports.report_rows, name="report-rows"),
    path(f"{VERSION}files/<slug:file_kind>/", reports.report_file, name="report-file"),
    path("cohes/", cohes.cohes, name="cohes"),
    path("cohes/files/<str:quarter>/<slug:file_kind>/", cohes.cohes_file, name="cohes-file"),
    path("cohes/<slug:cohe_code>/reports/<str:quarter>/", cohes.cohes_report, name="cohes-report"),
    path(
        "cohes/<slug:cohe_code>/reports/<str:quarter>/files/<slug:file_kind>/",
        cohes.cohes_report_file,
        name="cohes-report-file",
    ),
    path("cohes/<slug:cohe_code>/discussions/<str:quarter>/", cohes.cohes_talk, name="cohes-talk"),
]
