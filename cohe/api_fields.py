"""How the API reads values: what is not declared or cannot be is refused by name."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from rest_framework import serializers

LARGEST_ID = 2**63 - 1
# Days beyond these are slips of the hand, and a count of days from them would leave the calendar.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class Strict(serializers.Serializer[Any]):
    """Values by name; a name that is not declared is refused. Validates and formats, never saves."""

    default_error_messages = {"invalid": "Send a JSON object with named fields."}

    def to_internal_value(self, data: Any) -> Any:
        """Return Python values, or raise what is wrong by field."""
        if isinstance(data, Mapping):
            known = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted(str(name) for name in set(data) - known)
            if unknown:
                allowed = ", ".join(sorted(known)) or "none"
                raise serializers.ValidationError(
                    {name: [f"There is no such field here. Known: {allowed}."] for name in unknown}
                )
        return super().to_internal_value(data)


class Id(serializers.IntegerField):
    """The number of a row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **options)


class Day(serializers.DateField):
    """A day from 1900 to 2199."""

    default_error_messages = {"range": "Choose a day from 1900 to 2199."}

    def to_internal_value(self, value: Any) -> date:
        """Return the day; refuse one that nothing here can be about."""
        found: date = super().to_internal_value(value)
        if not FIRST_DAY <= found <= LAST_DAY:
            self.fail("range")
        return found


class Word(serializers.ChoiceField):
    """One of the stored words of a list, each with its label in the description."""

    def __init__(self, words: Any, **options: Any) -> None:
        super().__init__(choices=[(word.value, word.label) for word in words], **options)


class Text(serializers.CharField):
    """Words of a person, trimmed; empty allowed unless said otherwise."""

    def __init__(self, **options: Any) -> None:
        if not options.get("required"):
            options = {"allow_blank": True, "required": False, "default": "", **options}
        super().__init__(**{"max_length": 20_000, **options})


class PageQuery(Strict):
    """Which part of a list."""

    cursor = serializers.CharField(required=False, max_length=500, help_text="From `next` of a part.")
    limit = serializers.IntegerField(required=False, default=50, min_value=1, max_value=200)


@cache
def paged(row: type[Strict]) -> type[Strict]:
    """Return the form of a part of a list of `row`, the same one wherever it is answered."""
    fields = {
        "next": serializers.CharField(allow_null=True, help_text="Address of the part that follows."),
        "previous": serializers.CharField(allow_null=True, help_text="Address of the part before."),
        "results": row(many=True),
    }
    return type(f"{row.__name__}Page", (Strict,), fields)
