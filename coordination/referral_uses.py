"""What of a programme a worker has used, and how much of it there is (domain.md 8 and 12.4). Pure.

The limits of Stay at Work go by the date of injury: one table, its rows dated.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from cohe.wording import Worded
from cohe.workdays import add_months
from coordination.policy import Policy
from coordination.referral_kinds import ReferralKind


class Use(Worded):
    """What is counted of a programme."""

    WAGES = "wages", "Wages"
    TOOLS = "tools", "Tools and equipment"
    TRAINING = "training", "Training and materials"
    CLOTHING = "clothing", "Clothing"
    SESSIONS = "sessions", "Sessions"
    HOURS = "hours", "Hours"
    DAYS = "days", "Treatment days"


class Used(NamedTuple):
    """One use: what, the first day of it, days, sessions or hours, dollars."""

    what: str
    on: date
    quantity: Decimal
    amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class StayAtWorkLimits:
    """What L&I pays for one claim, for injuries from a day on: wage days, and dollars for each purpose."""

    since: date
    days: int
    wages: Decimal
    tools: Decimal
    training: Decimal
    clothing: Decimal


# domain.md 8 [U-SAW][U-SAW25]; the latest row not after the date of injury holds.
STAY_AT_WORK = (
    StayAtWorkLimits(date.min, 66, Decimal(10_000), Decimal(2_500), Decimal(1_000), Decimal(400)),
    StayAtWorkLimits(date(2025, 1, 1), 120, Decimal(25_000), Decimal(5_000), Decimal(2_000), Decimal(1_000)),
)
MONTHS_OF_WAGES = 24
MONTHS_TO_APPLY = 12


class Limit(NamedTuple):
    """How much of something is used and how much there is; `unit` is dollars or what is counted."""

    what: Use
    used: Decimal
    most: Decimal
    unit: str

    @property
    def is_over(self) -> bool:
        """Say whether more is recorded than there is."""
        return self.used > self.most


def limits_by_injury(injury: date | None) -> StayAtWorkLimits | None:
    """Return the limits of Stay at Work for a date of injury; None while it is not known."""
    if injury is None:
        return None
    return max((one for one in STAY_AT_WORK if one.since <= injury), key=lambda one: one.since)


def counted(use: Used) -> Decimal:
    """Return what a use counts: a part of a wage or treatment day is a day."""
    return Decimal(ceil(use.quantity)) if use.what in (Use.WAGES, Use.DAYS) else use.quantity


def limits_of(kind: str, uses: Iterable[Used], injury: date | None, policy: Policy) -> list[Limit]:
    """Return each limit of a kind with what is used of it; none for kinds without one."""
    found = list(uses)
    if kind == ReferralKind.STAY_AT_WORK:
        return _stay_at_work(found, limits_by_injury(injury))
    own = {
        ReferralKind.PGAP.value: (Use.SESSIONS, policy.pgap_weeks),
        ReferralKind.SIMP.value: (Use.DAYS, policy.simp_treatment_days),
        ReferralKind.BEHAVIORAL_HEALTH.value: (Use.SESSIONS, policy.behavioral_sessions),
    }.get(kind)
    if own is None:
        return []
    what, most = own
    return [Limit(what, _sum_of(found, what), Decimal(most), what.label.lower())]


def _stay_at_work(uses: list[Used], limits: StayAtWorkLimits | None) -> list[Limit]:
    if limits is None:
        return []
    dollars = {use: sum((one.amount for one in uses if one.what == use), Decimal(0)) for use in Use}
    return [
        Limit(Use.WAGES, _sum_of(uses, Use.WAGES), Decimal(limits.days), "days"),
        Limit(Use.WAGES, dollars[Use.WAGES], limits.wages, "dollars"),
        Limit(Use.TOOLS, dollars[Use.TOOLS], limits.tools, "dollars"),
        Limit(Use.TRAINING, dollars[Use.TRAINING], limits.training, "dollars"),
        Limit(Use.CLOTHING, dollars[Use.CLOTHING], limits.clothing, "dollars"),
    ]


def _sum_of(uses: list[Used], what: Use) -> Decimal:
    return sum((counted(one) for one in uses if one.what == what), Decimal(0))


def refusal_of(kind: str, use: Used, before: Iterable[Used], injury: date | None, policy: Policy) -> str:
    """Return the sentence that refuses a use beyond what the programme pays, "" when it fits.

    The last day and the last dollar fit; Stay at Work pays wages of 24 months from the first one used.
    """
    known = list(before)
    if kind == ReferralKind.STAY_AT_WORK and injury is None:
        return "The date of injury is not known, and the limits of Stay at Work go by it."
    if injury is not None and use.on < injury:
        return f"{use.on:%-d %b %Y} is before the injury."
    if kind == ReferralKind.STAY_AT_WORK and use.what == Use.WAGES:
        first = min([one.on for one in known if one.what == Use.WAGES], default=use.on)
        if use.on >= add_months(first, MONTHS_OF_WAGES):
            return (
                f"Stay at Work pays wages of {MONTHS_OF_WAGES} months; the first day was {first:%-d %b %Y}."
            )
    for limit in limits_of(kind, [*known, use], injury, policy):
        if limit.what == use.what and limit.is_over:
            return _beyond(limit, kind, injury)
    return ""


def _beyond(limit: Limit, kind: str, injury: date | None) -> str:
    money = limit.unit == "dollars"
    said = [f"${value:,.2f}" if money else f"{value.normalize():f}" for value in (limit.used, limit.most)]
    unit = "" if money else f" {limit.unit}"
    since = f" for an injury of {injury:%-d %b %Y}" if kind == ReferralKind.STAY_AT_WORK and injury else ""
    would_be = f"{limit.what.label}: with this {said[0]}{unit} would be used"
    return f"{would_be}, and {said[1]}{unit} is the limit{since}."


def apply_by(first_use: date) -> date:
    """Return the last day on which the employer can apply for what was used on a day."""
    return add_months(first_use, MONTHS_TO_APPLY)
