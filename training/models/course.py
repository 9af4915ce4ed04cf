"""Training that was delivered, with its evidence; goals, reviews and mentors."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from training.choices import Topic, Way

MOST_BYTES = 5_000_000
MEDIA = ("application/pdf", "image/png", "image/jpeg", "text/plain")


@history.tracked()
class Course(TenantModel):
    """Training somebody had on a day: the way, the hours, the topics, the approval it had before (R10, R11).

    `elsewhere`: at another COHE than her own.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Way])
    title = models.TextField()
    delivered_on = models.DateField()
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    topics = ArrayField(models.CharField(max_length=2), default=list)
    approved_on = models.DateField(null=True, blank=True)
    place = models.TextField(default="", blank=True)
    elsewhere = models.BooleanField(default=True)
    required_testing = models.BooleanField(default=False, help_text="L&I's required training or testing.")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("delivered_on", "id")
        indexes = (models.Index(fields=("cohe", "person", "delivered_on"), name="course_by_person"),)
        constraints = (
            models.CheckConstraint(condition=Q(way__in=[one.value for one in Way]), name="course_way_known"),
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=24), name="course_hours"),
            models.CheckConstraint(
                condition=Q(topics__contained_by=[one.value for one in Topic]), name="course_topics_known"
            ),
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(approved_on__lte=F("delivered_on")),
                name="course_approved_before_delivered",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="course_has_a_title"),
        )

    def __str__(self) -> str:
        return self.title


class Evidence(TenantModel):
    """A file that shows that training was had. Insert-only; each opening is logged."""

    course = TenantKey(Course, related_name="evidence", db_index=False)
    name = models.TextField()
    media = models.CharField(max_length=40, choices=[(one, one) for one in MEDIA])
    content = models.BinaryField()
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "course"), name="evidence_by_course"),)
        constraints = (
            models.CheckConstraint(condition=Q(media__in=MEDIA), name="evidence_media_known"),
            models.CheckConstraint(condition=~Q(name=""), name="evidence_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name


@history.tracked()
class Goal(TenantModel):
    """A step of a coordinator's career: what, by when, met when (I4)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    target_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("target_on", "id")
        indexes = (models.Index(fields=("cohe", "person", "target_on"), name="goal_by_person"),)
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="goal_has_text"),
            models.CheckConstraint(condition=Q(met_on=None) | Q(dropped_on=None), name="goal_ends_once"),
        )

    def __str__(self) -> str:
        return f"Goal by {self.target_on}"


@history.tracked()
class Mentor(TenantModel):
    """Who helps a new coordinator along, from a day until (not including) another, empty: still (I4)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    mentor = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "person"), condition=Q(until=None), name="mentor_one_at_a_time"
            ),
            models.UniqueConstraint(fields=("cohe", "person", "since"), name="mentor_once_a_day"),
            models.CheckConstraint(condition=~Q(person=F("mentor")), name="mentor_is_another"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="mentor_days"),
        )

    def __str__(self) -> str:
        return f"Mentor from {self.since}"


@history.tracked()
class Review(TenantModel):
    """The yearly evaluation of a coordinator: who held it, what was said, when the next one is."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    held_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField()
    summary = models.TextField()
    next_on = models.DateField()

    class Meta:
        ordering = ("-held_on",)
        constraints = (
            models.UniqueConstraint(fields=("cohe", "person", "held_on"), name="review_once_a_day"),
            models.CheckConstraint(condition=~Q(person=F("held_by")), name="review_by_another"),
            models.CheckConstraint(condition=Q(next_on__gt=F("held_on")), name="review_next_is_later"),
            models.CheckConstraint(condition=~Q(summary=""), name="review_has_a_summary"),
        )

    def __str__(self) -> str:
        return f"Review of {self.held_on}"
