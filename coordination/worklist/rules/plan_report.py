"""Pass the report of a planned service on to the attending provider, and review it with the worker."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, a_plan, a_report
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import one_line, shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for each of the two follow-ups of a report until it has its day."""
    for report in known.service_reports:
        due = bd(report.received_on, known.policy.report_review_bd)
        came = f"Report of {one_line(report.sender)} received {shown(report.received_on, due)}"
        if report.passed_on is None:
            yield Due(due, f"{came}, not passed to the attending provider.", f"{report.report_id} pass")
        if report.reviewed_on is None:
            yield Due(due, f"{came}, not reviewed with the worker.", f"{report.report_id} review")


PLAN = a_plan(activated="2026-03-20", next_contact="2026-05-20")
REPORT = a_report(7, "2026-04-08")

RULE = Rule(
    code="T49",
    slug="plan-report",
    title="Follow a service report up",
    area=Area.MONITORING,
    explanation=(
        "A report on an intervention of the plan was received and is not passed to the attending provider, "
        "or not reviewed with the worker: two follow-ups, each due {report_review_bd} business days after "
        "the report. Reports on referrals are T44."
    ),
    clears="it was passed on, or reviewed with the worker",
    source="domain.md 10.1, step 5",
    opens="coordination:plan",
    decide=decide,
    examples=(
        Example(
            "passed on, not yet reviewed",
            "2026-04-09",
            a_claim(plans=(PLAN,), service_reports=(REPORT._replace(passed_on=REPORT.received_on),)),
            "2026-04-10",
            "7 review",
        ),
        Example(
            "reviewed, not yet passed on",
            "2026-04-09",
            a_claim(plans=(PLAN,), service_reports=(REPORT._replace(reviewed_on=REPORT.received_on),)),
            "2026-04-10",
            "7 pass",
        ),
        Example(
            "both close it",
            "2026-04-09",
            a_claim(
                plans=(PLAN,),
                service_reports=(
                    REPORT._replace(passed_on=REPORT.received_on, reviewed_on=REPORT.received_on),
                ),
            ),
        ),
        Example(
            "a report of tomorrow is not known",
            "2026-04-07",
            a_claim(plans=(PLAN,), service_reports=(REPORT,)),
        ),
    ),
)
