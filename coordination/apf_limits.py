"""How many APFs of a claim L&I pays: six in the first 60 days of care, then four in each 60 days. Pure.

Day 1 is the day of the first visit (domain.md 2.3): the sixth on day 60 is paid, the seventh on day 60 is
over, day 61 begins a window of four.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coordination.policy import Policy


@dataclass(frozen=True, slots=True)
class Window:
    """One window of care with its APFs: how many there are, how many L&I pays."""

    number: int
    first: date
    last: date
    count: int
    limit: int

    @property
    def left(self) -> int:
        """Return how many more are paid in this window."""
        return max(0, self.limit - self.count)

    @property
    def over(self) -> int:
        """Return how many are beyond what is paid."""
        return max(0, self.count - self.limit)


def window_of(first_visit: date, day: date, limits: Policy) -> int:
    """Return the number of the window that holds a day, from 1; days before the visit are in the first."""
    return max(0, (day - first_visit).days) // limits.apf_window_days + 1


def window_on(first_visit: date | None, exams: Iterable[date], day: date, limits: Policy) -> Window | None:
    """Return the window of `day` with its count of examinations that have an APF; None without a visit."""
    if first_visit is None or limits.apf_window_days < 1:
        return None
    number = window_of(first_visit, day, limits)
    first = first_visit + timedelta(days=(number - 1) * limits.apf_window_days)
    count = sum(1 for one in exams if window_of(first_visit, one, limits) == number)
    limit = limits.apf_first_limit if number == 1 else limits.apf_limit
    return Window(number, first, first + timedelta(days=limits.apf_window_days - 1), count, limit)


def said(window: Window) -> str:
    """Return the count in one sentence."""
    days = f"{window.first:%-d %b} to {window.last:%-d %b %Y}"
    if window.over:
        return f"{window.count} APFs from {days}: {window.over} more than the {window.limit} that L&I pays."
    return f"{window.count} of {window.limit} payable APFs used from {days}."
