"""Dated facts recorded on a claim, work status a coordinator heard of, and the tier."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.choices import StatusSource, Tier, WorkStatusKind
from claims.models import WorkStatus
from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import records
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import RecordKind
from coordination.models import Record


class RecordOutput(Strict):
    """Something that happened on a day."""

    id = Id()
    claim = Id(source="claim_id")
    kind = Word(RecordKind)
    on = serializers.DateField()
    about = serializers.CharField()
    value = serializers.DecimalField(7, 2, allow_null=True)
    remark = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name", allow_null=True)
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class RecordInput(Strict):
    """What happened. `about` is what a rule's item is about (its `about`)."""

    kind = Word(RecordKind)
    on = Day()
    about = Text(max_length=200)
    remark = Text(max_length=2000)


class RecordedOutput(Strict):
    """The record, and what changed on the worklist."""

    record = RecordOutput()
    refreshed = RefreshedOutput()


class Records(ClaimThings):
    """Facts that clear items. One entered by mistake is withdrawn."""

    tag = "records"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "retrieve": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": RecordInput}
    answers = {
        "list": {200: paged(RecordOutput)},
        "retrieve": {200: RecordOutput},
        "add": {201: RecordedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the records of a claim, the latest entered first."""
        rows = Record.objects.filter(claim=self.opened(claim_id)).select_related("recorded_by")
        return self.page(rows, "-id", RecordOutput)

    def retrieve(self, request: Request, record_id: int) -> Response:
        """Return one record."""
        return self.answer(self.found(Record.objects.select_related("recorded_by"), record_id))

    def add(self, request: Request, claim_id: int) -> Response:
        """Record something that happened."""
        made, refreshed = records.add_record(
            claim=self.opened(claim_id),
            happened=records.Happened(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"record": made, "refreshed": refreshed}, 201)

    def withdraw(self, request: Request, record_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(Record.objects.all(), record_id)
        return self.answer(
            records.withdraw_record(record=wrong, by=self.membership, today=self.today, at=self.at)
        )


class WorkStatusOutput(Strict):
    """What the worker may do from a day through a day (null: still)."""

    id = Id()
    claim = Id(source="claim_id")
    status = Word(WorkStatusKind)
    from_date = serializers.DateField()
    through_date = serializers.DateField(allow_null=True)
    said_by = Word(StatusSource, source="source")
    exam_date = serializers.DateField(allow_null=True)
    restrictions = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name", allow_null=True, default=None)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class WorkStatusInput(Strict):
    """A work status that a coordinator heard of; an APF's is the APF of its examination too."""

    status = Word(WorkStatusKind)
    from_date = Day()
    through_date = Day(required=False, allow_null=True, default=None)
    said_by = Word(StatusSource, source="source")
    exam_date = Day(
        required=False,
        allow_null=True,
        default=None,
        help_text="Of an APF, which needs one; not after today.",
    )
    restrictions = Text(max_length=2000)
    ends_earlier = serializers.BooleanField(
        required=False,
        default=False,
        help_text=("End the row of this source before it on the day before; a later APF replaces one whole."),
    )


class HeardOutput(Strict):
    """The work status, and what changed on the worklist."""

    work_status = WorkStatusOutput()
    refreshed = RefreshedOutput()


class WorkStatuses(ClaimThings):
    """Work status rows of the extract and of coordinators."""

    tag = "work status"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": WorkStatusInput}
    answers = {
        "list": {200: paged(WorkStatusOutput)},
        "add": {201: HeardOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the rows of a claim, the latest entered first."""
        rows = WorkStatus.objects.filter(claim=self.opened(claim_id)).select_related("recorded_by")
        return self.page(rows, "-id", WorkStatusOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Record what was heard; it counts like a row of the extract, and an APF's as that APF."""
        row, refreshed = records.record_work_status(
            claim=self.opened(claim_id),
            heard=records.Heard(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"work_status": row, "refreshed": refreshed}, 201)

    def withdraw(self, request: Request, row_id: int) -> Response:
        """Take back one that a person recorded."""
        row = self.found(WorkStatus.objects.all(), row_id)
        return self.answer(
            records.withdraw_work_status(row=row, by=self.membership, today=self.today, at=self.at)
        )


class TierInput(Strict):
    """The new tier, and why."""

    tier = Word(Tier)
    reason = Text(max_length=1000)


class Tiers(ClaimThings):
    """The tier of a claim."""

    tag = "claims"
    permissions = {"change": Permission.CLAIM_TIER}
    accepts = {"change": TierInput}
    answers = {"change": {200: RefreshedOutput}}

    def change(self, request: Request, claim_id: int) -> Response:
        """Move the claim up or down, with the reason."""
        return self.answer(
            records.set_tier(
                claim=self.opened(claim_id), **self.given, by=self.membership, today=self.today, at=self.at
            )
        )
