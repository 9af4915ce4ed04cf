"""Ask whether the worker started what she was referred to."""

from collections.abc import Iterator

from coordination.choices import Area
from coordination.known import Known
from coordination.referral_clocks import is_planned, start_due
from coordination.referral_kinds import TARGETS
from coordination.worklist.example import Example, a_claim, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask the day after a visit, or some days after sending without a visit, until the answer is recorded."""
    for one in known.referrals:
        due = start_due(one, known.policy)
        if due is None or known.day < due:
            continue
        name = TARGETS[one.kind].kind.label
        if is_planned(one) and one.scheduled_for is not None:
            why = f"{name}: first visit was set for {shown(one.scheduled_for, due)}; start not confirmed."
        else:
            sent = shown(one.sent_on, due) if one.sent_on else ""
            why = f"{name} sent {sent}; no visit and no start recorded."
        yield Due(due, why, one.key)


SCHEDULED = {"ordered_on": "2026-03-10", "sent_on": "2026-03-10", "scheduled_for": "2026-03-16"}

RULE = Rule(
    code="T43",
    slug="referral-engagement",
    title="Ask whether the referral started",
    area=Area.REFERRALS,
    explanation=(
        "The day of the visit has passed, and whether the worker started, missed it or moved it is not "
        "recorded; or the referral was sent {referral_engage_days} days ago and has no visit."
    ),
    clears="the start is recorded, or the barrier that kept the worker away",
    source="triggers.md T43",
    opens="coordination:referral-list",
    decide=decide,
    examples=(
        Example("the day of the visit", "2026-03-16", a_claim(referrals=(referral(**SCHEDULED),))),
        Example(
            "the day after",
            "2026-03-17",
            a_claim(referrals=(referral(**SCHEDULED),)),
            "2026-03-17",
            "17",
        ),
        Example(
            "started",
            "2026-03-17",
            a_claim(referrals=(referral(**SCHEDULED, engaged_on="2026-03-16"),)),
        ),
        Example(
            "missed, with the barrier",
            "2026-03-17",
            a_claim(referrals=(referral(**SCHEDULED, missed_on="2026-03-16", barrier_on="2026-03-17"),)),
        ),
        Example(
            "moved",
            "2026-03-17",
            a_claim(
                referrals=(
                    referral(ordered_on="2026-03-10", sent_on="2026-03-10", scheduled_for="2026-03-20"),
                )
            ),
        ),
        Example(
            "sent without a visit, day 13",
            "2026-03-23",
            a_claim(referrals=(referral(ordered_on="2026-03-10", sent_on="2026-03-10"),)),
        ),
        Example(
            "sent without a visit, day 14",
            "2026-03-24",
            a_claim(referrals=(referral(ordered_on="2026-03-10", sent_on="2026-03-10"),)),
            "2026-03-24",
            "17",
        ),
    ),
)
