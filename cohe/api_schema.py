"""The OpenAPI description, made from the tables of the resources, refusals included."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from cohe.api_fields import Strict
from cohe.api_resource import Resource

REFUSALS = {
    "400": "A value, or a name, that cannot be; `fields` says which.",
    "401": "Nobody is signed in, or the key is not good.",
    "403": "Not for this role, or not now; the sentence says why.",
    "404": "Nothing here for you, or not any more; the same for another COHE's things.",
    "405": "This address does not know the method.",
    "406": "Only JSON is answered.",
    "409": "Somebody else changed it in the meantime; nothing was written.",
    "413": "The body is too large.",
    "415": "The body is not of a kind that is read here.",
}


class Schema(AutoSchema):
    """Reads `asks`, `accepts` and `answers` of a resource."""

    def get_tags(self) -> list[str]:
        """Return the word of the resource."""
        return [self.view.tag] if hasattr(self.view, "tag") else list(super().get_tags())

    def get_operation_id(self) -> str:
        """Return resource and action, as code would name it."""
        action, name = getattr(self.view, "action", None), getattr(self.view, "basename", None)
        if not (action and name):
            return str(super().get_operation_id())
        return (name if name.endswith(f"-{action}") else f"{name}-{action}").replace("-", "_")

    def get_summary(self) -> str:
        """Return what the action does, in a line."""
        return str(super().get_description()).partition("\n")[0]

    def get_description(self, path: str = "", method: str = "") -> str:
        """Return nothing more: the line says it."""
        return ""

    def get_override_parameters(self) -> list[Any]:
        """Return what the address may ask."""
        serializer = self._table("asks")
        return [serializer] if serializer else []

    def get_request_serializer(self) -> Any:
        """Return what the body may hold."""
        return self._table("accepts")

    def get_response_serializers(self) -> Any:
        """Return what is answered."""
        return self._table("answers") or {204: None}

    def _is_list_view(self, serializer: Any = None) -> bool:
        """A list says so in its own form (`paged`)."""
        return False

    def _table(self, name: str) -> Any:
        if not isinstance(self.view, Resource):
            return None
        return getattr(self.view, name).get(self.view.action)

    def _map_serializer(self, serializer: Any, direction: Any, bypass_extensions: bool = False) -> Any:
        """A body with a name that is not declared is refused: say so."""
        found = super()._map_serializer(serializer, direction, bypass_extensions)
        if direction == "request" and isinstance(serializer, Strict):
            found["additionalProperties"] = False
        return found


class TokenScheme(OpenApiAuthenticationExtension):
    """How a key is sent."""

    target_class = "cohe.api.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe the header."""
        words = "`Token KEY`, with a key made under “Keys for the API”."
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": words}


class SessionScheme(OpenApiAuthenticationExtension):
    """The session of the pages."""

    target_class = "cohe.api.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe the cookie."""
        return {"type": "apiKey", "in": "cookie", "name": "cohe-session"}


def declare_refusals(result: dict[str, Any], **about: Any) -> dict[str, Any]:
    """Add to every operation the refusals that any of them may answer."""
    parts = result.setdefault("components", {})
    sentences = {"type": "array", "items": {"type": "string"}}
    parts.setdefault("schemas", {})["Refusal"] = {
        "type": "object",
        "required": ["detail", "fields"],
        "properties": {
            "detail": {"type": "string", "description": "A sentence for the person who asked."},
            "fields": {"type": "object", "additionalProperties": sentences},
        },
        "additionalProperties": False,
    }
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    parts["responses"] = {
        f"Refused{status}": {"description": words, "content": body} for status, words in REFUSALS.items()
    }
    for path in result["paths"].values():
        for operation in path.values():
            for status in REFUSALS:
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Refused{status}"})
    return result
