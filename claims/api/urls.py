"""Addresses of the API of claims."""

from claims.api.caseload import Caseload, Providers
from claims.api.imports import Imports, SentImports
from cohe.api_resource import route

urlpatterns = [
    # caseload/ providers/
    route("caseload/", "caseload", Caseload, get="list"),
    route("caseload/unassigned/", "caseload-unassigned", Caseload, get="unassigned"),
    route("caseload/people/<int:person_id>/", "caseload-person", Caseload, get="person"),
    route("caseload/assign/", "caseload-assign", Caseload, post="assign"),
    route("providers/", "providers", Providers, get="list"),
    route("providers/<int:provider_id>/", "provider", Providers, get="retrieve"),
    route("providers/<int:provider_id>/moving/", "provider-moving", Providers, get="moving"),
    route("providers/<int:provider_id>/assign/", "provider-assign", Providers, post="assign"),
    # imports/
    route("imports/", "imports", SentImports, get="list", post="send"),
    route("imports/<int:import_id>/", "import", Imports, get="retrieve"),
    route("imports/<int:import_id>/findings/", "import-findings", Imports, get="findings"),
    route("imports/<int:import_id>/changes/", "import-changes", Imports, get="changes"),
    route("imports/<int:import_id>/apply/", "import-apply", Imports, post="apply"),
    route("imports/<int:import_id>/discard/", "import-discard", Imports, post="discard"),
    route("imports/<int:import_id>/undo/", "import-undo", Imports, post="undo"),
]
