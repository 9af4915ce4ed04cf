"""Return to work: job papers and what the employer says."""

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from cohe.api_fields import Day, Id, PageQuery, Strict, Text, Word, paged
from cohe.permissions import Permission
from coordination.actions import return_to_work
from coordination.actions.return_to_work import MOST_HOURS, EmployerSaid, PaperSaid
from coordination.api.claim_things import ClaimThings, RefreshedOutput
from coordination.choices import JobPaperAnswer, JobPaperKind, JobPaperSource, ModifiedDuty
from coordination.models import EmployerContact, JobPaper


class JobPaperOutput(Strict):
    """A job description or job analysis, and the attending provider's answer."""

    id = Id()
    claim = Id(source="claim_id")
    kind = Word(JobPaperKind)
    title = serializers.CharField()
    drafted_by = Word(JobPaperSource, source="source")
    drafted_on = serializers.DateField()
    sent_to_ap_on = serializers.DateField(allow_null=True)
    chased_on = serializers.DateField(allow_null=True)
    answer = Word(JobPaperAnswer, allow_blank=True)
    answered_on = serializers.DateField(allow_null=True)
    remark = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class JobPaperInput(Strict):
    """A job paper as it stands now."""

    kind = Word(JobPaperKind)
    title = Text(max_length=200, required=True)
    drafted_by = Word(JobPaperSource, source="source")
    drafted_on = Day()
    sent_to_ap_on = Day(required=False, allow_null=True, default=None)
    chased_on = Day(required=False, allow_null=True, default=None)
    answer = Word(JobPaperAnswer, required=False, allow_blank=True, default="")
    answered_on = Day(required=False, allow_null=True, default=None)
    remark = Text(max_length=2000)


class JobPaperKeptOutput(Strict):
    """The paper, and what changed on the worklist."""

    job_paper = JobPaperOutput()
    refreshed = RefreshedOutput()


class JobPapers(ClaimThings):
    """Job papers of a claim; one entered by mistake is withdrawn."""

    tag = "return to work"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "change": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": JobPaperInput, "change": JobPaperInput}
    answers = {
        "list": {200: paged(JobPaperOutput)},
        "add": {201: JobPaperKeptOutput},
        "change": {200: JobPaperKeptOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return the job papers of a claim, the latest entered first."""
        rows = JobPaper.objects.filter(claim=self.opened(claim_id)).select_related("recorded_by")
        return self.page(rows, "-id", JobPaperOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Record a job description or job analysis."""
        paper, refreshed = return_to_work.add_job_paper(
            claim=self.opened(claim_id),
            said=PaperSaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"job_paper": paper, "refreshed": refreshed}, 201)

    def change(self, request: Request, job_paper_id: int) -> Response:
        """Say where a job paper stands now: sent, chased, answered."""
        paper, refreshed = return_to_work.change_job_paper(
            paper=self.found(JobPaper.objects.all(), job_paper_id),
            said=PaperSaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"job_paper": paper, "refreshed": refreshed})

    def withdraw(self, request: Request, job_paper_id: int) -> Response:
        """Take back one entered by mistake."""
        wrong = self.found(JobPaper.objects.all(), job_paper_id)
        return self.answer(
            return_to_work.withdraw_job_paper(paper=wrong, by=self.membership, today=self.today, at=self.at)
        )


class EmployerContactOutput(Strict):
    """What the employer said on a day."""

    id = Id()
    claim = Id(source="claim_id")
    on = serializers.DateField()
    contact_person = serializers.CharField()
    phone = serializers.CharField()
    modified_duty = Word(ModifiedDuty)
    hours_a_week = serializers.DecimalField(4, 1, allow_null=True)
    offered_on = serializers.DateField(allow_null=True)
    remark = serializers.CharField()
    recorded_by = serializers.CharField(source="recorded_by.name")
    recorded_at = serializers.DateTimeField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class EmployerContactInput(Strict):
    """What the employer says now."""

    on = Day()
    contact_person = Text(max_length=200, required=True)
    phone = Text(max_length=40)
    modified_duty = Word(ModifiedDuty)
    hours_a_week = serializers.DecimalField(
        4, 1, required=False, allow_null=True, default=None, min_value=0, max_value=MOST_HOURS
    )
    offered_on = Day(required=False, allow_null=True, default=None)
    remark = Text(max_length=2000)


class EmployerSaidOutput(Strict):
    """What was kept, and what changed on the worklist."""

    employer_contact = EmployerContactOutput()
    refreshed = RefreshedOutput()


class EmployerContacts(ClaimThings):
    """What employers say of modified duty; the latest holds."""

    tag = "return to work"
    permissions = {
        "list": Permission.CLAIM_SEE,
        "add": Permission.RECORD_WRITE,
        "withdraw": Permission.RECORD_WRITE,
    }
    asks = {"list": PageQuery}
    accepts = {"add": EmployerContactInput}
    answers = {
        "list": {200: paged(EmployerContactOutput)},
        "add": {201: EmployerSaidOutput},
        "withdraw": {200: RefreshedOutput},
    }

    def list(self, request: Request, claim_id: int) -> Response:
        """Return what the employer said, the latest entered first."""
        rows = EmployerContact.objects.filter(claim=self.opened(claim_id)).select_related("recorded_by")
        return self.page(rows, "-id", EmployerContactOutput)

    def add(self, request: Request, claim_id: int) -> Response:
        """Record what the employer says now."""
        row, refreshed = return_to_work.record_employer(
            claim=self.opened(claim_id),
            said=EmployerSaid(**self.given),
            by=self.membership,
            today=self.today,
            at=self.at,
        )
        return self.answer({"employer_contact": row, "refreshed": refreshed}, 201)

    def withdraw(self, request: Request, contact_id: int) -> Response:
        """Take back what was entered by mistake."""
        wrong = self.found(EmployerContact.objects.all(), contact_id)
        return self.answer(
            return_to_work.withdraw_employer(contact=wrong, by=self.membership, today=self.today, at=self.at)
        )
