"""What is known of past quarters, and the forecast in force (H6)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cohe import tenancy
from cohe.models import OutboxRow
from staffing import forecast as rules
from staffing.forecast import Counted, Expected
from staffing.models import Forecast, QuarterCount
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import policy
from staffing.queries.ratio import initiated_by_quarter

# Under two full years the method finds no season, whatever the COHE has set.
FEWEST = 8
FORECAST_TASK = "staffing.tasks.make_forecast"


@dataclass(frozen=True, slots=True)
class Known:
    """Claims by quarter as far as they are known on a day. `own`: the product's counts, whole or not."""

    limits: StaffingPolicy
    present: Quarter
    own: dict[Quarter, int]
    typed: tuple[QuarterCount, ...]
    history: tuple[Counted, ...]

    @property
    def so_far(self) -> int:
        """Return the claims that the present quarter has already."""
        return self.own.get(self.present, 0)

    @property
    def fewest(self) -> int:
        """Return the quarters an interval needs: two years at least, or the seasons cannot be told."""
        return max(FEWEST, self.limits.forecast_fewest)

    @property
    def percent(self) -> int:
        """Return the percent of outcomes the interval should hold: all or none is no interval."""
        return min(99, max(1, self.limits.forecast_interval))

    def claims_of(self, quarter: Quarter) -> int:
        """Return the claims of a quarter: as typed, else as counted."""
        typed = {one.quarter: one.claims for one in self.typed}
        return typed.get(quarter, self.own.get(quarter, 0))


@dataclass(frozen=True, slots=True)
class InForce:
    """The latest forecast and its quarters from the present one on; `made` is None before the first."""

    made: Forecast | None
    expected: tuple[Expected, ...]
    is_being_made: bool
    has_failed: bool


def known(today: date) -> Known:
    """Return what is known of past quarters on a day, in three queries."""
    limits, present = policy.in_force(today), Quarter.of(today)
    # One quarter more than are used says whether the first of them is a whole one.
    own = initiated_by_quarter(present.plus(-limits.forecast_history - 1), present)
    typed = tuple(QuarterCount.objects.filter(withdrawn_at=None).select_related("set_by"))
    history = rules.history(
        own,
        {one.quarter: one.claims for one in typed},
        last=present.previous,
        most=limits.forecast_history,
    )
    return Known(limits, present, own, typed, history)


def being_made() -> QuerySet[OutboxRow]:
    """Return the forecasts that are asked for and not made yet."""
    return OutboxRow.objects.filter(
        cohe=tenancy.required().cohe_id, task=FORECAST_TASK, done_at=None, dead_at=None
    )


def in_force(today: date) -> InForce:
    """Return the latest forecast on a day, its quarters not over then, and whether another is on its way."""
    rows, present = Forecast.objects.filter(as_of__lte=today), Quarter.of(today)
    made = rows.order_by("-id").prefetch_related("quarters").first()
    expected = tuple(
        Expected(one.quarter, one.mean, one.low, one.high)
        for one in (made.quarters.all() if made else ())
        if one.quarter >= present
    )
    asked = OutboxRow.objects.filter(cohe=tenancy.required().cohe_id, task=FORECAST_TASK)
    last = asked.order_by("-id").values_list("done_at", "dead_at").first()
    return InForce(
        made=made,
        expected=expected,
        is_being_made=last is not None and last[0] is None and last[1] is None,
        has_failed=last is not None and last[1] is not None,
    )
