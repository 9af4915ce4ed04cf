"""Measures M1 to M11 of a quarter, and the rows behind each figure (J3; domain.md 2.4).

The facts of a quarter's claims come in one query; `staffing.counting` says of each claim what it counts for,
for the figure and for its rows alike.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from claims.models import Provider
from staffing import counting
from staffing.choices import Adoption
from staffing.counting import COUNTINGS, TO_DATE, ClaimFacts, Counting, Day, said
from staffing.measures import BY_CODE, MEASURES, Measure, benchmark_of, is_met, median, share
from staffing.models import ApfReview
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import policy
from staffing.queries.measure_facts import adopters_on, claim_facts, comparison_of, reviews_of


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of one quarter. `figure` is exact, None where there is none (n/a).

    `numerator` is None for a median (M7). `to_date`: M2 of all claims, also of those too young for the
    figure. `note` says what the figure leaves out.
    """

    measure: Measure
    quarter: Quarter
    numerator: int | None
    denominator: int
    figure: Fraction | None
    benchmark: Fraction | None
    met: bool | None
    note: str = ""
    to_date: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One of what a figure counts: the claim (or provider), whether it is in the numerator, and why.

    `days` is the business days of M7.
    """

    subject: str
    claim_id: int | None
    counts: bool
    on: date | None
    why: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows behind a figure, those of its numerator marked."""

    measure: Measure
    quarter: Quarter
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Numerator, denominator, figure and what is left out, before anything is held against a benchmark."""

    numerator: int | None
    denominator: int
    figure: Fraction | None
    note: str = ""
    to_date: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all measures of a quarter are made of; figures and rows come from the same facts."""

    quarter: Quarter
    day: Day
    claims: Sequence[ClaimFacts]
    reviews: Sequence[ApfReview]
    adopters: Sequence[tuple[Provider, str | None, date | None]]
    comparison: Decimal | None

    def measured(self) -> tuple[Measured, ...]:
        """Return all eleven measures."""
        return tuple(self.measure(one.code) for one in MEASURES)

    def measure(self, code: str) -> Measured:
        """Return one measure; `KeyError` for none."""
        limits = self.day.limits
        return held_against(BY_CODE[code], self.quarter, limits, self.count(code), self.comparison)

    def count(self, code: str) -> Counted:
        """Return what a measure counts."""
        if code == "M1":
            return count_reviews(self.reviews)
        if code == "M9":
            return count_adopters([adoption for _, adoption, _ in self.adopters])
        if code == "M7":
            return count_speed(self.claims)
        return count_claims(code, self.claims, self.day)

    def rows(self, code: str, *, to_date: bool = False) -> Rows:
        """Return the rows behind a measure; `KeyError` for no measure."""
        measure = BY_CODE[code]
        if code == "M1":
            return Rows(measure, self.quarter, heads_of("APF of claim", "Exam"), review_rows(self.reviews))
        if code == "M9":
            return Rows(measure, self.quarter, heads_of("Provider", "Classed"), adopter_rows(self.adopters))
        how = TO_DATE if code == "M2" and to_date else COUNTINGS[code]
        rows = tuple(row_of(code, how, one, self.day) for one in self.claims if how.asks(one, self.day))
        return Rows(measure, self.quarter, heads_of("Claim", "Decided"), rows)


def measured(quarter: Quarter, today: date) -> tuple[Measured, ...]:
    """Return all eleven measures of a quarter as known on `today`, in six queries."""
    return gather(quarter, today).measured()


def counted(code: str, quarter: Quarter, today: date, *, to_date: bool = False) -> Rows:
    """Return the rows behind a measure's denominator, those of its numerator marked; M2 also to date.

    As many rows as the denominator, as many marked as the numerator (of M7 all). Raises `KeyError` for a
    code that is no measure.
    """
    return gather(quarter, today).rows(code, to_date=to_date)


def gather(quarter: Quarter, today: date) -> Gathered:
    """Return what a quarter's measures are made of as known on `today`, in six queries."""
    return Gathered(
        quarter=quarter,
        day=day_of(quarter, today),
        claims=claim_facts(quarter, today),
        reviews=reviews_of(quarter, today),
        adopters=adopters_on(quarter.last),
        comparison=comparison_of(quarter),
    )


def day_of(quarter: Quarter, today: date) -> Day:
    """Return the day that is asked about, with the numbers in force at the quarter's end."""
    return Day(today, policy.in_force(min(quarter.last, today)))


def count_claims(code: str, claims: Iterable[ClaimFacts], day: Day) -> Counted:
    """Return a share of claims."""
    numerator, asked = tally(COUNTINGS[code], claims, day)
    to_date = tally(TO_DATE, claims, day) if code == "M2" else None
    return Counted(numerator, asked, share(numerator, asked), left_out(code, claims, day, asked), to_date)


def tally(how: Counting, claims: Iterable[ClaimFacts], day: Day) -> tuple[int, int]:
    """Return numerator and denominator."""
    asked = [one for one in claims if how.asks(one, day)]
    return sum(how.counts(one, day) for one in asked), len(asked)


