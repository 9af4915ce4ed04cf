"""The activity log: who was served, notes and minutes; its file."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from claims import spreadsheet
from claims.queries import caseload
from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.downloads import csv_file
from cohe.permissions import Permission
from coordination import policies
from coordination.choices import Area, NoteKind
from coordination.queries import activity as queries

FILTERS = ("since", "through", "by", "hsc", "area", "kind")


def asked_of(request: HttpRequest) -> queries.Asked:
    """Return the filters of the address; a log begins with this quarter. Raises `NoSuchFilter`."""
    since, through = queries.quarter_to(clock.today())
    given = {name: request.GET.get(name, "").replace("\x00", "") for name in FILTERS}
    return queries.Asked(
        since=day_of(given["since"]) or since,
        through=day_of(given["through"]) or through,
        by=given["by"] or queries.By.HSC,
        hsc=given["hsc"],
        area=given["area"],
        kind=given["kind"],
    )


def day_of(text: str) -> date | None:
    """Return a day of the address, None where there is none; refuse what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as no:
        raise queries.NoSuchFilter(f"“{text[:20]}” is no day: write it as 2026-10-15.") from no


@requires(Permission.BILLING_SEE)
@require_GET
def activity(request: HttpRequest) -> HttpResponse:
    """Show the log that the address asks for."""
    by, today = membership_of(request), clock.today()
    try:
        asked = asked_of(request)
        log = queries.activity(asked=asked, membership=by)
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    filters = {name: str(getattr(asked, name)) for name in FILTERS}
    context = {
        "log": log,
        "asked": asked,
        "by_words": queries.By(asked.by).label,
        "ways": [(one, f"?{urlencode({**filters, 'by': one.value})}") for one in queries.By],
        "query": urlencode(filters),
        "areas": Area,
        "kinds": NoteKind,
        "hscs": caseload.hscs(cohe_id=by.cohe_id, today=today) if policies.bills_for_all(by) else (),
    }
    return render(request, "coordination/activity/page.html", context)


@requires(Permission.BILLING_SEE)
@require_POST
def activity_export(request: HttpRequest) -> HttpResponse:
    """The log as a file for a spreadsheet; who took it is in the trail."""
    try:
        log = queries.activity(asked=asked_of(request), membership=membership_of(request))
    except queries.NoSuchFilter as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    audit.log("activity.exported", "activity-log", None, at=clock.now(), reason=f"{len(log.rows)} rows")
    content = spreadsheet.table(queries.HEADER, (queries.cells_of(row) for row in (*log.rows, log.total)))
    return csv_file(f"activity-{clock.today():%Y-%m-%d}", content)
