"""Bodies with a field named `source`: a serializer's own attributes have taken the name for another use."""

from typing import Any

from rest_framework import serializers

from cohe.api_fields import Strict, Text


class SourcedOutput(Strict):
    """What is shown with where it comes from."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields and `source`."""
        return {**super().get_fields(), "source": serializers.CharField()}


class SourcedInput(Strict):
    """What is typed with where it comes from; `must_say` where a figure stands on nothing else."""

    must_say = True

    def get_fields(self) -> dict[str, Any]:
        """Return the fields and `source`."""
        source = Text(required=self.must_say, allow_blank=not self.must_say, max_length=300)
        return {**super().get_fields(), "source": source}
