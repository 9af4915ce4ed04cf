"""Get the report of accident to L&I in time."""

from collections.abc import Iterator

from cohe.workdays import add_days, bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for a ROA from the day after the first visit until it is received."""
    visit = known.facts.first_visit_date
    if known.roa_received_date is not None or visit is None or known.day <= visit:
        return
    due = bd(visit, known.policy.roa_bd)
    limit = add_days(visit, known.policy.roa_legal_days)
    yield Due(due, f"First visit {shown(visit, due)}; no ROA received. Legal limit {shown(limit, due)}.")


RULE = Rule(
    code="T07",
    slug="roa-late",
    title="Get the ROA in",
    area=Area.BEST_PRACTICE,
    explanation=(
        "No report of accident has been received and the first visit is past. Due {roa_bd} business days "
        "after the first visit; the legal limit is {roa_legal_days} days."
    ),
    clears="the ROA is received",
    source="triggers.md T07; COHE target of 2 business days, legal limit of 5 days (L&I)",
    opens="coordination:claim",
    decide=decide,
    examples=(
        Example("the day of the first visit is too early", "2026-03-02", a_claim(roa_received_date=None)),
        Example("the day after opens it", "2026-03-03", a_claim(roa_received_date=None), "2026-03-04"),
        Example(
            "business days skip the weekend",
            "2026-03-07",
            a_claim(first_visit="2026-03-06", roa_received_date=None),
            "2026-03-10",
        ),
        Example("a ROA clears it", "2026-03-10", a_claim(roa_received_date=on("2026-03-10"))),
        Example(
            "a ROA received tomorrow is not known",
            "2026-03-09",
            a_claim(roa_received_date=on("2026-03-10")),
            "2026-03-04",
        ),
        Example(
            "without a first visit nothing is late",
            "2026-03-20",
            a_claim(first_visit=None, roa_received_date=None),
        ),
    ),
)
