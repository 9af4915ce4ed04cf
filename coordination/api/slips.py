"""Nothing slips: the page's own sections."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Id, Strict
from cohe.api_resource import Resource
from cohe.permissions import Permission
from coordination.queries import slips


class SlipOutput(Strict):
    """A claim that waits."""

    claim = Id(source="claim_id")
    claim_number = serializers.CharField()
    worker = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    what = serializers.CharField()
    whose = serializers.CharField()


class SectionOutput(Strict):
    """One kind of slipping; `rows` are the oldest."""

    key = serializers.CharField()
    title = serializers.CharField()
    count = serializers.IntegerField()
    rows = SlipOutput(many=True)


class SlipsOutput(Strict):
    """Every section that holds something."""

    count = serializers.IntegerField()
    sections = SectionOutput(many=True)


class SlipsQuery(Strict):
    """One section only."""

    section = serializers.ChoiceField([(kind.key, kind.title) for kind in slips.KINDS], required=False)


class NothingSlips(Resource):
    """What waits and is on nobody's mind."""

    tag = "worklist"
    permissions = {"retrieve": Permission.ITEM_REASSIGN}
    asks = {"retrieve": SlipsQuery}
    answers = {"retrieve": {200: SlipsOutput}}

    def retrieve(self, request: Request) -> Response:
        """Return the sections, of the member's claims or the COHE's."""
        only = self.asked.get("section", "")
        return self.answer(slips.slips(membership=self.membership, today=self.today, only=only))
