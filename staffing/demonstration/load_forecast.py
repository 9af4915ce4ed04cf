"""The demonstration's earlier quarters, typed in, two scenarios, and a forecast that the worker makes.

Claims are there for a year. What the checks of earlier quarters say is typed in as the supervisor would from
her status reports, and two years more before them, so that there is enough for an interval. The forecast is
asked for through the outbox: made while loading it would hold everybody up by seconds.
"""

from collections.abc import Iterator
from datetime import datetime

from cohe.models import Membership, Role
from coordination.demonstration.load_desk import Desk
from staffing.actions import forecasts
from staffing.choices import StepKind
from staffing.demonstration.load_staffing import COUNTED
from staffing.models import QuarterCount, Scenario, ScenarioStep, StaffingCheck
from staffing.quarter import Quarter
from staffing.queries import policy, ratio
from staffing.queries import scenarios as queries

# Two years before the first check each quarter had a little less than the same quarter a year later.
YEARS_BEFORE, GROWTH = 8, 97
SOURCE = "Quarterly status reports, before the product"
WEEK = 2400


def load(desk: Desk) -> None:
    """Write counts and scenarios of a COHE, and ask for its forecast."""
    today, by = desk.world.setting.day, desk.team.one(Role.SUPERVISOR)
    at = desk.working_hour(today)
    QuarterCount.objects.bulk_create(
        QuarterCount(
            cohe_id=by.cohe_id,
            year=quarter.year,
            number=quarter.number,
            claims=claims,
            source=SOURCE,
            set_by=by.person,
            set_at=at,
        )
        for quarter, claims in earlier(Quarter.of(today).plus(-COUNTED))
    )
    imagine(desk, by, at)
    forecasts.ask(at=at)


def earlier(before: Quarter) -> Iterator[tuple[Quarter, int]]:
    """Yield the quarters before one with their claims: as checked, and before that a little fewer a year."""
    rows = StaffingCheck.objects.order_by("year", "number", "id")
    told = {one.quarter: one.claims for one in rows if one.quarter < before}
    first = min(told, default=before)
    for n in range(1, YEARS_BEFORE + 1):
        quarter = first.plus(-n)
        told[quarter] = told.get(quarter.plus(4), 0) * GROWTH // 100
    yield from told.items()


def imagine(desk: Desk, by: Membership, at: datetime) -> None:
    """Keep two scenarios: a sixth more HSC time, and somebody on leave while more claims come."""
    today = desk.world.setting.day
    spring, who = Quarter.of(today).plus(2), queries.hscs(today).first()
    there = ratio.staffing().on(today, policy.in_force(today))
    hire, leave = (
        Scenario.objects.create(
            cohe_id=by.cohe_id, name=name, volume_percent=percent, made_by=by.person, made_at=at
        )
        for name, percent in (("A sixth more HSC time", 0), ("Leave, and more claims", 4))
    )
    steps = [
        ScenarioStep(
            cohe_id=by.cohe_id,
            scenario=hire,
            kind=StepKind.HIRE,
            minutes_a_week=min(WEEK, max(1, round(there * WEEK / 6))),
            full_time_minutes=WEEK,
            first_on=spring.previous.first,
        )
    ]
    if who is not None:
        steps.append(
            ScenarioStep(
                cohe_id=by.cohe_id,
                scenario=leave,
                kind=StepKind.LEAVE,
                person=who,
                first_on=spring.first,
                last_on=spring.last,
            )
        )
    ScenarioStep.objects.bulk_create(steps)
