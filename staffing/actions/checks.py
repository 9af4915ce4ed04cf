"""The quarterly staffing check, and the discussion that a quarter over the line asks for (H3, R5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from cohe import audit
from cohe.access import Denied
from cohe.models import Membership
from cohe.workdays import add_days
from staffing import fte, policies
from staffing.choices import CheckKind
from staffing.models import Discussion, StaffingCheck
from staffing.quarter import Quarter
from staffing.queries import policy, ratio
from staffing.queries.ratio import RatioPage
from staffing.ratio import Quarterly, as_decimal


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; over the line `discussion` is there, `is_new` when this check opened it."""

    check: StaffingCheck
    page: RatioPage
    discussion: Discussion | None
    is_new: bool


@transaction.atomic
def check_staffing(
    *,
    cohe_id: int,
    quarter: Quarter,
    kind: CheckKind,
    today: date,
    at: datetime,
    by: Membership | None = None,
) -> Checked:
    """Check a quarter that is over: keep what was found; over the line a discussion opens, one a quarter.

    Run again it keeps another check and opens nothing twice. Raises `Denied` for a quarter not over yet.
    """
    if by is not None:
        policies.check_can_change_staffing(by)
    policies.check_quarter_is_over(quarter, today)
    limits = policy.in_force(quarter.last)
    page = ratio.ratio_page(quarter=quarter, today=today, quarters=1)
    made = StaffingCheck.objects.create(
        cohe_id=cohe_id,
        year=quarter.year,
        number=quarter.number,
        kind=kind,
        made_at=at,
        made_by_id=by.person_id if by else None,
        claims=page.quarterly.claims,
        fte_numerator=page.quarterly.fte.numerator,
        fte_denominator=page.quarterly.fte.denominator,
        line=page.quarterly.line,
        claims_of_year=page.yearly.claims,
        end_fte_numerator=page.yearly.fte.numerator,
        end_fte_denominator=page.yearly.fte.denominator,
        claims_per_fte_year=page.yearly.claims_per_fte,
        terms=[term_kept(one.term) for one in page.terms],
    )
    audit.log("staffing.checked", "staffing-check", made.pk, at=at)
    if not page.quarterly.is_over:
        return Checked(made, page, None, False)
    found, is_new = Discussion.objects.get_or_create(
        cohe_id=cohe_id,
        year=quarter.year,
        number=quarter.number,
        defaults={
            "check_made": made,
            "opened_on": today,
            "due_on": add_days(today, limits.discussion_days),
            "forecast": first_words(page.quarterly, limits.smallest_cell),
        },
    )
    return Checked(made, page, found, is_new)


def term_kept(term: fte.Term) -> dict[str, object]:
    """Return a row of the sum as it is kept with the check: ids and exact numbers."""
    return {
        "person": term.share.person_id,
        "role": term.share.role,
        "minutes": term.share.minutes,
        "full_time": term.share.full_time,
        "days": term.days,
        "fte": f"{term.fte.numerator}/{term.fte.denominator}",
    }


def first_words(found: Quarterly, smallest: int) -> str:
    """Return how a discussion begins: the figures that asked for it, nothing under `smallest` told.

    Its contract manager reads it: of so few claims neither their number nor how many are too many.
    """
    if 0 < found.claims < smallest:
        few = f"Fewer than {smallest} claims initiated"
        if not found.fte:
            return f"{few} and no HSC FTE."
        return f"{few} for {as_decimal(found.fte, 4)} HSC FTE: more than {found.line} for each allows."
    initiated = f"{found.claims:,} claim{'' if found.claims == 1 else 's'} initiated"
    if not found.fte:
        return f"{initiated} and no HSC FTE."
    return (
        f"{initiated} for {as_decimal(found.fte, 4)} HSC FTE: "
        f"{-found.claims_to_the_line:,} more than {found.line} for each allows."
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What a discussion says; days may be empty until they have come."""

    forecast: str
    strategy: str
    held_on: date | None = None
    follow_up_on: date | None = None
    outcome: str = ""


@transaction.atomic
def write_discussion(
    *, discussion: Discussion, said: Said, version: int, by: Membership, today: date, at: datetime
) -> Discussion:
    """Write what was forecast, planned and agreed.

    Refused: a day of the talk before the check or after today, a follow-up before the talk, a talk without a
    strategy. Raises `Conflict` when somebody else wrote since `version`.
    """
    policies.check_can_discuss(by)
    held = Discussion.objects.select_for_update(of=("self",)).get(pk=discussion.pk)
    policies.check_is_as_read(held, version)
    check_makes_sense(held, said, today)
    held.forecast, held.strategy, held.outcome = (
        said.forecast.strip(),
        said.strategy.strip(),
        said.outcome.strip(),
    )
    held.held_on, held.follow_up_on, held.version = said.held_on, said.follow_up_on, version + 1
    held.save()
    audit.log("discussion.written", "discussion", held.pk, at=at)
    return held


def check_makes_sense(held: Discussion, said: Said, today: date) -> None:
    """Refuse days in the wrong order and a talk that agreed on nothing."""
    if held.closed_on is not None:
        raise Denied(f"This discussion was closed on {held.closed_on:%-d %b %Y}: open it again to change it.")
    if said.held_on is None and said.follow_up_on is not None:
        raise Denied("Say on which day the talk was held before you set a follow-up.")
    if said.held_on is None:
        return
    if said.held_on < held.opened_on:
        raise Denied(f"The talk cannot be before the check that asked for it ({held.opened_on:%-d %b %Y}).")
    if said.held_on > today:
        raise Denied("The talk cannot be after today: leave the day empty until it was held.")
    if said.follow_up_on is not None and said.follow_up_on < said.held_on:
        raise Denied("The follow-up cannot be before the talk.")
    if not said.strategy.strip():
        raise Denied("Say what strategy was agreed on.")


@transaction.atomic
def close_discussion(*, discussion: Discussion, by: Membership, today: date, at: datetime) -> None:
    """Close a discussion that was held."""
    policies.check_can_discuss(by)
    if discussion.held_on is None:
        raise Denied("A discussion is closed after it was held: say on which day.")
    open_ones = Discussion.objects.filter(pk=discussion.pk, closed_on=None)
    if not open_ones.update(closed_on=today, version=F("version") + 1):
        raise Denied("This discussion is closed already.")
    audit.log("discussion.closed", "discussion", discussion.pk, at=at)


@transaction.atomic
def open_again(*, discussion: Discussion, by: Membership, at: datetime) -> None:
    """Open a closed discussion again: the undo of closing it."""
    policies.check_can_discuss(by)
    closed = Discussion.objects.filter(pk=discussion.pk, closed_on__isnull=False)
    if not closed.update(closed_on=None, version=F("version") + 1):
        raise Denied("This discussion is open.")
    audit.log("discussion.opened-again", "discussion", discussion.pk, at=at)
