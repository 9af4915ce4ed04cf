"""How pages come by their claim: opened and logged, or sent to give the reason first."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode

from claims.actions import openings
from claims.models import Claim
from cohe import clock
from cohe.access import membership_of

View = Callable[..., HttpResponse]


def opens_claim(view: View) -> View:
    """Give a view the claim of its address, opened: 404 for one not to be seen; where due, ask why first."""

    @wraps(view)
    def opened(request: HttpRequest, claim_id: int, **rest: Any) -> HttpResponse:
        try:
            claim = opened_claim(request, claim_id)
        except openings.ReasonNeeded:
            return ask_for_reason(request, claim_id)
        return view(request, claim, **rest)

    return opened


def opens_claim_of(rows: Callable[[], "QuerySet[Any]"]) -> Callable[[View], View]:
    """Give a view the thing of its address, one of `rows()`, and its claim, opened as `opens_claim` does."""

    def wrap(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, **pk: int) -> HttpResponse:
            thing = get_object_or_404(rows(), pk=next(iter(pk.values())))
            try:
                claim = opened_claim(request, thing.claim_id)
            except openings.ReasonNeeded:
                return ask_for_reason(request, thing.claim_id)
            return view(request, claim, thing)

        return opened

    return wrap


def finds_claim(view: View) -> View:
    """Give a view that shows nothing of a claim its claim, not opened; 404 for one not to be seen."""

    @wraps(view)
    def found(request: HttpRequest, claim_id: int, **rest: Any) -> HttpResponse:
        return view(request, found_claim(request, claim_id), **rest)

    return found


def opened_claim(request: HttpRequest, claim_id: int) -> Claim:
    """Open a claim for who asks; raise `Http404` or `openings.ReasonNeeded`."""
    by = membership_of(request)
    try:
        return openings.open_claim(claim_id=claim_id, by=by, today=clock.today(), at=clock.now())
    except Claim.DoesNotExist as error:
        raise Http404 from error


def found_claim(request: HttpRequest, claim_id: int) -> Claim:
    """Return a claim that whoever asks may open; raise `Http404`."""
    by = membership_of(request)
    try:
        return openings.find_claim(claim_id=claim_id, by=by, today=clock.today(), at=clock.now())
    except Claim.DoesNotExist as error:
        raise Http404 from error


def ask_for_reason(request: HttpRequest, claim_id: int) -> HttpResponseRedirect:
    """Lead to the page that asks why, and back to this one."""
    onward = (
        request.get_full_path() if request.method == "GET" else reverse("coordination:claim", args=[claim_id])
    )
    address = reverse("coordination:claim-reason", args=[claim_id])
    return redirect(f"{address}?{urlencode({'next': onward})}")
