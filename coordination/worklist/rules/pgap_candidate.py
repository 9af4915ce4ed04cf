"""Suggest activity coaching (PGAP) four weeks after the injury."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.referral_kinds import ReferralKind
from coordination.worklist.example import Example, a_claim, full_duty, modified, record, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once while the worker is restricted, until PGAP was suggested or ruled out."""
    injury, since = known.facts.date_of_injury, known.restricted_since
    if injury is None or since is None:
        return
    due = add_days(injury, known.policy.pgap_days)
    if known.day < due or known.considered(ReferralKind.PGAP):
        return
    if known.has(RecordKind.PGAP_SUGGESTED) or known.has(RecordKind.PGAP_RULED_OUT):
        return
    due = max(due, since)
    yield Due(due, f"Injured {shown(injury, due)}, restricted since {shown(since, due)}; PGAP not suggested.")


SPELL = (modified("2026-03-02"),)

RULE = Rule(
    code="T37",
    slug="pgap-candidate",
    title="Suggest PGAP",
    area=Area.BARRIERS,
    explanation=(
        "The worker is restricted {pgap_days} days after the injury and PGAP was never suggested. Due that "
        "day, not before the restrictions began."
    ),
    clears="PGAP is suggested, or ruled out with a reason, or the worker is no longer restricted",
    source="triggers.md T37; PGAP after more than four weeks (L&I)",
    opens="coordination:referral-start",
    opens_with="kind=pgap",
    decide=decide,
    done_records=RecordKind.PGAP_SUGGESTED,
    examples=(
        Example("day 28 after the injury", "2026-03-29", a_claim(work_statuses=SPELL)),
        Example("day 29 after the injury", "2026-03-30", a_claim(work_statuses=SPELL), "2026-03-30"),
        Example(
            "not before the restrictions began",
            "2026-04-20",
            a_claim(work_statuses=(modified("2026-04-10"),)),
            "2026-04-10",
        ),
        Example(
            "suggested as a referral",
            "2026-06-10",
            a_claim(work_statuses=SPELL, referrals=(referral("pgap", suggested_on="2026-06-09"),)),
        ),
        Example(
            "suggested",
            "2026-04-20",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.PGAP_SUGGESTED, "2026-04-10"),)),
        ),
        Example(
            "ruled out",
            "2026-04-20",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.PGAP_RULED_OUT, "2026-04-10"),)),
        ),
        Example("full duty needs no coach", "2026-04-20", a_claim(work_statuses=(full_duty("2026-03-02"),))),
        Example(
            "an unknown day of injury starts no count",
            "2026-04-20",
            a_claim(injury=None, work_statuses=SPELL),
        ),
    ),
)
