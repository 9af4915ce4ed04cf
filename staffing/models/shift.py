"""Claims given to other HSCs in one step, to even the load or for a leaver; and who leaves when."""

from django.db import models
from django.db.models import F, Q

from claims.models import Claim
from cohe import history
from cohe.db.fields import TenantKey
from cohe.models.organisation import TenantModel
from cohe.models.people import Person
from staffing.choices import ShiftKind


@history.tracked()
class Departure(TenantModel):
    """Somebody's last day, and when her account was closed: not before nothing is left that she owns.

    `shares` are the role shares that end with it, so that taking it back opens them again; `former_last_on`
    is the end that her employment had before: somebody employed for a fixed term goes back to that.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    last_on = models.DateField()
    former_last_on = models.DateField(null=True)
    shares = models.JSONField(default=list)
    set_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("last_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("cohe", "person"),
                condition=Q(withdrawn_at=None, closed_at=None),
                name="departure_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(closed_at=None), name="departure_has_one_end"
            ),
            models.CheckConstraint(
                condition=Q(former_last_on=None) | Q(former_last_on__gte=F("last_on")),
                name="departure_not_after_the_end",
            ),
        )

    def __str__(self) -> str:
        return f"Departure {self.pk}"


@history.tracked()
class Shift(TenantModel):
    """One step in which claims went to other HSCs; undone as one. `kept` names by id what went besides."""

    kind = models.CharField(max_length=10, choices=[(one.value, one.label) for one in ShiftKind])
    departure = TenantKey(Departure, null=True, related_name="shifts", db_index=False)
    done_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    done_at = models.DateTimeField()
    kept = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("cohe", "kind", "-id"), name="shift_by_kind"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=ShiftKind.LOAD.value, departure=None)
                | Q(kind=ShiftKind.LEAVER.value, departure__isnull=False),
                name="shift_of_a_leaver_names_her",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=F("done_at")), name="shift_undone_later"
            ),
        )

    def __str__(self) -> str:
        return f"Shift {self.pk}"


class ShiftedClaim(TenantModel):
    """One claim of a step: from whom, to whom, and the note that says how it stands. Insert-only."""

    shift = TenantKey(Shift, related_name="claims", db_index=False)
    claim = TenantKey(Claim, related_name="+", db_index=False)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given_to = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    note = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cohe", "shift", "claim"), name="claim_once_a_shift"),
            models.CheckConstraint(condition=~Q(given_by=F("given_to")), name="claim_is_shifted_to_another"),
            models.CheckConstraint(condition=~Q(note=""), name="shifted_claim_has_a_note"),
        )

    def __str__(self) -> str:
        return f"Claim {self.claim_id} of shift {self.shift_id}"
