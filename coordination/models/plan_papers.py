"""What comes in and goes out for a plan: reports of services, updates to employer and committee."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.models.plan import Plan, choices, known
from coordination.plan_words import Audience


@history.tracked()
class ServiceReport(TenantModel):
    """The report on an intervention of the plan that has no referral (domain.md 10.1, step 5).

    It closes by two days: passed on to the attending provider, reviewed with the worker.
    """

    plan = TenantKey(Plan, related_name="reports", db_index=False)
    key = models.PositiveSmallIntegerField("key of the line")
    received_on = models.DateField()
    sender = models.TextField()
    passed_on = models.DateField("passed to the attending provider", null=True)
    reviewed_on = models.DateField("reviewed with the worker", null=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan", "received_on"), name="service_report_by_plan"),)
        constraints = (
            models.CheckConstraint(condition=~Q(sender=""), name="service_report_has_a_sender"),
            models.CheckConstraint(
                condition=Q(passed_on=None) | Q(passed_on__gte=F("received_on")),
                name="service_report_passed_later",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on=None) | Q(reviewed_on__gte=F("received_on")),
                name="service_report_reviewed_later",
            ),
        )

    def __str__(self) -> str:
        return f"Report of {self.received_on}"


@history.tracked()
class StakeholderUpdate(TenantModel):
    """What an employer or a committee is told of a claim: the whitelist, and no column for anything else.

    Edited by hand until `sent_on` is set; `withdrawn_at`: it was marked sent by mistake, or thrown away.
    """

    plan = TenantKey(Plan, related_name="updates", db_index=False)
    audience = models.CharField(max_length=10, choices=choices(Audience))
    receiver = models.TextField()
    next_medical_update_on = models.DateField(null=True, blank=True)
    abilities = models.TextField(default="", blank=True)
    restrictions = models.TextField(default="", blank=True)
    prognosis = models.TextField("return-to-work prognosis", default="", blank=True)
    composed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    composed_at = models.DateTimeField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "plan", "sent_on"), name="update_by_plan"),)
        constraints = (
            known("audience", Audience, "update_audience_known"),
            models.CheckConstraint(condition=~Q(receiver=""), name="update_has_a_receiver"),
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None) | Q(sent_on__isnull=False, sent_by__isnull=False),
                name="update_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None)
                | Q(next_medical_update_on__isnull=False)
                | ~Q(abilities="")
                | ~Q(restrictions="")
                | ~Q(prognosis=""),
                name="update_sent_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"Update to the {self.audience}"
