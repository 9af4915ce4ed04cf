"""Pages of the ground floor: home, health, one's own settings, people, and how errors are said."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from structlog.contextvars import get_contextvars

from cohe import access, clock, forms
from cohe import health as vital
from cohe import people as roster
from cohe import tokens as keys
from cohe.access import membership_of, public, requires
from cohe.models import ApiToken, Membership
from cohe.permissions import Permission, allows
from cohe.refusals import NOTHING_HERE

# Permission, url name: the first that a role holds; apps are named in strings, never imported.
HOMES = (
    (Permission.STAFFING_SEE, "staffing:board"),
    (Permission.WORKLIST_SEE, "coordination:worklist"),
    (Permission.COHES_SEE, "staffing:cohes"),
    (Permission.IMPORT_SEE, "claims:import-list"),
    (Permission.RULES_SEE, "coordination:rules"),
)


@requires(Permission.ACCOUNT_USE)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Lead each role to where its day begins."""
    role = membership_of(request).role
    return redirect(next(name for needs, name in HOMES if allows(role, needs)))


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Say whether database, broker, outbox and morning run are well; 503 when the database is not."""
    found = vital.vital_signs(at=clock.now())
    status = 200 if found.is_up else 503
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(found.as_json(), status=status)
    return render(request, "health.html", {"signs": found}, status=status)


@requires(Permission.ACCOUNT_USE)
@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """One's own settings: single-key shortcuts, row height."""
    person = membership_of(request).person
    form = forms.PreferencesForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Your settings are saved.")
        return redirect("preferences")
    return render(request, "preferences.html", {"form": form}, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_USE)
@require_POST
def switch_cohe(request: HttpRequest) -> HttpResponse:
    """Go on in another COHE of one's own."""
    mine = Membership.objects.current(clock.today()).filter(person=membership_of(request).person_id)
    chosen = get_object_or_404(mine, cohe__code=request.POST.get("cohe", ""))
    request.session["cohe"] = chosen.cohe_id
    return redirect("home")


@requires(Permission.ACCOUNT_USE)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own keys for the API; a new key is shown once."""
    membership = membership_of(request)
    form, made = forms.TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        made = keys.make_token(membership=membership, name=form.cleaned_data["name"], at=clock.now())
    mine = ApiToken.objects.filter(person=membership.person_id, cohe=membership.cohe_id).order_by("-id")
    context = {"form": form, "made": made, "tokens": mine}
    return render(request, "tokens.html", context, status=422 if form.errors else 200)


@requires(Permission.ACCOUNT_USE)
@require_POST
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take a key back at once."""
    token = get_object_or_404(ApiToken, pk=token_id, person=membership_of(request).person_id)
    keys.revoke_token(token=token, at=clock.now())
    messages.success(request, f"The key “{token.name}” no longer works.")
    return redirect("tokens")


@requires(Permission.ACCOUNT_USE)
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Keep the session alive: the answer to the idle warning."""
    return HttpResponse(status=204)


@requires(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """People of the COHE with their roles; add one."""
    membership = membership_of(request)
    form = forms.PersonForm(request.POST or None, cohe=membership.cohe, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            added = roster.add_person(cohe=membership.cohe, at=clock.now(), **form.cleaned_data)
        except access.Denied as no:
            form.add_error("email", str(no))
        else:
            since = f"{added.since:%-d %b %Y}"
            messages.success(request, f"{added.person} is {added.get_role_display()} from {since}.")
            return redirect("people")
    rows = roster.roster(cohe=membership.cohe)
    return render(request, "people.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@requires(Permission.PEOPLE_MANAGE)
@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Say what ending a membership does, then end it today: the person is out at her next click."""
    mine = membership_of(request)
    ended = get_object_or_404(
        Membership.objects.select_related("person"), pk=membership_id, cohe=mine.cohe_id
    )
    if ended.pk == mine.pk:
        raise access.Denied("You cannot end your own membership: ask another administrator.")
    if request.method == "GET":
        return render(request, "membership_end.html", {"ended": ended})
    roster.end_membership(membership=ended, today=clock.today(), at=clock.now())
    messages.success(request, f"{ended.person} can no longer sign in to {mine.cohe}.")
    return redirect("people")


@requires(Permission.ACCOUNT_USE)
@require_GET
def api_reference(request: HttpRequest) -> HttpResponse:
    """The description of the API as a page on which it can be tried."""
    return render(request, "api.html")


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form came from an old page."""
    sentence = "This form is from an old page or another site. Go back, reload the page and send it again."
    return render(request, "403.html", {"sentence": sentence}, status=403)


def is_api(request: HttpRequest) -> bool:
    """Say whether a program asked, which reads no page."""
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request cannot be read."""
    if is_api(request):
        return JsonResponse({"detail": "This request cannot be read.", "fields": {}}, status=400)
    sentence = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"sentence": sentence}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not allowed."""
    return render(request, "403.html", {"sentence": "You may not do this."}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing here for you."""
    if is_api(request):
        return JsonResponse({"detail": NOTHING_HERE, "fields": {}}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, with the number to quote."""
    number = str(get_contextvars().get("request_id", ""))
    if is_api(request):
        sentence = f"The fault is ours; nothing was saved. Its number in the log: {number}."
        return JsonResponse({"detail": sentence, "fields": {}}, status=500)
    return render(request, "500.html", {"number": number}, status=500)
