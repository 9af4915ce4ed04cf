"""Lines of a plan as the API has them."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from cohe.api_fields import Day, Id, Strict, Text, Word
from coordination.plan_lines import Line, tidy
from coordination.plan_words import InterventionKind, JobGoal, LineKind, Owner


class LineOutput(Strict):
    """A line; the same `key` in a later version is the same line."""

    key = serializers.IntegerField()
    kind = Word(LineKind)
    text = serializers.CharField()
    owner = Word(Owner, allow_blank=True)
    person = serializers.CharField(source="person.name", allow_null=True, default=None)
    person_id = Id(allow_null=True)
    target_on = serializers.DateField(allow_null=True)
    expected_on = serializers.DateField(allow_null=True)
    job_goal = Word(JobGoal, allow_blank=True)
    intervention = Word(InterventionKind, allow_blank=True)
    is_expedited = serializers.BooleanField()
    recommended_by = serializers.CharField()
    recommended_on = serializers.DateField(allow_null=True)
    set_on = serializers.DateField()


class LineInput(Strict):
    """A line of the next version: with its `key` when it is in the plan, without one when it is new."""

    key = serializers.IntegerField(required=False, default=0, min_value=0, max_value=32_767)
    kind = Word(LineKind)
    text = Text(required=True, allow_blank=False, max_length=2000)
    owner = Word(Owner, required=False, allow_blank=True, default="")
    person_id = Id(required=False, allow_null=True, default=None)
    target_on = Day(required=False, allow_null=True, default=None)
    expected_on = Day(required=False, allow_null=True, default=None)
    job_goal = Word(JobGoal, required=False, allow_blank=True, default="")
    intervention = Word(InterventionKind, required=False, allow_blank=True, default="")
    is_expedited = serializers.BooleanField(required=False, default=False)
    recommended_by = Text(max_length=200)
    recommended_on = Day(required=False, allow_null=True, default=None)


def line_given(given: Mapping[str, Any]) -> Line:
    """Return a line that was sent."""
    return tidy(Line(**given))
