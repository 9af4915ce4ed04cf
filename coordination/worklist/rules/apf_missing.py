"""Get the first APF for a worker with restrictions."""

from collections.abc import Iterator

from cohe.workdays import add_days, bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, apf, full_duty, modified, off_work
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an APF while the worker is restricted and there is none."""
    visit = known.facts.first_visit_date
    if known.restricted_since is None or known.apfs or visit is None:
        return
    due = bd(visit, known.policy.apf_missing_bd)
    if known.day < due:
        return
    due = max(due, known.restricted_since)
    because = (
        f"Restricted since {shown(known.restricted_since, due)}, first visit {shown(visit, due)}; no APF."
    )
    yield Due(due, because, last_day=add_days(visit, known.policy.apf_last_day_days))


RULE = Rule(
    code="T09",
    slug="apf-missing",
    title="Get the first APF",
    area=Area.BEST_PRACTICE,
    explanation=(
        "The worker is off work or on modified duty and there is no APF. Due {apf_missing_bd} business "
        "days after the first visit, not before the restrictions began; the last day is "
        "{apf_last_day_days} days after the visit."
    ),
    clears="an APF arrives, or the worker is no longer restricted",
    source="triggers.md T09; APF with the ROA, measured at 12 weeks (L&I)",
    opens="coordination:work-status-add",
    opens_with="source=apf",
    decide=decide,
    examples=(
        Example("one business day is too early", "2026-03-03", a_claim(work_statuses=(off_work(),))),
        Example(
            "two business days after the first visit",
            "2026-03-04",
            a_claim(work_statuses=(off_work(),)),
            "2026-03-04",
        ),
        Example(
            "not before the restrictions began",
            "2026-03-20",
            a_claim(work_statuses=(modified("2026-03-18"),)),
            "2026-03-18",
        ),
        Example(
            "an APF clears it", "2026-03-06", a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-06"),))
        ),
        Example(
            "an APF of tomorrow is not known",
            "2026-03-05",
            a_claim(work_statuses=(off_work(),), apfs=(apf("2026-03-06"),)),
            "2026-03-04",
        ),
        Example("full duty needs no APF", "2026-03-06", a_claim(work_statuses=(full_duty("2026-03-01"),))),
        Example(
            "without a first visit nothing is due",
            "2026-03-06",
            a_claim(first_visit=None, work_statuses=(off_work(),)),
        ),
    ),
)
