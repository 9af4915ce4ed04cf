"""How the API says no: in the same sentences as the pages, with the fields they are about."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import connection, transaction
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from cohe import held
from cohe.access import Conflict, Denied

NOTHING_HERE = "There is nothing here for you, or not any more."
NOT_VALID = "This cannot be taken as it is; nothing was changed."


class Refusal(exceptions.APIException):
    """A sentence with its status; `wait` says in how many seconds it is worth trying again."""

    def __init__(self, sentence: str, status: int, *, wait: int | None = None) -> None:
        super().__init__(sentence)
        self.status_code, self.wait = status, wait


def refuse(error: Exception, about: dict[str, Any]) -> Response | None:
    """Turn a refusal into the same sentence the pages show; what it had written is undone.

    The body is always `{"detail": sentence, "fields": {name: [sentences]}}`.
    """
    known = as_api_exception(error)
    response = exception_handler(known, about)
    if response is None:
        return None
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    detail = getattr(known, "detail", "")
    fields = dict(by_field(detail)) if isinstance(detail, dict | list) else {}
    sentence = NOT_VALID if isinstance(detail, dict | list) else str(detail)
    if list(fields) == [""]:
        sentence, fields = " ".join(fields[""]), {}
    response.data = {"detail": sentence, "fields": fields}
    if response.status_code == 403:
        remember(about)
    return response


def as_api_exception(error: Exception) -> Exception:
    """Return the framework's word for one of ours."""
    if held.is_held(error):
        return Refusal(held.SENTENCE, 409, wait=held.RETRY_SECONDS)
    match error:
        case Denied():
            return Refusal(str(error), 403)
        case Conflict():
            return Refusal(str(error), 409)
        case Http404():
            return exceptions.NotFound(NOTHING_HERE)
        case SuspiciousOperation():
            return exceptions.ParseError("This request cannot be read.")
        case ModelValidationError():
            return exceptions.ValidationError(
                error.message_dict if hasattr(error, "error_dict") else error.messages
            )
    return error


def by_field(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield field -> sentences; fields inside others as `items.0.version`, the whole body as ""."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name == "non_field_errors"
            yield from by_field(inner, path if whole else f"{path}.{name}".lstrip("."))
    elif isinstance(detail, list) and any(isinstance(inner, dict | list) for inner in detail):
        for place, inner in enumerate(detail):
            yield from by_field(inner, f"{path}.{place}".lstrip("."))
    elif isinstance(detail, list):
        yield path, [str(sentence) for sentence in detail]
    else:
        yield path, [str(detail)]


def remember(about: dict[str, Any]) -> None:
    """Have the refusal logged after the transaction has ended, as the pages do."""
    request = about["request"]._request
    vars(request)["refusal"] = request.resolver_match.view_name if request.resolver_match else "api"
