"""Billing lines from signed notes under a dated code table, their files, and quarters that are frozen.

L&I's fee schedule is not public (domain.md 5): every code is a row that the COHE set itself.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from coordination.billing import ROUNDINGS, Unit
from coordination.models.note import CaseNote
from coordination.querysets import BillingLineQuerySet


def words() -> ArrayField:
    """Return a column of stored words; empty allows every one."""
    return ArrayField(models.CharField(max_length=20), default=list, blank=True)


@history.tracked()
class BillingCode(TenantModel):
    """A row of the code table, in force from `since` until (not including) `until`, with its reason.

    `most_a_day`, `most_a_claim`, `most_a_period` are units, empty for no limit; `rate` is dollars a unit.
    """

    code = models.CharField(max_length=20)
    label = models.TextField()
    unit = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Unit])
    minutes_per_unit = models.PositiveSmallIntegerField(default=1)
    rounding = models.CharField(max_length=10, default="down")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    roles = words()
    kinds = words()
    most_a_day = models.PositiveIntegerField(null=True, blank=True)
    most_a_claim = models.PositiveIntegerField(null=True, blank=True)
    most_a_period = models.PositiveIntegerField(null=True, blank=True)
    period_days = models.PositiveSmallIntegerField(default=0)
    rate = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    reason = models.TextField()
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("code", "since")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "code", "since"), name="billing_code_once_a_day"),
            models.UniqueConstraint(
                fields=("cohe", "code"), condition=Q(until=None), name="billing_code_one_without_end"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="billing_code_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(unit__in=[one.value for one in Unit]) & Q(rounding__in=list(ROUNDINGS)),
                name="billing_code_in_our_words",
            ),
            models.CheckConstraint(condition=Q(minutes_per_unit__gte=1), name="billing_code_has_a_unit"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(label="") & ~Q(reason=""), name="billing_code_says_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(most_a_period=None) | Q(period_days__gte=1), name="billing_code_period_has_days"
            ),
        )

    def __str__(self) -> str:
        return self.code


class BillingFile(TenantModel):
    """A file of lines that was taken out for billing; what is in one is only reversed."""

    month = models.DateField(help_text="The first day of the month.")
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    taken_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "month"), name="billing_file_by_month"),)
        constraints = (models.CheckConstraint(condition=Q(month__day=1), name="billing_file_of_a_month"),)

    def __str__(self) -> str:
        return f"Billing of {self.month:%B %Y}"


@history.tracked()
class BillingLine(TenantModel):
    """A line, or the reversal of one: a row of its own with the units and the amount taken off.

    Nothing in a line is ever overwritten but `is_reversed` and the file it went out with. `exit_reason`: why
    work went on after the claim left the list.
    """

    note = TenantKey(CaseNote, related_name="billing_lines", db_index=False)
    code = TenantKey(BillingCode, related_name="lines", db_index=False)
    biller = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    provider_number = models.CharField(max_length=7)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    units = models.IntegerField()
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    exit_reason = models.TextField(default="", blank=True)
    reverses = TenantKey("self", null=True, related_name="reversals", db_index=False)
    reason = models.TextField(default="", blank=True)
    is_reversed = models.BooleanField(default=False)
    file = TenantKey(BillingFile, null=True, related_name="lines", db_index=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    objects = BillingLineQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "on"), name="billing_line_by_day"),
            models.Index(fields=("cohe", "biller", "on"), name="billing_line_by_biller"),
            models.Index(fields=("cohe", "note"), name="billing_line_by_note"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "note"),
                condition=Q(reverses=None, is_reversed=False),
                name="billing_line_one_an_activity",
            ),
            models.UniqueConstraint(fields=("cohe", "reverses"), name="billing_line_reversed_once"),
            models.CheckConstraint(
                condition=Q(reverses=None, units__gte=1)
                | (Q(reverses__isnull=False, units__lte=-1, is_reversed=False) & ~Q(reason="")),
                name="billing_line_or_its_reversal",
            ),
            models.CheckConstraint(
                condition=Q(provider_number__regex=r"^[0-9]{6,7}$"), name="billing_line_provider_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.units} units on {self.on}"

    @property
    def dollars(self) -> str:
        """Return the amount as it is written, a reversal's with its minus before; empty without a rate."""
        return "" if self.amount is None else f"{'−' if self.amount < 0 else ''}${abs(self.amount)}"


@history.tracked()
class QuarterFreeze(TenantModel):
    """A quarter whose figures were reported: minutes of its notes are no longer corrected (C3)."""

    quarter = models.DateField(help_text="The first day of the quarter.")
    frozen_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "quarter"), name="quarter_frozen_once"),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=(1, 4, 7, 10)), name="quarter_begins_one"
            ),
        )

    def __str__(self) -> str:
        return f"{self.quarter:%Y} quarter {(self.quarter.month + 2) // 3}"
