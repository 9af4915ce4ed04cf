"""The rules of the worklist in words, with the numbers in force."""

from dataclasses import asdict

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Strict, Word
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.choices import Area, RecordKind
from coordination.queries import policy
from coordination.worklist.catalogue import RULES


class RuleOutput(Strict):
    """One trigger."""

    code = serializers.CharField(source="rule.code")
    slug = serializers.CharField(source="rule.slug")
    title = serializers.CharField(source="rule.title")
    area = Word(Area, source="rule.area")
    explanation = serializers.CharField()
    clears = serializers.CharField(source="rule.clears")
    based_on = serializers.CharField(source="rule.source")
    done_records = Word(RecordKind, allow_null=True, source="rule.done_records")
    done_needs_note = serializers.BooleanField(source="rule.done_needs_note")


class RulesOutput(Strict):
    """Every rule, and every number of the COHE that holds today."""

    rules = RuleOutput(many=True)
    numbers = serializers.DictField(child=serializers.IntegerField())


class Rules(Resource):
    """The rules."""

    tag = "rules"
    permissions = {"list": Permission.RULES_SEE}
    answers = {"list": {200: RulesOutput}}

    def list(self, request: Request) -> Response:
        """Return every rule with its explanation in today's numbers."""
        numbers = policy.in_force(self.today)
        rules = [{"rule": rule, "explanation": rule.explain(numbers)} for rule in RULES]
        return self.answer({"rules": rules, "numbers": asdict(numbers)})
