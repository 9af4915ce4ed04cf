"""Have a release-to-work plan before a surgery."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known, is_denied
from coordination.worklist.example import Example, a_claim, on, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the plan of each surgery that has a day and has not been performed."""
    for key, one in known.surgeries:
        if one.scheduled_for is None or one.performed_on or is_denied(one):
            continue
        if known.day < add_days(one.scheduled_for, -known.policy.preop_warn_days):
            continue
        if known.has(RecordKind.PREOP_PLAN, key) or known.has(RecordKind.SURGERY_CANCELLED, key):
            continue
        due = add_days(one.scheduled_for, -known.policy.preop_days)
        because = f"{one.procedure}: scheduled for {shown(one.scheduled_for, due)}; no release-to-work plan."
        yield Due(due, because, one.key, last_day=one.scheduled_for)


PLANNED = surgery(requested_on="2026-03-10", scheduled_for="2026-04-20")
KEY = "knee arthroscopy 2026-03-10"

RULE = Rule(
    code="T31",
    slug="preop-plan",
    title="Make the pre-op release-to-work plan",
    area=Area.SURGERY,
    explanation=(
        "A surgery is scheduled, neither denied, cancelled nor performed, and has no release-to-work plan. "
        "Opens {preop_warn_days} days before the surgery, due {preop_days} days before; the surgery's day "
        "is the last day."
    ),
    clears="a pre-op release-to-work plan is made, or recorded",
    source="triggers.md T31; Surgical Quality Care Program, practice 5",
    opens="coordination:surgeries",
    decide=decide,
    examples=(
        Example("fifteen days before the surgery", "2026-04-05", a_claim(surgeries=(PLANNED,))),
        Example(
            "fourteen days before the surgery", "2026-04-06", a_claim(surgeries=(PLANNED,)), "2026-04-13", KEY
        ),
        Example(
            "it stays after the surgery's day", "2026-04-22", a_claim(surgeries=(PLANNED,)), "2026-04-13", KEY
        ),
        Example(
            "a plan clears it",
            "2026-04-10",
            a_claim(surgeries=(PLANNED,), records=(record(RecordKind.PREOP_PLAN, "2026-04-08", KEY),)),
        ),
        Example(
            "a plan for another surgery does not",
            "2026-04-10",
            a_claim(surgeries=(PLANNED,), records=(record(RecordKind.PREOP_PLAN, "2026-04-08", "fusion"),)),
            "2026-04-13",
            KEY,
        ),
        Example(
            "cancelled",
            "2026-04-10",
            a_claim(surgeries=(PLANNED,), records=(record(RecordKind.SURGERY_CANCELLED, "2026-04-08", KEY),)),
        ),
        Example("denied", "2026-04-10", a_claim(surgeries=(PLANNED._replace(denied_on=on("2026-04-01")),))),
        Example(
            "performed", "2026-04-21", a_claim(surgeries=(PLANNED._replace(performed_on=on("2026-04-20")),))
        ),
        Example(
            "a surgery requested tomorrow is not there yet",
            "2026-03-09",
            a_claim(surgeries=(PLANNED._replace(scheduled_for=on("2026-03-20")),)),
        ),
        Example(
            "a day of request that is not known yet does not name it",
            "2026-03-09",
            a_claim(
                surgeries=(PLANNED._replace(scheduled_for=on("2026-03-20"), authorized_on=on("2026-03-05")),)
            ),
            "2026-03-13",
            "knee arthroscopy",
        ),
        Example("no day is set", "2026-04-10", a_claim(surgeries=(surgery(requested_on="2026-03-10"),))),
    ),
)
