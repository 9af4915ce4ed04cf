"""Have an ordered referral scheduled."""

from collections.abc import Iterator

from coordination.choices import Area
from coordination.known import Known
from coordination.referral_clocks import scheduling_due, start_due
from coordination.referral_kinds import TARGETS
from coordination.worklist.example import Example, a_claim, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for each ordered referral without a visit, unless one asks already whether it started (T43)."""
    for one in known.referrals:
        due = scheduling_due(one, known.policy)
        if due is None or known.day < due or one.ordered_on is None:
            continue
        asked = start_due(one, known.policy)
        if asked is not None and known.day >= asked:
            continue
        why = f"visit of {shown(one.missed_on, due)} missed" if one.missed_on else "not scheduled"
        yield Due(
            due, f"{TARGETS[one.kind].kind.label} ordered {shown(one.ordered_on, due)}; {why}.", one.key
        )


RULE = Rule(
    code="T18",
    slug="referral-unscheduled",
    title="Have the referral scheduled",
    area=Area.REFERRALS,
    explanation=(
        "A referral was ordered {referral_schedule_days} days ago or more and has no visit; after a missed "
        "visit the days count from it. Where nobody is visited, sending it is enough. It gives way to “Ask "
        "whether the referral started”."
    ),
    clears="the visit is scheduled, or the referral ended",
    source="triggers.md T18",
    opens="coordination:referral-list",
    decide=decide,
    examples=(
        Example(
            "two days after the order", "2026-03-12", a_claim(referrals=(referral(ordered_on="2026-03-10"),))
        ),
        Example(
            "three days after the order",
            "2026-03-13",
            a_claim(referrals=(referral(ordered_on="2026-03-10"),)),
            "2026-03-13",
            "17",
        ),
        Example(
            "suggested, not ordered",
            "2026-03-20",
            a_claim(referrals=(referral(suggested_on="2026-03-10"),)),
        ),
        Example(
            "scheduled",
            "2026-03-20",
            a_claim(referrals=(referral(ordered_on="2026-03-10", scheduled_for="2026-03-25"),)),
        ),
        Example(
            "ended",
            "2026-03-20",
            a_claim(referrals=(referral(ordered_on="2026-03-10", ended_on="2026-03-12"),)),
        ),
        Example(
            "sent fourteen days ago: one asks whether it started",
            "2026-03-25",
            a_claim(referrals=(referral(ordered_on="2026-03-10", sent_on="2026-03-11"),)),
        ),
        Example(
            "a barrier was recorded, and there is still no visit",
            "2026-03-26",
            a_claim(
                referrals=(referral(ordered_on="2026-03-10", sent_on="2026-03-11", barrier_on="2026-03-26"),)
            ),
            "2026-03-13",
            "17",
        ),
        Example(
            "a missed visit starts the days again",
            "2026-03-23",
            a_claim(
                referrals=(
                    referral(
                        ordered_on="2026-03-10",
                        sent_on="2026-03-11",
                        scheduled_for="2026-03-20",
                        missed_on="2026-03-20",
                        barrier_on="2026-03-21",
                    ),
                )
            ),
            "2026-03-23",
            "17",
        ),
        Example(
            "Risk Management was sent: nobody is visited",
            "2026-03-20",
            a_claim(referrals=(referral("risk-management", ordered_on="2026-03-10", sent_on="2026-03-10"),)),
        ),
    ),
)
