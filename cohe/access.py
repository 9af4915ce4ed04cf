"""How a view names its permission, and how a refusal is said."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cohe.models import Membership
from cohe.permissions import Permission, allows

View = Callable[..., Any]


class Denied(Exception):
    """A person may not do this now. The message is the sentence she reads, on the page and in the API.

    `field` names the value that stands against it, where there is one: a form says the sentence beside it.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class Conflict(Exception):
    """Somebody else changed the thing in the meantime. The message says what; nothing was written."""


def requires(permission: Permission) -> Callable[[View], View]:
    """Name the permission a view needs. A view without a name is not served."""

    def name(view: View) -> View:
        vars(view)["permission"] = permission
        return view

    return name


def public(view: View) -> View:
    """Mark a view that needs nobody to be signed in."""
    vars(view)["is_public"] = True
    return view


def membership_of(request: HttpRequest) -> Membership:
    """Return the membership this request acts under; raise `Denied` when nobody is signed in to a COHE."""
    found: Membership | None = getattr(request, "membership", None)
    if found is None:
        raise Denied("You are not signed in to a COHE.")
    return found


def check(membership: Membership, permission: Permission, sentence: str) -> None:
    """Raise `Denied` with `sentence` unless the role of the membership holds the permission."""
    if not allows(membership.role, permission):
        raise Denied(sentence)
