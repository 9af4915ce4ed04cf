"""Take a pain or function reading while the worker is off work."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, modified, off_work, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a reading at an interval from the last one in the current spell, else from its first day."""
    since = known.off_since
    if since is None:
        return
    last = known.last_on(RecordKind.SCALE_READING)
    in_spell = last if last is not None and last >= since else None
    due = add_days(in_spell or since, known.policy.scale_days)
    if known.day >= due:
        reading = f"last reading {shown(in_spell, due)}" if in_spell else "no reading in this spell"
        yield Due(due, f"Off work since {shown(since, due)}; {reading}.")


RULE = Rule(
    code="T16",
    slug="scale-due",
    title="Take a pain and function reading",
    area=Area.BARRIERS,
    explanation=(
        "The worker is off work and the last pain or function reading of this spell (none: its first day) "
        "is {scale_days} days ago. Due that day."
    ),
    clears="a reading is recorded, or the worker is no longer off work",
    source="triggers.md T16; domain.md 11",
    opens="coordination:assessment-list",
    decide=decide,
    done_records=RecordKind.SCALE_READING,
    examples=(
        Example("thirteen days off work", "2026-03-14", a_claim(work_statuses=(off_work(),))),
        Example(
            "fourteen days after the first day",
            "2026-03-15",
            a_claim(work_statuses=(off_work(),)),
            "2026-03-15",
        ),
        Example(
            "fourteen days after the last reading",
            "2026-03-26",
            a_claim(work_statuses=(off_work(),), records=(record(RecordKind.SCALE_READING, "2026-03-12"),)),
            "2026-03-26",
        ),
        Example(
            "a reading clears it",
            "2026-03-25",
            a_claim(work_statuses=(off_work(),), records=(record(RecordKind.SCALE_READING, "2026-03-12"),)),
        ),
        Example(
            "a reading before the spell does not count",
            "2026-03-15",
            a_claim(work_statuses=(off_work(),), records=(record(RecordKind.SCALE_READING, "2026-02-28"),)),
            "2026-03-15",
        ),
        Example(
            "modified duty is not off work", "2026-03-20", a_claim(work_statuses=(modified("2026-03-01"),))
        ),
        Example("an unknown work status is not off work", "2026-03-20", a_claim()),
    ),
)
