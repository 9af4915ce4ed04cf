"""Adjectives of items and notes."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from claims.models import Delegation
from cohe.models.people import Membership, Role

if TYPE_CHECKING:
    from coordination.models.billing import BillingLine  # noqa: F401
    from coordination.models.desk import WorkItem  # noqa: F401
    from coordination.models.note import CaseNote  # noqa: F401
    from coordination.models.referral import Referral  # noqa: F401

LIST_ORDER = (
    F("due_on").asc(),
    F("last_day").asc(nulls_last=True),
    F("tier_rank").asc(),
    F("off_since").asc(nulls_last=True),
    F("claim_number").asc(),
    F("id").asc(),
)


class WorkItemQuerySet(QuerySet["WorkItem"]):
    """Items, narrowed by words of the programme."""

    def visible_to(self, membership: Membership) -> "WorkItemQuerySet":
        """Items a member may look at and act on: the same meaning as `ClaimQuerySet.visible_to`.

        An HSC and a supervisor the COHE's. An Assistant those of the claims delegated to her, and the single
        ones that wait for her; an advisor those that wait for them: what is closed is no longer theirs.
        Contract managers and administrators see no item: they hold none of the permissions that lead here.
        """
        mine = self.filter(cohe_id=membership.cohe_id)
        if membership.role in (Role.HSC, Role.SUPERVISOR):
            return mine
        waiting = Q(owner_id=membership.person_id, state__in=("open", "snoozed"))
        if membership.role == Role.ASSISTANT:
            return mine.filter(waiting | Q(self.on_claims_of(membership.person_id)))
        return mine.filter(waiting)

    def on_claims_of(self, person_id: int) -> Exists:
        """Return the condition that the item's claim is delegated to that person now."""
        held = Delegation.objects.filter(assistant=person_id, ended_at=None)
        return Exists(held.filter(claim=OuterRef("claim_id"), cohe=OuterRef("cohe_id")))

    def open(self) -> "WorkItemQuerySet":
        """Items to work, neither snoozed nor closed."""
        return self.filter(state="open")

    def live(self) -> "WorkItemQuerySet":
        """Items that still wait for something: open or snoozed."""
        return self.filter(state__in=("open", "snoozed"))

    def due_by(self, day: date) -> "WorkItemQuerySet":
        """Items due on `day` or before."""
        return self.filter(due_on__lte=day)

    def overdue(self, day: date) -> "WorkItemQuerySet":
        """Items whose due date has passed on `day`."""
        return self.filter(due_on__lt=day)

    def in_list_order(self) -> "WorkItemQuerySet":
        """As triggers.md "Order of a list" puts them."""
        return self.order_by(*LIST_ORDER)


class ReferralQuerySet(QuerySet["Referral"]):
    """Referrals, narrowed by words of the programme; one entered by mistake counts no more."""

    def counting(self) -> "ReferralQuerySet":
        """Referrals that were not entered by mistake."""
        return self.filter(withdrawn_at=None)

    def open(self) -> "ReferralQuerySet":
        """Referrals that are neither completed nor ended."""
        return self.counting().filter(completed_on=None, ended_on=None)

    def silent(self, day: date, *, days: int) -> "ReferralQuerySet":
        """Open referrals on which nothing was recorded for `days` days and no visit lies ahead."""
        quiet = self.open().filter(last_step_on__lte=day - timedelta(days=days))
        return quiet.exclude(scheduled_for__gte=day)


class CaseNoteQuerySet(QuerySet["CaseNote"]):
    """Signed notes, narrowed by words of the programme."""

    def billed(self) -> "CaseNoteQuerySet":
        """Notes that have a line which stands: what measures M4 to M7 count as activity."""
        return self.filter(self.is_billed())

    def is_billed(self) -> Exists:
        """Return the condition that a note has a billing line that stands."""
        standing = {"billing_lines__reverses": None, "billing_lines__is_reversed": False}
        billed = self.model._default_manager.filter(
            pk=OuterRef("pk"), billing_lines__isnull=False, **standing
        )
        return Exists(billed)


class BillingLineQuerySet(QuerySet["BillingLine"]):
    """Billing lines, narrowed by words of the programme."""

    def standing(self) -> "BillingLineQuerySet":
        """Lines that bill something: neither reversed nor the reversal of one."""
        return self.filter(reverses=None, is_reversed=False)

    def to_take(self) -> "BillingLineQuerySet":
        """Rows that no file has taken out yet, without a line that was reversed before it went out."""
        return self.filter(file=None, is_reversed=False).exclude(
            reverses__isnull=False, reverses__file__isnull=True
        )
