"""The claim page, why one opens it, who has read it, and its tier."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import openings
from claims.models import Claim
from claims.queries import claims
from cohe import clock
from cohe.access import Denied, membership_of, requires
from cohe.answers import posted
from cohe.permissions import Permission
from coordination.actions import records
from coordination.choices import Area, Party
from coordination.forms.claims import ReasonForm, TierForm
from coordination.forms.notes import NoteForm, fresh_note, from_draft
from coordination.models import WorkItem
from coordination.queries import plan_rows
from coordination.queries.claim_page import claim_page
from coordination.queries.claim_shapes import ClaimPage, NoSuchPart
from coordination.queries.plan_shapes import ShownLine
from coordination.views.answers import said_of
from coordination.views.opening import finds_claim, opens_claim
from coordination.worklist import catalogue

# The area of work that a note with somebody mostly belongs to, where a link begins it.
AREA_WITH: dict[str, Area] = {
    Party.SURGEON: Area.SURGERY,
    Party.EMPLOYER: Area.RETURN_TO_WORK,
    Party.ATTENDING_PROVIDER: Area.RETURN_TO_WORK,
}


@requires(Permission.CLAIM_SEE)
@require_GET
def claim(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show one claim.

    Whoever has just finished the last thing she was given on it comes back to her list, where it is said.
    """
    try:
        return show_opened(request, claim_id)
    except Http404:
        if len(get_messages(request)):
            return redirect("coordination:worklist")
        raise


@opens_claim
def show_opened(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show a claim that the person may open."""
    return show_claim(request, claim)


def show_claim(
    request: HttpRequest,
    claim: Claim,
    *,
    note: NoteForm | None = None,
    tier: TierForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a claim, with a form of it as it was typed when there was something wrong with it."""
    show, page = request.GET.get("show", ""), request.GET.get("page", "1")
    try:
        found = claim_page(
            claim=claim,
            membership=membership_of(request),
            today=clock.today(),
            show=show,
            page=int(page) if page.isdecimal() and len(page) < 10 else 0,
        )
    except NoSuchPart as no:
        return render(request, "400.html", {"sentence": str(no)}, status=400)
    context = {
        "page": found,
        "claim": claim,
        "note_form": note or note_form(request, found),
        "tier_form": tier or TierForm(initial={"tier": claim.tier}),
        "came_from": request.GET.get("finish", "") or request.GET.get("item", ""),
    }
    return render(request, "coordination/claim/page.html", context, status=status)


def note_form(request: HttpRequest, page: ClaimPage) -> NoteForm:
    """Return the note's form: the draft that the address names, else the latest of this claim, else a new."""
    live = {str(one.item.pk): one for one in page.items}
    finish = [pk for pk in request.GET.getlist("finish") if pk in live]
    wanted = request.GET.get("draft", "")
    own = [draft for draft in page.drafts if "card" not in draft.fields]
    kept = [draft for draft in own if not wanted or str(draft.key) == wanted]
    if kept and wanted != "new":
        initial: dict[str, Any] = from_draft(kept[0], finish)
    else:
        begun = begun_by(live[finish[0]].item) if finish else begun_with(request.GET.get("with", ""))
        purpose = "; ".join(live[pk].title for pk in finish)
        initial = fresh_note(clock.today(), finish=finish, purpose=purpose, **begun)
    mine = set(
        WorkItem.objects.filter(pk__in=live).visible_to(membership_of(request)).values_list("pk", flat=True)
    )
    works = page.may.work_items
    items = [(one.item.pk, one.title) for one in page.items if works and one.item.pk in mine]
    lines = [(one.key, plan_rows.touch_words(one.kind, one.text)) for one in touchable_of(page)]
    return NoteForm(initial=initial, items=items, lines=lines, today=clock.today())


def begun_by(item: WorkItem) -> dict[str, str]:
    """Return what a note begins with that is to clear an item: its area, and whom the call is with."""
    rule = catalogue.rule_of(item.rule)
    with_whom = item.about if item.about in list(Party) else (rule and rule.note_with) or ""
    return {"area": item.area, "person": with_whom, "kind": (rule and rule.note_kind) or ""}


def begun_with(party: str) -> dict[str, str]:
    """Return what a note begins with where a link says whom it is with; nothing for who is nobody."""
    if party not in list(Party):
        return {"area": ""}
    return {"area": AREA_WITH.get(party, ""), "person": party}


def touchable_of(page: ClaimPage) -> Sequence[ShownLine]:
    """Return the lines of the plan that a note can touch."""
    return page.plan.touchable if page.plan else ()


@requires(Permission.CLAIM_SEE)
@require_http_methods(["GET", "POST"])
@finds_claim
def claim_reason(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Ask why somebody opens a claim outside her caseload; lead on once she has said it."""
    onward = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    if not (is_ours and onward.startswith("/")):
        onward = reverse("coordination:claim", args=[claim.pk])
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        openings.give_reason(claim=claim, reason=form.sentence(), by=membership_of(request), at=clock.now())
        return HttpResponseRedirect(onward)
    context = {"claim": claim, "form": form, "next": onward}
    return render(request, "coordination/claim/reason.html", context, status=422 if form.errors else 200)


@requires(Permission.TRAIL_SEE)
@require_GET
@opens_claim
def claim_readers(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Say who has read a claim: the answer to a worker's question."""
    context = {"claim": claim, "readings": claims.readings_of(claim), "most": claims.READERS_SHOWN}
    return render(request, "coordination/claim/readers.html", context)


@requires(Permission.CLAIM_TIER)
@require_POST
@opens_claim
def tier_change(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Move a claim up or down a tier."""
    form = TierForm(request.POST)
    if form.is_valid():
        try:
            refreshed = records.set_tier(
                claim=claim,
                by=membership_of(request),
                today=clock.today(),
                at=clock.now(),
                **form.cleaned_data,
            )
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said_of("Tier changed.", refreshed))
            return redirect("coordination:claim", claim.pk)
    return show_claim(request, claim, tier=form, status=422)
