"""Plans for tests: made, agreed and active by the product's own actions."""

from datetime import date, timedelta
from typing import Any

from claims.models import Claim
from cohe import clock
from cohe.models import Membership
from coordination.actions import plans
from coordination.models import Plan
from coordination.plan_lines import Line
from tests import make

ROA = "roa:2026-09-03"


def goal(text: str = "Lift 20 lb", **other: Any) -> Line:
    return Line(**{"kind": "goal", "text": text, "owner": "worker", "target_on": date(2026, 12, 1)} | other)


def step(text: str = "Send the job description", **other: Any) -> Line:
    return Line(**{"kind": "step", "text": text, "owner": "employer", "target_on": date(2026, 11, 2)} | other)


def treatment(text: str = "Physical therapy twice a week", **other: Any) -> Line:
    fields = {"kind": "intervention", "text": text, "owner": "worker", "intervention": "active-physio"}
    return Line(**fields | other)


RECOMMENDED = {"recommended_by": "Dr. Lane", "recommended_on": date(2026, 10, 12)}


def a_plan(claim: Claim, by: Membership, *lines: Line, on: date = make.DAY) -> Plan:
    drawn = plans.Drawn(lines or (goal(), step()), 14)
    made = plans.make_plan(claim=claim, sources=[ROA], drawn=drawn, by=by, today=on, at=clock.now())
    return made.plan


def an_active_plan(claim: Claim, by: Membership, *lines: Line, on: date = make.DAY) -> Plan:
    plan = a_plan(claim, by, *lines, on=on)
    talk = plans.Talk(on, "agreed")
    plans.discuss_plan(plan=plan, talk=talk, by=by, today=on, at=clock.now())
    return plans.activate_plan(plan=plan, by=by, today=on, at=clock.now()).plan


DAYS_AGO = {number: make.DAY - timedelta(days=number) for number in (1, 7, 10, 30, 40)}
