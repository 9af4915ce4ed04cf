"""A contract manager's COHEs and their submitted reports: totals alone, through the reporting role."""

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Strict
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.api.measures import quarter_asked
from staffing.api.reports import KeptFigureOutput, ReportLineOutput
from staffing.quarter import Quarter
from staffing.queries.cohe_report import cohe_report
from staffing.queries.cohes import cohe_of, cohes_page


class CohesQuery(Strict):
    """Which quarter; the last that is over by default."""

    quarter = serializers.CharField(required=False, default="", max_length=6)


class CoheReportQuery(Strict):
    """Which submitted version; the latest by default."""

    version = serializers.IntegerField(required=False, default=None, min_value=1, max_value=1000)


class CenterOutput(Strict):
    """One COHE's figures of the quarter as they are now; hidden ones say so and hold nothing."""

    code = serializers.CharField(source="cohe.code")
    name = serializers.CharField(source="cohe.name")
    submitted_version = serializers.IntegerField(allow_null=True)
    figures = KeptFigureOutput(many=True)


class CohesOutput(Strict):
    """Her COHEs in a quarter."""

    quarter = serializers.CharField()
    cohes = CenterOutput(many=True)


class CoheReportOutput(Strict):
    """A submitted version."""

    cohe = serializers.CharField(source="cohe.code")
    quarter = serializers.CharField()
    version = serializers.IntegerField()
    versions = serializers.ListField(child=serializers.IntegerField())
    as_of = serializers.DateField(source="report.as_of")
    signed_name = serializers.CharField(source="report.signed_name")
    narrative = serializers.DictField(child=serializers.CharField())
    figures = ReportLineOutput(many=True)


class Cohes(Resource):
    """COHEs of a contract manager."""

    tag = "cohes"
    permissions = dict.fromkeys(("list", "report"), Permission.COHES_SEE)
    asks = {"list": CohesQuery, "report": CoheReportQuery}
    answers = {"list": {200: CohesOutput}, "report": {200: CoheReportOutput}}

    def list(self, request: Request) -> Response:
        """Return the figures of a quarter of each of her COHEs."""
        last = Quarter.of(self.today).previous
        quarter = self.quarter(self.asked["quarter"]) if self.asked["quarter"] else last
        page = cohes_page(person_id=self.membership.person_id, quarter=quarter, today=self.today)
        cohes = [
            {
                "cohe": one.cohe,
                "submitted_version": one.submitted.version if one.submitted else None,
                "figures": list(one.by_quarter.get(quarter, {}).values()),
            }
            for one in page.centers
        ]
        return self.answer({"quarter": quarter, "cohes": cohes})

    def report(self, request: Request, cohe_code: str, quarter: str) -> Response:
        """Return a submitted version of one of her COHEs."""
        cohe = cohe_of(self.membership.person_id, cohe_code, self.today)
        if cohe is None:
            raise Http404
        found = cohe_report(
            person_id=self.membership.person_id, cohe=cohe, quarter=self.quarter(quarter),
            version=self.asked["version"], today=self.today,
        )  # fmt: skip
        if found is None:
            raise Http404
        return self.answer(
            {
                "cohe": cohe, "quarter": found.quarter, "version": found.version,
                "versions": found.versions, "report": found.report,
                "narrative": {part.section.value: part.text for part in found.parts if part.text},
                "figures": [line for part in found.parts for line in part.lines],
            }
        )  # fmt: skip

    def quarter(self, words: str) -> Quarter:
        """Return the quarter that is named, 404 for none and for one to come."""
        found = quarter_asked(words)
        if found > Quarter.of(self.today):
            raise Http404
        return found
