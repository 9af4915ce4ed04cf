"""A worker changes hands: another attending provider, the checklists of a transition, days in hospital."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.transition_words import AskedBy, Change, Decision


def not_before(later: str, earlier: str, name: str) -> models.CheckConstraint:
    """Return the constraint that a day, when there is one, is not before another."""
    return models.CheckConstraint(
        condition=Q(**{later: None}) | Q(**{f"{later}__gte": F(earlier)}), name=name
    )


@history.tracked()
class Transfer(TenantModel):
    """A transfer of care: another attending provider asked for, decided by L&I, seen (domain.md 8).

    `card_sent_on`: the case transfer card F245-037-000.
    """

    claim = TenantKey(Claim, related_name="transfers", db_index=False)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=20, choices=[(w.value, w.label) for w in AskedBy])
    reason = models.TextField(default="", blank=True)
    provider_number = models.TextField(default="", blank=True)
    provider_name = models.TextField(default="", blank=True)
    card_sent_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision = models.CharField(
        max_length=10, choices=[(w.value, w.label) for w in Decision], default="", blank=True
    )
    first_visit_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="transfer_by_claim"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim"),
                condition=Q(decided_on=None, withdrawn_at=None),
                name="transfer_one_undecided",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__in=[w.value for w in AskedBy]), name="transfer_asked_by_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decision="")
                | Q(decided_on__isnull=False, decision__in=[w.value for w in Decision]),
                name="transfer_decided_one_way",
            ),
            models.CheckConstraint(
                condition=Q(first_visit_on=None) | Q(decision=Decision.APPROVED.value),
                name="transfer_visit_when_approved",
            ),
            models.CheckConstraint(
                condition=~Q(provider_number="", provider_name=""), name="transfer_names_a_provider"
            ),
            not_before("card_sent_on", "asked_on", "transfer_card_not_before"),
            not_before("decided_on", "asked_on", "transfer_decision_not_before"),
            not_before("first_visit_on", "asked_on", "transfer_visit_not_before"),
        )

    def __str__(self) -> str:
        return f"Transfer asked for on {self.asked_on}"


@history.tracked()
class HospitalStay(TenantModel):
    """Days in hospital (domain.md 10.2). On the day of discharge the worker is no longer in hospital."""

    claim = TenantKey(Claim, related_name="hospital_stays", db_index=False)
    facility = models.TextField()
    admitted_on = models.DateField()
    discharged_on = models.DateField(null=True, blank=True)
    papers_on = models.DateField("discharge papers received on", null=True, blank=True)
    follow_up_on = models.DateField("follow-up visit on", null=True, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "admitted_on"), name="stay_by_claim"),)
        constraints = (
            ExclusionConstraint(
                name="stay_one_at_a_time",
                expressions=(
                    ("cohe", RangeOperators.EQUAL),
                    ("claim", RangeOperators.EQUAL),
                    (
                        Func(
                            "admitted_on",
                            "discharged_on",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(condition=~Q(facility=""), name="stay_names_a_hospital"),
            not_before("discharged_on", "admitted_on", "stay_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(papers_on=None)
                | Q(papers_on__gte=F("discharged_on"), discharged_on__isnull=False),
                name="stay_papers_after_discharge",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_on=None)
                | Q(follow_up_on__gte=F("discharged_on"), discharged_on__isnull=False),
                name="stay_follow_up_after_discharge",
            ),
        )

    def __str__(self) -> str:
        return f"In hospital from {self.admitted_on}"


@history.tracked()
class Checklist(TenantModel):
    """The checklist of one transition, begun on a day; its steps stand in `transition_words.CHECKLISTS`."""

    claim = TenantKey(Claim, related_name="checklists", db_index=False)
    change = models.CharField(max_length=20, choices=[(w.value, w.label) for w in Change])
    began_on = models.DateField()
    began_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="checklist_by_claim"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(change__in=[w.value for w in Change]), name="checklist_change_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.change} from {self.began_on}"


@history.tracked()
class ChecklistMark(TenantModel):
    """A step that is done: when and by whom. Taken back it stays, withdrawn."""

    claim = TenantKey(Claim, related_name="checklist_marks", db_index=False)
    checklist = TenantKey(Checklist, related_name="marks", db_index=False)
    step = models.CharField(max_length=30)
    done_on = models.DateField()
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim"), name="checklist_mark_by_claim"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "checklist", "step"),
                condition=Q(withdrawn_at=None),
                name="checklist_step_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.step} on {self.done_on}"
