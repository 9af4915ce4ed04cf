"""Get the narrative report of every sixty days of care."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.facts import Record
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, full_duty, modified, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the report of the latest period while the worker is restricted."""
    visit, since = known.facts.first_visit_date, known.restricted_since
    if visit is None or since is None:
        return
    period = _period_reached(known, visit, known.day)
    if period < 1 or _is_reported(known, visit, period):
        return
    ended = add_days(visit, period)
    due = max(ended, since)
    because = (
        f"Restricted since {shown(since, due)}, first visit {shown(visit, due)}; no day {period} report."
    )
    yield Due(due, because, str(period))


def _period_reached(known: Known, visit: date, day: date) -> int:
    """Return the days of care of the latest period that has ended on `day`, 0 before the first."""
    length = known.policy.narrative_days
    return max((day - visit).days, 0) // length * length if length else 0


def _is_reported(known: Known, visit: date, period: int) -> bool:
    """A report names its period; one that does not is of the latest reached when it arrived."""
    reports: list[Record] = [one for one in known.records if one.kind == RecordKind.NARRATIVE_REPORT]
    return any((one.about or str(_period_reached(known, visit, one.on))) == str(period) for one in reports)


SPELL = (modified("2026-03-02"),)

RULE = Rule(
    code="T35",
    slug="narrative-60",
    title="Get the 60-day narrative report",
    area=Area.MONITORING,
    explanation=(
        "The worker is restricted and there is no narrative report for the latest full {narrative_days} "
        "days of care, counted from the first visit. Due the day they are over, not before the "
        "restrictions began."
    ),
    clears="the report of that period is recorded, or the worker is no longer restricted",
    source="triggers.md T35; 60-day narrative of conservative care (L&I)",
    opens="coordination:record-add",
    decide=decide,
    done_records=RecordKind.NARRATIVE_REPORT,
    one_at_a_time=True,
    examples=(
        Example("day 59 after the first visit", "2026-04-30", a_claim(work_statuses=SPELL)),
        Example(
            "day 60 after the first visit", "2026-05-01", a_claim(work_statuses=SPELL), "2026-05-01", "60"
        ),
        Example(
            "the second period takes the place of the first",
            "2026-06-30",
            a_claim(work_statuses=SPELL),
            "2026-06-30",
            "120",
        ),
        Example(
            "not before the restrictions began",
            "2026-06-10",
            a_claim(work_statuses=(modified("2026-06-05"),)),
            "2026-06-05",
            "60",
        ),
        Example(
            "a report of the period clears it",
            "2026-05-10",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.NARRATIVE_REPORT, "2026-05-09", "60"),)),
        ),
        Example(
            "a report without a period is of the latest reached",
            "2026-06-30",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.NARRATIVE_REPORT, "2026-06-29"),)),
            "2026-06-30",
            "120",
        ),
        Example(
            "a report that came before the first period is of none",
            "2026-05-01",
            a_claim(work_statuses=SPELL, records=(record(RecordKind.NARRATIVE_REPORT, "2026-04-30"),)),
            "2026-05-01",
            "60",
        ),
        Example("full duty owes no report", "2026-05-10", a_claim(work_statuses=(full_duty("2026-03-02"),))),
        Example(
            "without a first visit nothing is counted",
            "2026-05-10",
            a_claim(first_visit=None, work_statuses=SPELL),
        ),
    ),
)
