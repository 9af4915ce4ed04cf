"""Offer the Functional Recovery Questionnaire while it can still change the outcome."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days
from coordination.choices import Area, FrqOutcome, FrqResult
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, frq, full_duty, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an FRQ inside the window of the current spell, until one is answered or declined."""
    since = known.off_since
    if since is None:
        return
    opens = add_days(since, known.policy.frq_opens_day - 1)
    last_day = add_days(since, known.policy.frq_last_day - 1)
    if not opens <= known.day <= last_day or _is_settled(known, since, known.day):
        return
    due = add_days(since, known.policy.frq_due_day - 1)
    yield Due(due, f"Off work since {shown(since, due)}; no FRQ on file.", last_day=last_day)


def _is_settled(known: Known, first: date, last: date) -> bool:
    """Say whether an FRQ was scored or declined from `first` to `last`; without a score it settles none."""
    return any(
        first <= one.asked_on <= last
        and (one.outcome == FrqOutcome.DECLINED or one.result in (FrqResult.POSITIVE, FrqResult.NEGATIVE))
        for one in known.frqs
    )


def was_missed(known: Known, last_day: date) -> bool:
    """Say whether the worker was still in that spell when its window ended, without an FRQ."""
    first = add_days(last_day, 1 - known.policy.frq_last_day)
    return known.off_since_on(last_day) == first and not _is_settled(known, first, last_day)


RULE = Rule(
    code="T12",
    slug="frq-due",
    title="Offer the FRQ",
    area=Area.BARRIERS,
    explanation=(
        "The worker is off work from day {frq_opens_day} to day {frq_last_day} of the spell and no FRQ was "
        "answered or declined in it. Due on day {frq_due_day}; day {frq_last_day} is the last day, after "
        "it the item is missed and counted."
    ),
    clears="an FRQ is answered or declined, or the worker is no longer off work",
    source="triggers.md T12; domain.md 3 (2-4 weeks in L&I's pilot, 10-58 days in practice)",
    opens="coordination:frq-answer",
    decide=decide,
    was_missed=was_missed,
    examples=(
        Example("day 9 is too early", "2026-03-09", a_claim(work_statuses=(off_work(),))),
        Example(
            "day 10 opens it, due on day 28", "2026-03-10", a_claim(work_statuses=(off_work(),)), "2026-03-28"
        ),
        Example("day 58 is the last day", "2026-04-27", a_claim(work_statuses=(off_work(),)), "2026-03-28"),
        Example("day 59 is too late", "2026-04-28", a_claim(work_statuses=(off_work(),))),
        Example(
            "an answered FRQ clears it",
            "2026-03-12",
            a_claim(work_statuses=(off_work(),), frqs=(frq("2026-03-11"),)),
        ),
        Example(
            "a declined FRQ clears it",
            "2026-03-12",
            a_claim(work_statuses=(off_work(),), frqs=(frq("2026-03-11", FrqOutcome.DECLINED),)),
        ),
        Example(
            "an incomplete FRQ does not",
            "2026-03-12",
            a_claim(work_statuses=(off_work(),), frqs=(frq("2026-03-11", FrqResult.INCOMPLETE),)),
            "2026-03-28",
        ),
        Example(
            "an FRQ of an earlier spell does not",
            "2026-06-15",
            a_claim(
                work_statuses=(
                    off_work(last="2026-03-20"),
                    full_duty("2026-03-21", "2026-05-31"),
                    off_work("2026-06-01"),
                ),
                frqs=(frq("2026-03-11"),),
            ),
            "2026-06-28",
        ),
        Example(
            "an FRQ of tomorrow is not known",
            "2026-03-12",
            a_claim(work_statuses=(off_work(),), frqs=(frq("2026-03-13"),)),
            "2026-03-28",
        ),
        Example("an unknown work status is not off work", "2026-03-12", a_claim()),
    ),
)
