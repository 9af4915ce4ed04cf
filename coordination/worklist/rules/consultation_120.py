"""Get a consultation after 120 days of care without surgery."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, modified, on, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for it while the worker is restricted and no surgery is known, whatever became of one."""
    visit, since = known.facts.first_visit_date, known.restricted_since
    if visit is None or since is None or known.surgeries:
        return
    due = add_days(visit, known.policy.consultation_days)
    if known.day < due or known.has(RecordKind.CONSULTATION):
        return
    due = max(due, since)
    because = f"Restricted since {shown(since, due)}, in care since {shown(visit, due)}; no consultation."
    yield Due(due, because)


SPELL = (modified("2026-03-02"),)

RULE = Rule(
    code="T36",
    slug="consult-120",
    title="Ask for a consultation",
    area=Area.MONITORING,
    explanation=(
        "The worker is restricted {consultation_days} days after the first visit, there is no consultation "
        "on file and no surgery is known. Due that day, not before the restrictions began."
    ),
    clears="a consultation is recorded, or the worker is no longer restricted",
    source="triggers.md T36; consultation at 120 days of conservative care (L&I)",
    opens="coordination:record-add",
    decide=decide,
    done_records=RecordKind.CONSULTATION,
    examples=(
        Example("day 119 after the first visit", "2026-06-29", a_claim(work_statuses=SPELL)),
        Example("day 120 after the first visit", "2026-06-30", a_claim(work_statuses=SPELL), "2026-06-30"),
        Example(
            "not before the restrictions began",
            "2026-07-20",
            a_claim(work_statuses=(modified("2026-07-15"),)),
            "2026-07-15",
        ),
        Example(
            "a consultation clears it",
            "2026-07-01",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.CONSULTATION, "2026-04-01"),)),
        ),
        Example(
            "a denied surgery is a surgery all the same",
            "2026-07-01",
            a_claim(
                work_statuses=SPELL, surgeries=(surgery(requested_on="2026-05-01", denied_on="2026-05-10"),)
            ),
        ),
        Example(
            "a surgery requested tomorrow is not known",
            "2026-07-01",
            a_claim(work_statuses=SPELL, surgeries=(surgery(requested_on="2026-07-02"),)),
            "2026-06-30",
        ),
        Example(
            "a surgery that is only planned is known from the start",
            "2026-07-01",
            a_claim(work_statuses=SPELL, surgeries=(surgery(scheduled_for="2026-09-01"),)),
        ),
        Example(
            "without a first visit nothing is counted",
            "2026-07-01",
            a_claim(first_visit=None, work_statuses=SPELL),
        ),
        Example(
            "an unknown work status is no restriction",
            "2026-07-01",
            a_claim(roa_received_date=on("2026-03-02")),
        ),
    ),
)
