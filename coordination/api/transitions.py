"""Transfers of care, days in hospital and checklists of transitions."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import transitions
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.models import Checklist, HospitalStay, Transfer
from coordination.transition_words import CHECKLISTS, AskedBy, Change, Decision

READ_WRITE = {
    "list": Permission.CLAIM_SEE,
    "record": Permission.RECORD_WRITE,
    "change": Permission.RECORD_WRITE,
    "withdraw": Permission.RECORD_WRITE,
}
MOST_REASON = 2000


class TransferInput(Strict):
    """A transfer of care; null for a day that has not come."""

    asked_on = Day()
    asked_by = Word(AskedBy)
    reason = Text(max_length=MOST_REASON)
    provider_name = Text(max_length=200)
    provider_number = Text(max_length=20)
    card_sent_on = Day(required=False, allow_null=True, default=None)
    decision = Word(Decision, required=False, allow_blank=True, default="")
    decided_on = Day(required=False, allow_null=True, default=None)
    first_visit_on = Day(required=False, allow_null=True, default=None)


class TransferOutput(Strict):
    """A transfer of care as it stands."""

    id = Id()
    claim = Id(source="claim_id")
    asked_on = serializers.DateField()
    asked_by = Word(AskedBy)
    reason = serializers.CharField()
    provider_name = serializers.CharField()
    provider_number = serializers.CharField()
    card_sent_on = serializers.DateField(allow_null=True)
    decision = Word(Decision, allow_blank=True)
    decided_on = serializers.DateField(allow_null=True)
    first_visit_on = serializers.DateField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class TransferMade(Strict):
    """The transfer, and what changed on the worklist."""

    transfer = TransferOutput()
    refreshed = RefreshedOutput()


class Transfers(ClaimThings):
    """Transfers of care: another attending provider asked for, decided, seen."""

    tag = "Transitions"
    permissions = READ_WRITE
    asks = {"list": PageQuery}
    accepts = {"record": TransferInput, "change": TransferInput}
    answers = {
        "list": {200: paged(TransferOutput)},
        "record": {201: TransferMade},
        "change": {200: RefreshedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the transfers of a claim, the latest recorded first."""
        return self.page(Transfer.objects.filter(claim=self.opened(claim_id)), "-id", TransferOutput)

    def record(self, request: Request, claim_id: int) -> Response:
        """Record that another attending provider is asked for."""
        made, refreshed = transitions.record_transfer(
            claim=self.opened(claim_id),
            said=transitions.TransferSaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"transfer": made, "refreshed": refreshed}, 201)

    def change(self, request: Request, transfer_id: int) -> Response:
        """Write what has become of a transfer: all of it, as it stands now."""
        refreshed = transitions.change_transfer(
            transfer=self.found(Transfer.objects.all(), transfer_id),
            said=transitions.TransferSaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(refreshed)

    def withdraw(self, request: Request, transfer_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(Transfer.objects.all(), transfer_id)
        return self.answer(
            transitions.withdraw(thing=wrong, by=self.membership, today=self.today, at=self.at)
        )


class StayInput(Strict):
    """Days in hospital; null for a day that has not come. Only the follow-up visit may lie ahead."""

    facility = Text(required=True, max_length=200)
    admitted_on = Day()
    discharged_on = Day(required=False, allow_null=True, default=None)
    papers_on = Day(required=False, allow_null=True, default=None)
    follow_up_on = Day(required=False, allow_null=True, default=None)


class StayOutput(Strict):
    """A stay in hospital as it stands."""

    id = Id()
    claim = Id(source="claim_id")
    facility = serializers.CharField()
    admitted_on = serializers.DateField()
    discharged_on = serializers.DateField(allow_null=True)
    papers_on = serializers.DateField(allow_null=True)
    follow_up_on = serializers.DateField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class StayMade(Strict):
    """The stay, and what changed on the worklist."""

    stay = StayOutput()
    refreshed = RefreshedOutput()


class HospitalStays(ClaimThings):
    """Days in hospital: while one lasts the worklist asks for the calls."""

    tag = "Transitions"
    permissions = READ_WRITE
    asks = {"list": PageQuery}
    accepts = {"record": StayInput, "change": StayInput}
    answers = {
        "list": {200: paged(StayOutput)},
        "record": {201: StayMade},
        "change": {200: RefreshedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the stays of a claim, the latest recorded first."""
        return self.page(HospitalStay.objects.filter(claim=self.opened(claim_id)), "-id", StayOutput)

    def record(self, request: Request, claim_id: int) -> Response:
        """Record days in hospital."""
        made, refreshed = transitions.record_stay(
            claim=self.opened(claim_id),
            said=transitions.StaySaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"stay": made, "refreshed": refreshed}, 201)

    def change(self, request: Request, stay_id: int) -> Response:
        """Write what is known of a stay now: all of it, as it stands."""
        refreshed = transitions.change_stay(
            stay=self.found(HospitalStay.objects.all(), stay_id),
            said=transitions.StaySaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(refreshed)

    def withdraw(self, request: Request, stay_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(HospitalStay.objects.all(), stay_id)
        return self.answer(
            transitions.withdraw(thing=wrong, by=self.membership, today=self.today, at=self.at)
        )


class ChecklistInput(Strict):
    """Which checklist to begin."""

    change = Word(Change)


class ChecklistStepInput(Strict):
    """A step of the checklist, and whether it is done."""

    step = Text(required=True, max_length=30)
    is_done = serializers.BooleanField()


class ChecklistOutput(Strict):
    """A checklist with the steps it has, and those that are done."""

    id = Id()
    claim = Id(source="claim_id")
    change = Word(Change)
    began_on = serializers.DateField()
    steps = serializers.SerializerMethodField()
    done = serializers.SerializerMethodField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)

    def get_steps(self, one: Checklist) -> list[str]:
        """Return the slugs of its steps, in order."""
        return [step.slug for step in CHECKLISTS[one.change]]

    def get_done(self, one: Checklist) -> list[str]:
        """Return the slugs of the steps that are done."""
        return [mark.step for mark in one.marks.all() if mark.withdrawn_at is None]


class Checklists(ClaimThings):
    """Checklists of transitions: begun, and marked step by step."""

    tag = "Transitions"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "begin": Permission.RECORD_WRITE,
        "mark": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"begin": ChecklistInput, "mark": ChecklistStepInput}
    answers = {
        "list": {200: paged(ChecklistOutput)},
        "begin": {201: ChecklistOutput},
        "mark": {200: ChecklistOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the checklists of a claim, the latest begun first."""
        rows = Checklist.objects.filter(claim=self.opened(claim_id)).prefetch_related("marks")
        return self.page(rows, "-id", ChecklistOutput)

    def begin(self, request: Request, claim_id: int) -> Response:
        """Begin a checklist."""
        claim = self.opened(claim_id)
        made = transitions.begin_checklist(claim=claim, by=self.membership, today=self.today, **self.given)
        return self.answer(made, 201)

    def mark(self, request: Request, checklist_id: int) -> Response:
        """Mark a step as done today, or take that back."""
        one = self.found(Checklist.objects.all(), checklist_id)
        transitions.mark_step(checklist=one, by=self.membership, today=self.today, at=self.at, **self.given)
        return self.answer(Checklist.objects.prefetch_related("marks").get(pk=one.pk))

    def withdraw(self, request: Request, checklist_id: int) -> Response:
        """Take a checklist back."""
        wrong = self.found(Checklist.objects.all(), checklist_id)
        return self.answer(
            transitions.withdraw(thing=wrong, by=self.membership, today=self.today, at=self.at)
        )
