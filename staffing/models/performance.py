"""Satisfaction surveys and quality-improvement projects (J5, J7)."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import SurveyOf
from staffing.measures import BY_CODE
from staffing.models.measure import OfQuarter, quarter_known
from staffing.quarter import Quarter


@history.tracked()
class Survey(OfQuarter):
    """Answers to one question in a quarter: how many answered, how many of them positively.

    `person`: the coordinator it is about; None for the COHE as a whole.
    """

    of = models.CharField(max_length=10, choices=[(one.value, one.label) for one in SurveyOf])
    question = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered = models.PositiveIntegerField()
    positive = models.PositiveIntegerField()
    source = models.TextField(default="", blank=True)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-year", "-number", "question", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "year", "number", "of", "question", "person"),
                nulls_distinct=False,
                name="survey_once_a_quarter",
            ),
            quarter_known("survey_quarter"),
            models.CheckConstraint(
                condition=Q(answered__gte=1, positive__lte=F("answered")), name="survey_positive_of_answered"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="survey_asks"),
            models.CheckConstraint(condition=Q(of__in=[one.value for one in SurveyOf]), name="survey_known"),
        )

    def __str__(self) -> str:
        return f"Survey of {self.quarter.words}"


@history.tracked()
class Improvement(TenantModel):
    """A quality-improvement project: what is changed, which measure it is to move, before and after."""

    title = models.TextField()
    aim = models.TextField()
    change = models.TextField()
    measure = models.CharField(max_length=3)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    before_year = models.PositiveSmallIntegerField()
    before_number = models.PositiveSmallIntegerField()
    after_year = models.PositiveSmallIntegerField(null=True, blank=True)
    after_number = models.PositiveSmallIntegerField(null=True, blank=True)
    lesson = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    led_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-started_on", "pk")
        indexes = (models.Index(fields=("cohe", "-started_on"), name="improvement_by_start"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(aim="") & ~Q(change=""), name="improvement_says_what"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=sorted(BY_CODE)), name="improvement_measure_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="improvement_days"
            ),
            quarter_known("improvement_quarters", "before_", "after_"),
            models.CheckConstraint(
                condition=Q(after_year=None)
                | Q(after_year__gt=F("before_year"))
                | Q(after_year=F("before_year"), after_number__gt=F("before_number")),
                name="improvement_after_follows_before",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def before(self) -> Quarter:
        """Return the quarter that says how it was."""
        return Quarter(self.before_year, self.before_number)

    @property
    def after(self) -> Quarter | None:
        """Return the quarter that says what came of it; None while it is not chosen."""
        if self.after_year is None or self.after_number is None:
            return None
        return Quarter(self.after_year, self.after_number)
