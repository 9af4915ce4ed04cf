"""Performance metrics of a quarter (domain.md 10.3; mission J5): what counts, case by case. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from cohe.workdays import add_days, bd
from staffing.measures import share


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its numerator and denominator in words, and which policy number is its benchmark."""

    code: str
    title: str
    numerator: str
    denominator: str
    benchmark: str = ""


METRICS = (
    Metric("P1", "Satisfaction", "positive answers", "answers to surveys", "survey_benchmark"),
    Metric("P2", "Referral scheduled in time", "scheduled within the hours", "referrals timed to the hour"),
    Metric("P3", "Unplanned return", "in hospital again within the days", "surgeries performed"),
    Metric(
        "P4",
        "Medication checked",
        "opioid claims with a check at each contact",
        "opioid claims with a contact",
        "medication_check_benchmark",
    ),
    Metric("P5", "Documented on time", "notes signed within the business days", "notes"),
)
BY_CODE = {one.code: one for one in METRICS}


class Fill(NamedTuple):
    """An opioid that was filled, and for how many days; an unknown supply is none."""

    filled_on: date
    days_supply: int | None


class Case(NamedTuple):
    """One of what a metric counts: whose it is, on which claim, whether it is in the numerator, and why."""

    person_id: int | None
    claim_id: int
    number: str
    counts: bool
    on: date
    why: str


def is_documented_in_time(contact_on: date, signed_on: date, business_days: int) -> bool:
    """Say whether a note was signed within so many business days after the contact (P5)."""
    return signed_on <= bd(contact_on, business_days)


def is_on_opioids(fills: Iterable[Fill], day: date, grace_days: int) -> bool:
    """Say whether a supply reaches a day, `grace_days` after its end included, as the rules do."""
    return any(
        one.filled_on <= day <= add_days(one.filled_on, (one.days_supply or 0) + grace_days) for one in fills
    )


def unchecked(contacts: Iterable[date], checks: Iterable[date]) -> list[date]:
    """Return the contacts without a medication check of the same day (P4), each day once."""
    return sorted(set(contacts) - set(checks))


def is_return(performed_on: date, admitted_on: date, days: int) -> bool:
    """Say whether an admission is a return after a surgery (P3): from the day after it through day `days`.

    The stay of the surgery itself begins on its day or before.
    """
    return performed_on < admitted_on <= add_days(performed_on, days)


class Part(NamedTuple):
    """Numerator and denominator of somebody."""

    numerator: int
    denominator: int

    @property
    def figure(self) -> Fraction | None:
        """Return the share in percent, exactly; None of nothing."""
        return share(self.numerator, self.denominator)


def part_of(cases: Sequence[Case]) -> Part:
    """Return how many of the cases count."""
    return Part(sum(one.counts for one in cases), len(cases))
