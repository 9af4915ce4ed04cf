"""Claims per HSC FTE with every term and the rows behind it, of one quarter and of many (H1, H2, H7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count
from django.db.models.functions import TruncQuarter

from claims.models import Claim
from claims.querysets import ClaimQuerySet
from cohe.models import Employment, Person
from cohe.workdays import add_days, add_months
from staffing import fte
from staffing.choices import StaffRole
from staffing.models import Absence, RoleShare, StaffingCheck
from staffing.policy import StaffingPolicy
from staffing.quarter import Quarter
from staffing.queries import policy
from staffing.ratio import Quarterly, Yearly


@dataclass(frozen=True, slots=True)
class TermShown:
    """A row of the sum: whose share, of how many days, what it makes."""

    person: Person
    term: fte.Term


@dataclass(frozen=True, slots=True)
class Staffing:
    """All of a COHE's shares and long leaves, to be asked about any day or quarter without another query."""

    shares: tuple[fte.Share, ...]
    away: tuple[fte.Away, ...]
    people: dict[int, Person]

    def terms(self, quarter: Quarter, limits: StaffingPolicy) -> tuple[fte.Term, ...]:
        """Return the rows of a quarter's FTE."""
        return fte.terms(self.shares, quarter.first, quarter.last, roles_that_count(limits), self.away)

    def on(self, day: date, limits: StaffingPolicy) -> Fraction:
        """Return the FTE of one day, without those on long leave."""
        gone = {one.person_id for one in self.away if one.first <= day <= one.last}
        there = [one for one in self.shares if one.person_id not in gone]
        return fte.on_day(there, day, roles_that_count(limits))

    def part_on(self, person_id: int, day: date, limits: StaffingPolicy) -> Fraction:
        """Return the HSC FTE of one person on a day."""
        hers = [one for one in self.shares if one.person_id == person_id]
        return fte.on_day(hers, day, roles_that_count(limits))

    @property
    def changes(self) -> tuple[date, ...]:
        """Return the days on which staffing changed or will."""
        days = {one.since for one in self.shares} | {one.until for one in self.shares if one.until}
        return tuple(sorted(days))


@dataclass(frozen=True, slots=True)
class RatioPage:
    """One quarter explained, and the quarters before it."""

    quarter: Quarter
    is_over_yet: bool
    quarterly: Quarterly
    yearly: Yearly
    terms: tuple[TermShown, ...]
    assistants: Fraction
    line_of_quarters: tuple[tuple[Quarter, Quarterly | None], ...]


def roles_that_count(limits: StaffingPolicy) -> frozenset[str]:
    """Return the roles whose shares are HSC FTE; Assistants only when L&I says so (domain.md 6.1)."""
    return frozenset({StaffRole.HSC, *([StaffRole.ASSISTANT] if limits.assistants_count else [])})


def staffing() -> Staffing:
    """Return the shares and long leaves of the COHE in force, in three queries.

    A share ends with the last day at the COHE, even where nobody has ended it.
    """
    rows = RoleShare.objects.select_related("person")
    spells = list(Employment.objects.values_list("person_id", "hired_on", "left_on"))
    long = Absence.objects.filter(is_long=True, withdrawn_at=None)
    return Staffing(
        shares=tuple(
            fte.Share(
                one.person_id,
                one.role,
                one.minutes_a_week,
                one.full_time_minutes,
                one.since,
                end_of(one, spells),
            )
            for one in rows
        ),
        away=tuple(fte.Away(*row) for row in long.values_list("person_id", "first_on", "last_on")),
        people={one.person_id: one.person for one in rows},
    )


def end_of(share: RoleShare, spells: Sequence[tuple[int, date, date | None]]) -> date | None:
    """Return until when a share holds: its own end, or the last day of the employment it belongs to."""
    left = [
        add_days(left_on, 1)
        for person, hired_on, left_on in spells
        if person == share.person_id and left_on is not None and hired_on <= share.since <= left_on
    ]
    return min((day for day in (share.until, *left) if day is not None), default=None)


def initiated(first: date, last: date) -> ClaimQuerySet:
    """Return the claims initiated from `first` through `last`: the rows behind the number.

    A claim stays credited to the COHE that initiated it, wherever its care went since (domain.md 4.3).
    """
    return Claim.objects.filter(withdrawn_at=None, appeared__gte=first, appeared__lte=last)


def initiated_by_quarter(first: Quarter, last: Quarter) -> dict[Quarter, int]:
    """Return the number of claims initiated in each quarter from `first` through `last`, in one query."""
    rows = (
        initiated(first.first, last.last)
        .annotate(begins=TruncQuarter("appeared"))
        .values("begins")
        .annotate(count=Count("pk"))
        .order_by("begins")
    )
    counted = {Quarter.of(row["begins"]): row["count"] for row in rows}
    return {one: counted.get(one, 0) for one in span(first, last)}


def span(first: Quarter, last: Quarter) -> Sequence[Quarter]:
    """Return the quarters from `first` through `last`."""
    found = [first]
    while found[-1] < last:
        found.append(found[-1].next)
    return found


def initiated_in_year(last: date) -> ClaimQuerySet:
    """Return the claims of the twelve months that end with `last` (domain.md 6.1: rolling by default)."""
    return initiated(add_days(add_months(last, -12), 1), last)


def claims_of_year(last: date) -> int:
    """Return how many claims the year's requirement goes by."""
    return initiated_in_year(last).count()


def checked(first: Quarter, last: Quarter) -> dict[Quarter, Quarterly]:
    """Return what the latest check of each quarter found, from `first` through `last`, in one query."""
    rows = StaffingCheck.objects.filter(year__range=(first.year, last.year)).order_by("pk")
    return {one.quarter: one.quarterly for one in rows if first <= one.quarter <= last}


def first_claim_on() -> date | None:
    """Return the day of the first claim there is."""
    return (
        Claim.objects.filter(withdrawn_at=None)
        .order_by("appeared")
        .values_list("appeared", flat=True)
        .first()
    )


def ratio_page(
    *, quarter: Quarter, today: date, quarters: int = 8, team: Staffing | None = None
) -> RatioPage:
    """Return a quarter's ratio with its terms, and `quarters` quarters up to it, in eight queries.

    Claims of a quarter that began before the first claim there is are not all there: such a quarter is shown
    as its check found it, else not at all. `team`: the shares, where they were read already.
    """
    end = min(today, quarter.last)
    limits = policy.in_force(end)
    team = team or staffing()
    begin = quarter.plus(-quarters if end < quarter.last else 1 - quarters)
    counts = initiated_by_quarter(begin, quarter)
    whole_from, told = first_claim_on() or today, checked(begin, quarter)
    terms = team.terms(quarter, limits)
    helpers = fte.terms(team.shares, quarter.first, quarter.last, frozenset({StaffRole.ASSISTANT}), team.away)
    return RatioPage(
        quarter=quarter,
        is_over_yet=quarter.last < today,
        quarterly=Quarterly(counts[quarter], fte.total(terms), limits.claims_per_fte_quarter),
        yearly=Yearly(claims_of_year(end), team.on(end, limits), limits.claims_per_fte_year),
        terms=tuple(TermShown(team.people[one.share.person_id], one) for one in terms),
        assistants=fte.total(helpers),
        line_of_quarters=tuple(
            (
                one,
                Quarterly(count, fte.total(team.terms(one, limits)), limits.claims_per_fte_quarter)
                if one == quarter or one.first >= whole_from
                else told.get(one),
            )
            for one, count in counts.items()
        ),
    )
