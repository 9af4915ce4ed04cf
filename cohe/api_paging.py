"""Parts of long lists by keyset: the thousandth part costs what the first one does."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import QuerySet
from rest_framework import exceptions
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

prohibit_null = ProhibitNullCharactersValidator()


class KeysetPages(CursorPagination):
    """Pages in the order of one field that differs on every row."""

    invalid_cursor_message = "This cursor is not one of this list."

    def __init__(self, order: str, limit: int) -> None:
        self.order = order
        self.page_size = limit

    def get_ordering(self, request: Request, queryset: "QuerySet[Any]", view: Any) -> tuple[str, ...]:
        """Return the one field; an address cannot choose another."""
        self.field = queryset.model._meta.get_field(self.order.lstrip("-"))
        return (self.order,)

    def part_of(self, rows: "QuerySet[Any]", request: Request, view: Any) -> list[Any]:
        """Return the rows of the part that the address asks for."""
        self.get_ordering(request, rows, view)
        return list(self.paginate_queryset(rows, request, view) or [])

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Read the cursor; refuse one whose place this list cannot have."""
        try:
            found = super().decode_cursor(request)
            if found is not None and found.position is not None:
                self.field.run_validators(self.field.to_python(found.position))
                prohibit_null(found.position)
        except (exceptions.NotFound, ValidationError, ValueError) as error:
            raise exceptions.ValidationError({"cursor": [self.invalid_cursor_message]}) from error
        return found
