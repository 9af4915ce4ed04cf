"""Suggest a structured intensive multidisciplinary programme (SIMP) after three months."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.referral_kinds import ReferralKind
from coordination.worklist.example import Example, a_claim, modified, off_work, record, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once while the worker is off work, until SIMP was suggested or ruled out."""
    injury, since = known.facts.date_of_injury, known.off_since
    if injury is None or since is None:
        return
    due = add_days(injury, known.policy.simp_days)
    if known.day < due or known.considered(ReferralKind.SIMP):
        return
    if known.has(RecordKind.SIMP_SUGGESTED) or known.has(RecordKind.SIMP_RULED_OUT):
        return
    due = max(due, since)
    yield Due(due, f"Injured {shown(injury, due)}, off work since {shown(since, due)}; SIMP not suggested.")


SPELL = (off_work(),)

RULE = Rule(
    code="T39",
    slug="simp-candidate",
    title="Suggest SIMP",
    area=Area.BARRIERS,
    explanation=(
        "The worker is off work {simp_days} days after the injury and SIMP was never suggested. Due that "
        "day, not before the worker went off work."
    ),
    clears="SIMP is suggested, or ruled out with a reason, or the worker is no longer off work",
    source="triggers.md T39; pain for more than three months despite conservative care (L&I)",
    opens="coordination:referral-start",
    opens_with="kind=simp",
    decide=decide,
    done_records=RecordKind.SIMP_SUGGESTED,
    examples=(
        Example("day 90 after the injury", "2026-05-30", a_claim(work_statuses=SPELL)),
        Example("day 91 after the injury", "2026-05-31", a_claim(work_statuses=SPELL), "2026-05-31"),
        Example(
            "not before the spell off work began",
            "2026-07-10",
            a_claim(work_statuses=(off_work("2026-07-01"),)),
            "2026-07-01",
        ),
        Example(
            "suggested as a referral",
            "2026-06-10",
            a_claim(work_statuses=SPELL, referrals=(referral("simp", suggested_on="2026-06-09"),)),
        ),
        Example(
            "suggested",
            "2026-06-10",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.SIMP_SUGGESTED, "2026-06-09"),)),
        ),
        Example(
            "ruled out",
            "2026-06-10",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.SIMP_RULED_OUT, "2026-06-09"),)),
        ),
        Example(
            "modified duty is not off work", "2026-06-10", a_claim(work_statuses=(modified("2026-03-01"),))
        ),
        Example(
            "an unknown day of injury starts no count",
            "2026-06-10",
            a_claim(injury=None, work_statuses=SPELL),
        ),
    ),
)
