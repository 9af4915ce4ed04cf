"""Return to work: papers that describe the job, and what the employer says is possible."""

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.detail import in_order
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.choices import JobPaperAnswer, JobPaperKind, JobPaperSource, ModifiedDuty

NO_ANSWER = Q(answer="", answered_on=None, remark="")
NEEDS_A_REMARK = (JobPaperAnswer.APPROVED_WITH_CHANGES.value, JobPaperAnswer.DISAPPROVED.value)


@history.tracked()
class JobPaper(TenantModel):
    """A job description or job analysis on its way to the attending provider and back (domain.md 8)."""

    claim = TenantKey(Claim, related_name="job_papers", db_index=False)
    kind = models.CharField(max_length=20, choices=[(k.value, k.label) for k in JobPaperKind])
    title = models.TextField()
    source = models.CharField(max_length=10, choices=[(s.value, s.label) for s in JobPaperSource])
    drafted_on = models.DateField()
    sent_to_ap_on = models.DateField(null=True, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    answer = models.CharField(
        max_length=25, choices=[(a.value, a.label) for a in JobPaperAnswer], default="", blank=True
    )
    answered_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="job_paper_by_claim"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="job_paper_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in JobPaperKind])
                & Q(source__in=[s.value for s in JobPaperSource])
                & Q(answer__in=["", *(a.value for a in JobPaperAnswer)]),
                name="job_paper_words_known",
            ),
            in_order("drafted_on", "sent_to_ap_on", "job_paper_drafted_first"),
            in_order("sent_to_ap_on", "answered_on", "job_paper_sent_before_its_answer"),
            in_order("sent_to_ap_on", "chased_on", "job_paper_sent_before_it_is_chased"),
            models.CheckConstraint(
                condition=NO_ANSWER
                | (~Q(answer="") & Q(answered_on__isnull=False, sent_to_ap_on__isnull=False)),
                name="job_paper_answer_has_its_days",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=NEEDS_A_REMARK) | ~Q(remark=""), name="job_paper_change_is_said"
            ),
            models.CheckConstraint(
                condition=Q(chased_on=None) | Q(sent_to_ap_on__isnull=False),
                name="job_paper_chased_when_sent",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.drafted_on}"


@history.tracked()
class EmployerContact(TenantModel):
    """Who speaks for the employer, and whether there is modified duty; the latest one holds."""

    claim = TenantKey(Claim, related_name="employer_contacts", db_index=False)
    on = models.DateField()
    contact_person = models.TextField()
    phone = models.TextField(default="", blank=True)
    modified_duty = models.CharField(max_length=15, choices=[(m.value, m.label) for m in ModifiedDuty])
    hours_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    remark = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "on"), name="employer_contact_by_claim"),)
        constraints = (
            models.CheckConstraint(condition=~Q(contact_person=""), name="employer_contact_has_a_person"),
            models.CheckConstraint(
                condition=Q(modified_duty__in=[m.value for m in ModifiedDuty]), name="modified_duty_known"
            ),
            models.CheckConstraint(
                condition=Q(modified_duty=ModifiedDuty.OFFERED.value, offered_on__isnull=False)
                | (~Q(modified_duty=ModifiedDuty.OFFERED.value) & Q(offered_on=None, hours_a_week=None)),
                name="modified_duty_offered_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week=None) | Q(hours_a_week__gt=0, hours_a_week__lte=80),
                name="modified_duty_hours",
            ),
            in_order("offered_on", "on", "modified_duty_offered_before_it_is_told"),
        )

    def __str__(self) -> str:
        return f"Employer on {self.on}"
