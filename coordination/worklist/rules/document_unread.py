"""Review chart notes and reports that have arrived."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area, RecordKind
from coordination.facts import GOING_LIVE, Document
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, document, record, referral
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown

CHART_NOTE = "chart-note"


def decide(known: Known) -> Iterator[Due]:
    """Ask for a review of each document that arrived; a referral's report is T44's."""
    live_on = known.last_on(RecordKind.REVIEWED, GOING_LIVE)
    for one in known.documents:
        was_there = live_on is not None and one.arrived_on <= live_on
        if one.reviewed_on is None and not was_there and not _is_of_a_referral(known, one):
            due = bd(one.arrived_on, known.policy.document_review_bd)
            yield Due(
                due, f"{one.name}, arrived {shown(one.arrived_on, due)}; nobody has reviewed it.", one.key
            )


def _is_of_a_referral(known: Known, one: Document) -> bool:
    """A report that came on the day on which a referral's report was received is that report."""
    return one.kind != CHART_NOTE and any(each.report_on == one.arrived_on for each in known.referrals)


LATER_REPORT = {"ordered_on": "2026-03-03", "engaged_on": "2026-03-06", "report_on": "2026-03-09"}

RULE = Rule(
    code="T46",
    slug="document-unread",
    title="Review the document",
    area=Area.REFERRALS,
    explanation=(
        "A chart note or report arrived and nobody has reviewed it in {document_review_bd} business days. "
        "The report of a referral is reviewed with the referral; what had arrived when the COHE went live "
        "counts as reviewed."
    ),
    clears="the document is marked reviewed",
    source="triggers.md T46",
    opens="coordination:documents",
    decide=decide,
    sees_left_claims=True,
    examples=(
        Example(
            "from the day it arrives",
            "2026-03-06",
            a_claim(documents=(document("2026-03-06"),)),
            "2026-03-10",
            "31",
        ),
        Example("before it arrives", "2026-03-05", a_claim(documents=(document("2026-03-06"),))),
        Example(
            "somebody reviewed it",
            "2026-03-20",
            a_claim(documents=(document("2026-03-06", reviewed="2026-03-09"),)),
        ),
        Example(
            "reviewed only later",
            "2026-03-11",
            a_claim(documents=(document("2026-03-06", reviewed="2026-03-12"),)),
            "2026-03-10",
            "31",
        ),
        Example(
            "the report of a referral",
            "2026-03-20",
            a_claim(
                documents=(document("2026-03-09", "consultation"),), referrals=(referral(**LATER_REPORT),)
            ),
        ),
        Example(
            "a chart note of the same day is not",
            "2026-03-20",
            a_claim(documents=(document("2026-03-09"),), referrals=(referral(**LATER_REPORT),)),
            "2026-03-11",
            "31",
        ),
        Example(
            "there before the COHE went live",
            "2026-03-20",
            a_claim(
                documents=(document("2026-03-06"),),
                records=(record(RecordKind.REVIEWED, "2026-03-09", GOING_LIVE),),
            ),
        ),
        Example(
            "the claim closed a month ago",
            "2026-04-20",
            a_claim(
                documents=(document("2026-03-06"),),
                claim_status="closed",
                status_date=document("2026-03-20").arrived_on,
            ),
            "2026-03-10",
            "31",
        ),
    ),
)