def left_out(code: str, claims: Iterable[ClaimFacts], day: Day, asked: int) -> str:
    """Return what a figure leaves out, or counts against, in words; "" for nothing."""
    if code == "M2":
        young = sum(not counting.is_mature(one, day) for one in claims)
        return f"{plural(young, 'claim is', 'claims are')} younger than {day.limits.apf_weeks_days} days" * (
            young > 0
        )
    if code in ("M10", "M11"):
        received = [one for one in claims if one.roa_received is not None]
        if code == "M10":
            unknown = sum(one.roa_complete is None for one in received)
            return f"of {unknown} it is not known: they count as not complete" * (unknown > 0)
        wrong = sum(one.first_visit is None or received_before(one) for one in received)
        return f"{wrong} without a sound first visit count as not on time" * (wrong > 0)
    return ""


def received_before(one: ClaimFacts) -> bool:
    """Say whether a ROA is said to have come before the first visit: an error in the data."""
    return bool(one.first_visit and one.roa_received and one.roa_received < one.first_visit)


def count_speed(claims: Iterable[ClaimFacts]) -> Counted:
    """Return the median business days to the first billed activity; claims without one are not in it."""
    asked = [one for one in claims if one.established is not None and one.activity_on is not None]
    waiting = sum(one.activity_on is None for one in claims)
    note = f"{plural(waiting, 'claim has', 'claims have')} no activity yet" if waiting else ""
    return Counted(None, len(asked), median([counting.days_to_activity(one) for one in asked]), note)


def count_reviews(reviews: Iterable[ApfReview]) -> Counted:
    """Return how many reviewed APFs passed; drawn ones that nobody has read yet are not counted."""
    read = [one for one in reviews if one.reviewed_on is not None]
    waiting = sum(one.reviewed_on is None for one in reviews)
    passed = sum(is_passed(one) for one in read)
    note = f"{plural(waiting, 'drawn APF is', 'drawn APFs are')} not reviewed yet" if waiting else ""
    return Counted(passed, len(read), share(passed, len(read)), note)


def is_passed(one: ApfReview) -> bool:
    """Say whether a reviewed APF is complete and on time."""
    return bool(one.is_complete and one.is_on_time)


def count_adopters(classes: Sequence[str | None]) -> Counted:
    """Return how many providers are low adopters; no figure while nobody has classed any provider."""
    low = sum(one == Adoption.LOW for one in classes)
    unknown = sum(one is None for one in classes)
    if unknown == len(classes):
        return Counted(0, len(classes), None, "no provider is classed yet" if classes else "")
    note = f"{plural(unknown, 'provider is', 'providers are')} not classed yet" if unknown else ""
    return Counted(low, len(classes), share(low, len(classes)), note)


def plural(number: int, one: str, many: str) -> str:
    """Return a number with the words for one or for many."""
    return f"{number:,} {one if number == 1 else many}"


def held_against(
    measure: Measure, quarter: Quarter, limits: StaffingPolicy, found: Counted, comparison: Decimal | None
) -> Measured:
    """Return a measure held against its benchmark."""
    other = None if comparison is None else Fraction(comparison)
    benchmark = benchmark_of(measure, limits, other)
    return Measured(
        measure=measure,
        quarter=quarter,
        numerator=found.numerator,
        denominator=found.denominator,
        figure=found.figure,
        benchmark=benchmark,
        met=is_met(measure, found.figure, benchmark),
        note=found.note,
        to_date=found.to_date,
    )


def heads_of(subject: str, on: str) -> tuple[str, ...]:
    """Return the heads of a list."""
    return (subject, "Counts", on, "Why")


def row_of(code: str, how: Counting, one: ClaimFacts, day: Day) -> Row:
    """Return a claim as a row."""
    days = counting.days_to_activity(one) if code == "M7" else None
    return Row(one.number, one.claim_id, how.counts(one, day), how.decided(one), how.why(one, day), days)


def review_rows(reviews: Iterable[ApfReview]) -> tuple[Row, ...]:
    """Return the reviewed APFs."""
    read = [one for one in reviews if one.reviewed_on is not None]
    return tuple(
        Row(
            one.apf.claim.claim_number, one.apf.claim_id, is_passed(one), one.apf.exam_date, why_reviewed(one)
        )
        for one in read
    )


def why_reviewed(one: ApfReview) -> str:
    """Say what a reviewer found."""
    found = f"{'complete' if one.is_complete else 'not complete'}, {'on time' if one.is_on_time else 'late'}"
    return f"{found}; reviewed {said(one.reviewed_on)}"


def adopter_rows(
    adopters: Iterable[tuple[Provider, str | None, date | None]],
) -> tuple[Row, ...]:
    """Return the providers with their class."""
    return tuple(
        Row(
            str(provider), None, adoption == Adoption.LOW, since,
            Adoption(adoption).label if adoption else "not classed",
        )
        for provider, adoption, since in adopters
    )  # fmt: skip
