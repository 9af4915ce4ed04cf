"""Measures M1 to M11: figures, the rows behind them, rescue lists."""

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Id, Strict
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import measures as actions
from staffing.measures import BY_CODE
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries import rescue as rescue_queries
from staffing.queries.measures import counted, measured
from staffing.rescue import NO_RESCUE, Chance

MOST_CLAIMS = 2000


class MeasureOutput(Strict):
    """One measure of a quarter. `figure` and `benchmark` are exact, such as 1262/15; null: not applicable."""

    code = serializers.CharField(source="measure.code")
    title = serializers.CharField(source="measure.title")
    unit = serializers.CharField(source="measure.unit")
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField()
    figure = serializers.CharField(allow_null=True)
    benchmark = serializers.CharField(allow_null=True)
    met_when = serializers.CharField(source="measure.met.value")
    met = serializers.BooleanField(allow_null=True)
    note = serializers.CharField()
    to_date = serializers.ListField(
        child=serializers.IntegerField(), allow_null=True, help_text="M2: numerator, denominator to date."
    )


class MeasuresOutput(Strict):
    """The eleven measures of a quarter."""

    quarter = serializers.CharField()
    measures = MeasureOutput(many=True)


class MeasureRowOutput(Strict):
    """One of what a figure counts."""

    subject = serializers.CharField()
    claim = Id(source="claim_id", allow_null=True)
    counts = serializers.BooleanField()
    on = serializers.DateField(allow_null=True)
    why = serializers.CharField()
    days = serializers.IntegerField(allow_null=True)


class MeasureRowsOutput(Strict):
    """The rows behind a figure: as many as its denominator."""

    quarter = serializers.CharField()
    code = serializers.CharField(source="measure.code")
    rows = MeasureRowOutput(many=True)


class MeasureRowsQuery(Strict):
    """Which rows of M2: of the claims that are old enough, or of all to date."""

    to_date = serializers.BooleanField(required=False, default=False)


class ChanceOutput(Strict):
    """A claim that can still change a measure."""

    claim = Id(source="claim.claim_id")
    claim_number = serializers.CharField(source="claim.number")
    hsc = Id(source="claim.hsc_id", allow_null=True)
    last_day = serializers.DateField()
    title = serializers.CharField()


class RescueListOutput(Strict):
    """The rescue list of a measure; `why_none` says why no claim can change it."""

    quarter = serializers.CharField()
    code = serializers.CharField()
    why_none = serializers.CharField()
    claims = ChanceOutput(many=True)


class RescueInput(Strict):
    """The claims to put on today's worklists."""

    claims = serializers.ListField(child=Id(), min_length=1, max_length=MOST_CLAIMS)


class RescuedOutput(Strict):
    """The tasks that were set; `action` undoes them all (null: nothing was to add)."""

    action = serializers.CharField(allow_null=True)
    items = serializers.ListField(child=Id())


class Measures(Resource):
    """The measures of a quarter."""

    tag = "measures"
    permissions = dict.fromkeys(("list", "rows", "rescue", "rescue_make"), Permission.MEASURES_SEE)
    asks = {"rows": MeasureRowsQuery}
    accepts = {"rescue_make": RescueInput}
    answers = {
        "list": {200: MeasuresOutput},
        "rows": {200: MeasureRowsOutput},
        "rescue": {200: RescueListOutput},
        "rescue_make": {201: RescuedOutput},
    }

    def list(self, request: Request, quarter: str) -> Response:
        """Return all eleven measures as known today."""
        asked = quarter_asked(quarter)
        return self.answer({"quarter": asked, "measures": measured(asked, self.today)})

    def rows(self, request: Request, quarter: str, measure: str) -> Response:
        """Return the rows behind a figure."""
        asked, code = quarter_asked(quarter), code_asked(measure)
        to_date = self.asked["to_date"] and code == "M2"
        return self.answer(counted(code, asked, self.today, to_date=to_date))

    def rescue(self, request: Request, quarter: str, measure: str) -> Response:
        """Return the claims that can still change a measure, the fewest days left first."""
        asked, code = quarter_asked(quarter), code_asked(measure)
        found: list[Chance] = rescue_queries.rescue_list(
            code=code, quarter=asked, today=self.today, by=self.membership
        )
        why = NO_RESCUE.get(code, "")
        return self.answer({"quarter": asked, "code": code, "why_none": why, "claims": found})

    def rescue_make(self, request: Request, quarter: str, measure: str) -> Response:
        """Set a task due today for each of the claims, with its HSC; twice makes nothing twice."""
        made = actions.make_todays_worklist(
            code=code_asked(measure),
            quarter=quarter_asked(quarter),
            claim_ids=set(self.given["claims"]),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        key = str(made.action.key) if made.action else None
        return self.answer({"action": key, "items": [one.pk for one in made.changed]}, 201)


def quarter_asked(words: str) -> Quarter:
    """Return the quarter of an address; raise `Http404` for words that name none."""
    try:
        return Quarter.named(words)
    except NoSuchQuarter as no:
        raise Http404 from no


def code_asked(words: str) -> str:
    """Return the measure of an address; raise `Http404` for words that name none."""
    if words not in BY_CODE:
        raise Http404
    return words
