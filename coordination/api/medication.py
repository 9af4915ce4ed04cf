"""Medication checks, and papers with the days they have reached."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination import papers
from coordination.actions import medication
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import AsPrescribed, Concern, PaperKind
from coordination.models import MedicationCheck, Paper


class MedicationCheckOutput(Strict):
    """One asking about medication."""

    id = Id()
    claim = Id(source="claim_id")
    checked_on = serializers.DateField()
    as_prescribed = Word(AsPrescribed)
    pain_complaint = serializers.BooleanField()
    concern = Word(Concern, allow_blank=True)
    ap_told_on = serializers.DateField(allow_null=True)
    remark = serializers.CharField()
    checked_by = serializers.CharField(source="checked_by.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class MedicationCheckInput(Strict):
    """What the worker says; `ap_told_on`: the attending provider was told of the concern that day."""

    checked_on = Day()
    as_prescribed = Word(AsPrescribed)
    pain_complaint = serializers.BooleanField(required=False, default=False)
    concern = Word(Concern, required=False, allow_blank=True, default="")
    ap_told_on = Day(required=False, allow_null=True, default=None)
    remark = Text(max_length=2000)


class ToldInput(Strict):
    """The day on which the attending provider was told; null takes it back."""

    told_on = Day(allow_null=True)


class MedicationChecks(ClaimThings):
    """Medication checks of a claim. One entered by mistake is withdrawn."""

    tag = "medication"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "told": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": MedicationCheckInput, "told": ToldInput}
    answers = {
        "list": {200: paged(MedicationCheckOutput)},
        "add": {201: MedicationCheckOutput},
        "told": {200: MedicationCheckOutput},
        "withdraw": {200: MedicationCheckOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the checks of a claim, the latest entered first."""
        rows = MedicationCheck.objects.filter(claim=self.opened(claim_id)).select_related("checked_by")
        return self.page(rows, "-id", MedicationCheckOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Record what the worker says about her medication."""
        made = medication.record_check(
            claim=self.opened(claim_id),
            checked=medication.Checked(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer(made, 201)

    def told(self, request: Request, check_id: int) -> Response:
        """Say on which day the attending provider was told of the concern."""
        check = self.found(MedicationCheck.objects.select_related("checked_by"), check_id)
        medication.tell_provider(check=check, **self.given, by=self.membership, today=self.today)
        check.refresh_from_db(fields=["ap_told_on"])
        return self.answer(check)

    def withdraw(self, request: Request, check_id: int) -> Response:
        """Take back one entered by mistake."""
        check = self.found(MedicationCheck.objects.select_related("checked_by"), check_id)
        medication.withdraw_check(check=check, by=self.membership, at=self.at)
        check.refresh_from_db(fields=["withdrawn_at"])
        return self.answer(check)


class PaperOutput(Strict):
    """One form on its way."""

    id = Id()
    claim = Id(source="claim_id")
    code = serializers.CharField()
    kind = Word(PaperKind)
    prescriber_number = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    given_on = serializers.DateField(allow_null=True)
    returned_on = serializers.DateField(allow_null=True)
    sent_on = serializers.DateField(allow_null=True)
    approved_on = serializers.DateField(allow_null=True)
    denied_on = serializers.DateField(allow_null=True)
    remark = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


def maybe_day() -> Day:
    """Return a day that may be left out."""
    return Day(required=False, allow_null=True, default=None)


class DaysInput(Strict):
    """The days that a paper has reached, in order; those left out have not come."""

    prescriber_number = Text(max_length=20)
    due_on = maybe_day()
    given_on = maybe_day()
    returned_on = maybe_day()
    sent_on = maybe_day()
    approved_on = maybe_day()
    denied_on = maybe_day()
    remark = Text(max_length=2000)


class PaperInput(DaysInput):
    """A paper: its form number and the days it has reached."""

    code = serializers.ChoiceField([(one.code, one.name) for one in papers.PAPERS])


class PaperFiledOutput(Strict):
    """The paper, and what changed on the worklist."""

    paper = PaperOutput()
    refreshed = RefreshedOutput()


def filed(code: str, given: dict[str, Any]) -> medication.Filed:
    """Return a paper as it was sent."""
    days = {name: given[name] for name in ("due_on", *papers.STEPS)}
    return medication.Filed(code, days, given["prescriber_number"], given["remark"])


class Papers(ClaimThings):
    """Opioid forms, agreements and occupational-disease papers of a claim."""

    tag = "papers"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "change": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": PaperInput, "change": DaysInput}
    answers = {
        "list": {200: paged(PaperOutput)},
        "add": {201: PaperFiledOutput},
        "change": {200: RefreshedOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the papers of a claim, the latest entered first."""
        rows = Paper.objects.filter(claim=self.opened(claim_id)).select_related("recorded_by")
        return self.page(rows, "-id", PaperOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Put a paper on file."""
        paper, refreshed = medication.file_paper(
            claim=self.opened(claim_id),
            filed=filed(self.given["code"], self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"paper": paper, "refreshed": refreshed}, 201)

    def change(self, request: Request, paper_id: int) -> Response:
        """Take a paper a step on, or put its days right: what is sent takes the place of what it had."""
        paper = self.found(Paper.objects.all(), paper_id)
        return self.answer(
            medication.change_paper(
                paper=paper,
                filed=filed(paper.code, self.given),
                by=self.membership,
                today=self.today,
                at=self.at,
            )
        )

    def withdraw(self, request: Request, paper_id: int) -> Response:
        """Take back one put on file by mistake."""
        wrong = self.found(Paper.objects.all(), paper_id)
        return self.answer(
            medication.withdraw_paper(paper=wrong, by=self.membership, today=self.today, at=self.at)
        )
