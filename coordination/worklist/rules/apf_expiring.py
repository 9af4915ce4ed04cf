"""Renew the APF before it ends."""

from collections.abc import Iterator
from datetime import date

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.facts import Apf
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, apf, full_duty, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a new APF when the latest one ends, also while nobody knows whether restrictions went on."""
    since = known.restricted_since or known.lapsed_since
    if since is None or not known.apfs:
        return
    last_exam = max(one.exam_date for one in known.apfs)
    of_that_day = [one for one in known.apfs if one.exam_date == last_exam]
    latest = max(of_that_day, key=lambda one: _end(one, known)) if len(of_that_day) > 1 else of_that_day[0]
    ends = _end(latest, known)
    if known.day < add_days(ends, -known.policy.apf_lead_days):
        return
    due = max(ends, since)
    status = "Restricted since" if known.restricted_since else "Status unknown, restricted from"
    exam = "" if latest.valid_through else f" of {shown(latest.exam_date, due)}"
    yield Due(due, f"{status} {shown(since, due)}; latest APF{exam} ends {shown(ends, due)}.")


def _end(one: Apf, known: Known) -> date:
    return one.valid_through or add_days(one.exam_date, known.policy.apf_max_age_days)


RULE = Rule(
    code="T10",
    slug="apf-expiring",
    title="Renew the APF",
    area=Area.BEST_PRACTICE,
    explanation=(
        "The worker is restricted (or was, when last known) and the latest APF ends: on its own last day, "
        "else {apf_max_age_days} days after the examination. Opens {apf_lead_days} days before, due that "
        "day, not before the restrictions began."
    ),
    clears="a later APF arrives, or the worker is known to be without restrictions",
    source="triggers.md T10; examination within 30 days (L&I)",
    opens="coordination:work-status-add",
    opens_with="source=apf",
    decide=decide,
    examples=(
        Example(
            "four days before its end is too early",
            "2026-03-16",
            a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-02", "2026-03-20"),)),
        ),
        Example(
            "three days before its end",
            "2026-03-17",
            a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-02", "2026-03-20"),)),
            "2026-03-20",
        ),
        Example(
            "without a last day it counts thirty days",
            "2026-03-29",
            a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-02"),)),
            "2026-04-01",
        ),
        Example(
            "a later APF clears it",
            "2026-03-20",
            a_claim(
                work_statuses=(off_work(),),
                apfs=(apf("2026-03-02", "2026-03-20"), apf("2026-03-19", "2026-04-19")),
            ),
        ),
        Example(
            "of two of one day the one that ends last counts",
            "2026-03-20",
            a_claim(
                work_statuses=(off_work(),),
                apfs=(apf("2026-03-02", "2026-03-20"), apf("2026-03-02", "2026-03-30")),
            ),
        ),
        Example(
            "two that end on one day are one",
            "2026-03-29",
            a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-02"), apf("2026-03-02", "2026-04-01"))),
            "2026-04-01",
        ),
        Example(
            "the status has become unknown since",
            "2026-04-20",
            a_claim(
                work_statuses=(off_work("2026-03-01", "2026-04-10"),), apfs=(apf("2026-03-02", "2026-03-20"),)
            ),
            "2026-03-20",
        ),
        Example(
            "not before the restrictions began",
            "2026-04-10",
            a_claim(work_statuses=(off_work("2026-04-06"),), apfs=(apf("2026-03-02", "2026-03-20"),)),
            "2026-04-06",
        ),
        Example(
            "full duty clears it",
            "2026-03-20",
            a_claim(work_statuses=(full_duty("2026-03-18"),), apfs=(apf("2026-03-02", "2026-03-20"),)),
        ),
        Example(
            "a status never known asks for nothing",
            "2026-03-20",
            a_claim(apfs=(apf("2026-03-02", "2026-03-20"),)),
        ),
        Example("without an APF there is none to renew", "2026-04-20", a_claim(work_statuses=(off_work(),))),
    ),
)
