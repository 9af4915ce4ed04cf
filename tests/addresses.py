"""Every address of the product, from the URL table itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

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

    def url(self, **parts: object) -> str:
        return reverse(self.name, kwargs={part: parts[part] for part in self.parts})


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
