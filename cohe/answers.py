"""How a request that could not be served is answered, so that nothing of what was typed is lost."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.shortcuts import render

from cohe import held
from cohe.access import Conflict


def is_part(request: HttpRequest) -> bool:
    """Say whether the page's script asks for a part of the page."""
    return "HX-Request" in request.headers


def is_fetch(request: HttpRequest) -> bool:
    """Say whether a script asks that reads no page."""
    return request.headers.get("X-Requested-With") == "fetch"


def try_again(request: HttpRequest) -> HttpResponse:
    """Say that the claim is being written to; a page keeps what was sent and sends it again by a button."""
    if is_fetch(request):
        response: HttpResponse = JsonResponse({"detail": held.SENTENCE}, status=409)
    elif is_part(request):
        response = render(request, "held.html#sentence", {"sentence": held.SENTENCE}, status=409)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#notices", "innerHTML"
    else:
        sent = [one for one in sent_by(request) if one[0] != "csrfmiddlewaretoken"]
        context = {"sentence": held.SENTENCE, "sent": sent, "typed": typed_in(request)}
        response = render(request, "held.html", context, status=409)
    response.headers["Retry-After"] = str(held.RETRY_SECONDS)
    return response


def in_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the bare answer to a method that an address does not take a page with a way back."""
    if not isinstance(response, HttpResponseNotAllowed) or request.path.startswith("/api/"):
        return response
    page = render(request, "405.html", status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, even when it is nothing; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def refused(form: BaseForm, no: Exception) -> int:
    """Put a refusal on the form, at its field where it names one; return its status: 409 or 422."""
    field = getattr(no, "field", "")
    form.add_error(field if field in form.fields else None, str(no))
    return 409 if isinstance(no, Conflict) else 422


def sent_by(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a form as they were sent."""
    return [(name, str(value)) for name, values in request.POST.lists() for value in values]


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a person has written into a form, as label and text, to copy once signed in again."""
    words = [(name, value) for name, value in sent_by(request) if " " in value.strip()]
    return [(name.replace("_", " ").capitalize(), value) for name, value in words]
