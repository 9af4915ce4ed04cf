"""The COHE Quarterly Status Report: drafts, submitted versions, their figures and the rows behind them."""

from fractions import Fraction

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import ReportSection
from staffing.models.measure import OfQuarter
from staffing.report import fraction


@history.tracked()
class QuarterlyReport(OfQuarter):
    """A version of a quarter's report. A draft until it is submitted; then no word of it changes (J2).

    `narrative` holds what was written for each section; `edition` guards edits of two people.
    """

    version = models.PositiveSmallIntegerField(default=1)
    narrative = models.JSONField(default=dict)
    reason = models.TextField(default="", blank=True, help_text="Why there is another version.")
    edition = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    submitted_at = models.DateTimeField(null=True)
    as_of = models.DateField(null=True, help_text="The day whose figures were frozen.")
    submitted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    signed_name = models.CharField(max_length=120, default="", blank=True)

    class Meta:
        ordering = ("-year", "-number", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "year", "number", "version"), name="report_version_once"
            ),
            models.UniqueConstraint(
                fields=("cohe", "year", "number"),
                condition=Q(submitted_at=None),
                name="report_one_draft",
            ),
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="report_quarter"),
            models.CheckConstraint(
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(reason="")), name="report_version_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, as_of=None, submitted_by=None, signed_name="")
                | (Q(submitted_at__gte=F("begun_at"), as_of__isnull=False, submitted_by__isnull=False)
                   & ~Q(signed_name="")),
                name="report_submitted_is_signed",
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(
                name="submitted_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__submitted_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"Report of {self.quarter.words}, version {self.version}"

    @property
    def is_draft(self) -> bool:
        """Say whether it can still be written."""
        return self.submitted_at is None


class FigureRow(TenantModel):
    """A figure as kept. Columns that begin with `shown` are all that a contract manager's login may read.

    They are empty where the figure is hidden from her (staffing.hiding).
    """

    place = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=20)
    section = models.CharField(max_length=20, choices=[(one.value, one.label) for one in ReportSection])
    title = models.CharField(max_length=80)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    value_over = models.BigIntegerField(null=True)
    value_under = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=20, default="", blank=True)
    sign = models.CharField(max_length=10, default="", blank=True)
    benchmark_over = models.BigIntegerField(null=True)
    benchmark_under = models.BigIntegerField(null=True)
    met = models.BooleanField(null=True)
    note = models.CharField(max_length=300, default="", blank=True)
    of_workers = models.BooleanField()
    is_hidden = models.BooleanField()
    shown_numerator = models.BigIntegerField(null=True)
    shown_denominator = models.BigIntegerField(null=True)
    shown_over = models.BigIntegerField(null=True)
    shown_under = models.BigIntegerField(null=True)
    shown_met = models.BooleanField(null=True)
    shown_note = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        abstract = True

    @property
    def value(self) -> Fraction | None:
        """Return the exact value, None for n/a."""
        return fraction(self.value_over, self.value_under)

    @property
    def benchmark(self) -> Fraction | None:
        """Return what it is held against."""
        return fraction(self.benchmark_over, self.benchmark_under)


def nothing_hidden_is_shown(name: str) -> models.CheckConstraint:
    """Return the constraint that a hidden figure has nothing to show."""
    nothing = Q(
        shown_numerator=None,
        shown_denominator=None,
        shown_over=None,
        shown_under=None,
        shown_met=None,
        shown_note="",
    )
    return models.CheckConstraint(condition=Q(is_hidden=False) | nothing, name=name)


class ReportFigure(FigureRow):
    """A figure of a submitted report. Insert-only."""

    report = TenantKey(QuarterlyReport, related_name="figures", db_index=False)

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "report", "code"), name="report_figure_once"),
            nothing_hidden_is_shown("report_figure_hidden"),
        )

    def __str__(self) -> str:
        return f"{self.code} of {self.report_id}"


class ReportRows(TenantModel):
    """The rows behind a figure of a submitted report, as they were shown. Insert-only.

    Rows of workers stay with the COHE, and so do those that say who of the staff was away or lacks training:
    `of_workers` decides in the database.
    """

    report = TenantKey(QuarterlyReport, related_name="rows", db_index=False)
    code = models.SlugField(max_length=20)
    of_workers = models.BooleanField()
    heads = models.JSONField()
    rows = models.JSONField(help_text="Of each: key, cells, whether it counts, amount, number of the claim.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("cohe", "report", "code"), name="report_rows_once"),)

    def __str__(self) -> str:
        return f"Rows of {self.code}"


class QuarterFigure(FigureRow, OfQuarter):
    """A figure of a quarter as it stands by the last look: each morning, and when a report is submitted.

    `matured` and `corrected` count the rows that changed since the last submitted version; `shown_change`
    says so to a contract manager, small counts without their number. Courses of measures read
    `MeasureFigure`, which goes back further and knows no report.
    """

    as_of = models.DateField()
    matured = models.PositiveIntegerField(default=0)
    corrected = models.PositiveIntegerField(default=0)
    shown_change = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        ordering = ("year", "number", "place")
        constraints = (
            models.UniqueConstraint(fields=("cohe", "year", "number", "code"), name="quarter_figure_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 4)), name="quarter_figure_quarter"),
            nothing_hidden_is_shown("quarter_figure_hidden"),
        )

    def __str__(self) -> str:
        return f"{self.code} of {self.year}Q{self.number}"
