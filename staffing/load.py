"""How many minutes a week a claim is expected to take, from what it is (H8). Pure.

The weights are dated numbers of the COHE (`StaffingPolicy.load_*`); where enough of its own notes say what a
phase really takes, the minutes of that phase are put in proportion to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from cohe.workdays import add_days
from staffing.policy import StaffingPolicy

OFF_WORK = frozenset(("off_work", "kos"))
MODIFIED = "modified"
HALF = Fraction(1, 2)


class Phase(StrEnum):
    """Where a claim stands, as far as its work goes."""

    NEW = "new"
    OFF_WORK = "off-work"
    RESTRICTED = "restricted"
    QUIET = "quiet"

    @property
    def words(self) -> str:
        """Return what a page says."""
        return {
            "new": "New on the list",
            "off-work": "Off work",
            "restricted": "On modified duty",
            "quiet": "Any other",
        }[self.value]


class Traits(NamedTuple):
    """What a claim's minutes go by. `status` is the work status in force, empty when none is known."""

    appeared: date
    status: str = ""
    tier: str = "standard"
    has_interpreter: bool = False
    is_around_surgery: bool = False
    has_positive_frq: bool = False


class Noted(NamedTuple):
    """What own notes say of a phase: how many, their minutes, and the minutes expected in the same time."""

    notes: int
    minutes: int
    expected: Fraction


@dataclass(frozen=True, slots=True)
class Weight:
    """The minutes of a phase as configured, and by how much own notes change them (1: not at all)."""

    phase: Phase
    minutes: int
    notes: int
    factor: Fraction

    @property
    def in_force(self) -> int:
        """Return the minutes a week that count."""
        return rounded(self.minutes * self.factor)

    @property
    def is_own(self) -> bool:
        """Say whether own notes decide."""
        return self.factor != 1


def phase_of(claim: Traits, today: date, limits: StaffingPolicy) -> Phase:
    """Return the phase of a claim on a day."""
    if today < add_days(claim.appeared, limits.load_new_days):
        return Phase.NEW
    if claim.status in OFF_WORK:
        return Phase.OFF_WORK
    return Phase.RESTRICTED if claim.status == MODIFIED else Phase.QUIET


def configured(phase: Phase, limits: StaffingPolicy) -> int:
    """Return the minutes a week of a phase as they are configured."""
    return {
        Phase.NEW: limits.load_new,
        Phase.OFF_WORK: limits.load_off_work,
        Phase.RESTRICTED: limits.load_restricted,
        Phase.QUIET: limits.load_quiet,
    }[phase]


def plain(claim: Traits, phase: Phase, limits: StaffingPolicy) -> int:
    """Return the minutes a week of a claim by the configured weights alone; never below nothing."""
    more = (
        (claim.tier == "high", limits.load_high_tier),
        (claim.tier == "low", -limits.load_low_tier_less),
        (claim.has_interpreter, limits.load_interpreter),
        (claim.is_around_surgery, limits.load_surgery),
        (claim.has_positive_frq, limits.load_frq),
    )
    return max(0, configured(phase, limits) + sum(minutes for holds, minutes in more if holds))


def weights(noted: Mapping[Phase, Noted], limits: StaffingPolicy) -> dict[Phase, Weight]:
    """Return the weight of each phase: own notes decide where there are at least `load_fewest_notes`."""
    return {
        phase: Weight(
            phase,
            configured(phase, limits),
            noted[phase].notes if phase in noted else 0,
            factor_of(noted.get(phase), limits.load_fewest_notes),
        )
        for phase in Phase
    }


def factor_of(noted: Noted | None, fewest: int) -> Fraction:
    """Return noted minutes over expected ones; 1 with too few notes or nothing expected."""
    if noted is None or noted.notes < max(fewest, 1) or not noted.expected:
        return Fraction(1)
    return noted.minutes / noted.expected


def weeks_noted(appeared: date, today: date, days: int) -> Fraction:
    """Return for how many of the weeks of notes before today a claim was there."""
    there = (today - appeared).days + 1
    return Fraction(max(0, min(days, there)), 7)


def rounded(minutes: Fraction) -> int:
    """Return whole minutes, a half upward."""
    return int(minutes + HALF)


def share_used(minutes: int, of: int) -> int | None:
    """Return minutes in percent of a share, rounded; None for no share."""
    return rounded(Fraction(minutes * 100, of)) if of else None
