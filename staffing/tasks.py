"""Celery's edge of staffing: short, ids only, harmless when run twice."""

from datetime import date
from typing import Any

from celery import shared_task

from cohe import clock, outbox, workdays
from staffing import forecasting
from staffing.actions import checks, figures, forecasts, leavers, measure_figures
from staffing.choices import CheckKind
from staffing.quarter import Quarter
from staffing.queries import policy

CHECK_TASK = "staffing.tasks.check_staffing"
FIGURES_TASK = "staffing.tasks.keep_measure_figures"
CLOSE_TASK = "staffing.tasks.close_accounts"
REPORTS_TASK = "staffing.tasks.refresh_quarters"


def has_begun(quarter: Quarter, today: date) -> bool:
    """Say whether a quarter's first business day has come: then the quarter before is looked at."""
    return today >= workdays.business_day_from(quarter.first)


@shared_task
def ask_for_checks(**_: Any) -> int:
    """Ask, once a COHE and quarter, for the check of the quarter before; return how many COHEs there are.

    From the first business day after the quarter on: a day that was missed is caught up on.
    """
    today, at = clock.today(), clock.now()
    quarter = Quarter.of(today)
    if not has_begun(quarter, today):
        return 0
    return outbox.in_every_cohe(
        lambda: outbox.enqueue(CHECK_TASK, key=str(quarter.previous), at=at, quarter=str(quarter.previous))
    )


@shared_task
def check_staffing(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Check the quarter that an outbox row names."""
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is not None:
            checks.check_staffing(
                cohe_id=cohe_id,
                quarter=Quarter.named(row.args["quarter"]),
                kind=CheckKind.SCHEDULED,
                today=clock.today(),
                at=at,
            )


@shared_task
def ask_for_forecasts(**_: Any) -> int:
    """Ask, once a COHE and quarter, for a forecast with the quarter that has just ended; return how many."""
    today, at = clock.today(), clock.now()
    quarter = Quarter.of(today)
    if not has_begun(quarter, today):
        return 0
    return outbox.in_every_cohe(lambda: forecasts.ask(at=at, key=str(quarter)))


@shared_task
def ask_for_closing(**_: Any) -> int:
    """Ask, once a COHE and day, for the closing of accounts of leavers; return how many COHEs there are."""
    today, at = clock.today(), clock.now()
    return outbox.in_every_cohe(lambda: outbox.enqueue(CLOSE_TASK, key=today.isoformat(), at=at))


@shared_task
def make_forecast(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Forecast the quarters to come for an outbox row, by a process of its own."""
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is not None:
            forecasts.make_forecast(cohe_id=cohe_id, today=clock.today(), at=at, method=forecasting.by_theta)


@shared_task
def ask_for_measure_figures(**_: Any) -> int:
    """Ask, once a COHE and day, for the figures of closed quarters; return how many COHEs there are."""
    today, at = clock.today(), clock.now()
    return outbox.in_every_cohe(lambda: outbox.enqueue(FIGURES_TASK, key=today.isoformat(), at=at))


@shared_task
def keep_measure_figures(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Count the closed quarters of a COHE whose figures are missing or still change."""
    with outbox.claimed(row_id, cohe_id, at=clock.now()) as row:
        if row is not None:
            today = clock.today()
            moving = policy.in_force(today).figures_move_quarters
            measure_figures.count_quarters(measure_figures.quarters_to_count(today, moving=moving), today)


@shared_task
def ask_for_quarters(**_: Any) -> int:
    """Ask, once a COHE and day, for the figures of its reports as they stand; return how many COHEs."""
    today, at = clock.today(), clock.now()
    return outbox.in_every_cohe(lambda: outbox.enqueue(REPORTS_TASK, key=today.isoformat(), at=at))


@shared_task
def refresh_quarters(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Count the figures of a COHE's reports anew, with what moved since they were submitted."""
    with outbox.claimed(row_id, cohe_id, at=clock.now()) as row:
        if row is not None:
            figures.refresh_quarters(clock.today())


@shared_task
def close_accounts(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Close the accounts of leavers who own nothing any more."""
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is not None:
            leavers.close_due(today=clock.today(), at=at)
