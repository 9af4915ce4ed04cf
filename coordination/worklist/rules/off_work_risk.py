"""Act on the days off work after which fewer workers return."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, note, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an activity on or after the highest risk day that the spell off work has reached."""
    since = known.off_since
    if since is None:
        return
    number = (known.day - since).days + 1
    reached = [day for day in _risk_days(known) if day <= number]
    if not reached:
        return
    highest = max(reached)
    due = add_days(since, highest - 1)
    if known.last_activity is None or known.last_activity < due:
        because = (
            f"Off work since {shown(since, due)}: day {highest} on {shown(due, due)}; no activity since."
        )
        yield Due(due, because, str(highest))


def _risk_days(known: Known) -> tuple[int, ...]:
    policy = known.policy
    return (
        policy.off_work_first_day,
        policy.off_work_second_day,
        policy.off_work_third_day,
        policy.off_work_fourth_day,
    )


SPELL = (off_work(),)

RULE = Rule(
    code="T34",
    slug="off-work-risk",
    title="Act on the time off work",
    area=Area.RETURN_TO_WORK,
    explanation=(
        "The spell off work has reached day {off_work_first_day}, {off_work_second_day}, "
        "{off_work_third_day} or {off_work_fourth_day} and no note was signed on or after that day (the "
        "highest reached counts). Due that day."
    ),
    clears="a note is signed on or after that day, or the worker is no longer off work",
    source="triggers.md T34; domain.md 12.3 (half never return after 12 weeks)",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    one_at_a_time=True,
    examples=(
        Example("day 59", "2026-04-28", a_claim(work_statuses=SPELL)),
        Example("day 60", "2026-04-29", a_claim(work_statuses=SPELL), "2026-04-29", "60"),
        Example(
            "day 84 takes the place of day 60", "2026-05-23", a_claim(work_statuses=SPELL), "2026-05-23", "84"
        ),
        Example("day 180", "2026-08-27", a_claim(work_statuses=SPELL), "2026-08-27", "180"),
        Example("day 365", "2027-02-28", a_claim(work_statuses=SPELL), "2027-02-28", "365"),
        Example(
            "an activity that day clears it",
            "2026-04-30",
            a_claim(work_statuses=SPELL, notes=(note("2026-04-29"),)),
        ),
        Example(
            "an activity before does not",
            "2026-04-30",
            a_claim(work_statuses=SPELL, notes=(note("2026-04-28"),)),
            "2026-04-29",
            "60",
        ),
        Example("an unknown work status is not off work", "2026-04-30", a_claim()),
    ),
)
