"""Where a job paper stands on a day: what the attending provider said, or when to ask again. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coordination.choices import JobPaperAnswer
from coordination.policy import Policy


class Stand(StrEnum):
    """Where a paper stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    CHASE = "chase"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper's stand, in words; `due_on`: when it is to be chased; `late`: that day has come."""

    stand: Stand
    words: str
    due_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether somebody still waits for something."""
        return self.stand != Stand.ANSWERED


def state_of(
    *,
    sent_on: date | None,
    chased_on: date | None,
    answer: str,
    answered_on: date | None,
    today: date,
    limits: Policy,
) -> PaperState:
    """Return where a paper stands; without an answer it is chased after 7 and 14 days (domain.md 8)."""
    if answer and answered_on:
        label = next(one.label for one in JobPaperAnswer if one == answer)
        return PaperState(Stand.ANSWERED, f"{label} on {answered_on:%-d %b %Y}")
    if sent_on is None:
        return PaperState(Stand.DRAFTED, "Drafted, not sent to the attending provider")
    first = sent_on + timedelta(days=limits.job_paper_chase_days)
    second = sent_on + timedelta(days=limits.job_paper_second_chase_days)
    if chased_on is None or chased_on < first:
        due, which = first, "chase"
    elif chased_on < second:
        due, which = second, "chase again"
    else:
        return PaperState(Stand.SENT, f"Sent on {sent_on:%-d %b %Y}; chased twice, no reply")
    if today >= due:
        return PaperState(Stand.CHASE, f"No reply since {sent_on:%-d %b %Y}: {which}", due)
    return PaperState(Stand.SENT, f"Sent on {sent_on:%-d %b %Y}; {which} on {due:%-d %b}", due)
