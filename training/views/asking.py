"""What the forms of training have in common: whom they are about, what they ask, where they lead back to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cohe import clock
from cohe.access import Denied, membership_of
from cohe.models import Membership, Person
from training.queries import people


@dataclass(frozen=True, slots=True)
class Ask:
    """What a form asks, of whom, and what its button says."""

    person: Person
    title: str
    verb: str


def asked(
    request: HttpRequest, form: forms.Form, ask: Ask, save: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Show a form; once it is sent and right, save, say what was done and go back to the person."""
    if request.method == "POST" and form.is_valid():
        try:
            said = save(dict(form.cleaned_data))
        except Denied as no:
            form.add_error(None, str(no))
        else:
            messages.success(request, said)
            return back_to(ask.person.pk)
    context = {"form": form, "ask": ask}
    return render(request, "training/ask.html", context, status=422 if form.errors else 200)


def back_to(person_id: int) -> HttpResponse:
    """Lead back to somebody's training; to the team when she coordinates no longer and has no page."""
    if people.coordinator(person_id, clock.today()) is None:
        return redirect("training:team")
    return redirect("training:person", person_id)


def doing(request: HttpRequest) -> dict[str, Any]:
    """Return who does it, today, and the instant."""
    return {"by": membership_of(request), "today": clock.today(), "at": clock.now()}


def members() -> QuerySet[Membership]:
    """Return everybody of the COHE in force today, by name."""
    return people.members(clock.today())


def coordinator(person_id: int) -> Person:
    """Return somebody who coordinates in the COHE in force; raise `Http404` for anybody else."""
    found = people.coordinator(person_id, clock.today())
    if found is None:
        raise Http404
    return found
