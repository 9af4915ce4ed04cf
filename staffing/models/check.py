"""The quarterly staffing check, and the discussion it asks for."""

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.people import Person
from staffing.choices import CheckKind
from staffing.models.measure import OfQuarter
from staffing.ratio import Quarterly, Yearly


class StaffingCheck(OfQuarter):
    """What a check of a quarter found: claims initiated, exact FTE, the line in force. Insert-only.

    FTE are kept as numerator and denominator: a third stays a third.
    """

    kind = models.CharField(max_length=20, choices=[(one.value, one.label) for one in CheckKind])
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    claims = models.PositiveIntegerField()
    fte_numerator = models.BigIntegerField()
    fte_denominator = models.BigIntegerField()
    line = models.PositiveIntegerField()
    claims_of_year = models.PositiveIntegerField()
    end_fte_numerator = models.BigIntegerField()
    end_fte_denominator = models.BigIntegerField()
    claims_per_fte_year = models.PositiveIntegerField()
    terms = models.JSONField(help_text="The rows of the sum, as they were.")

    class Meta:
        indexes = (models.Index(fields=("cohe", "year", "number", "-id"), name="check_by_quarter"),)
        constraints = (
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="check_quarter"),
            models.CheckConstraint(
                condition=Q(fte_denominator__gt=0, end_fte_denominator__gt=0), name="check_fte_is_a_fraction"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in CheckKind]), name="check_kind_known"
            ),
        )

    def __str__(self) -> str:
        return f"Staffing check of {self.quarter.words}"

    @property
    def quarterly(self) -> Quarterly:
        """Return the figures of the quarterly trigger."""
        return Quarterly(self.claims, Fraction(self.fte_numerator, self.fte_denominator), self.line)

    @property
    def yearly(self) -> Yearly:
        """Return the figures of the yearly requirement at the quarter's end."""
        fte = Fraction(self.end_fte_numerator, self.end_fte_denominator)
        return Yearly(self.claims_of_year, fte, self.claims_per_fte_year)


@history.tracked()
class Discussion(OfQuarter):
    """A talk about forecast and staffing between COHE and contract manager (R5), one a quarter.

    Not a breach by itself. `version` guards edits of two people.
    """

    check_made = TenantKey(StaffingCheck, related_name="discussions", db_index=False)
    opened_on = models.DateField()
    due_on = models.DateField()
    forecast = models.TextField(default="", blank=True)
    strategy = models.TextField(default="", blank=True)
    held_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number"), name="discussion_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(held_on__gte=F("opened_on")),
                name="discussion_held_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(follow_up_on=None) | Q(held_on__isnull=False, follow_up_on__gte=F("held_on")),
                name="discussion_follow_up_after_held",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(held_on__isnull=False, closed_on__gte=F("held_on")),
                name="discussion_closed_after_held",
            ),
        )

    def __str__(self) -> str:
        return f"Discussion of {self.quarter.words}"
