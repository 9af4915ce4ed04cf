"""Pass a referral's report on to the attending provider, and review it with the worker."""

from collections.abc import Iterator

from coordination.choices import Area
from coordination.known import Known
from coordination.referral_clocks import review_due
from coordination.referral_kinds import TARGETS
from coordination.worklist.example import Example, a_claim, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for each report until both are done."""
    for one in known.referrals:
        due = review_due(one, known.policy)
        if due is None or one.report_on is None:
            continue
        lacking = [
            words
            for day, words in (
                (one.passed_on, "not passed on"),
                (one.reviewed_on, "not reviewed with the worker"),
            )
            if day is None
        ]
        name = TARGETS[one.kind].kind.label
        yield Due(due, f"{name} report of {shown(one.report_on, due)}: {', '.join(lacking)}.", one.key)


REPORTED = {"ordered_on": "2026-03-10", "engaged_on": "2026-03-12", "report_on": "2026-03-19"}

RULE = Rule(
    code="T44",
    slug="report-review",
    title="Pass the report on and review it",
    area=Area.REFERRALS,
    explanation=(
        "The report of a referral has come and was not passed on to the attending provider, or not reviewed "
        "with the worker. Due {referral_review_bd} business days after it came."
    ),
    clears="the report is passed on and reviewed with the worker",
    source="triggers.md T44",
    opens="coordination:referral-list",
    decide=decide,
    examples=(
        Example(
            "a report on a Thursday is due on Monday",
            "2026-03-19",
            a_claim(referrals=(referral(**REPORTED),)),
            "2026-03-23",
            "17",
        ),
        Example(
            "passed on, not reviewed",
            "2026-03-20",
            a_claim(referrals=(referral(**REPORTED, passed_on="2026-03-20"),)),
            "2026-03-23",
            "17",
        ),
        Example(
            "both done",
            "2026-03-24",
            a_claim(referrals=(referral(**REPORTED, passed_on="2026-03-20", reviewed_on="2026-03-23"),)),
        ),
        Example("the day before it came", "2026-03-18", a_claim(referrals=(referral(**REPORTED),))),
    ),
)
