"""Every address of the product, from the URL table itself, and who is answered there (access_matrix.csv)."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cohe.models import Role
from cohe.permissions import Permission, allows

MATRIX = Path(__file__).with_name("cohe") / "access_matrix.csv"
# A part of a route, as <int:pk>: what it is called.
PART = re.compile(r"<\w+:(\w+)>")
API_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the URL table: its name, what its parts are called, the view behind it."""

    name: str
    route: str
    parts: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api-") and self.name not in ("api-docs", "api-schema")

    @property
    def is_ours(self) -> bool:
        """Whether the view is the product's own, not the sign-in library's."""
        return not self.view.__module__.startswith("allauth.")

    @property
    def methods(self) -> tuple[str, ...]:
        """Return the methods that the address is asked with."""
        actions = getattr(self.view, "actions", None)
        if actions:
            return tuple(method.upper() for method in actions if method != "head")
        return ("GET", "POST")

    def permission(self, method: str) -> Permission | None:
        """Return what the view asks for, None when it is for everybody."""
        view = getattr(self.view, "cls", self.view)
        if getattr(view, "is_public", False):
            return None
        if hasattr(self.view, "actions"):
            return view.permissions[self.view.actions[method.lower()]]
        return view.permission

    def url(self, **parts: object) -> str:
        return reverse(self.name, kwargs={part: parts[part] for part in self.parts})

    def opener(self, method: str = "GET") -> Role | None:
        """Return a role that comes through to what is there, None where the view does not know the method.

        As the access matrix has it, which real requests keep. Where all are refused for how the thing stands,
        it is a role that holds the permission.
        """
        said = promised()[self.name, self.route, method]
        if any(said[role] == "405" for role in Role):
            return None
        through = [role for role in SEEKERS if said[role] not in ("401", "403", "404")]
        return (through or [role for role in SEEKERS if allows(role, self.permission(method))])[0]


# The order in which somebody is looked for who may open an address.
SEEKERS = (
    *(Role.SUPERVISOR, Role.HSC, Role.ADMINISTRATOR),
    *(Role.CONTRACT_MANAGER, Role.ADVISOR, Role.ASSISTANT),
)


@cache
def promised() -> dict[tuple[str, str, str], dict[str, str]]:
    """Return the lines of the access matrix by name, route and method."""
    with MATRIX.open(newline="") as file:
        return {(one["address"], one["route"], one["method"]): one for one in csv.DictReader(file)}


def every_address() -> list[Address]:
    """Return all addresses by name."""
    return sorted(walk(get_resolver()), key=lambda address: (address.name, address.route))


def walk(resolver: URLResolver, space: str = "", root: str = "") -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = f"{root}{entry.pattern}"
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walk(entry, inner, route)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"{entry.pattern} has no name"
            parts = tuple(entry.pattern.regex.groupindex)
            yield Address(f"{space}{entry.name}", route, parts, entry.callback)
