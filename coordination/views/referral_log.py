"""The referral log of the COHE, its file, and what kept workers away."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from claims import spreadsheet
from claims.queries import caseload
from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.downloads import csv_file
from cohe.models import Role
from cohe.permissions import Permission
from coordination.queries import referral_log as queries
from coordination.referral_kinds import Orderer, ReferralKind
from coordination.referral_steps import Barrier
from coordination.views.answers import whole

FILTERS = ("state", "kind", "orderer", "barrier", "hsc")


def asked_of(request: HttpRequest) -> queries.Asked:
    """Return the filters of the address; an HSC begins with her own claims."""
    given = {name: request.GET.get(name, "").replace("\x00", "") for name in FILTERS if name in request.GET}
    membership = membership_of(request)
    if "hsc" not in given and membership.role == Role.HSC:
        given["hsc"] = str(membership.person_id)
    return queries.Asked(**given | {"state": given.get("state") or queries.State.OPEN})


@requires(Permission.CLAIM_SEE)
@require_GET
def referral_log(request: HttpRequest) -> HttpResponse:
    """Show the referrals that the address asks for, late ones first."""
    asked, by, today = asked_of(request), membership_of(request), clock.today()
    try:
        log = queries.referral_log(asked=asked, membership=by, today=today)
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    filters = {name: getattr(asked, name) for name in FILTERS}
    pages = Paginator(log.rows, queries.ROWS_A_PAGE)
    context = {
        "figures": log.figures,
        "rows": pages.get_page(whole(request.GET.get("page", "")) or 1),
        "asked": asked,
        "states": [
            (one, f"?{urlencode({**filters, 'state': one.value})}", one == asked.state)
            for one in queries.State
        ],
        "query": urlencode(filters),
        "choices": {"kind": ReferralKind, "orderer": Orderer, "barrier": Barrier},
        "hscs": caseload.hscs(cohe_id=by.cohe_id, today=today),
    }
    return render(request, "coordination/referral/log.html", context)


@requires(Permission.CLAIM_SEE)
@require_POST
def referral_export(request: HttpRequest) -> HttpResponse:
    """The log as a file for a spreadsheet, narrowed as the address says; who took it is in the trail."""
    by, today = membership_of(request), clock.today()
    try:
        log = queries.referral_log(asked=asked_of(request), membership=by, today=today)
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    audit.log("referrals.exported", "referral-log", None, at=clock.now(), reason=f"{len(log.rows)} referrals")
    content = spreadsheet.table(queries.HEADER, (queries.cells_of(row) for row in log.rows))
    return csv_file(f"referrals-{today:%Y-%m-%d}", content)


@requires(Permission.CLAIM_SEE)
@require_GET
def referral_barriers(request: HttpRequest) -> HttpResponse:
    """What kept workers from starting, and what each barrier proposes."""
    asked, by = asked_of(request), membership_of(request)
    report = queries.barriers_report(membership=by, hsc=asked.hsc)
    context = {
        "report": report,
        "asked": asked,
        "hscs": caseload.hscs(cohe_id=by.cohe_id, today=clock.today()),
    }
    return render(request, "coordination/referral/barriers.html", context)
