"""Follow up a community resource that is part of the plan."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, share
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask of each resource that was shared and is in the plan what came of it."""
    for one in known.shares:
        due = add_days(one.shared_on, known.policy.resource_follow_up_days)
        if one.followed_up_on is None and known.day >= due:
            yield Due(due, f"{one.resource} shared {shown(one.shared_on, due)}; no follow-up.", one.key)


RULE = Rule(
    code="T41",
    slug="resource-follow-up",
    title="Follow up the community resource",
    area=Area.COMMUNITY,
    explanation=(
        "The worker was given a community resource that is in the plan {resource_follow_up_days} days ago "
        "or more, and nobody has asked what came of it."
    ),
    clears="the follow-up is recorded",
    source="triggers.md T41",
    opens="coordination:claim-resources",
    decide=decide,
    examples=(
        Example("thirteen days after", "2026-03-22", a_claim(shares=(share("2026-03-09"),))),
        Example(
            "fourteen days after", "2026-03-23", a_claim(shares=(share("2026-03-09"),)), "2026-03-23", "5"
        ),
        Example(
            "the follow-up is recorded", "2026-03-30", a_claim(shares=(share("2026-03-09", "2026-03-20"),))
        ),
        Example(
            "followed up only later",
            "2026-03-25",
            a_claim(shares=(share("2026-03-09", "2026-03-26"),)),
            "2026-03-23",
            "5",
        ),
    ),
)
