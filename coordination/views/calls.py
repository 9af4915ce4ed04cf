"""One call, one card: the form, its preview, its draft, and signing it."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission
from coordination.actions import calls, drafts, notes
from coordination.call_text import call_text
from coordination.choices import Area
from coordination.forms.calls import (
    CallForm,
    MedicationPart,
    Part,
    StatusPart,
    kept_of,
    parts_of,
    posted_again,
    purpose_of,
    restore,
)
from coordination.forms.notes import readable
from coordination.models import Draft
from coordination.queries.call_card import CallCard, call_card
from coordination.queries.item_story import title_of
from coordination.views import item_answers
from coordination.views.answers import said_of, whole
from coordination.views.opening import opens_claim


@dataclass(frozen=True, slots=True)
class Card:
    """The forms of one card, bound to what was posted."""

    facts: CallCard
    form: CallForm
    parts: list[Part]
    medication: MedicationPart
    status: StatusPart

    @property
    def forms(self) -> list[Any]:
        """Return all of them."""
        return [self.form, *self.answering]

    @property
    def answering(self) -> list[Any]:
        """Return those that say what the worker told, in the order of the note."""
        return [*self.parts, self.medication, self.status]

    def is_valid(self) -> bool:
        """Check them all, so that every problem is said at once."""
        checked = [one.is_valid() for one in self.forms]
        return all(checked)

    @property
    def elsewhere(self) -> list[Any]:
        """Return the items that a call to the worker does not settle."""
        on_card = {part.item.pk for part in self.parts}
        return [self.facts.shown[one.pk] for one in self.facts.items if one.pk not in on_card]


@requires(Permission.ITEM_WORK)
@require_http_methods(["GET", "POST"])
@opens_claim
def call(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Show the card; sign it, or show what signing it would do."""
    if request.method == "GET":
        return shown(request, card_of(request, claim, None))
    card = card_of(request, claim, readable(request.POST))
    if not card.is_valid() or is_without_minutes(request, card):
        is_script = "HX-Request" in request.headers
        return shown(request, card, status=200 if is_script else 422)
    if "preview" in request.POST:
        return previewed(request, card)
    return signed(request, card)


def is_without_minutes(request: HttpRequest, card: Card) -> bool:
    """Ask for the minutes when the card is signed, not while it is looked at."""
    if "preview" in request.POST or card.form.cleaned_data["minutes"] is not None:
        return False
    card.form.add_error("minutes", "Say how many minutes the call took.")
    return True


def card_of(request: HttpRequest, claim: Claim, posted: QueryDict | None) -> Card:
    """Return the card as it was posted, as its draft was kept, or new."""
    by, today = membership_of(request), clock.today()
    facts = call_card(claim=claim, membership=by, today=today)
    area = facts.items[0].area if facts.items else Area.MONITORING
    parts = parts_of(facts.items, facts.shown, posted, today)
    initial = {
        "key": uuid.uuid4(), "window": uuid.uuid4(), "version": 0, "contact_on": today, "area": area,
        "purpose": purpose_of(parts), "is_billable": True, "minutes": "",
    }  # fmt: skip
    card = Card(
        facts,
        CallForm(posted, today=today, initial=initial),
        parts,
        MedicationPart(posted, prefix="medication"),
        StatusPart(posted, prefix="status", initial={"from_date": today}),
    )
    kept = None if posted is not None else kept_card(request, claim)
    if kept is not None:
        for form in card.forms:
            restore(form, kept)
    return card


def kept_card(request: HttpRequest, claim: Claim) -> QueryDict | None:
    """Return the draft of the claim's card, if there is one."""
    mine = Draft.objects.filter(claim=claim, author=membership_of(request).person_id)
    held = mine.filter(fields__has_key="card").order_by("-updated_at").first()
    if held is None or request.GET.get("draft") == "new":
        return None
    found = posted_again(held.fields["card"])
    found["key"], found["version"], found["window"] = str(held.key), str(held.version), str(uuid.uuid4())
    return found


def call_of(card: Card) -> calls.Call:
    """Return the call as the action takes it."""
    clean = card.form.cleaned_data
    answers = [one.answer() for one in card.answering]
    step = notes.NextStep(clean["step_title"], clean["step_due"]) if clean["step_title"] else None
    return calls.Call(
        key=clean["key"],
        outcome=clean["outcome"],
        on=clean["contact_on"],
        minutes=clean["minutes"] or 0,
        area=clean["area"],
        purpose=clean["purpose"] or purpose_of(card.parts),
        text=clean["text"] if is_own_text(card) else written(card),
        is_billable=clean["is_billable"],
        answers=[one for one in answers if one is not None],
        finish=[part.item for part in card.parts if part.finishes()],
        next_step=step,
        asks_frq=any(part.item.rule == "T12" for part in card.parts),
    )


