"""Pages of claims per HSC FTE: a quarter explained, the rows behind it, checks and discussions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission, allows
from staffing.actions import checks
from staffing.choices import CheckKind
from staffing.forms import DiscussionForm, QuarterForm
from staffing.models import Discussion, StaffingCheck
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries import ratio as queries
from staffing.queries import scenarios
from staffing.queries.discussions import too_few
from staffing.queries.ratio_shown import shown

ROWS_A_PAGE = 100


@requires(Permission.STAFFING_SEE)
@require_GET
def ratio(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """Claims per HSC FTE of a quarter: every term, the distance to the line, the quarters before."""
    today = clock.today()
    page = queries.ratio_page(quarter=quarter_of(quarter), today=today)
    made = StaffingCheck.objects.filter(year=page.quarter.year, number=page.quarter.number).order_by("-id")
    discussion = Discussion.objects.filter(year=page.quarter.year, number=page.quarter.number).first()
    context = {
        "page": page,
        "shown": shown(page),
        "checks": made[:10],
        "discussion": discussion,
        "may_check": allows(membership_of(request).role, Permission.STAFFING_CHANGE),
    }
    return render(request, "staffing/ratio.html", context)


@requires(Permission.STAFFING_SEE)
@require_GET
def initiated(request: HttpRequest, quarter: str) -> HttpResponse:
    """The claims that a quarter's number counts; with `?year=1` those of the year that ends with it."""
    found, is_year = quarter_of(quarter), request.GET.get("year") == "1"
    end = min(clock.today(), found.last)
    rows = queries.initiated_in_year(end) if is_year else queries.initiated(found.first, found.last)
    page = Paginator(rows.order_by("appeared", "claim_number"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"quarter": found, "page": page, "is_year": is_year, "end": end}
    return render(request, "staffing/initiated.html", context)


@requires(Permission.STAFFING_CHANGE)
@require_POST
def check_make(request: HttpRequest) -> HttpResponse:
    """Check a quarter that is over."""
    form = QuarterForm(request.POST)
    if not form.is_valid():
        raise Denied(" ".join(str(one) for one in form.errors.get("quarter", [])))
    by = membership_of(request)
    found = checks.check_staffing(
        cohe_id=by.cohe_id,
        quarter=form.cleaned_data["quarter"],
        kind=CheckKind.BY_HAND,
        today=clock.today(),
        at=clock.now(),
        by=by,
    )
    said = "a discussion is required" if found.discussion else "no discussion is required"
    messages.success(request, f"{found.check.quarter.words} is checked: {said}.")
    return redirect("staffing:ratio-of", str(found.check.quarter))


@requires(Permission.DISCUSSION_WRITE)
@require_GET
def discussions(request: HttpRequest) -> HttpResponse:
    """Every discussion about forecast and staffing, the latest quarter first; `?quarter=` opens that one."""
    rows = Discussion.objects.select_related("check_made")
    if asked := request.GET.get("quarter"):
        only = quarter_of(asked)
        return redirect("staffing:discussion", get_object_or_404(rows, year=only.year, number=only.number).pk)
    context = {"rows": rows, "today": clock.today(), "few": too_few(rows, membership_of(request))}
    return render(request, "staffing/discussions.html", context)


@requires(Permission.DISCUSSION_WRITE)
@require_http_methods(["GET", "POST"])
def discussion(request: HttpRequest, staffing_discussion_id: int) -> HttpResponse:
    """One discussion: what asked for it, what is forecast, planned, agreed; both texts when two wrote."""
    row = get_object_or_404(scenarios.discussions(), pk=staffing_discussion_id)
    form, theirs = DiscussionForm(request.POST or None, initial=as_it_stands(row)), None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version")
        try:
            checks.write_discussion(
                discussion=row, said=checks.Said(**given), version=version, by=membership_of(request),
                today=clock.today(), at=clock.now(),
            )  # fmt: skip
        except Conflict as no:
            form.add_error(None, str(no))
            theirs = row
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "The discussion is saved.")
            return redirect("staffing:discussion", row.pk)
    few = too_few([row], membership_of(request))
    context = {
        "row": row,
        "form": form,
        "theirs": theirs,
        "few": few.get(row.pk),
        "sees_terms": allows(membership_of(request).role, Permission.STAFFING_SEE),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "staffing/discussion.html", context, status=status)


@requires(Permission.DISCUSSION_WRITE)
@require_POST
def discussion_close(request: HttpRequest, staffing_discussion_id: int) -> HttpResponse:
    """Close a discussion that was held."""
    row = get_object_or_404(Discussion, pk=staffing_discussion_id)
    checks.close_discussion(discussion=row, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, "The discussion is closed. It can be opened again.")
    return redirect("staffing:discussion", row.pk)


@requires(Permission.DISCUSSION_WRITE)
@require_POST
def discussion_open(request: HttpRequest, staffing_discussion_id: int) -> HttpResponse:
    """Open a closed discussion again."""
    row = get_object_or_404(Discussion, pk=staffing_discussion_id)
    checks.open_again(discussion=row, by=membership_of(request), at=clock.now())
    messages.success(request, "The discussion is open again.")
    return redirect("staffing:discussion", row.pk)


def as_it_stands(row: Discussion) -> dict[str, object]:
    """Return what the form begins with."""
    return {name: getattr(row, name) for name in DiscussionForm.base_fields}


def quarter_of(words: str) -> Quarter:
    """Return the quarter of an address, the present one by default; raise `Http404` for what is none."""
    try:
        return Quarter.named(words) if words else Quarter.of(clock.today())
    except NoSuchQuarter as no:
        raise Http404 from no
