"""Pages of performance, surveys and quality-improvement projects."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import membership_of, requires
from cohe.answers import posted
from cohe.models import Person
from cohe.permissions import Permission, allows
from staffing.actions import performance as actions
from staffing.measure_forms import ImprovementForm, SurveyForm
from staffing.models import Improvement, Survey
from staffing.performance import BY_CODE
from staffing.quarter import Quarter
from staffing.queries.improvements import progress_today
from staffing.queries.performance import cases_of
from staffing.queries.performance_page import performance_page
from staffing.queries.team import staff
from staffing.views.asking import asked_on
from staffing.views.ratio import quarter_of

ROWS_A_PAGE = 100


@requires(Permission.STAFFING_SEE)
@require_GET
def performance(request: HttpRequest, quarter: str = "") -> HttpResponse:
    """The performance metrics of a quarter, of the COHE and of each coordinator."""
    page = performance_page(quarter_of(quarter), clock.today())
    may_keep = allows(membership_of(request).role, Permission.MEASURES_KEEP)
    context = {"page": page, "now": Quarter.of(clock.today()), "may_keep": may_keep}
    return render(request, "staffing/performance/page.html", context)


@requires(Permission.STAFFING_SEE)
@require_GET
def cases(request: HttpRequest, quarter: str, metric: str) -> HttpResponse:
    """The cases behind a metric: those that do not count first."""
    code = metric.upper()
    if code not in BY_CODE or code == "P1":
        raise Http404
    asked = quarter_of(quarter)
    rows = sorted(cases_of(code, asked, clock.today()), key=lambda one: (one.counts, one.on))
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    people = dict(Person.objects.filter(pk__in={one.person_id for one in page}).values_list("pk", "name"))
    context = {
        "quarter": asked,
        "metric": BY_CODE[code],
        "rows": page,
        "named": [(one, people.get(one.person_id or 0, "")) for one in page],
        "counting": sum(one.counts for one in rows),
        "here": "?",
    }
    return render(request, "staffing/performance/cases.html", context)


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def survey_add(request: HttpRequest) -> HttpResponse:
    """Keep the answers to one question."""
    today = clock.today()
    initial = {"quarter": request.GET.get("quarter", str(Quarter.of(today)))}
    form = SurveyForm(posted(request), colleagues=staff(), initial=initial)

    def save(given: dict[str, Any]) -> str:
        actions.add_survey(
            quarter=given["quarter"], answers=form.answers(), by=membership_of(request), today=today,
            at=clock.now(),
        )  # fmt: skip
        return f"{given['positive']} of {given['answered']} answers positive: kept."

    back = reverse("staffing:performance")
    return asked_on(request, form, "What did a survey say?", "Keep the answers", (back, save))


@requires(Permission.MEASURES_KEEP)
@require_POST
def survey_remove(request: HttpRequest, survey_id: int) -> HttpResponse:
    """Remove answers that were typed wrong."""
    survey = get_object_or_404(Survey, pk=survey_id)
    quarter = survey.quarter
    actions.remove_survey(survey=survey, by=membership_of(request), at=clock.now())
    messages.success(request, "The answers are removed.")
    return redirect("staffing:performance-of", quarter)


@requires(Permission.MEASURES_SEE)
@require_GET
def improvements(request: HttpRequest) -> HttpResponse:
    """The quality-improvement projects with their measure before and after."""
    projects = Improvement.objects.select_related("led_by")
    context = {
        "rows": progress_today(projects, clock.today()),
        "may_keep": allows(membership_of(request).role, Permission.MEASURES_KEEP),
    }
    return render(request, "staffing/performance/improvements.html", context)


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def improvement_add(request: HttpRequest) -> HttpResponse:
    """Begin a project."""
    today = clock.today()
    initial = {"started_on": today, "before": str(Quarter.of(today).previous)}
    form = ImprovementForm(posted(request), initial=initial)

    def save(given: dict[str, Any]) -> str:
        row = actions.start_improvement(project=form.project(), by=membership_of(request), at=clock.now())
        return f"{row.title} has begun."

    back = reverse("staffing:improvements")
    return asked_on(request, form, "What is to become better?", "Begin the project", (back, save))


@requires(Permission.MEASURES_KEEP)
@require_http_methods(["GET", "POST"])
def improvement(request: HttpRequest, improvement_id: int) -> HttpResponse:
    """Write what a project says now."""
    row = get_object_or_404(Improvement, pk=improvement_id)
    initial = {name: getattr(row, name) for name in ImprovementForm.base_fields}
    form = ImprovementForm(posted(request), initial=initial)

    def save(given: dict[str, Any]) -> str:
        actions.change_improvement(
            improvement=row, project=form.project(), version=given["version"] or 0, by=membership_of(request),
            at=clock.now(),
        )  # fmt: skip
        return "The project is saved."

    back = reverse("staffing:improvements")
    return asked_on(request, form, row.title, "Save", (back, save))
