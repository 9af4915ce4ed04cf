"""Adjectives of claims."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import DateField, F, Func, Q, QuerySet, Value

if TYPE_CHECKING:
    from claims.models.claim import Claim  # noqa: F401


class MonthsAfter(Func):
    """The date some months after another, clamped to the month's end."""

    template = "(%(expressions)s))::date"
    arg_joiner = " + make_interval(months => "
    output_field = DateField()


class ClaimQuerySet(QuerySet["Claim"]):
    """Claims, narrowed by words of the programme."""

    def on_list(self, day: date, *, service_months: int) -> "ClaimQuerySet":
        """Claims an HSC has on her list on `day` (triggers.md Terms, "on list"); `service_months` in months."""
        left = Q(claim_status__in=("closed", "rejected")) & (Q(status_date=None) | Q(status_date__lte=day))
        last_day = MonthsAfter(F("first_visit_date"), Value(service_months))
        in_window = Q(first_visit_date=None) | Q(last_day__gte=day)
        present = self.alias(last_day=last_day).filter(in_window, withdrawn_at=None, appeared__lte=day)
        return present.exclude(left)

    def unassigned(self) -> "ClaimQuerySet":
        """Claims that nobody coordinates."""
        return self.filter(hsc=None, withdrawn_at=None)
