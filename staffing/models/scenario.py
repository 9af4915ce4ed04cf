"""What if: named scenarios of hires, leave, resignations and volume, and discussions they are brought to."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import StepKind
from staffing.models.check import Discussion
from staffing.models.forecast import Forecast

# The least and the most that the volume of claims may change by, in percent.
LEAST_PERCENT, MOST_PERCENT = -90, 300


@history.tracked()
class Scenario(TenantModel):
    """A named what-if over the forecast: its steps, and claims a percentage more or fewer."""

    name = models.CharField(max_length=80)
    volume_percent = models.SmallIntegerField(default=0)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "name"), condition=Q(withdrawn_at=None), name="scenario_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="scenario_has_name"),
            models.CheckConstraint(
                condition=Q(volume_percent__range=(LEAST_PERCENT, MOST_PERCENT)), name="scenario_volume"
            ),
        )

    def __str__(self) -> str:
        return self.name


@history.tracked()
class ScenarioStep(TenantModel):
    """One thing that would happen: a hire from a day on, somebody's leave, somebody's last day.

    A hire has a share of a full week and no person; leave and resignation have a person and no share.
    """

    scenario = TenantKey(Scenario, related_name="steps", db_index=False)
    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in StepKind])
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    minutes_a_week = models.PositiveIntegerField(null=True)
    full_time_minutes = models.PositiveIntegerField(null=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("cohe", "scenario"), name="step_of_scenario"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind=StepKind.HIRE.value,
                    person=None,
                    first_on__isnull=False,
                    minutes_a_week__gt=0,
                    minutes_a_week__lte=F("full_time_minutes"),
                )
                | Q(
                    kind=StepKind.LEAVE.value,
                    person__isnull=False,
                    first_on__isnull=False,
                    last_on__isnull=False,
                    minutes_a_week=None,
                )
                | Q(
                    kind=StepKind.RESIGNATION.value,
                    person__isnull=False,
                    first_on=None,
                    last_on__isnull=False,
                    minutes_a_week=None,
                ),
                name="step_says_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(first_on=None) | Q(last_on=None) | Q(last_on__gte=F("first_on")),
                name="step_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of scenario {self.scenario_id}"


@history.tracked()
class DiscussionScenario(TenantModel):
    """A scenario brought to a discussion, with its figures as they were on that day.

    `figures` holds quarters, claims, FTE and ratios alone: the contract manager reads it.
    """

    discussion = TenantKey(Discussion, related_name="scenarios", db_index=False)
    scenario = TenantKey(Scenario, related_name="+", db_index=False)
    forecast = TenantKey(Forecast, related_name="+", db_index=False)
    figures = models.JSONField()
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    brought_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "discussion", "scenario"),
                condition=Q(withdrawn_at=None),
                name="scenario_brought_once",
            ),
        )

    def __str__(self) -> str:
        return f"Scenario {self.scenario_id} in discussion {self.discussion_id}"
