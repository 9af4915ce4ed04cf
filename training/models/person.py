"""What somebody brings along: experience, degree, skills, and what L&I has reported."""

from django.db import models
from django.db.models import F, Q

from cohe import history
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from training.choices import ApplicationState, Skill, Work


def reviewed_or_not(name: str) -> models.CheckConstraint:
    """Return the constraint that "equivalent" has a reviewer, who is another, and a reason (domain.md 7)."""
    judged = Q(reviewed_by__isnull=False) & ~Q(reviewed_by=F("person")) & ~Q(review_reason="")
    return models.CheckConstraint(condition=Q(is_equivalent=False) | judged, name=name)


class Judged(TenantModel):
    """Something of a person that a named reviewer may have judged equivalent."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    review_asked = models.BooleanField(default=False, help_text="It counts only when judged equivalent.")
    is_equivalent = models.BooleanField(default=False)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    review_reason = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


@history.tracked()
class Experience(Judged):
    """Work somebody did, from a day until (not including) another, empty: still."""

    work = models.CharField(max_length=30, choices=[(one.value, one.label) for one in Work])
    employer = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    hours_a_week = models.PositiveSmallIntegerField(default=40)

    class Meta:
        ordering = ("since",)
        indexes = (models.Index(fields=("cohe", "person"), name="experience_by_person"),)
        constraints = (
            reviewed_or_not("experience_reviewed"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="experience_days"),
            models.CheckConstraint(
                condition=Q(work__in=[one.value for one in Work]), name="experience_work_known"
            ),
            models.CheckConstraint(condition=Q(hours_a_week__range=(1, 80)), name="experience_hours"),
            models.CheckConstraint(condition=~Q(employer=""), name="experience_has_an_employer"),
        )

    def __str__(self) -> str:
        return f"{self.work} from {self.since}"


@history.tracked()
class Degree(Judged):
    """A degree, or what a reviewer judged equivalent to one."""

    title = models.TextField()
    awarded_on = models.DateField()

    class Meta:
        ordering = ("awarded_on",)
        indexes = (models.Index(fields=("cohe", "person"), name="degree_by_person"),)
        constraints = (
            reviewed_or_not("degree_reviewed"),
            models.CheckConstraint(condition=~Q(title=""), name="degree_has_a_title"),
        )

    def __str__(self) -> str:
        return self.title


@history.tracked()
class SkillShown(TenantModel):
    """A skill area, by experience or shown (domain.md 7): once a person and area."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    skill = models.CharField(max_length=30, choices=[(one.value, one.label) for one in Skill])
    how = models.TextField()
    shown_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "person", "skill"), name="skill_once"),
            models.CheckConstraint(condition=Q(skill__in=[one.value for one in Skill]), name="skill_known"),
            models.CheckConstraint(condition=~Q(how=""), name="skill_says_how"),
        )

    def __str__(self) -> str:
        return self.skill


@history.tracked()
class ReportedIssue(TenantModel):
    """An issue that L&I has reported about somebody; open until it is resolved."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    reported_on = models.DateField()
    text = models.TextField()
    resolved_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "person"), name="issue_by_person"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(resolved_on=None) | Q(resolved_on__gte=F("reported_on")), name="issue_days"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="issue_has_text"),
        )

    def __str__(self) -> str:
        return f"Issue of {self.reported_on}"


@history.tracked()
class SupplementalApplication(TenantModel):
    """The HSC Supplemental Application, sent once the provider number is there (R8)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, choices=[(one.value, one.label) for one in ApplicationState])
    sent_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("sent_on",)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="sent", decided_on=None)
                | (~Q(state="sent") & Q(decided_on__gte=F("sent_on"))),
                name="application_decided_after_sent",
            ),
            models.UniqueConstraint(
                fields=("cohe", "person"),
                condition=Q(state="sent"),
                name="application_one_at_a_time",
            ),
        )

    @property
    def is_refused(self) -> bool:
        """Say whether L&I refused it."""
        return self.state == ApplicationState.REFUSED

    def __str__(self) -> str:
        return f"Supplemental application of {self.sent_on}"
