"""Reports on interventions with their two follow-ups; updates to employer or committee."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import plan_papers
from coordination.api.claim_things import ClaimThings
from coordination.api.plans import PlannedOutput, plan_row
from coordination.models import Plan, ServiceReport, StakeholderUpdate
from coordination.plan_words import Audience
from coordination.queries import told_outside


class ReportOutput(Strict):
    """A report; it closes by two days."""

    id = Id()
    plan = Id(source="plan_id")
    key = serializers.IntegerField()
    sender = serializers.CharField()
    received_on = serializers.DateField()
    passed_on = serializers.DateField(allow_null=True)
    reviewed_on = serializers.DateField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class ReportInput(Strict):
    """A report that came on the intervention `key` of the plan."""

    key = serializers.IntegerField(min_value=1, max_value=32_767)
    sender = Text(required=True, allow_blank=False, max_length=200)
    received_on = Day()


class FollowInput(Strict):
    """The day of a follow-up."""

    on = Day()


class ToldOutput(Strict):
    """What may be told of a claim outside; `held_back` is for the coordinator alone."""

    next_medical_update_on = serializers.DateField(allow_null=True)
    abilities = serializers.CharField()
    restrictions = serializers.CharField()
    prognosis = serializers.CharField()
    held_back = serializers.ListField(child=serializers.CharField())


class UpdateOutput(Strict):
    """An update: the whitelist's four parts, to whom, when it was sent."""

    id = Id()
    plan = Id(source="plan_id")
    audience = Word(Audience)
    receiver = serializers.CharField()
    next_medical_update_on = serializers.DateField(allow_null=True)
    abilities = serializers.CharField()
    restrictions = serializers.CharField()
    prognosis = serializers.CharField()
    sent_on = serializers.DateField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class UpdateInput(Strict):
    """The words of an update; what may not leave is refused."""

    audience = Word(Audience)
    receiver = Text(required=True, allow_blank=False, max_length=200)
    next_medical_update_on = Day(required=False, allow_null=True, default=None)
    abilities = Text(max_length=2000)
    restrictions = Text(max_length=2000)
    prognosis = Text(max_length=2000)


class PlanReports(ClaimThings):
    """Reports on interventions that have no referral."""

    tag = "plans"
    permissions = {
        "list": Permission.CLAIM_SEE,
        **dict.fromkeys(("add", "passed", "reviewed", "withdraw"), Permission.RECORD_WRITE),
    }
    asks = {"list": PageQuery}
    accepts = {"add": ReportInput, "passed": FollowInput, "reviewed": FollowInput}
    answers = {
        "list": {200: paged(ReportOutput)},
        "add": {201: PlannedOutput},
        "passed": {200: PlannedOutput},
        "reviewed": {200: PlannedOutput},
        "withdraw": {200: PlannedOutput},
    }

    def list(self, request: Request, plan_id: int) -> Response:
        """Return the reports of a plan, the latest recorded first."""
        plan = self.found(Plan.objects.all(), plan_id)
        return self.page(ServiceReport.objects.filter(plan=plan), "-id", ReportOutput)

    def add(self, request: Request, plan_id: int) -> Response:
        """Record a report: two follow-ups open."""
        plan = self.found(Plan.objects.all(), plan_id)
        return self.answer(plan_papers.add_report(plan=plan, **self.given, **acting(self)), 201)

    def passed(self, request: Request, report_id: int) -> Response:
        """Record that the report was passed on to the attending provider."""
        return self.follow(report_id, "passed_on")

    def reviewed(self, request: Request, report_id: int) -> Response:
        """Record that the report was reviewed with the worker."""
        return self.follow(report_id, "reviewed_on")

    def follow(self, report_id: int, step: str) -> Response:
        """Record one of the two follow-ups."""
        report = plan_row(self, ServiceReport, report_id)
        return self.answer(
            plan_papers.follow_report(report=report, step=step, on=self.given["on"], **acting(self))
        )

    def withdraw(self, request: Request, report_id: int) -> Response:
        """Take a report back."""
        report = plan_row(self, ServiceReport, report_id)
        return self.answer(plan_papers.withdraw_report(report=report, **acting(self)))


class PlanUpdates(ClaimThings):
    """Updates to employer or committee: the whitelist, and nothing else of the claim."""

    tag = "plans"
    permissions = {
        **dict.fromkeys(("list", "told"), Permission.CLAIM_SEE),
        **dict.fromkeys(("compose", "edit", "send", "withdraw"), Permission.RECORD_WRITE),
    }
    asks = {"list": PageQuery}
    accepts = {"compose": UpdateInput, "edit": UpdateInput, "send": FollowInput}
    answers = {
        "list": {200: paged(UpdateOutput)},
        "told": {200: ToldOutput},
        "compose": {201: UpdateOutput},
        "edit": {200: UpdateOutput},
        "send": {200: PlannedOutput},
        "withdraw": {200: PlannedOutput},
    }

    def list(self, request: Request, plan_id: int) -> Response:
        """Return the updates of a plan, the latest composed first."""
        plan = self.found(Plan.objects.all(), plan_id)
        return self.page(StakeholderUpdate.objects.filter(plan=plan), "-id", UpdateOutput)

    def told(self, request: Request, claim_id: int) -> Response:
        """Return what an employer or a committee may be told of a claim today."""
        return self.answer(told_outside.may_be_told(self.opened(claim_id), self.today))

    def compose(self, request: Request, plan_id: int) -> Response:
        """Keep an update that is still to be sent."""
        plan = self.found(Plan.objects.all(), plan_id)
        wording = plan_papers.Wording(**self.given)
        return self.answer(plan_papers.compose_update(plan=plan, wording=wording, **acting(self)), 201)

    def edit(self, request: Request, update_id: int) -> Response:
        """Change an update before it is sent."""
        update = plan_row(self, StakeholderUpdate, update_id)
        wording = plan_papers.Wording(**self.given)
        return self.answer(plan_papers.edit_update(update=update, wording=wording, **acting(self)))

    def send(self, request: Request, update_id: int) -> Response:
        """Mark an update sent on a day: it has left the building."""
        update = plan_row(self, StakeholderUpdate, update_id)
        return self.answer(plan_papers.send_update(update=update, on=self.given["on"], **acting(self)))

    def withdraw(self, request: Request, update_id: int) -> Response:
        """Throw an update away, or take back that it was sent."""
        update = plan_row(self, StakeholderUpdate, update_id)
        return self.answer(plan_papers.withdraw_update(update=update, **acting(self)))


def acting(resource: ClaimThings) -> dict[str, Any]:
    """Return who acts and when."""
    return {"by": resource.membership, "today": resource.today, "at": resource.at}
