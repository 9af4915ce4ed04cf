"""Adjectives of claims."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import DateField, Exists, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from cohe.models.people import Membership, Role

if TYPE_CHECKING:
    from claims.models.claim import Claim  # noqa: F401

SEE_THE_COHE = frozenset((Role.HSC, Role.SUPERVISOR))


class MonthsAfter(Func):
    """The date some months after another, clamped to the month's end."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(months => "
    output_field = DateField()


class ClaimQuerySet(QuerySet["Claim"]):
    """Claims, narrowed by words of the programme."""

    def on_list(self, day: date, *, service_months: int) -> "ClaimQuerySet":
        """Claims on an HSC's list on `day` (triggers.md Terms, "on list"); `service_months` in months."""
        return self._on_list_since(day, day, service_months)

    def on_list_or_left(self, day: date, *, service_months: int, after_exit_days: int) -> "ClaimQuerySet":
        """Claims on a list on `day`, and those that left one at most `after_exit_days` before it."""
        return self._on_list_since(day - timedelta(days=after_exit_days + 1), day, service_months)

    def _on_list_since(self, since: date, day: date, service_months: int) -> "ClaimQuerySet":
        """Claims that have appeared by `day` and had not left the list by `since`."""
        ended = Q(claim_status__in=("closed", "rejected")) & (Q(status_date=None) | Q(status_date__lte=since))
        start = Coalesce("first_visit_date", "date_of_injury", "appeared")
        last_day = MonthsAfter(start, Value(service_months))
        present = self.alias(last_day=last_day).filter(
            last_day__gte=since, withdrawn_at=None, appeared__lte=day
        )
        return present.exclude(ended | Q(handed_over_on__lte=since))

    def open(self, day: date) -> "ClaimQuerySet":
        """Claims that are neither closed nor rejected on `day`, in the service window or not."""
        ended = Q(claim_status__in=("closed", "rejected")) & (Q(status_date=None) | Q(status_date__lte=day))
        return self.filter(withdrawn_at=None).exclude(ended)

    def unassigned(self) -> "ClaimQuerySet":
        """Claims that nobody coordinates."""
        return self.filter(hsc=None, withdrawn_at=None)

    def with_item_of(self, person_id: int) -> Exists:
        """Return the condition that an item on the claim is that person's, whatever its state."""
        return self._with(items__owner=person_id)

    def with_live_item_of(self, person_id: int) -> Exists:
        """Return the condition that something is left to do for that person on the claim."""
        return self._with(items__owner=person_id, items__state__in=("open", "snoozed"))

    def with_open_question_to(self, person_id: int) -> Exists:
        """Return the condition that an advisor was asked about the claim and the answer is not passed on."""
        return self._with(
            questions__advisor=person_id, questions__passed_on_at=None, questions__withdrawn_at=None
        )

    def delegated_to(self, person_id: int) -> Exists:
        """Return the condition that the claim is delegated to that person now."""
        return self._with(delegations__assistant=person_id, delegations__ended_at=None)

    def _with(self, **said: object) -> Exists:
        return Exists(self.model._default_manager.filter(pk=OuterRef("pk"), **said))

    def visible_to(self, membership: Membership) -> "ClaimQuerySet":
        """Claims a member may open (domain.md 4.6): the first wall; row security is the second.

        HSC and supervisor: the COHE's. Assistant: those delegated to her, and those with an item that waits
        for her. Advisor: those with an open question or an item. Administrator and contract manager: none.
        """
        own = self.filter(cohe=membership.cohe_id)
        if membership.role in SEE_THE_COHE:
            return own
        if membership.role == Role.ASSISTANT:
            given = Q(self.delegated_to(membership.person_id))
            return own.filter(given | Q(self.with_live_item_of(membership.person_id)))
        if membership.role == Role.ADVISOR:
            asked = Q(self.with_open_question_to(membership.person_id))
            return own.filter(asked | Q(self.with_live_item_of(membership.person_id)))
        return self.none()
