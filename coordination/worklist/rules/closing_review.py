"""Review a claim before its year of service ends."""

from collections.abc import Iterator

from cohe.workdays import add_days, add_months
from coordination.choices import Area, RecordKind
from coordination.known import Known, service_end, service_start
from coordination.worklist.example import Example, a_claim, on, record
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a closing review in the last month of the service window."""
    policy, start = known.policy, service_start(known.facts)
    opens = add_months(start, policy.service_months - policy.closing_review_lead_months)
    if known.day < opens or known.has_since(RecordKind.CLOSING_REVIEW, opens):
        return
    last_day = service_end(known.facts)
    due = add_days(last_day, -policy.closing_review_lead_days)
    yield Due(
        due,
        f"Service since {shown(start, due)} ends {shown(last_day, due)}; no closing review.",
        last_day=last_day,
    )


RULE = Rule(
    code="T40",
    slug="closing-review",
    title="Make the closing review",
    area=Area.MONITORING,
    explanation=(
        "The service window of {service_months} months from the first visit (else the injury, else "
        "appearing) ends in {closing_review_lead_months} month and no closing review was made in it. Due "
        "{closing_review_lead_days} days before the window ends, which is the last day."
    ),
    clears="a closing review is recorded",
    source="triggers.md T40; service in the first year of treatment (L&I)",
    opens="coordination:record-add",
    decide=decide,
    done_records=RecordKind.CLOSING_REVIEW,
    examples=(
        Example("the day before eleven months", "2027-02-01", a_claim()),
        Example("eleven months after the first visit", "2027-02-02", a_claim(), "2027-02-23"),
        Example("the last day of the window", "2027-03-02", a_claim(), "2027-02-23"),
        Example("the day after, it has left the list", "2027-03-03", a_claim()),
        Example(
            "months clamp to the month's end",
            "2027-02-28",
            a_claim(appeared="2026-03-31", first_visit="2026-03-31", roa_received_date=on("2026-03-31")),
            "2027-03-24",
        ),
        Example(
            "a review clears it",
            "2027-02-10",
            a_claim(records=(record(RecordKind.CLOSING_REVIEW, "2027-02-02"),)),
        ),
        Example(
            "a review before the last month does not",
            "2027-02-10",
            a_claim(records=(record(RecordKind.CLOSING_REVIEW, "2027-02-01"),)),
            "2027-02-23",
        ),
        Example(
            "without a first visit the injury counts", "2027-02-01", a_claim(first_visit=None), "2027-02-22"
        ),
        Example(
            "without both the day it appeared",
            "2027-02-02",
            a_claim(first_visit=None, injury=None),
            "2027-02-23",
        ),
    ),
)