def is_own_text(card: Card) -> bool:
    """Say whether a person wrote or changed the note: then it is hers."""
    clean = card.form.cleaned_data
    text, proposed = (" ".join(clean.get(name, "").split()) for name in ("text", "proposed"))
    return bool(text) and text != proposed


def written(card: Card) -> str:
    """Return the note that the answers make; one with something wrong in it says nothing yet."""
    sound = [one for one in card.answering if one.is_valid()]
    claim, clean = card.facts.claim, card.form.cleaned_data
    return call_text(
        worker=claim.worker_full_name or "the worker",
        interpreter=bool(claim.interpreter_needed),
        outcome=clean.get("outcome", ""),
        said=[said for said in (one.said() for one in sound) if said],
        tries=card.facts.tries + 1,
        limit=card.facts.limit,
    )


def previewed(request: HttpRequest, card: Card) -> HttpResponse:
    """Show what signing would do; nothing is written."""
    who: dict[str, Any] = {"by": membership_of(request), "today": clock.today(), "at": clock.now()}
    try:
        preview = calls.preview_call(claim=card.facts.claim, call=call_of(card), **who)
    except (Denied, Conflict) as no:
        card.form.add_error(None, str(no))
        return shown(request, card, status=200 if "HX-Request" in request.headers else 422)
    return shown(request, card, preview=preview)


def signed(request: HttpRequest, card: Card) -> HttpResponse:
    """Sign the card; whatever stands against it is said with all that was typed."""
    by, clean = membership_of(request), card.form.cleaned_data
    try:
        other = drafts.collision(
            key=clean["key"], fields={"window": str(clean["window"])}, version=clean["version"], by=by
        )
        if isinstance(other, Draft):
            raise Conflict("Another window has saved this card since: open it anew to see what it holds.")
        done = calls.sign_call(
            claim=card.facts.claim, call=call_of(card), by=by, today=clock.today(), at=clock.now()
        )
    except (Denied, Conflict) as no:
        card.form.add_error(None, str(no))
        return shown(request, card, status=409 if isinstance(no, Conflict) else 422)
    messages.success(
        request, said_of("Note signed.", done.refreshed, [title_of(i.rule) for i in done.finished])
    )
    for refused in done.refused:
        messages.warning(request, f"{title_of(refused.item.rule)} stays: {refused.sentence}")
    return redirect(item_answers.back_of(request))


def shown(
    request: HttpRequest, card: Card, *, preview: notes.Signed | None = None, status: int = 200
) -> HttpResponse:
    """Show the card; for a script its preview and, while nobody changed it, its text."""
    is_kept = not card.form.is_bound or not hasattr(card.form, "cleaned_data") or is_own_text(card)
    text = card.form["text"].value() or "" if is_kept else written(card)
    context = {
        "card": card,
        "claim": card.facts.claim,
        "facts": card.facts,
        "form": card.form,
        "text": text,
        "proposed": text if not is_kept else card.form["proposed"].value() or "",
        "preview": preview,
        "cleared": [*(title_of(i.rule) for i in preview.finished), *preview.refreshed.cleared]
        if preview
        else [],
        "back": request.POST.get("back") or request.GET.get("back") or reverse("coordination:worklist"),
        "keeps_text": is_kept,
    }
    part = "#signing" if "HX-Request" in request.headers else ""
    return render(request, f"coordination/call/page.html{part}", context, status=status)


@requires(Permission.ITEM_WORK)
@require_POST
@opens_claim
def call_draft(request: HttpRequest, claim: Claim) -> HttpResponse:
    """Keep a card as it is typed: 409 when another window saved it, 422 when it cannot be kept."""
    posted, at = readable(request.POST), clock.now()
    is_script = "application/json" in request.headers.get("Accept", "")
    try:
        draft = drafts.keep_draft(
            key=uuid.UUID(str(posted["key"])),
            claim=claim,
            fields=kept_of(posted),
            version=whole(str(posted["version"])),
            by=membership_of(request),
            at=at,
        )
    except (Conflict, Denied) as no:
        status = 409 if isinstance(no, Conflict) else 422
        if is_script:
            return JsonResponse({"detail": str(no)}, status=status)
        card = card_of(request, claim, posted)
        card.form.add_error(None, str(no))
        return shown(request, card, status=status)
    saved_at = f"{at.astimezone(clock.PACIFIC):%H:%M:%S}"
    if is_script:
        return JsonResponse({"version": draft.version, "saved_at": saved_at})
    messages.success(request, f"The card is kept, {saved_at}.")
    return redirect("coordination:call", claim.pk)
