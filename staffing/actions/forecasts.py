"""Counts of quarters before the product, and forecasts made from all that is known (H6)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from cohe import audit, outbox
from cohe.access import Denied
from cohe.models import Membership
from staffing import forecast as rules
from staffing import policies
from staffing.models import Forecast, ForecastQuarter, QuarterCount
from staffing.quarter import Quarter
from staffing.queries import forecast as queries
from staffing.scenario_policies import check_counts_make_sense


@transaction.atomic
def set_counts(
    *,
    counts: Sequence[tuple[Quarter, int]],
    source: str,
    by: Membership,
    today: date,
    at: datetime,
) -> tuple[QuarterCount, ...]:
    """Write down claims initiated in quarters whose claims the product does not hold; ask for a forecast.

    Each stands in the place of the product's own count; typed again it is corrected, and the history keeps
    both. Refused: no source, a quarter not over yet, one that is there twice.
    """
    policies.check_can_change_staffing(by)
    check_counts_make_sense(counts, source, today)
    rows = [
        QuarterCount.objects.update_or_create(
            cohe_id=by.cohe_id,
            year=quarter.year,
            number=quarter.number,
            defaults={
                "claims": claims,
                "source": source.strip(),
                "set_by_id": by.person_id,
                "set_at": at,
                "withdrawn_at": None,
            },
        )[0]
        for quarter, claims in counts
    ]
    for row in rows:
        audit.log("staffing.count-typed", "quarter-count", row.pk, at=at)
    ask(at=at)
    return tuple(rows)


@transaction.atomic
def withdraw_count(*, count: QuarterCount, by: Membership, at: datetime) -> None:
    """Take a typed count back: the product's own counts again. It stays in the history."""
    policies.check_can_change_staffing(by)
    if not QuarterCount.objects.filter(pk=count.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This count was taken back already.")
    audit.log("staffing.count-withdrawn", "quarter-count", count.pk, at=at)
    ask(at=at)


@transaction.atomic
def ask_for_forecast(*, by: Membership, at: datetime) -> None:
    """Ask for a forecast of today; one that is being made already is the answer."""
    policies.check_can_change_staffing(by)
    if not queries.being_made().exists():
        ask(at=at)


def ask(*, at: datetime, key: str = "") -> None:
    """Put a forecast into the outbox: once for each `key`, the instant when there is none."""
    outbox.enqueue(queries.FORECAST_TASK, key=key or at.isoformat(), at=at)


@transaction.atomic
def make_forecast(*, cohe_id: int, today: date, at: datetime, method: rules.Method) -> Forecast | None:
    """Forecast the quarters from the present one on; keep it with what it was made from.

    Too few quarters make a plain mean; none at all make nothing (None).
    """
    known = queries.known(today)
    limits = known.limits
    how, found = rules.expected(
        known.history,
        ahead=limits.forecast_ahead,
        fewest=known.fewest,
        percent=known.percent,
        so_far=known.so_far,
        method=method,
    )
    if not found:
        return None
    made = Forecast.objects.create(
        cohe_id=cohe_id,
        as_of=today,
        made_at=at,
        method=how,
        percent=known.percent,
        made_from=[
            {"quarter": str(one.quarter), "claims": one.claims, "source": one.source} for one in known.history
        ],
    )
    ForecastQuarter.objects.bulk_create(
        ForecastQuarter(
            cohe_id=cohe_id,
            forecast=made,
            year=one.quarter.year,
            number=one.quarter.number,
            mean=one.mean,
            low=one.low,
            high=one.high,
        )
        for one in found
    )
    audit.log("staffing.forecast-made", "forecast", made.pk, at=at)
    return made
