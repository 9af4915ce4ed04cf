"""Adjectives of items and notes."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

if TYPE_CHECKING:
    from coordination.models.desk import WorkItem  # noqa: F401

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
