"""Get the report of a visit."""

from collections.abc import Iterator

from coordination.choices import Area
from coordination.known import Known
from coordination.referral_clocks import report_due
from coordination.referral_kinds import TARGETS
from coordination.worklist.example import Example, a_claim, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the report of each referral that has started, until it has come."""
    for one in known.referrals:
        due = report_due(one, known.policy)
        if due is not None and known.day >= due and one.engaged_on is not None:
            name = TARGETS[one.kind].kind.label
            yield Due(due, f"{name} started {shown(one.engaged_on, due)}; no report.", one.key)


SEEN = {"ordered_on": "2026-03-10", "sent_on": "2026-03-10", "engaged_on": "2026-03-16"}

RULE = Rule(
    code="T19",
    slug="referral-report",
    title="Get the report of the referral",
    area=Area.REFERRALS,
    explanation=(
        "The worker started {referral_report_days} days ago or more and no report has come. Where the kind "
        "of referral brings no report, none is asked for."
    ),
    clears="the report is received",
    source="triggers.md T19",
    opens="coordination:referral-list",
    decide=decide,
    examples=(
        Example("six days after the visit", "2026-03-22", a_claim(referrals=(referral(**SEEN),))),
        Example(
            "seven days after the visit",
            "2026-03-23",
            a_claim(referrals=(referral(**SEEN),)),
            "2026-03-23",
            "17",
        ),
        Example(
            "the report is there",
            "2026-03-30",
            a_claim(referrals=(referral(**SEEN, report_on="2026-03-20"),)),
        ),
        Example(
            "a community service writes no report",
            "2026-03-30",
            a_claim(referrals=(referral("community", **SEEN),)),
        ),
    ),
)
