"""People, the roles they hold in a COHE and the dates of their employment."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from cohe import history
from cohe.models.organisation import Cohe, TenantModel


class Role(models.TextChoices):
    """What a person is in a COHE (domain.md 4.6)."""

    HSC = "hsc", "HSC"
    ASSISTANT = "hsc-assistant", "HSC Assistant"
    SUPERVISOR = "supervisor", "Supervisor"
    ADVISOR = "advisor", "Medical director or advisor"
    CONTRACT_MANAGER = "contract-manager", "Contract manager"
    ADMINISTRATOR = "administrator", "Administrator"


class PersonManager(BaseUserManager["Person"]):
    """Makes people with a normalised address, so that one person is not two."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "Person":
        """Return a new person; without a password nobody can sign in as them."""
        person = self.model(email=email.strip().lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by address in any case."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who may sign in. Rights come from memberships only: there is no superuser."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    keys_on = models.BooleanField("single-key shortcuts", default=True)
    row_height = models.PositiveSmallIntegerField("row height in pixels", default=32)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name_plural = "people"
        constraints = (
            models.CheckConstraint(
                condition=Q(email=models.functions.Lower("email")), name="person_email_is_lower"
            ),
            models.CheckConstraint(condition=Q(row_height__in=(32, 34, 36)), name="person_row_height_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """No one is staff in Django's sense: there is no admin site."""
        return False


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Adjectives of memberships."""

    def current(self, day: date) -> "MembershipQuerySet":
        """Those in force on `day` of people who may sign in."""
        ends = Q(until__isnull=True) | Q(until__gt=day)
        return self.filter(ends, since__lte=day, person__is_active=True)


@history.tracked()
class Membership(models.Model):
    """A role of a person in a COHE from a day until (not including) another."""

    cohe = models.ForeignKey(Cohe, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("cohe", "person")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="membership_days"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            ExclusionConstraint(
                name="membership_one_at_a_time",
                expressions=(
                    ("cohe", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (
                        Func("since", "until", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class Employment(TenantModel):
    """The days a person was employed by the COHE: hired on, last day worked."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    hired_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "person"), name="employment_by_person"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("hired_on")), name="employment_days"
            ),
            models.UniqueConstraint(fields=("cohe", "person", "hired_on"), name="employment_once_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} from {self.hired_on}"
