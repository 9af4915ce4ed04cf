"""Drafts of notes: kept as one types, by the page's script or by a button, and thrown away."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Claim
from cohe import clock
from cohe.access import Conflict, Denied, membership_of, requires
from cohe.permissions import Permission
from coordination.actions import drafts as keeping
from coordination.actions import notes as writing
from coordination.forms.notes import typed
from coordination.models import Draft
from coordination.views import notes
from coordination.views.answers import whole
from coordination.views.opening import finds_claim


@requires(Permission.NOTE_WRITE)
@require_http_methods(["POST", "PUT"])
@finds_claim
def note_draft(request: HttpRequest, claim: Claim, key: UUID) -> HttpResponse:
    """Keep what is typed: 200 with its new version, 409 when another window saved it, 422 when it cannot."""
    posted = sent(request)
    fields = typed(posted, posted.getlist("finish"))
    version, by, at = version_of(posted), membership_of(request), clock.now()
    try:
        draft = keeping.keep_draft(key=key, claim=claim, fields=fields, version=version, by=by, at=at)
    except Conflict as no:
        return answer(request, claim, str(no), 409)
    except Denied as no:
        return answer(request, claim, str(no), 422)
    saved_at = f"{at.astimezone(clock.PACIFIC):%H:%M:%S}"
    if is_script(request):
        return JsonResponse({"version": draft.version, "saved_at": saved_at})
    messages.success(request, f"Draft saved at {saved_at}.")
    return redirect(notes.draft_address(draft))


def sent(request: HttpRequest) -> QueryDict:
    """Return what was sent: form fields, or a JSON object of them."""
    if request.content_type != "application/json":
        return request.POST if request.method == "POST" else QueryDict(request.body)
    found = QueryDict(mutable=True)
    for name, value in as_object(request.body).items():
        found.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return found


def as_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object of a body; anything else is nothing typed."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def version_of(posted: QueryDict) -> int:
    """Return the version that the page has seen last; 0 for a draft that nobody has saved."""
    return whole(posted.get("version", "0"))


def is_script(request: HttpRequest) -> bool:
    """Say whether the page's script asks, not a person's button."""
    return "application/json" in request.headers.get("Accept", "") or request.method == "PUT"


def answer(request: HttpRequest, claim: Claim, sentence: str, status: int) -> HttpResponse:
    """Say to a script or a person why a draft was not kept; a person finds both texts."""
    if is_script(request):
        return JsonResponse({"detail": sentence}, status=status)
    if status == 409:
        return notes.sign(request, claim)
    return render(request, "400.html", {"sentence": sentence}, status=status)


@requires(Permission.NOTE_WRITE)
@require_POST
def draft_discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Throw away one's own draft."""
    draft = get_object_or_404(Draft, pk=draft_id, author=membership_of(request).person_id)
    writing.discard_draft(draft=draft, by=membership_of(request))
    messages.success(request, "The draft is thrown away.")
    return redirect("coordination:claim", draft.claim_id)
