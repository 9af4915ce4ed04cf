"""Taking assessments, looking at them, alerting the provider, and interventions after a positive FRQ."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import assessments
from coordination.forms.assessments import AssessmentTaking, InterventionForm
from coordination.models import Assessment, FunctionalIntervention
from coordination.queries import assessment_forms, assessment_page, progress
from coordination.queries.claim_assessments import score_words
from coordination.views.answers import said_of
from coordination.views.opening import found_claim, opened_claim, opens_claim


@requires(Permission.RECORD_WRITE)
@require_GET
@opens_claim
def assessment_list(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Choose the form to take."""
    context = {"claim": claim, "lines": assessment_page.form_lines(claim, clock.today())}
    return render(request, "coordination/assessment/list.html", context)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def assessment_take(request: HttpRequest, claim: Claim, slug: str) -> HttpResponse:
    """Take an assessment."""
    today = clock.today()
    asked = assessment_forms.form_in_use(slug, today)
    if asked is None:
        raise Http404
    form = AssessmentTaking(posted(request), form=asked, today=today, initial={"taken_on": today})
    if request.method == "POST" and form.is_valid():
        taking = assessments.Taking(
            slug, form.cleaned_data["taken_on"], form.answers(), form.cleaned_data["remark"]
        )
        try:
            taken = assessments.take_assessment(
                claim=claim, taking=taking, by=membership_of(request), today=today, at=clock.now()
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of(said_about(taken.assessment), taken.refreshed))
            return redirect("coordination:claim", claim.pk)
    context = {"claim": claim, "asked": asked, "form": form}
    return render(request, "coordination/assessment/take.html", context, status=422 if form.errors else 200)


def said_about(one: Assessment) -> str:
    """Return what was taken, with its score or the barriers it proposes."""
    score = score_words(one)
    proposed = f" It proposes for the plan: {', '.join(one.barriers)}." if one.barriers else ""
    return f"{one.title} recorded{f': {score}' if score else ''}.{proposed}"


@requires(Permission.CLAIM_SEE)
@require_GET
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Show one taking: each question of its version with the answer."""
    one = get_object_or_404(Assessment.objects.select_related("taken_by"), pk=assessment_id)
    found_claim(request, one.claim_id)
    claim = opened_claim(request, one.claim_id)
    context = {
        "claim": claim,
        "one": one,
        "score": score_words(one),
        "answers": assessment_page.answers_of(one),
    }
    return render(request, "coordination/assessment/page.html", context)


@requires(Permission.RECORD_WRITE)
@require_POST
def assessment_withdraw(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """Take an assessment back that was entered by mistake."""
    one = get_object_or_404(Assessment, pk=assessment_id)
    claim = found_claim(request, one.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = assessments.withdraw_assessment(assessment=one, by=by, today=today, at=at)
    messages.success(request, said_of("The assessment is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:claim", claim.pk)


@requires(Permission.NOTE_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def progress_alert(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show a scale without progress and the words for the provider; one key makes them a draft note."""
    today, scale = clock.today(), request.GET.get("about", "")
    if request.method == "POST":
        draft = assessments.draft_alert(
            claim=claim, scale=scale, by=membership_of(request), today=today, at=clock.now()
        )
        messages.success(request, "The note is drafted: read it, say whom you reached, and sign it.")
        return redirect(f"{reverse('coordination:claim', args=[claim.pk])}?draft={draft.key}#note")
    context = {"claim": claim, "scale": scale, "alert": progress.alert_of(claim, scale, today)}
    return render(request, "coordination/assessment/alert.html", context)


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def interventions(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the six interventions and record one at a visit."""
    today, rows = clock.today(), assessment_page.interventions(claim)
    initial = {"visit_on": assessment_page.visit_at_hand(rows, today)}
    form = InterventionForm(posted(request), today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made, refreshed = assessments.add_intervention(
                claim=claim,
                visited=assessments.Visited(**form.cleaned_data),
                by=membership_of(request),
                today=today,
                at=clock.now(),
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of(f"Recorded: {made.get_kind_display()}.", refreshed))
            return redirect("coordination:interventions", claim.pk)
    context = {"claim": claim, "form": form, "page": assessment_page.checklist(claim, rows)}
    return render(
        request, "coordination/assessment/interventions.html", context, status=422 if form.errors else 200
    )


@requires(Permission.RECORD_WRITE)
@require_POST
def intervention_withdraw(request: HttpRequest, intervention_id: int) -> HttpResponse:
    """Take an intervention back."""
    one = get_object_or_404(FunctionalIntervention, pk=intervention_id)
    claim = found_claim(request, one.claim_id)
    by, today, at = membership_of(request), clock.today(), clock.now()
    refreshed = assessments.withdraw_intervention(intervention=one, by=by, today=today, at=at)
    messages.success(request, said_of("The intervention is withdrawn; it stays in the history.", refreshed))
    return redirect("coordination:interventions", claim.pk)
