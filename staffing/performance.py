"""Performance metrics of a quarter (domain.md 10.3; mission J5): what counts, case by case. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cohe.workdays import ONE_DAY, add_days, bd
from staffing.measures import share


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its numerator and denominator in words, and which policy number is its benchmark.

    `is_count`: a number, not a share; and nobody's own. `note`: what the figure does not say
    (domain.md 10.3).
    """

    code: str
    title: str
    numerator: str
    denominator: str
    benchmark: str = ""
    is_count: bool = False
    note: str = ""


METRICS = (
    Metric("P1", "Satisfaction", "positive answers", "answers to surveys", "survey_benchmark"),
    Metric("P2", "Referral scheduled in time", "scheduled within the hours", "referrals timed to the hour"),
    Metric(
        "P3", "Unplanned return", "in hospital again within the days", "surgeries performed", is_count=True
    ),
    Metric(
        "P4",
        "Medication checked",
        "opioid claims with a check at each contact",
        "opioid claims with a contact",
        "medication_check_benchmark",
    ),
    Metric("P5", "Documented on time", "notes signed within the business days", "notes"),
    Metric(
        "P6",
        "Authorization asked on time",
        "opioid forms sent by their last day",
        "opioid forms due",
        note="Requests for surgery and SIMP have no last day to be held against.",
    ),
    Metric(
        "P7",
        "Programmes used",
        "referrals by which Stay at Work or Preferred Worker was used",
        "referrals to them open in the quarter",
        is_count=True,
        note="What it saved is not known here.",
    ),
)
BY_CODE = {one.code: one for one in METRICS}


class Fill(NamedTuple):
    """An opioid that was filled, and for how many days; an unknown supply is none."""

    filled_on: date
    days_supply: int | None


class Case(NamedTuple):
    """One of what a metric counts: whose it is, on which claim, whether it is in the numerator, and why.

    `what` tells cases of one claim and day apart: the form that was due, the kind of referral.
    """

    person_id: int | None
    claim_id: int
    number: str
    counts: bool
    on: date
    why: str
    what: str = ""


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


class Opioids(NamedTuple):
    """What of a claim decides which opioid forms were due: days of injury and surgeries, fills, forms.

    `chronic`: days on which a chronic form was sent or approved, `approvals` those of approvals alone.
    """

    begins: tuple[date, ...]
    fills: tuple[Fill, ...]
    subacute: tuple[date, ...]
    chronic: tuple[date, ...]
    approvals: tuple[date, ...]


class FormDue(NamedTuple):
    """An opioid form that was due on a day, and the day it was sent in time; None when it was not."""

    what: str
    on: date
    sent_on: date | None


def forms_due(one: Opioids, *, subacute: int, chronic: int, renewal: int, grace: int) -> Iterator[FormDue]:
    """Yield the opioid forms that were due (P6): after so many days from injury or the last surgery, and from
    each approval, as the rules count. None is due where no opioid is active on that day.
    """
    begins = sorted(set(one.begins))
    for begin, end in pairwise([*begins, date.max]):
        approved = [day for day in one.approvals if begin <= day < end]
        asked = (
            ("Subacute form", begin, subacute, one.subacute),
            ("Chronic form", begin, chronic, one.chronic),
            *(("Renewal", day + ONE_DAY, renewal - 1, one.chronic) for day in approved),
        )
        for what, since, days, sent in asked:
            due = add_days(since, days)
            if due < end and is_on_opioids(one.fills, due, grace):
                yield FormDue(what, due, min((day for day in sent if since <= day <= due), default=None))


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
