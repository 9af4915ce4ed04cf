"""Suggest work rehabilitation once a worker with a job goal has had two months to recover."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.known import Known
from coordination.referral_kinds import ReferralKind
from coordination.worklist.example import (
    Example,
    a_claim,
    a_plan,
    full_duty,
    modified,
    on,
    plan_line,
    referral,
)
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once while the worker is restricted, until it was suggested or ruled out."""
    injury, since = known.facts.date_of_injury, known.restricted_since
    goal = known.job_goal_on
    if injury is None or since is None or goal is None or known.considered(ReferralKind.WORK_REHABILITATION):
        return
    first = add_days(injury, known.policy.work_rehab_days)
    if known.day < first:
        return
    due = add_days(max(first, goal, since), known.policy.work_rehab_due_days)
    why = (
        f"Injured {shown(injury, due)}, restricted since {shown(since, due)}, job goal of {shown(goal, due)}"
    )
    yield Due(due, f"{why}; not suggested.")


SPELL = (modified("2026-03-02"),)
PLAN = (a_plan(activated="2026-03-16", next_contact="2026-08-01"),)
# Set on 16 March.
GOAL = (plan_line(1, "goal", "Back to the old job", target="2026-08-01")._replace(is_job_goal=True),)

RULE = Rule(
    code="T38",
    slug="work-rehab",
    title="Suggest work rehabilitation",
    area=Area.RETURN_TO_WORK,
    explanation=(
        "The worker is restricted {work_rehab_days} days after the injury, the plan has a job goal, and work "
        "rehabilitation was never suggested. Due {work_rehab_due_days} days after the last of: that day, the "
        "day the goal was set, the first day of the restrictions."
    ),
    clears="work rehabilitation is suggested, or ruled out with a reason",
    source="triggers.md T38; work rehabilitation after two months of recovery, with a job goal (L&I)",
    opens="coordination:referral-start",
    opens_with="kind=work-rehabilitation",
    decide=decide,
    examples=(
        Example(
            "day 59 after the injury", "2026-04-29", a_claim(work_statuses=SPELL, plans=PLAN, plan_lines=GOAL)
        ),
        Example(
            "day 60 after the injury: a week to suggest it",
            "2026-04-30",
            a_claim(work_statuses=SPELL, plans=PLAN, plan_lines=GOAL),
            "2026-05-07",
        ),
        Example(
            "a goal set later moves the day",
            "2026-06-10",
            a_claim(work_statuses=SPELL, plans=PLAN, plan_lines=(GOAL[0]._replace(set_on=on("2026-06-05")),)),
            "2026-06-12",
        ),
        Example("no job goal", "2026-05-10", a_claim(work_statuses=SPELL)),
        Example(
            "full duty",
            "2026-05-10",
            a_claim(work_statuses=(full_duty("2026-03-02"),), plans=PLAN, plan_lines=GOAL),
        ),
        Example(
            "suggested",
            "2026-05-10",
            a_claim(
                work_statuses=SPELL,
                plans=PLAN,
                plan_lines=GOAL,
                referrals=(referral("work-rehabilitation", suggested_on="2026-05-04"),),
            ),
        ),
        Example(
            "ruled out",
            "2026-05-10",
            a_claim(
                work_statuses=SPELL,
                plans=PLAN,
                plan_lines=GOAL,
                referrals=(referral("work-rehabilitation", ended_on="2026-05-04"),),
            ),
        ),
    ),
)
