"""Ask the attending provider for more when recovery is slower than the plan expected."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area
from coordination.facts import PlanLine
from coordination.known import Known
from coordination.plan_words import LineKind
from coordination.worklist.example import Example, a_claim, a_plan, on, plan_line
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import one_line, shown


def decide(known: Known) -> Iterator[Due]:
    """Ask about each open line of an active plan whose expected day has passed, until it is answered."""
    if known.active_plan is None:
        return
    for line in known.plan_lines:
        if line.expected_on is not None and line.expected_on < known.day and not _is_answered(line):
            due = bd(line.expected_on, known.policy.plan_slow_bd)
            because = f"Expected by {shown(line.expected_on, due)}, not reached: {one_line(line.text)}."
            yield Due(due, because, f"line {line.key}")


def _is_answered(line: PlanLine) -> bool:
    """Say whether a line is done, or somebody wrote after the expected day that nothing changes."""
    if line.done_on is not None:
        return True
    answered = line.no_change_on
    return answered is not None and line.expected_on is not None and answered > line.expected_on


PLAN = a_plan(activated="2026-03-20", next_contact="2026-05-20")
GOAL = plan_line(2, LineKind.GOAL, "Lift 20 lb", target="2026-05-20", expected="2026-04-10")

RULE = Rule(
    code="T48",
    slug="plan-slow",
    title="Ask the attending provider for more information",
    area=Area.MONITORING,
    explanation=(
        "A line of an active plan is not done and the day by which it was expected has passed. Due "
        "{plan_slow_bd} business days after that day."
    ),
    clears="it is done, a new version expects another day, or “no change” is written with the reason",
    source="domain.md 10.1, step 8",
    opens="coordination:plan",
    opens_with="kind=no-change",
    decide=decide,
    examples=(
        Example("on the expected day", "2026-04-10", a_claim(plans=(PLAN,), plan_lines=(GOAL,))),
        Example(
            "the day after",
            "2026-04-11",
            a_claim(plans=(PLAN,), plan_lines=(GOAL,)),
            "2026-04-14",
            "line 2",
        ),
        Example(
            "done late",
            "2026-04-20",
            a_claim(plans=(PLAN,), plan_lines=(GOAL._replace(done_on=on("2026-04-15")),)),
        ),
        Example(
            "answered: no change",
            "2026-04-20",
            a_claim(plans=(PLAN,), plan_lines=(GOAL._replace(no_change_on=on("2026-04-15")),)),
        ),
        Example(
            "an answer before the day passed is not one",
            "2026-04-20",
            a_claim(plans=(PLAN,), plan_lines=(GOAL._replace(no_change_on=on("2026-04-10")),)),
            "2026-04-14",
            "line 2",
        ),
        Example(
            "no day was expected",
            "2026-04-20",
            a_claim(plans=(PLAN,), plan_lines=(GOAL._replace(expected_on=None),)),
        ),
        Example(
            "the plan is only proposed",
            "2026-04-20",
            a_claim(plans=(PLAN._replace(activated_on=None),), plan_lines=(GOAL,)),
        ),
    ),
)
