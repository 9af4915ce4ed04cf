"""Which claims a measure counts, one by one: in its denominator, in its numerator, and why not. Pure.

A figure and the rows behind it come from the same functions, so that they cannot differ (domain.md 2.4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cohe.workdays import add_days, bd, business_days
from staffing.policy import StaffingPolicy


class ClaimFacts(NamedTuple):
    """What the measures need of one claim, as known on a day; a day is None where nothing is known.

    `call_on`: first provider-employer call, `billed_call_on`: the first that the provider billed,
    `time_loss_on`: first day of paid time loss, `activity_on`: first billed HSC activity.
    """

    claim_id: int
    number: str
    hsc_id: int | None
    appeared: date
    established: date | None
    first_visit: date | None
    roa_received: date | None
    roa_complete: bool | None
    apf_on: date | None
    call_on: date | None
    billed_call_on: date | None
    time_loss_on: date | None
    activity_on: date | None


class Day(NamedTuple):
    """The day that is asked about, and the numbers in force for the quarter."""

    today: date
    limits: StaffingPolicy


Says = Callable[[ClaimFacts, Day], bool]


@dataclass(frozen=True, slots=True)
class Counting:
    """How one measure counts claims.

    `asks`: the claim is in the denominator. `counts`: it is in the numerator too. `decided`: the day that
    decided it. `why`: the reason in words, for a claim that counts and for one that does not.
    """

    asks: Says
    counts: Says
    decided: Callable[[ClaimFacts], date | None]
    why: Callable[[ClaimFacts, Day], str]


def is_in_time_for_apf(one: ClaimFacts, day: Day) -> bool:
    """Say whether the first APF came within the days from the claim's start; the last day counts."""
    return one.apf_on is not None and one.apf_on <= last_day_for_apf(one, day)


def last_day_for_apf(one: ClaimFacts, day: Day) -> date:
    """Return the last day on which a first APF counts for M2."""
    return add_days(one.appeared, day.limits.apf_weeks_days)


def is_mature(one: ClaimFacts, day: Day) -> bool:
    """Say whether a claim is old enough for M2: the days are over, or their last one is today."""
    return last_day_for_apf(one, day) <= day.today


def is_roa_timely(one: ClaimFacts, day: Day) -> bool:
    """Say whether the ROA came within the business days after the first visit.

    Received before the first visit is an error in the data, not "timely" (domain.md 2.2).
    """
    if one.roa_received is None or one.first_visit is None or one.roa_received < one.first_visit:
        return False
    return one.roa_received <= bd(one.first_visit, day.limits.roa_timely_bd)


def is_touched(one: ClaimFacts) -> bool:
    """Say whether there is a billed provider call or a billed HSC activity (M4)."""
    return one.billed_call_on is not None or one.activity_on is not None


def days_to_activity(one: ClaimFacts) -> int:
    """Return business days from established to the first billed activity; 0 on the day itself."""
    if one.established is None or one.activity_on is None:
        raise ValueError("Only a claim that is established and has an activity has a speed.")
    return business_days(one.established, one.activity_on)


def earliest(*days: date | None) -> date | None:
    """Return the first day of those that are known."""
    return min((one for one in days if one is not None), default=None)


def said(day: date | None) -> str:
    """Return a day as people read it."""
    return f"{day:%-d %b %Y}" if day else "not known"


def why_apf(one: ClaimFacts, day: Day) -> str:
    """Say why a claim counts for M2, or what is missing."""
    last = said(last_day_for_apf(one, day))
    if one.apf_on is None:
        return f"no APF; the last day {'was' if is_mature(one, day) else 'is'} {last}"
    return f"first APF {said(one.apf_on)}, last day {last}"


def why_roa_complete(one: ClaimFacts, day: Day) -> str:
    """Say whether the ROA was complete, or that nobody said."""
    if one.roa_complete is None:
        return "not known whether it was complete"
    return "complete" if one.roa_complete else "not complete"


def why_roa_timely(one: ClaimFacts, day: Day) -> str:
    """Say from when to when the ROA took, or what is wrong with the days."""
    if one.first_visit is None or one.roa_received is None:
        return "first visit not known"
    if one.roa_received < one.first_visit:
        return f"received before the first visit {said(one.first_visit)}: an error in the data"
    limit = said(bd(one.first_visit, day.limits.roa_timely_bd))
    return f"first visit {said(one.first_visit)}, received {said(one.roa_received)}, due {limit}"


def why_activity(one: ClaimFacts, day: Day) -> str:
    """Say when the first billed activity was."""
    if one.activity_on is None:
        return "no billed HSC activity"
    return f"first billed HSC activity {said(one.activity_on)}"


def why_touched(one: ClaimFacts, day: Day) -> str:
    """Say what touched a time-loss claim."""
    if one.activity_on is None and one.billed_call_on is not None:
        return f"provider call {said(one.billed_call_on)}"
    return why_activity(one, day) if one.activity_on else "no billed HSC activity and no provider call"


def why_call(one: ClaimFacts, day: Day) -> str:
    """Say when provider and employer spoke."""
    return f"call {said(one.call_on)}" if one.call_on else "no provider-employer call"


def why_speed(one: ClaimFacts, day: Day) -> str:
    """Say how many business days it took."""
    return f"{days_to_activity(one)} business days from {said(one.established)} to {said(one.activity_on)}"


def why_time_loss(one: ClaimFacts, day: Day) -> str:
    """Say since when time loss was paid."""
    return f"time loss since {said(one.time_loss_on)}" if one.time_loss_on else "no time loss"


def every(one: ClaimFacts, day: Day) -> bool:
    """Ask about every claim."""
    return True


def has_time_loss(one: ClaimFacts, day: Day) -> bool:
    """Say whether any time loss was paid (domain.md 12.2: not the days off work)."""
    return one.time_loss_on is not None


COUNTINGS: dict[str, Counting] = {
    "M2": Counting(is_mature, is_in_time_for_apf, lambda one: one.apf_on, why_apf),
    "M3": Counting(every, lambda one, _: one.call_on is not None, lambda one: one.call_on, why_call),
    "M4": Counting(
        has_time_loss,
        lambda one, _: is_touched(one),
        lambda one: earliest(one.billed_call_on, one.activity_on),
        why_touched,
    ),
    "M5": Counting(
        every, lambda one, _: one.activity_on is not None, lambda one: one.activity_on, why_activity
    ),
    "M6": Counting(
        has_time_loss, lambda one, _: one.activity_on is not None, lambda one: one.activity_on, why_activity
    ),
    "M7": Counting(
        lambda one, _: one.established is not None and one.activity_on is not None,
        every,
        lambda one: one.activity_on,
        why_speed,
    ),
    "M8": Counting(every, has_time_loss, lambda one: one.time_loss_on, why_time_loss),
    "M10": Counting(
        lambda one, _: one.roa_received is not None,
        lambda one, _: one.roa_complete is True,
        lambda one: one.roa_received,
        why_roa_complete,
    ),
    "M11": Counting(
        lambda one, _: one.roa_received is not None,
        is_roa_timely,
        lambda one: one.roa_received,
        why_roa_timely,
    ),
}
# M2 before its claims are old enough: every claim, shown beside the figure of the old ones.
TO_DATE = Counting(every, is_in_time_for_apf, lambda one: one.apf_on, why_apf)
