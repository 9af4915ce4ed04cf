"""The surgeries of a claim: candidate, dates that move, plans for work, milestones, the end."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.answers import posted, refused
from cohe.permissions import Permission
from coordination.actions import release_plans, surgeries
from coordination.actions.worklist import Refreshed
from coordination.choices import PlanKind
from coordination.forms.surgeries import (
    CandidateForm,
    ConclusionForm,
    DatesForm,
    JoinForm,
    PlanForm,
    dates_of,
    plan_values,
)
from coordination.models import Milestone, ReleasePlan, SurgeryEpisode, SurgeryMove
from coordination.queries.surgery_page import one_surgery, surgery_page, with_claim
from coordination.queries.surgery_shapes import ShownSurgery
from coordination.views.answers import said_of
from coordination.views.opening import opens_claim, opens_claim_of

TITLES = {PlanKind.PRE_OP: "Release-to-work plan before the surgery", PlanKind.POST_OP: "Recovery plan"}


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim
def surgery_list(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the surgeries of a claim."""
    page = surgery_page(claim=claim, membership=membership_of(request), today=clock.today())
    return render(request, "coordination/surgery/list.html", {"claim": claim, "page": page})


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def surgery_candidate(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Name a surgical candidate before the extract knows the surgery."""
    form = CandidateForm(posted(request), today=clock.today(), initial={"candidate_on": clock.today()})

    def save() -> tuple[str, Refreshed]:
        procedure, told = form.cleaned_data["procedure"], form.told()
        _, refreshed = surgeries.name_candidate(claim=claim, procedure=procedure, told=told, **doing(request))
        return "The surgical candidate is recorded.", refreshed

    return form_page(request, claim, form, save, {"title": "Surgical candidate"})


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def surgery_dates(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Keep dates that were told; another day shows first which milestones move."""
    shown = asked_for(request, claim)
    form = DatesForm(posted(request), today=clock.today(), initial=dates_of(shown))
    context: dict[str, Any] = {"title": "Dates of the surgery", "shown": shown}
    if request.method == "POST" and form.is_valid() and "confirm" not in request.POST:
        moves = surgeries.preview_dates(claim=claim, about=shown.key, told=form.told())
        if moves:
            return render(
                request, "coordination/surgery/moves.html", {**context, **locals_of(claim, form, moves)}
            )

    def save() -> tuple[str, Refreshed]:
        version = form.cleaned_data["version"]
        dated = surgeries.tell_dates(
            claim=claim, about=shown.key, told=form.told(), version=version, **doing(request)
        )
        return f"The dates are kept.{moved_words(dated.moves)}", dated.refreshed

    return form_page(request, claim, form, save, context)


def locals_of(claim: Claim, form: forms.Form, moves: object) -> dict[str, Any]:
    """Return what the page of moves shows."""
    return {"claim": claim, "form": form, "moves": moves}


def moved_words(moves: tuple[Any, ...]) -> str:
    """Return how many milestones moved, in words."""
    if not moves:
        return ""
    return f" {len(moves)} milestone{'s' if len(moves) > 1 else ''} moved; the page can undo it."


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def surgery_plan(request: HttpRequest, claim: Claim, plan_kind: str) -> HttpResponse:
    """Make a release-to-work plan, or revise it."""
    if plan_kind not in list(PlanKind):
        raise Http404
    shown, today = asked_for(request, claim), clock.today()
    form = PlanForm(posted(request), today=today, initial=plan_values(shown.plan(plan_kind), today))

    def save() -> tuple[str, Refreshed]:
        _, refreshed = release_plans.make_plan(
            claim=claim,
            about=shown.key,
            made=form.made(plan_kind),
            version=form.cleaned_data["version"],
            **doing(request),
        )
        return "The plan is kept.", refreshed

    title = TITLES[next(one for one in PlanKind if one == plan_kind)]
    return form_page(request, claim, form, save, {"title": title, "shown": shown, "is_plan": True})


@requires(Permission.RECORD_WRITE)
@require_http_methods(["GET", "POST"])
@opens_claim
def surgery_conclude(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Conclude a surgery and name who goes on treating."""
    shown, today = asked_for(request, claim), clock.today()
    form = ConclusionForm(posted(request), today=today, initial={"concluded_on": today})

    def save() -> tuple[str, Refreshed]:
        _, refreshed = surgeries.conclude_surgery(
            claim=claim, about=shown.key, conclusion=form.conclusion(), **doing(request)
        )
        return "The surgery is concluded.", refreshed

    return form_page(request, claim, form, save, {"title": "Conclude and hand over", "shown": shown})


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(SurgeryEpisode.objects.all)
def surgery_count_anew(request: HttpRequest, claim: Claim, episode: SurgeryEpisode) -> HttpResponse:
    """Move the milestones to the day the extract has now."""
    dated = surgeries.count_anew(episode=episode, **doing(request))
    return back_to(request, claim, moved_words(dated.moves).strip(), dated.refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: with_claim(SurgeryMove.objects, "episode"))
def surgery_move_undo(request: HttpRequest, claim: Claim, move: SurgeryMove) -> HttpResponse:
    """Put the surgery's day and its milestones back."""
    refreshed = surgeries.undo_move(move=move, **doing(request))
    return back_to(request, claim, "The day and its milestones are as they were.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(SurgeryEpisode.objects.all)
def surgery_join(request: HttpRequest, claim: Claim, episode: SurgeryEpisode) -> HttpResponse:
    """Say that a surgery of the extract is this one."""
    page = surgery_page(claim=claim, membership=membership_of(request), today=clock.today())
    keys = {key for one in page.surgeries for key in one.joins}
    form = JoinForm(request.POST, keys=sorted(keys))
    if not form.is_valid():
        raise Denied("Choose a surgery of the extract that nobody coordinates yet.")
    refreshed = surgeries.join_episode(episode=episode, about=form.cleaned_data["about"], **doing(request))
    return back_to(request, claim, "They are one surgery now.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(SurgeryEpisode.objects.all)
def surgery_reopen(request: HttpRequest, claim: Claim, episode: SurgeryEpisode) -> HttpResponse:
    """Take a conclusion back."""
    refreshed = surgeries.reopen_surgery(episode=episode, **doing(request))
    return back_to(request, claim, "The surgery is open again.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(SurgeryEpisode.objects.all)
def surgery_withdraw(request: HttpRequest, claim: Claim, episode: SurgeryEpisode) -> HttpResponse:
    """Take back an episode entered by mistake."""
    refreshed = surgeries.withdraw_episode(episode=episode, **doing(request))
    return back_to(request, claim, "It is withdrawn and stays in the history.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: with_claim(ReleasePlan.objects, "episode"))
def release_plan_withdraw(request: HttpRequest, claim: Claim, plan: ReleasePlan) -> HttpResponse:
    """Take back a plan entered by mistake."""
    refreshed = release_plans.withdraw_plan(plan=plan, **doing(request))
    return back_to(request, claim, "The plan is withdrawn and stays in the history.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: with_claim(Milestone.objects, "plan__episode"))
def milestone_met(request: HttpRequest, claim: Claim, one: Milestone) -> HttpResponse:
    """Mark a milestone met today."""
    refreshed = release_plans.meet_milestone(milestone=one, on=clock.today(), **doing(request))
    return back_to(request, claim, f"Met: {one.words.lower()}.", refreshed)


@requires(Permission.RECORD_WRITE)
@require_POST
@opens_claim_of(lambda: with_claim(Milestone.objects, "plan__episode"))
def milestone_unmet(request: HttpRequest, claim: Claim, one: Milestone) -> HttpResponse:
    """Take back that a milestone was met."""
    refreshed = release_plans.unmeet_milestone(milestone=one, **doing(request))
    return back_to(request, claim, f"Not met: {one.words.lower()}.", refreshed)


def doing(request: HttpRequest) -> dict[str, Any]:
    """Return who does something, and when."""
    return {"by": membership_of(request), "today": clock.today(), "at": clock.now()}


def asked_for(request: HttpRequest, claim: Claim) -> ShownSurgery:
    """Return the surgery that the address names by its key."""
    about = request.GET.get("about", "")
    by, today = membership_of(request), clock.today()
    shown = one_surgery(claim=claim, membership=by, about=about, today=today)
    if shown is None:
        raise Http404
    return shown


def form_page(
    request: HttpRequest,
    claim: Claim,
    form: forms.Form,
    save: Callable[[], tuple[str, Refreshed]],
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form of the surgery; save what was posted, or show why it cannot be."""
    if request.method == "POST" and form.is_valid():
        try:
            words, refreshed = save()
        except (Denied, Conflict) as no:
            refused(form, no)
        else:
            return back_to(request, claim, words, refreshed)
    shown = {"claim": claim, "form": form, **context}
    return render(request, "coordination/surgery/form.html", shown, status=422 if form.errors else 200)


def back_to(request: HttpRequest, claim: Claim, words: str, refreshed: Refreshed) -> HttpResponse:
    """Say what was done and show the surgeries."""
    messages.success(request, said_of(words, refreshed))
    return redirect(reverse("coordination:surgeries", args=[claim.pk]))
