"""Who coordinates which provider's claims, and which claim, from which day; who covers whom.

The tier's story.
"""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from claims.choices import Tier
from claims.models.claim import Claim
from claims.models.provider import Provider
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from cohe.workdays import add_days


def never_two(subject: str, name: str) -> ExclusionConstraint:
    """Return the constraint that `subject` has one HSC a day."""
    days = Func("since", "until", function="daterange", output_field=DateRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=(
            ("cohe", RangeOperators.EQUAL),
            (subject, RangeOperators.EQUAL),
            (days, RangeOperators.OVERLAPS),
        ),
    )


class Assignment(TenantModel):
    """An HSC from a day until (not including) another."""

    hsc = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.TextField(default="", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"HSC {self.hsc_id} from {self.since}"


@history.tracked()
class ProviderAssignment(Assignment):
    """The HSC on whom a provider's new claims land."""

    provider = TenantKey(Provider, related_name="assignments", db_index=False)

    class Meta:
        constraints = (
            never_two("provider", "provider_has_one_hsc"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="provider_hsc_days"
            ),
        )
        indexes = (models.Index(fields=("cohe", "provider", "since"), name="provider_hsc_by_day"),)


@history.tracked()
class ClaimAssignment(Assignment):
    """The HSC of a claim; `Claim.hsc` repeats the present one for lists."""

    claim = TenantKey(Claim, related_name="assignments", db_index=False)

    class Meta:
        constraints = (
            never_two("claim", "claim_has_one_hsc"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="claim_hsc_days"),
        )
        indexes = (models.Index(fields=("cohe", "claim", "since"), name="claim_hsc_by_day"),)


@history.tracked()
class Cover(TenantModel):
    """Days on which one HSC covers another: the list shows both, nothing moves, and it ends by itself."""

    absent = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    coverer = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    since = models.DateField()
    until = models.DateField()
    is_whole = models.BooleanField(
        default=True, db_default=True, help_text="All of her work; else what the parts name."
    )
    set_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(absent=F("coverer")), name="cover_is_by_another"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="cover_days"),
        )
        indexes = (models.Index(fields=("cohe", "coverer", "since"), name="cover_by_coverer"),)

    def __str__(self) -> str:
        return f"{self.coverer_id} covers {self.absent_id} from {self.since}"

    @property
    def last_on(self) -> date:
        """Return the last day of it."""
        return add_days(self.until, -1)


@history.tracked()
class Away(TenantModel):
    """Days on which somebody is away, first and last included: that alone, not why (staffing knows that).

    Staffing writes it with each absence, so that lists below it see whose work waits.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "person", "first_on"), name="away_once_a_day"),
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="away_days"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} is away from {self.first_on}"


@history.tracked()
class CoverPart(TenantModel):
    """What a cover that is not whole holds: one claim, or the claims of one provider."""

    cover = TenantKey(Cover, related_name="parts", db_index=False)
    claim = TenantKey(Claim, null=True, related_name="+", db_index=False)
    provider = TenantKey(Provider, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "cover", "claim"), name="cover_part_claim_once"),
            models.UniqueConstraint(fields=("cohe", "cover", "provider"), name="cover_part_provider_once"),
            models.CheckConstraint(
                condition=Q(claim=None, provider__isnull=False) | Q(claim__isnull=False, provider=None),
                name="cover_part_is_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"Part of cover {self.cover_id}"


@history.tracked()
class Delegation(TenantModel):
    """A claim that an HSC gave an HSC Assistant to work, until she or the HSC ends it.

    While it holds, the claim's items land with the Assistant; the claim stays its HSC's.
    """

    claim = TenantKey(Claim, related_name="delegations", db_index=False)
    assistant = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    reason = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    why_ended = models.TextField(default="", blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "claim"), condition=Q(ended_at=None), name="claim_delegated_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("given_at")), name="delegation_ends_later"
            ),
        )
        indexes = (
            models.Index(
                fields=("cohe", "assistant"), condition=Q(ended_at=None), name="delegation_by_assistant"
            ),
            models.Index(fields=("cohe", "claim", "given_at"), name="delegation_by_claim"),
        )

    def __str__(self) -> str:
        return f"Delegated to {self.assistant_id}"


class TierChange(TenantModel):
    """Why a claim's tier went up or down, who said so and when."""

    claim = TenantKey(Claim, related_name="tier_changes", db_index=False)
    before = models.CharField(max_length=10, choices=Tier)
    after = models.CharField(max_length=10, choices=Tier)
    reason = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("cohe", "claim", "changed_at"), name="tier_change_by_claim"),)
        constraints = (models.CheckConstraint(condition=~Q(reason=""), name="tier_change_has_a_reason"),)

    def __str__(self) -> str:
        return f"{self.before} to {self.after}"
