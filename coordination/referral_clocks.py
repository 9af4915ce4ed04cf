"""When a referral owes something: to be scheduled, to start, its report, the report's review. Pure.

Rules and pages ask the same functions (triggers.md T18 T43 T19 T44), and so say the same days.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from cohe.workdays import add_days, bd
from coordination.facts import Referral
from coordination.policy import Policy
from coordination.referral_kinds import TARGETS

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_planned(one: Referral) -> bool:
    """Say whether a visit is scheduled that was not missed."""
    return one.scheduled_for is not None and (one.missed_on is None or one.missed_on < one.scheduled_for)


def scheduling_due(one: Referral, policy: Policy) -> date | None:
    """Return the day by which an ordered referral is to be scheduled (T18); None when it need not be.

    A missed visit starts the days again; a kind without a visit needs no more than being sent.
    """
    if one.ordered_on is None or _has_begun(one) or is_planned(one):
        return None
    if one.sent_on is not None and not TARGETS[one.kind].has_visit:
        return None
    return add_days(max(one.ordered_on, one.missed_on or one.ordered_on), policy.referral_schedule_days)


def start_due(one: Referral, policy: Policy) -> date | None:
    """Return the day on which one asks whether the worker started (T43); None when there is nothing to ask.

    The day after the visit, or some days after it was sent without a visit. A barrier recorded since
    answers it.
    """
    if _has_begun(one):
        return None
    if is_planned(one):
        asked, due = one.scheduled_for, one.scheduled_for and add_days(one.scheduled_for, 1)
    else:
        asked, due = one.sent_on, one.sent_on and add_days(one.sent_on, policy.referral_engage_days)
    if asked is None or (one.barrier_on is not None and one.barrier_on >= asked):
        return None
    return due


def report_due(one: Referral, policy: Policy) -> date | None:
    """Return the day by which the report of a visit is due (T19); None where none is expected or it came."""
    if one.engaged_on is None or one.report_on is not None or one.ended_on is not None:
        return None
    if not TARGETS[one.kind].expects_report:
        return None
    return add_days(one.engaged_on, policy.referral_report_days)


def review_due(one: Referral, policy: Policy) -> date | None:
    """Return the business day by which a report is passed on and reviewed with the worker (T44)."""
    if one.report_on is None or one.ended_on is not None or None not in (one.passed_on, one.reviewed_on):
        return None
    return bd(one.report_on, policy.referral_review_bd)


def _has_begun(one: Referral) -> bool:
    return one.engaged_on is not None or one.ended_on is not None


def time_between(first: datetime, last: datetime, zone: ZoneInfo, *, weekends_count: bool) -> timedelta:
    """Return the time from one instant to a later one, without Saturdays and Sundays of `zone` if asked.

    Exact to the second: 72 hours are 72 hours also over the change of the clocks.
    """
    whole = last - first
    if weekends_count:
        return whole
    day = first.astimezone(zone).date()
    while day <= last.astimezone(zone).date():
        if day.weekday() >= SATURDAY:
            begins, ends = (midnight(one, zone) for one in (day, day + ONE_DAY))
            whole -= max(timedelta(0), min(ends, last) - max(begins, first))
        day += ONE_DAY
    return whole


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant a day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
