"""What a resource of the API is.

It says in tables, by action: the permission, what the address may ask, what the body may hold, what is
answered. The same tables check the request and make the OpenAPI description, so they cannot drift.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import QueryDict
from django.urls import URLPattern, path
from rest_framework import exceptions, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from cohe import clock
from cohe.api_fields import Strict
from cohe.api_paging import KeysetPages
from cohe.models import Membership
from cohe.permissions import Permission


class Resource(viewsets.GenericViewSet[Any]):
    """Things of one kind. Each action of a subclass is answered by one query or action inwards."""

    permissions: ClassVar[Mapping[str, Permission]]
    asks: ClassVar[Mapping[str, type[Strict]]] = {}
    accepts: ClassVar[Mapping[str, type[Strict]]] = {}
    answers: ClassVar[Mapping[str, Mapping[int, type[Strict] | None]]] = {}
    pagination_class = None

    membership: Membership
    today: date
    at: datetime
    asked: dict[str, Any]
    given: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Know who asks and when; read the address and the body by the tables, or refuse them."""
        super().initial(request, *args, **kwargs)
        self.membership = vars(request._request)["membership"]
        self.today, self.at = clock.today(), clock.now()
        action = str(self.action)
        self.asked = cleaned(self.asks.get(action, Strict), flat(request.query_params))
        self.given = {}
        if request.method in ("POST", "PUT", "PATCH"):
            self.given = cleaned(self.accepts.get(action, Strict), request.data)

    def page(self, rows: "QuerySet[Any]", order: str, row: type[Strict]) -> Response:
        """Answer a part of `rows` in the order of a field that differs on each."""
        pages = KeysetPages(order, self.asked["limit"])
        found = pages.part_of(rows, self.request, self)
        return pages.get_paginated_response(row(found, many=True).data)

    def answer(self, thing: Any, status: int = 200) -> Response:
        """Answer with what the table says for this action and status."""
        serializer = self.answers[str(self.action)][status]
        return Response(None if serializer is None else serializer(thing).data, status)


def cleaned(serializer: type[Strict], values: Any) -> dict[str, Any]:
    """Return the values as Python ones; raise what is wrong, by field."""
    reading = serializer(data=[] if values is None else values)
    reading.is_valid(raise_exception=True)
    return dict(reading.validated_data)


def sentences_of(form: BaseForm) -> dict[str, list[str]]:
    """Return what a form of the pages says is wrong, by field."""
    return {
        "non_field_errors" if name == NON_FIELD_ERRORS else name: [str(sentence) for sentence in errors]
        for name, errors in form.errors.items()
    }


def flat(query: QueryDict) -> dict[str, str]:
    """Return the address's parameters; refuse one that is given twice."""
    twice = {name: ["Give this once."] for name, values in query.lists() if len(values) > 1}
    if twice:
        raise exceptions.ValidationError(twice)
    return {name: str(values[-1]) for name, values in query.lists()}


def route(address: str, name: str, resource: type[Resource], **methods: str) -> URLPattern:
    """Return the address of a resource; `methods` say which action answers each."""
    actions: dict[str, Any] = dict(methods)
    return path(address, resource.as_view(actions, basename=name), name=f"api-{name}")
