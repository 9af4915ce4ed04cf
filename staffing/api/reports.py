"""Quarterly reports: versions, figures with the rows behind them, submitting."""

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import reports as actions
from staffing.api.measures import quarter_asked
from staffing.choices import ReportSection
from staffing.models import QuarterlyReport
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries.report_page import ReportPage, report_page, rows_page
from staffing.report import LONGEST_TEXT


class KeptFigureOutput(Strict):
    """A figure. `value` and `benchmark` are exact, such as 237/400; null is n/a, or hidden from who asks."""

    code = serializers.CharField()
    section = serializers.CharField()
    title = serializers.CharField()
    value = serializers.CharField(allow_null=True)
    words = serializers.CharField(help_text="The value as the page says it.")
    unit = serializers.CharField()
    numerator = serializers.IntegerField(allow_null=True)
    denominator = serializers.IntegerField(allow_null=True)
    benchmark = serializers.CharField(allow_null=True)
    sign = serializers.CharField()
    met = serializers.BooleanField(allow_null=True)
    note = serializers.CharField()
    hidden = serializers.BooleanField(source="is_hidden")
    change = serializers.CharField(help_text="What moved since the report was submitted.")


class ReportLineOutput(Strict):
    """A figure as the version has it and, of the latest submitted version, as it is now."""

    then = KeptFigureOutput()
    now = KeptFigureOutput(allow_null=True)


class QuarterlyReportOutput(Strict):
    """A version of a quarter's report."""

    id = Id()
    quarter = serializers.CharField()
    version = serializers.IntegerField()
    is_draft = serializers.BooleanField()
    edition = serializers.IntegerField()
    reason = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    signed_name = serializers.CharField()
    narrative = serializers.DictField(child=serializers.CharField())


class ReportInFullOutput(Strict):
    """A version with its figures."""

    report = QuarterlyReportOutput()
    figures = ReportLineOutput(many=True)


class ReportBeginInput(Strict):
    """The quarter, such as 2026Q3; for another version the reason."""

    quarter = Text(max_length=6, required=True)
    reason = Text(max_length=500)


class ReportTextsInput(Strict):
    """What is written, by section; `edition` is the one that was read."""

    edition = serializers.IntegerField()
    narrative = serializers.DictField(child=serializers.CharField(max_length=LONGEST_TEXT, allow_blank=True))

    def validate_narrative(self, value: dict[str, str]) -> dict[str, str]:
        """Refuse sections that there are none of."""
        known = [one.value for one in ReportSection]
        if unknown := sorted(set(value) - set(known)):
            raise serializers.ValidationError(f"There is no section {unknown[0]}. Known: {', '.join(known)}.")
        return value


class ReportSignInput(Strict):
    """The signature; `edition` is the one that was read."""

    edition = serializers.IntegerField()
    signed_name = Text(max_length=120, required=True)


class FigureRowOutput(Strict):
    """A row behind a figure."""

    cells = serializers.ListField(child=serializers.CharField(allow_blank=True))
    counts = serializers.BooleanField()
    claim = serializers.IntegerField(source="claim_id", allow_null=True)


class FigureRowsOutput(Strict):
    """All rows behind a figure."""

    figure = KeptFigureOutput()
    heads = serializers.ListField(child=serializers.CharField())
    rows = FigureRowOutput(many=True)


class Reports(Resource):
    """Quarterly reports."""

    tag = "reports"
    permissions = {
        **dict.fromkeys(("list", "retrieve", "rows"), Permission.REPORT_SEE),
        **dict.fromkeys(("begin", "write", "submit", "discard"), Permission.REPORT_WRITE),
    }
    asks = {"list": PageQuery}
    accepts = {"begin": ReportBeginInput, "write": ReportTextsInput, "submit": ReportSignInput}
    answers = {
        "list": {200: paged(QuarterlyReportOutput)},
        "begin": {201: QuarterlyReportOutput},
        "retrieve": {200: ReportInFullOutput},
        "write": {200: QuarterlyReportOutput},
        "submit": {200: QuarterlyReportOutput},
        "discard": {204: None},
        "rows": {200: FigureRowsOutput},
    }

    def list(self, request: Request) -> Response:
        """Return every version of every quarter, the latest first."""
        return self.page(QuarterlyReport.objects.order_by(), "-id", QuarterlyReportOutput)

    def begin(self, request: Request) -> Response:
        """Begin the report of a quarter that is over, or its next version."""
        try:
            quarter = Quarter.named(self.given["quarter"])
        except NoSuchQuarter as no:
            raise serializers.ValidationError({"quarter": [str(no)]}) from no
        made = actions.begin_report(
            quarter=quarter, reason=self.given["reason"], by=self.membership, today=self.today, at=self.at
        )
        return self.answer(made, 201)

    def retrieve(self, request: Request, quarter: str, version: int) -> Response:
        """Return a version with its figures."""
        page = self.found(quarter, version)
        return self.answer({"report": page.report, "figures": page.lines})

    def write(self, request: Request, quarter: str, version: int) -> Response:
        """Keep what is written for the sections of a draft."""
        report = self.found(quarter, version).report
        return self.answer(actions.write_report(report=report, **self.given, by=self.membership, at=self.at))

    def submit(self, request: Request, quarter: str, version: int) -> Response:
        """Sign and submit a draft: it stands from then on."""
        report = self.found(quarter, version).report
        return self.answer(
            actions.submit_report(
                report=report, **self.given, by=self.membership, today=self.today, at=self.at
            )
        )

    def discard(self, request: Request, quarter: str, version: int) -> Response:
        """Throw a draft away."""
        actions.discard_draft(report=self.found(quarter, version).report, by=self.membership, at=self.at)
        return self.answer(None, 204)

    def rows(self, request: Request, quarter: str, version: int, figure: str) -> Response:
        """Return the rows behind a figure."""
        found = rows_page(self.found(quarter, version), figure, self.today)
        if found is None:
            raise Http404
        return self.answer(found)

    def found(self, quarter: str, version: int) -> ReportPage:
        """Return a version, 404 for what is not there."""
        page = report_page(quarter_asked(quarter), version)
        if page is None:
            raise Http404
        return page
