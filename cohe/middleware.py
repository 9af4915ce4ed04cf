"""What happens around every request: the clock of the session, the person, the COHE, one transaction."""

from collections.abc import Callable
from typing import Any, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from structlog.contextvars import get_contextvars

from cohe import audit, clock, held, tenancy
from cohe.access import Conflict, Denied
from cohe.answers import in_words, is_fetch, is_part, try_again, typed_in
from cohe.models import ApiToken, Membership, Person
from cohe.permissions import allows
from cohe.tokens import digest_of

Handler = Callable[[HttpRequest], HttpResponse]
SEEN, BEGAN = "seen_at", "began_at"
RENEW_AFTER_SECONDS = 30


def session_clock(get_response: Handler) -> Handler:
    """End a session after idle minutes or at its longest.

    A page's own polls (X-Poll) do not keep it alive.
    """

    def around(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            keep_or_end(request, clock.now().timestamp())
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return around


def keep_or_end(request: HttpRequest, now: float) -> None:
    """Note that the person is here, or sign her out."""
    session = request.session
    seen, began = session.get(SEEN, now), session.setdefault(BEGAN, now)
    if now - seen > settings.IDLE_MINUTES * 60 or now - began > settings.LONGEST_SESSION_HOURS * 3600:
        logout(request)
    elif SEEN not in session or (now - seen > RENEW_AFTER_SECONDS and "X-Poll" not in request.headers):
        session[SEEN] = now


class RequestTransaction:
    """Wraps view and rendering in one transaction as one person in one COHE.

    Serves no view without a permission.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request inside the context of its membership, if it has one."""
        membership = membership_for(request)
        vars(request)["membership"] = membership
        if membership is None:
            return in_words(request, self.get_response(request))
        if isinstance(request.user, Person) is False:
            request.user = membership.person
        request_id = str(get_contextvars().get("request_id", ""))
        wanted = tenancy.Context(membership.cohe_id, membership.person_id, request_id)
        with tenancy.acting(wanted):
            response = in_words(request, self.get_response(request))
            if response.status_code >= 500:
                transaction.set_rollback(True)
        refusal = vars(request).get("refusal")
        if refusal:
            with tenancy.acting(wanted):
                audit.log("refused", "page", None, at=clock.now(), reason=refusal)
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse a view whose permission the role does not hold, and any view that names none."""
        named = getattr(view, "cls", view)
        if getattr(named, "is_public", False) or is_allauth(view):
            return None
        if hasattr(view, "cls"):
            return None  # the API refuses by itself, in its own words (cohe.api.NamedPermission)
        permission = getattr(named, "permission", None)
        if permission is None:
            raise RuntimeError(f"{view.__module__}.{view.__name__} names no permission.")
        if any("\x00" in value for _, values in request.GET.lists() for value in values):
            raise BadRequest("No text here holds the character NUL.")
        membership = cast("Membership | None", vars(request)["membership"])
        if membership is None:
            return self.ask_to_sign_in(request)
        if settings.MFA_REQUIRED and not is_mfa_enabled(membership.person):
            return redirect("mfa_activate_totp")
        if not allows(membership.role, permission):
            who = f"{membership.get_role_display()} in {membership.cohe}"
            return self.refuse(request, f"This page is not for your role ({who}).")
        return None

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Send a page to the sign-in; tell a script, so that it keeps what was typed."""
        if request.user.is_authenticated:
            return render(request, "no_membership.html", status=403)
        if is_part(request) or is_fetch(request):
            return HttpResponse("Please sign in again. Nothing you typed is lost.", status=401)
        if request.method == "POST" and typed_in(request):
            return render(request, "sign_in_again.html", {"typed": typed_in(request)}, status=401)
        return redirect_to_login(request.get_full_path())

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Undo what was written; say a refusal or a conflict in its own sentence."""
        if is_allauth(request.resolver_match.func if request.resolver_match else None):
            return None  # its exceptions are answers, such as "sign in anew first"
        if connection.in_atomic_block:
            transaction.set_rollback(True)
        if isinstance(exception, Denied):
            return self.refuse(request, str(exception))
        if isinstance(exception, Conflict):
            return render(request, "409.html", {"sentence": str(exception)}, status=409)
        return try_again(request) if held.is_held(exception) else None

    def refuse(self, request: HttpRequest, sentence: str) -> HttpResponse:
        """Say why not, and remember to log it after the transaction has ended."""
        match = request.resolver_match
        vars(request)["refusal"] = match.view_name if match else "page"
        return render(request, "403.html", {"sentence": sentence}, status=403)


def is_allauth(view: Any) -> bool:
    """Say whether a view is the sign-in library's own."""
    return view is not None and view.__module__.startswith("allauth.")


def membership_for(request: HttpRequest) -> Membership | None:
    """Return whom the request acts as.

    Read anew each time, so that a person let go is out at her next click. A key is for the API alone: with
    one that was stolen nobody makes further keys or people on the pages.
    """
    in_force = Membership.objects.current(clock.today()).select_related("person", "cohe")
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Token" and request.path.startswith("/api/"):
        token = ApiToken.objects.filter(
            digest=digest_of(key), revoked_at=None, expires_at__gt=clock.now()
        ).first()
        return in_force.filter(person=token.person_id, cohe=token.cohe_id).first() if token else None
    if not request.user.is_authenticated:
        return None
    mine = list(in_force.filter(person=request.user.pk))
    vars(request)["cohes"] = [found.cohe for found in mine]
    chosen = request.session.get("cohe")
    return next((found for found in mine if found.cohe_id == chosen), mine[0] if mine else None)
