"""What every part of the API shares: who asks, what the role may do, how a body is read."""

import codecs
import json
from typing import IO, TYPE_CHECKING, Any, NoReturn

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from rest_framework import authentication, exceptions, parsers, permissions
from rest_framework.request import Request

from cohe.models import Person
from cohe.permissions import Permission, allows

if TYPE_CHECKING:
    from rest_framework.views import APIView


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Token KEY`, resolved by `cohe.middleware` before the transaction began."""

    def authenticate(self, request: Request) -> tuple[Person, str] | None:
        """Return the person of a good key; refuse a bad one; None when no key was sent."""
        if not request.headers.get("Authorization", "").startswith("Token "):
            return None
        membership = vars(request._request).get("membership")
        if membership is None:
            raise exceptions.AuthenticationFailed("This key is not known, has ended or was taken back.")
        return membership.person, "token"

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in, so that a refusal is a 401."""
        return "Token"


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages, with their protection against forged requests."""


class NamedPermission(permissions.BasePermission):
    """Allows what the view's `permissions` (or `permission`) name for its action; nothing else."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Say whether the member's role holds the permission named for this action."""
        membership = vars(request._request).get("membership")
        if membership is None:
            return False
        if is_unknown_method(request, view):
            raise exceptions.MethodNotAllowed(str(request.method))
        named = getattr(view, "permissions", {}).get(
            getattr(view, "action", None), getattr(view, "permission", None)
        )
        if not isinstance(named, Permission):
            return False
        if settings.MFA_REQUIRED and request.auth != "token" and not is_mfa_enabled(membership.person):
            self.message = "Set up your second factor first: sign in to the pages."
            return False
        self.message = f"This is not for your role ({membership.get_role_display()})."
        return allows(membership.role, named)


def is_unknown_method(request: Request, view: "APIView") -> bool:
    """Say whether the address exists but not for this method."""
    known = getattr(view, "action_map", None)
    return known is not None and str(request.method).lower() not in known


class JsonParser(parsers.BaseParser):
    """JSON in UTF-8 (RFC 8259), no larger than a form may be, no deeper than Python reads."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        """Return the value; refuse with a sentence what cannot be read."""
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise TooLarge
        try:
            found: dict[str, Any] = json.loads(codecs.decode(body, "utf-8"), parse_constant=no_constant)
        except RecursionError as error:
            raise exceptions.ParseError("This JSON is nested too deeply.") from error
        except ValueError as error:
            raise exceptions.ParseError(f"This is not JSON in UTF-8: {error}.") from error
        return found


class TooLarge(exceptions.APIException):
    """A body that would not fit in memory."""

    status_code = 413
    default_detail = "This body is too large."


def no_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(f"{name} is not a JSON value")
