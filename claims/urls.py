"""Addresses of claims."""

from django.urls import path

from claims.views import caseload, imports

app_name = "claims"
urlpatterns = [
    path("caseload/", caseload.overview, name="caseload"),
    path("caseload/unassigned/", caseload.unassigned, name="unassigned"),
    path("caseload/people/<int:person_id>/", caseload.person, name="caseload-person"),
    path("caseload/claims/assign/", caseload.claims_assign, name="claims-assign"),
    path("caseload/providers/<int:provider_id>/", caseload.provider, name="provider"),
    path("caseload/providers/<int:provider_id>/assign/", caseload.provider_assign, name="provider-assign"),
    path("imports/", imports.listing, name="import-list"),
    path("imports/send/", imports.send, name="import-send"),
    path("imports/<int:import_id>/", imports.detail, name="import"),
    path("imports/<int:import_id>/findings.csv", imports.findings_csv, name="import-findings"),
    path("imports/<int:import_id>/apply/", imports.apply, name="import-apply"),
    path("imports/<int:import_id>/discard/", imports.discard, name="import-discard"),
    path("imports/<int:import_id>/undo/", imports.undo, name="import-undo"),
]
