"""Whether a scale shows progress, and the words that alert the attending provider when it does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.models import Claim
from coordination.facts import Reading
from coordination.policy import Policy
from coordination.queries import policy
from coordination.scales import Progress, name_of, shown_number
from coordination.worklist import load
from coordination.worklist.rules.no_progress import by_scale, compared, finding
from coordination.worklist.wording import shown


@dataclass(frozen=True, slots=True)
class Alert:
    """A scale without progress: its readings, oldest first, and a text of facts for the provider."""

    scale: str
    readings: tuple[Reading, ...]
    text: str


def alert_of(claim: Claim, scale: str, today: date) -> Alert | None:
    """Return the alert about a scale on `today`; None when it shows progress, or has no reading."""
    limits = policy.in_force(today)
    facts = load.facts_of([claim.pk], today, limits).get(claim.pk)
    known = [one for one in facts.readings if one.on <= today] if facts else []
    readings = by_scale(known).get(scale, [])
    behind = finding(readings, limits)
    if behind is None:
        return None
    return Alert(scale, tuple(readings), text_of(readings, behind, limits, today))


def text_of(readings: Sequence[Reading], behind: Reading, limits: Policy, today: date) -> str:
    """Return the note's text: the readings and what they are beside each other, nothing else."""
    last, name = readings[-1], name_of(readings[-1].scale)
    found = compared(behind, last, limits)
    said = ", ".join(f"{shown_number(one.value)} on {shown(one.on, today)}" for one in readings[-4:])
    return (
        f"No progress in {name}: {shown_number(last.value)} on {shown(last.on, today)} beside "
        f"{shown_number(behind.value)} on {shown(behind.on, today)} ({in_words(found)}; "
        f"{limits.progress_percent} % better would be meaningful). Readings: {said}.\n"
        "Asked the attending provider to look at the treatment and at what stands in the way."
    )


def in_words(found: Progress) -> str:
    """Return a comparison in words: "5 % better", "2 points worse", "the same"."""
    if found.points == 0:
        return "the same"
    direction = "better" if found.points > 0 else "worse"
    if found.percent is None:
        return f"{shown_number(abs(found.points))} points {direction}"
    return f"{shown_number(abs(found.percent))} % {direction}"
