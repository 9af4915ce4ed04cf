"""Claims per HSC FTE, the checks of quarters, and discussions."""

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, paged
from cohe.api_resource import Resource
from cohe.permissions import Permission
from staffing.actions import checks
from staffing.api.measures import quarter_asked
from staffing.choices import CheckKind
from staffing.models import Discussion
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.queries.ratio import RatioPage, ratio_page
from staffing.ratio import as_decimal


class FteTermOutput(Strict):
    """A row of the sum of HSC FTE: whose share, on how many days. `fte` is exact, such as 1/3."""

    person = Id(source="person.pk")
    name = serializers.CharField(source="person.name")
    role = serializers.CharField(source="term.share.role")
    minutes_a_week = serializers.IntegerField(source="term.share.minutes")
    full_time_minutes = serializers.IntegerField(source="term.share.full_time")
    days = serializers.IntegerField(source="term.days")
    fte = serializers.CharField(source="term.fte")


class RatioOutput(Strict):
    """One quarter: exact FTE as fractions, the ratio to two decimals for the eye (null without FTE)."""

    quarter = serializers.CharField()
    is_over_yet = serializers.BooleanField(help_text="Whether the quarter has ended.")
    claims = serializers.IntegerField()
    fte = serializers.CharField()
    ratio = serializers.DecimalField(12, 2, allow_null=True)
    line = serializers.IntegerField()
    triggered = serializers.BooleanField()
    claims_to_the_line = serializers.IntegerField()
    claims_of_year = serializers.IntegerField()
    required_fte = serializers.DecimalField(12, 4)
    yearly_met = serializers.BooleanField()
    terms = FteTermOutput(many=True)


class StaffingCheckInput(Strict):
    """The quarter to check, such as 2026Q3."""

    quarter = Text(max_length=6, required=True)


class StaffingDiscussionOutput(Strict):
    """A discussion on forecast and staffing."""

    id = Id()
    quarter = serializers.CharField()
    opened_on = serializers.DateField()
    due_on = serializers.DateField()
    forecast = serializers.CharField()
    strategy = serializers.CharField()
    held_on = serializers.DateField(allow_null=True)
    follow_up_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    outcome = serializers.CharField()
    version = serializers.IntegerField()


class CheckedOutput(Strict):
    """What a check found; `discussion` is there when the quarter is over the line."""

    ratio = RatioOutput()
    discussion = StaffingDiscussionOutput(allow_null=True)


class StaffingDiscussionInput(Strict):
    """What the discussion says now; `version` is the one that was read."""

    forecast = Text(max_length=4000)
    strategy = Text(max_length=4000)
    held_on = Day(required=False, allow_null=True, default=None)
    follow_up_on = Day(required=False, allow_null=True, default=None)
    outcome = Text(max_length=4000)
    version = serializers.IntegerField(min_value=1)


def as_shown(page: RatioPage) -> dict[str, object]:
    """Return a quarter as a program reads it."""
    return {
        "quarter": page.quarter,
        "is_over_yet": page.is_over_yet,
        "claims": page.quarterly.claims,
        "fte": page.quarterly.fte,
        "ratio": page.quarterly.ratio,
        "line": page.quarterly.line,
        "triggered": page.quarterly.is_over,
        "claims_to_the_line": page.quarterly.claims_to_the_line,
        "claims_of_year": page.yearly.claims,
        "required_fte": as_decimal(page.yearly.required, 4),
        "yearly_met": page.yearly.is_met,
        "terms": page.terms,
    }


class Ratios(Resource):
    """Claims per HSC FTE."""

    tag = "staffing"
    permissions = {"retrieve": Permission.STAFFING_SEE, "check": Permission.STAFFING_CHANGE}
    accepts = {"check": StaffingCheckInput}
    answers = {"retrieve": {200: RatioOutput}, "check": {201: CheckedOutput}}

    def retrieve(self, request: Request, quarter: str) -> Response:
        """Return a quarter with every term of its FTE."""
        return self.answer(as_shown(ratio_page(quarter=quarter_asked(quarter), today=self.today)))

    def check(self, request: Request) -> Response:
        """Check a quarter that is over; over the line a discussion opens."""
        try:
            asked = Quarter.named(self.given["quarter"])
        except NoSuchQuarter as no:
            raise serializers.ValidationError({"quarter": [str(no)]}) from no
        found = checks.check_staffing(
            cohe_id=self.membership.cohe_id,
            quarter=asked,
            kind=CheckKind.BY_HAND,
            today=self.today,
            at=self.at,
            by=self.membership,
        )
        return self.answer({"ratio": as_shown(found.page), "discussion": found.discussion}, 201)


class Discussions(Resource):
    """Discussions between COHE and contract manager."""

    tag = "staffing"
    permissions = dict.fromkeys(("list", "retrieve", "write", "close", "open"), Permission.DISCUSSION_WRITE)
    asks = {"list": PageQuery}
    accepts = {"write": StaffingDiscussionInput}
    answers = {
        "list": {200: paged(StaffingDiscussionOutput)},
        **{action: {200: StaffingDiscussionOutput} for action in ("retrieve", "write", "close", "open")},
    }

    def list(self, request: Request) -> Response:
        """Return every discussion, the latest first."""
        return self.page(Discussion.objects.order_by(), "-id", StaffingDiscussionOutput)

    def retrieve(self, request: Request, staffing_discussion_id: int) -> Response:
        """Return one."""
        return self.answer(self.found(staffing_discussion_id))

    def write(self, request: Request, staffing_discussion_id: int) -> Response:
        """Write what was forecast, planned and agreed."""
        given = dict(self.given)
        version = given.pop("version")
        held = checks.write_discussion(
            discussion=self.found(staffing_discussion_id),
            said=checks.Said(**given),
            version=version,
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(held)

    def close(self, request: Request, staffing_discussion_id: int) -> Response:
        """Close one that was held."""
        checks.close_discussion(
            discussion=self.found(staffing_discussion_id), by=self.membership, today=self.today, at=self.at
        )
        return self.answer(self.found(staffing_discussion_id))

    def open(self, request: Request, staffing_discussion_id: int) -> Response:
        """Open a closed one again."""
        checks.open_again(discussion=self.found(staffing_discussion_id), by=self.membership, at=self.at)
        return self.answer(self.found(staffing_discussion_id))

    def found(self, staffing_discussion_id: int) -> Discussion:
        """Return one, 404 for what is not there."""
        return get_object_or_404(Discussion, pk=staffing_discussion_id)
