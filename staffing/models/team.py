"""Who works how much in which role, who is away, who answers to whom."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.expressions import Combinable

from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from cohe.workdays import add_days
from staffing.choices import AbsenceKind, StaffRole


def never_at_once(name: str, *subjects: str, condition: Q | None = None) -> ExclusionConstraint:
    """Return the constraint that rows of the same subjects never hold on the same day."""
    days = Func("since", "until", function="daterange", output_field=DateRangeField())
    equal: list[tuple[str | Combinable, str]] = [(one, RangeOperators.EQUAL) for one in ("cohe", *subjects)]
    expressions = (*equal, (days, RangeOperators.OVERLAPS))
    return ExclusionConstraint(name=name, expressions=expressions, condition=condition)


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    """Return the constraint that a half-open span has at least one day."""
    return models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name=name)


def hours_of(minutes: int) -> str:
    """Return minutes as hours: 40, or 13:20."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02}" if rest else str(hours)


@history.tracked()
class RoleShare(TenantModel):
    """A part of somebody's week in a role, from a day until (not including) another.

    An HSC's share is claim-specific time alone (R3). Minutes, not decimals: a third of a week stays a third
    (domain.md 6.1).
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=20, choices=[(one.value, one.label) for one in StaffRole])
    minutes_a_week = models.PositiveIntegerField()
    full_time_minutes = models.PositiveIntegerField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(default="", blank=True)

    class Meta:
        ordering = ("person", "since")
        constraints = (
            never_at_once("share_once_a_day", "person", "role"),
            ends_after_it_begins("share_days"),
            models.CheckConstraint(
                condition=Q(minutes_a_week__gt=0, minutes_a_week__lte=F("full_time_minutes")),
                name="share_is_a_part",
            ),
            models.CheckConstraint(
                condition=Q(role__in=[one.value for one in StaffRole]), name="share_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.minutes_a_week}/{self.full_time_minutes} from {self.since}"

    @property
    def role_words(self) -> str:
        """Return the role in short: what kind of time an HSC's share is, its page says once."""
        return str(StaffRole(self.role).label).partition(",")[0]

    @property
    def hours(self) -> str:
        """Return the hours a week as people write them: 13:20."""
        return hours_of(self.minutes_a_week)

    @property
    def full_time_hours(self) -> str:
        """Return the hours of a full week as people write them."""
        return hours_of(self.full_time_minutes)

    @property
    def last_on(self) -> date | None:
        """Return the last day it holds."""
        return add_days(self.until, -1) if self.until else None


@history.tracked()
class Absence(TenantModel):
    """Days on which somebody is away, first and last included. `is_long`: the days do not count as FTE."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in AbsenceKind])
    first_on = models.DateField()
    last_on = models.DateField()
    is_long = models.BooleanField(default=False)
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("first_on", "person")
        constraints = (
            ExclusionConstraint(
                name="absence_once_a_day",
                expressions=(
                    ("cohe", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(
                            "first_on",
                            "last_on",
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ),
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="absence_days"),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in AbsenceKind]), name="absence_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"Absence {self.pk}"


@history.tracked()
class ReportingLine(TenantModel):
    """Who answers to whom, and to whom a coordinator escalates (H9), from a day until another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reports_to = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            never_at_once("reports_to_one", "person"),
            ends_after_it_begins("reporting_days"),
            models.CheckConstraint(condition=~Q(person=F("reports_to")), name="reports_to_another"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} to {self.reports_to_id}"
