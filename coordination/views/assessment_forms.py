"""An administrator's pages of the forms of assessments: versions, preview, retiring and using again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import assessment_forms as actions
from coordination.assessment_forms import Form
from coordination.choices import Scoring
from coordination.forms.assessment_forms import (
    QuestionRows,
    VersionForm,
    counted,
    questions_in,
    rows_of,
    slug_of,
)
from coordination.forms.assessments import AssessmentTaking
from coordination.queries import assessment_forms


@requires(Permission.CONFIGURE)
@require_GET
def form_list(request: HttpRequest) -> HttpResponse:
    """Show every form with its versions."""
    context = {"forms": assessment_forms.every_version(), "today": clock.today()}
    return render(request, "coordination/assessment_form/list.html", context)


@requires(Permission.CONFIGURE)
@require_http_methods(["GET", "POST"])
def form_new(request: HttpRequest) -> HttpResponse:
    """Make a form of the COHE's own."""
    return version_page(request, None)


@requires(Permission.CONFIGURE)
@require_http_methods(["GET", "POST"])
def form_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the next version of a form."""
    versions = [one for one in assessment_forms.every_version() if one.slug == slug]
    if not versions:
        raise Http404
    return version_page(request, versions[0])


def version_page(request: HttpRequest, before: Form | None) -> HttpResponse:
    """Show the form of a form; preview what it asks, or keep it as the next version."""
    version = VersionForm(posted(request), initial=initial_of(before))
    there = rows_of(before) if before else []
    rows = QuestionRows(counted(posted(request), len(there)), initial=there)
    preview = None
    if request.method == "POST" and version.is_valid() and rows.is_valid():
        try:
            wanted = next_version(before, version.cleaned_data, rows)
            actions.refuse_unless_sound(wanted)
            if "keep" in request.POST:
                return kept(request, wanted)
            preview = preview_of(wanted)
        except Denied as no:
            version.add_error(None, str(no))
    context = {"before": before, "form": version, "rows": rows, "preview": preview}
    wrong = bool(version.errors or (rows.is_bound and not rows.is_valid()))
    return render(request, "coordination/assessment_form/form.html", context, status=422 if wrong else 200)


def initial_of(before: Form | None) -> dict[str, Any]:
    """Return what the next version has of the one before."""
    if before is None:
        return {"scoring": Scoring.NONE}
    names = ("title", "scoring", "is_reading", "higher_is_better", "notice")
    return {name: getattr(before, name) for name in names}


def next_version(before: Form | None, clean: dict[str, Any], rows: Any) -> actions.NextVersion:
    """Return the version that the page describes; a new form gets its short name from its title."""
    slug = before.slug if before else slug_of(clean["title"])
    if not slug:
        raise Denied("Give the form a title with letters.")
    return actions.NextVersion(
        slug,
        clean["title"],
        tuple(questions_in(rows)),
        Scoring(clean["scoring"]),
        clean["is_reading"],
        clean["higher_is_better"],
        clean["notice"],
    )


def kept(request: HttpRequest, wanted: actions.NextVersion) -> HttpResponse:
    """Keep the next version."""
    made = actions.make_version(wanted=wanted, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"{made} is in use from today; assessments already taken keep theirs.")
    return redirect("coordination:assessment-forms")


def preview_of(wanted: actions.NextVersion) -> AssessmentTaking:
    """Return the form as a coordinator will see it, with nothing answered."""
    today = clock.today()
    shown = Form(wanted.slug, 0, wanted.title, today, tuple(wanted.questions), wanted.scoring)
    return AssessmentTaking(form=shown, today=today, prefix="preview", initial={"taken_on": today})


@requires(Permission.CONFIGURE)
@require_POST
def form_retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a form no more."""
    row = actions.retire_form(slug=slug, by=membership_of(request), today=clock.today(), at=clock.now())
    messages.success(request, f"{row.title} is retired: it is offered no more, what was taken stays.")
    return redirect("coordination:assessment-forms")


@requires(Permission.CONFIGURE)
@require_POST
def form_use_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a retired form back into use."""
    row = actions.use_again(slug=slug, by=membership_of(request))
    messages.success(request, f"{row.title} is in use again.")
    return redirect("coordination:assessment-forms")
