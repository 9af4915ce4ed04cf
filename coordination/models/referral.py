"""Referrals: where each stands, every step with what it changed, and what of a programme was used."""

from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from cohe.wording import Worded
from coordination.querysets import ReferralQuerySet
from coordination.referral_kinds import AP_KINDS, TARGETS, Authorization, Orderer, ReferralKind, Target
from coordination.referral_steps import NEEDS_NOTHING, ORDER_OF_DAYS, Barrier, Exit, Step
from coordination.referral_uses import Use


def words(kinds: type[Worded]) -> list[tuple[str, str]]:
    """Return the choices of a column."""
    return [(one.value, one.label) for one in kinds]


def known(column: str, kinds: type[Worded], *, blank: bool = False) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the words."""
    values = [one.value for one in kinds] + ([""] if blank else [])
    return models.CheckConstraint(condition=Q(**{f"{column}__in": values}), name=f"referral_{column}_known")


def days_in_order() -> tuple[models.CheckConstraint, ...]:
    """Return a constraint for each day that cannot stand before the one it follows, or without it."""
    found = []
    for later, earlier, _ in ORDER_OF_DAYS:
        in_order = Q(**{f"{later}__isnull": True}) | Q(
            **{f"{earlier}__isnull": False, f"{later}__gte": F(earlier)}
        )
        if later in NEEDS_NOTHING:
            in_order |= Q(**{f"{earlier}__isnull": True})
        name = f"referral_{later.removesuffix('_on')}_after_{earlier.removesuffix('_on')}"
        found.append(models.CheckConstraint(condition=in_order, name=name))
    return tuple(found)


@history.tracked()
class Referral(TenantModel):
    """One referral with the days of its one life cycle (domain.md 8); instants where hours are counted.

    `ordered_at` and `scheduled_at` are missing where nobody said the hour. `scheduled_for` is the planned
    visit; it stands missed while `missed_on` is that day or later.
    """

    claim = TenantKey(Claim, related_name="referrals", db_index=False)
    kind = models.CharField(max_length=30, choices=words(ReferralKind))
    service = models.TextField(default="", blank=True)
    subject = models.TextField("what for", default="", blank=True)
    recipient = models.TextField("to whom", default="", blank=True)
    suggested_on = models.DateField(null=True, blank=True)
    ordered_on = models.DateField(null=True, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    orderer = models.CharField(max_length=20, choices=words(Orderer), blank=True, default="")
    ordered_by = models.TextField(default="", blank=True)
    authorization = models.CharField(
        max_length=12, choices=words(Authorization), default=Authorization.NOT_NEEDED.value
    )
    authorization_on = models.DateField(null=True, blank=True)
    authorized_by = models.TextField(default="", blank=True)
    sent_on = models.DateField(null=True, blank=True)
    records_sent_on = models.DateField(null=True, blank=True)
    scheduled_on = models.DateField("day the visit was set", null=True, blank=True)
    scheduled_at = models.DateTimeField("instant it was first set", null=True, blank=True)
    scheduled_for = models.DateField("visit", null=True, blank=True)
    moves = models.PositiveSmallIntegerField(default=0)
    missed_on = models.DateField(null=True, blank=True)
    no_shows = models.PositiveSmallIntegerField(default=0)
    barrier = models.CharField(max_length=20, choices=words(Barrier), blank=True, default="")
    barrier_on = models.DateField(null=True, blank=True)
    engaged_on = models.DateField("started on", null=True, blank=True)
    record_fetched_on = models.DateField(null=True, blank=True)
    report_on = models.DateField(null=True, blank=True)
    passed_on = models.DateField("passed on to the attending provider", null=True, blank=True)
    told_on = models.DateField("ordering provider told", null=True, blank=True)
    reviewed_on = models.DateField("reviewed with the worker", null=True, blank=True)
    stage = models.TextField(default="", blank=True)
    stage_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(default="", blank=True)
    completed_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=20, choices=words(Exit), blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    last_step_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=("cohe", "claim"), name="referral_by_claim"),
            models.Index(
                fields=("cohe", "last_step_on"),
                condition=Q(completed_on=None, ended_on=None, withdrawn_at=None),
                name="referral_open",
            ),
        )
        constraints = (
            known("kind", ReferralKind),
            known("orderer", Orderer, blank=True),
            known("authorization", Authorization),
            known("barrier", Barrier, blank=True),
            known("ended_as", Exit, blank=True),
            *days_in_order(),
            models.CheckConstraint(
                condition=Q(suggested_on__isnull=False)
                | Q(ordered_on__isnull=False)
                | Q(ended_as="ruled-out"),
                name="referral_begins_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(ordered_on=None, orderer="", ordered_at=None)
                | Q(ordered_on__isnull=False) & ~Q(orderer=""),
                name="referral_order_has_an_orderer",
            ),
            models.CheckConstraint(
                condition=Q(ordered_on=None)
                | ~Q(kind__in=[one.value for one in AP_KINDS])
                | Q(orderer="attending-provider") & ~Q(ordered_by=""),
                name="referral_ap_orders_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(kind="simp") | Q(sent_on=None, engaged_on=None) | Q(authorization="approved"),
                name="referral_simp_is_authorized",
            ),
            models.CheckConstraint(
                condition=Q(authorization__in=("approved", "denied"), authorization_on__isnull=False)
                | Q(authorization__in=("not-needed", "pending"), authorization_on=None),
                name="referral_authorization_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(scheduled_for=None) | Q(scheduled_on__isnull=False),
                name="referral_visit_was_set",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_as="")
                | Q(ended_on__isnull=False) & ~Q(ended_as="") & ~Q(why_ended="") & Q(completed_on=None),
                name="referral_ends_once_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(barrier="", barrier_on=None) | ~Q(barrier="") & Q(barrier_on__isnull=False),
                name="referral_barrier_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(subject=""), name="referral_other_says_what_for"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def target(self) -> Target:
        """Return what holds for the kind."""
        return TARGETS[self.kind]


class ReferralEvent(TenantModel):
    """One step of a referral: what was recorded, and the columns it changed, as they were. Insert-only.

    A step taken back is another row that `undoes` it.
    """

    referral = TenantKey(Referral, related_name="events", db_index=False)
    step = models.CharField(max_length=20, choices=words(Step))
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    words = models.TextField(default="", blank=True)
    remark = models.TextField(default="", blank=True)
    before = models.JSONField(default=dict)
    undoes = TenantKey("self", null=True, related_name="undone_by", db_index=False)

    class Meta:
        indexes = (models.Index(fields=("cohe", "referral", "id"), name="referral_event_by_one"),)
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "undoes"), condition=Q(undoes__isnull=False), name="referral_step_undone_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.step} on {self.on}"


@history.tracked()
class ReferralUse(TenantModel):
    """What of a programme was used from a day on: days, sessions or hours, and what L&I paid for it."""

    referral = TenantKey(Referral, related_name="uses", db_index=False)
    what = models.CharField(max_length=12, choices=words(Use))
    on = models.DateField()
    quantity = models.DecimalField(max_digits=6, decimal_places=2)
    amount = models.DecimalField("dollars", max_digits=9, decimal_places=2, default=0)
    remark = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "referral", "on"), name="referral_use_by_one"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(what__in=[one.value for one in Use]), name="referral_use_known"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=0, amount__gte=0) & (Q(quantity__gt=0) | Q(amount__gt=0)),
                name="referral_use_is_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} on {self.on}"
