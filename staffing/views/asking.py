"""A form on a page of its own: shown, saved, and back to where one came from."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cohe.access import Conflict, Denied
from cohe.answers import refused


class Saved(NamedTuple):
    """What was done, in words, and where it leads when that is not where one came from."""

    words: str
    url: str


def asked_on(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    verb: str,
    then: tuple[str, Callable[[dict[str, Any]], str | Saved]],
    more: Mapping[str, object] | None = None,
    template: str = "staffing/measures/ask.html",
) -> HttpResponse:
    """Show a form; once it is sent and right, save, say what was done and go back.

    `then` is where to go back to and what saves, which may lead on from there. A refusal stands on the form,
    with all that was typed.
    """
    back, save = then
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            done = save(dict(form.cleaned_data))
        except (Denied, Conflict) as no:
            status = refused(form, no)
        else:
            said = done if isinstance(done, Saved) else Saved(done, back)
            messages.success(request, said.words)
            return redirect(said.url)
    context = {"form": form, "title": title, "verb": verb, "back": back, **(more or {})}
    return render(request, template, context, status=status)
