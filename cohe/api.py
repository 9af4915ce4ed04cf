"""What every part of the API shares: who asks, and what the role may do."""

from typing import TYPE_CHECKING

from rest_framework import authentication, exceptions, permissions
from rest_framework.request import Request

from cohe.models import Person
from cohe.permissions import Permission, allows

if TYPE_CHECKING:
    from rest_framework.views import APIView


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Token KEY`, resolved by `cohe.middleware` before the transaction began."""

    def authenticate(self, request: Request) -> tuple[Person, None] | None:
        """Return the person of a good key; refuse a bad one; None when no key was sent."""
        if not request.headers.get("Authorization", "").startswith("Token "):
            return None
        membership = vars(request._request).get("membership")
        if membership is None:
            raise exceptions.AuthenticationFailed("This key is not known, has ended or was taken back.")
        return membership.person, None

    def authenticate_header(self, request: Request) -> str:
        """Say how to sign in, so that a refusal is a 401."""
        return "Token"


class SessionAuthentication(authentication.SessionAuthentication):
    """The session of the pages, with their protection against forged requests."""


class NamedPermission(permissions.BasePermission):
    """Allows what the view's `permissions` (or `permission`) name for its action; what is not named is refused."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        """Say whether the member's role holds the permission named for this action."""
        membership = vars(request._request).get("membership")
        named = getattr(view, "permissions", {}).get(
            getattr(view, "action", None), getattr(view, "permission", None)
        )
        if membership is None or not isinstance(named, Permission):
            return False
        self.message = f"This is not for your role ({membership.get_role_display()})."
        return allows(membership.role, named)
