"""How the API says no: in the same sentences as the pages."""

from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from cohe.access import Conflict, Denied


def refuse(error: Exception, about: dict[str, Any]) -> Response | None:
    """Turn a refusal into the same sentence the pages show."""
    if isinstance(error, Denied):
        set_rollback()
        return Response({"detail": str(error)}, status=status.HTTP_403_FORBIDDEN)
    if isinstance(error, Conflict):
        set_rollback()
        return Response({"detail": str(error)}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, ModelValidationError):
        error = exceptions.ValidationError(
            error.message_dict if hasattr(error, "error_dict") else error.messages
        )
    return exception_handler(error, about)
