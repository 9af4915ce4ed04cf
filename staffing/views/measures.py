"""Pages of the measures: a quarter's eleven, one with its rows, its rescue list, its file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from claims import spreadsheet
from cohe import audit, clock
from cohe.access import membership_of, requires
from cohe.downloads import csv_file
from cohe.permissions import Permission, allows
from coordination.views.answers import whole
from staffing.actions import measures as actions
from staffing.measures import BY_CODE
from staffing.quarter import Quarter
from staffing.queries import rescue as rescue_queries
from staffing.queries.measures import Row, counted
from staffing.queries.measures_page import measure_page, measures_page
from staffing.rescue import NO_RESCUE
from staffing.views.ratio import quarter_of

ROWS_A_PAGE = 100
SHOWN = {"": None, "counts": True, "not": False}


@requires(Permission.MEASURES_SEE)
@require_GET
def measures(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """The eleven measures of a quarter, the last one that is over by default."""
    today = clock.today()
    asked = quarter_of(quarter) if quarter else Quarter.of(today).previous
    by = membership_of(request)
    context = {
        "page": measures_page(asked, today, by),
        "now": Quarter.of(today),
        "may_keep": allows(by.role, Permission.MEASURES_KEEP),
    }
    return render(request, "staffing/measures/page.html", context)


@requires(Permission.MEASURES_SEE)
@require_GET
def measure(request: HttpRequest, quarter: str, measure: str) -> HttpResponse:
    """One measure: its course, and the rows behind its figure, those of the numerator or the others."""
    asked, code = quarter_of(quarter), code_of(measure)
    is_to_date = code == "M2" and request.GET.get("to-date") == "1"
    page = measure_page(code, asked, clock.today(), to_date=is_to_date)
    only = request.GET.get("only", "")
    rows = narrowed(page.rows.rows, only)
    context = {
        "page": page,
        "only": only if only in SHOWN else "",
        "is_to_date": is_to_date,
        "rows": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "counting": sum(row.counts for row in page.rows.rows),
        "others": sum(not row.counts for row in page.rows.rows),
        "here": f"?only={only if only in SHOWN else ''}{'&to-date=1' * is_to_date}",
    }
    return render(request, "staffing/measures/measure.html", context)


@requires(Permission.MEASURES_SEE)
@require_GET
def measure_csv(request: HttpRequest, quarter: str, measure: str) -> HttpResponse:
    """The rows behind a figure as a file, without names of workers; the download is in the trail."""
    asked, code = quarter_of(quarter), code_of(measure)
    audit.log("measures.rows-downloaded", "quarter", None, at=clock.now(), reason=f"{code} {asked}")
    found = counted(code, asked, clock.today())
    rows = [(row.subject, "yes" if row.counts else "no", row.on, row.why) for row in found.rows]
    return csv_file(f"{code}-{asked}", spreadsheet.table(found.heads, rows))


@requires(Permission.MEASURES_SEE)
@require_GET
def rescue(request: HttpRequest, quarter: str, measure: str) -> HttpResponse:
    """The claims that can still change a measure, the fewest days left first."""
    asked, code = quarter_of(quarter), code_of(measure)
    return render(request, "staffing/measures/rescue.html", rescue_context(request, asked, code))


@requires(Permission.MEASURES_SEE)
@require_POST
def rescue_make(request: HttpRequest, quarter: str, measure: str) -> HttpResponse:
    """Make the chosen claims today's worklist of their HSCs; it is undone as one."""
    asked, code = quarter_of(quarter), code_of(measure)
    made = actions.make_todays_worklist(
        code=code,
        quarter=asked,
        claim_ids={whole(each) for each in request.POST.getlist("claim")},
        by=membership_of(request),
        today=clock.today(),
        at=clock.now(),
    )
    if made.action is None:
        messages.info(request, "Nothing to add: these claims are on today's lists already, or have no HSC.")
        return redirect("staffing:rescue", asked, code)
    count = len(made.changed)
    messages.success(request, f"{count} task{'s' * (count != 1)} due today, each with the claim's HSC.")
    context = rescue_context(request, asked, code) | {"made": made.action}
    return render(request, "staffing/measures/rescue.html", context)


def rescue_context(request: HttpRequest, quarter: Quarter, code: str) -> dict[str, object]:
    """Return what the page of a rescue list shows."""
    today = clock.today()
    chances = rescue_queries.rescue_list(code=code, quarter=quarter, today=today, by=membership_of(request))
    names, there = rescue_queries.names_of(chances), rescue_queries.tasks_there(code, quarter)
    rows = [
        {
            "chance": one,
            "days": one.days_left(today),
            "hsc": names.get(one.claim.hsc_id or 0, ""),
            "is_there": one.claim.claim_id in there,
        }
        for one in chances
    ]
    return {
        "quarter": quarter,
        "measure": BY_CODE[code],
        "rows": rows,
        "to_add": sum(bool(row["hsc"]) and not row["is_there"] for row in rows),
        "no_rescue": NO_RESCUE.get(code, ""),
    }


def narrowed(rows: tuple[Row, ...], only: str) -> tuple[Row, ...]:
    """Return the rows of the numerator, those outside it, or all."""
    counts = SHOWN.get(only)
    return rows if counts is None else tuple(row for row in rows if row.counts is counts)


def code_of(words: str) -> str:
    """Return the code of a measure; raise `Http404` for words that name none."""
    code = words.upper()
    if code not in BY_CODE:
        raise Http404
    return code
