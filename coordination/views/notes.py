"""Writing notes: signing, addenda, minutes put right."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.actions import openings
from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission, allows
from coordination.actions import drafts, notes
from coordination.forms.notes import AddendumForm, MinutesForm, NoteForm, key_of, readable, typed
from coordination.models import CaseNote, Draft, WorkItem
from coordination.queries import note_page, plan_rows
from coordination.queries.item_story import title_of
from coordination.views.answers import said_of, whole
from coordination.views.claim import show_claim
from coordination.views.opening import (
    ask_for_reason,
    finds_claim,
    found_claim,
    opened_claim,
    opens_claim_of,
)


@requires(Permission.NOTE_WRITE)
@require_http_methods(["GET", "POST"])
@finds_claim
def note_sign(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Sign a note. Whatever stands against it, the text is kept: in the form, or as a draft."""
    if request.method == "GET":
        return redirect("coordination:claim", claim.pk)
    return sign(request, claim)


def sign(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Sign what was posted, or show what stands against it."""
    items, lines = choices_of(request, claim), plan_rows.touchable(claim)
    form = NoteForm(readable(request.POST), items=items, lines=lines, today=clock.today())
    if not form.is_valid():
        return shown_again(request, claim, form, 422)
    try:
        opened_claim(request, claim.pk)
    except openings.ReasonNeeded:
        return kept_until_opened(request, claim)
    return signed_or_not(request, claim, form)


def choices_of(request: HttpRequest, claim: Claim) -> list[tuple[int, str]]:
    """Return the live items of the claim that are the person's to work: her note may finish them."""
    by = membership_of(request)
    if not allows(by.role, Permission.ITEM_WORK):
        return []
    live = WorkItem.objects.filter(claim=claim).visible_to(by).live()
    return [(item.pk, title_of(item.rule)) for item in live.in_list_order()]


def signed_or_not(request: HttpRequest, claim: Claim, form: NoteForm) -> HttpResponse:
    """Sign a note that makes sense; show the other text when there is one, the sentence of a refusal."""
    by, clean = membership_of(request), form.cleaned_data
    fields = typed(request.POST, clean["finish"])
    other = drafts.collision(key=clean["key"], fields=fields, version=clean["version"], by=by)
    if other is not None:
        return both_texts(request, claim, form, other)
    step = notes.NextStep(clean["step_title"], clean["step_due"]) if clean["step_title"] else None
    finish = list(WorkItem.objects.filter(pk__in=form.finished(), claim=claim).visible_to(by))
    try:
        signed = notes.sign_note(
            key=clean["key"],
            claim=claim,
            fields=form.note(),
            also=notes.Also(finish, step, form.touched()),
            by=by,
            today=clock.today(),
            at=clock.now(),
        )
    except (Denied, Conflict) as no:
        form.add_error(None, str(no))
        return shown_again(request, claim, form, 409 if isinstance(no, Conflict) else 422)
    finished = [title_of(item.rule) for item in signed.finished]
    messages.success(request, said_of("Note signed.", signed.refreshed, finished))
    for refused in signed.refused:
        messages.warning(request, f"{title_of(refused.item.rule)} stays: {refused.sentence}")
    return redirect("coordination:claim", claim.pk)


def shown_again(request: HttpRequest, claim: Claim, form: NoteForm, status: int) -> HttpResponse:
    """Show the claim with the form as typed; keep it as a draft where the reason to open the claim is due."""
    try:
        opened = opened_claim(request, claim.pk)
    except openings.ReasonNeeded:
        return kept_until_opened(request, claim)
    return show_claim(request, opened, note=form, status=status)


def kept_until_opened(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Keep the text as a draft and ask why the claim is opened: nothing is signed on it before."""
    fields = typed(request.POST, request.POST.getlist("finish"))
    key = key_of(request.POST)
    drafts.keep(key=key, claim=claim, fields=fields, by=membership_of(request), at=clock.now())
    messages.warning(request, "Your text is kept as a draft of this claim.")
    return ask_for_reason(request, claim.pk)


def both_texts(request: HttpRequest, claim: Claim, form: NoteForm, other: CaseNote | Draft) -> HttpResponse:
    """Keep the text beside the one that was there first and show both; Sign pressed twice is no conflict."""
    by = membership_of(request)
    if (
        isinstance(other, CaseNote)
        and other.author_id == by.person_id
        and other.text == form.cleaned_data["text"]
    ):
        messages.success(request, "This note is signed.")
        return redirect("coordination:claim", claim.pk)
    fields = typed(request.POST, form.cleaned_data["finish"])
    mine = drafts.keep_beside(claim=claim, fields=fields, by=by, at=clock.now())
    other_text = other.text if isinstance(other, CaseNote) else other.fields.get("text", "")
    context = {
        "claim": claim,
        "mine": mine,
        "mine_address": draft_address(mine),
        "other": other,
        "other_text": other_text,
        "other_address": "" if isinstance(other, CaseNote) else draft_address(other),
        "is_signed": isinstance(other, CaseNote),
    }
    return render(request, "coordination/note/conflict.html", context, status=409)


@requires(Permission.CLAIM_SEE)
@require_GET
@opens_claim_of(CaseNote.objects.all)
def note(request: HttpRequest, claim: Claim, found: CaseNote) -> HttpResponse:
    """Show a signed note with what stands beside it."""
    return show_note(request, claim, found)


def show_note(
    request: HttpRequest, claim: Claim, found: CaseNote, *, addendum: AddendumForm | None = None,
    minutes: MinutesForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Show a note, with a form of it as it was typed when there was something wrong with it."""
    by = membership_of(request)
    context = {
        "claim": claim,
        "shown": note_page.note_page(note=found),
        "may_write": allows(by.role, Permission.NOTE_WRITE),
        "is_mine": found.author_id == by.person_id,
        "addendum": addendum or AddendumForm(),
        "minutes": minutes or MinutesForm(initial={"minutes": found.minutes}),
    }
    return render(request, "coordination/note/page.html", context, status=status)


@requires(Permission.NOTE_WRITE)
@require_POST
def note_addendum(request: HttpRequest, note_id: int) -> HttpResponse:
    """Add a later word to a signed note; the draft it came from, if any, is done with."""
    found = get_object_or_404(CaseNote, pk=note_id)
    by, form = membership_of(request), AddendumForm(request.POST)
    try:
        claim = opened_claim(request, found.claim_id)
    except openings.ReasonNeeded:
        return kept_until_opened(request, found_claim(request, found.claim_id))
    if not form.is_valid():
        return show_note(request, claim, found, addendum=form, status=422)
    notes.add_addendum(note=found, text=form.cleaned_data["text"], by=by, at=clock.now())
    Draft.objects.filter(pk=whole(request.POST.get("draft", "")), claim=claim, author=by.person_id).delete()
    messages.success(request, "Addendum signed.")
    return redirect("coordination:note", found.pk)


@requires(Permission.NOTE_WRITE)
@require_POST
@opens_claim_of(CaseNote.objects.all)
def note_minutes(request: HttpRequest, claim: Claim, found: CaseNote) -> HttpResponse:
    """Put the minutes of one's own note right."""
    form = MinutesForm(request.POST)
    if form.is_valid():
        try:
            notes.correct_minutes(note=found, by=membership_of(request), at=clock.now(), **form.cleaned_data)
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, "The minutes are put right; the note says so.")
            return redirect("coordination:note", found.pk)
    return show_note(request, claim, found, minutes=form, status=422)


def draft_address(draft: Draft) -> str:
    """Return where a draft is gone on with."""
    return f"{reverse('coordination:claim', args=[draft.claim_id])}?draft={draft.key}#note"
