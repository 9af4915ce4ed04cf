"""Ask about a surgery request that nobody has decided."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known, is_denied
from coordination.worklist.example import Example, a_claim, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the decision of each surgery that was requested some days ago."""
    for key, one in known.surgeries:
        if one.requested_on is None or one.authorized_on or one.performed_on or is_denied(one):
            continue
        due = add_days(one.requested_on, known.policy.surgery_request_days)
        if known.day >= due and not known.has(RecordKind.SURGERY_WITHDRAWN, key):
            yield Due(
                due, f"{one.procedure}: requested {shown(one.requested_on, due)}, not decided.", one.key
            )


ASKED = surgery(requested_on="2026-03-10")

RULE = Rule(
    code="T29",
    slug="surgery-request",
    title="Follow up the surgery request",
    area=Area.SURGERY,
    explanation=(
        "A surgery was requested {surgery_request_days} days ago and is neither authorized, denied, "
        "withdrawn nor performed. Due that day."
    ),
    clears="the surgery is authorized, denied or withdrawn",
    source="triggers.md T29",
    opens="coordination:surgeries",
    decide=decide,
    examples=(
        Example("six days after the request", "2026-03-16", a_claim(surgeries=(ASKED,))),
        Example(
            "seven days after the request",
            "2026-03-17",
            a_claim(surgeries=(ASKED,)),
            "2026-03-17",
            "knee arthroscopy 2026-03-10",
        ),
        Example(
            "authorized",
            "2026-03-17",
            a_claim(surgeries=(surgery(requested_on="2026-03-10", authorized_on="2026-03-17"),)),
        ),
        Example(
            "denied",
            "2026-03-17",
            a_claim(surgeries=(surgery(requested_on="2026-03-10", denied_on="2026-03-16"),)),
        ),
        Example(
            "a denial of tomorrow is not known",
            "2026-03-17",
            a_claim(surgeries=(surgery(requested_on="2026-03-10", denied_on="2026-03-18"),)),
            "2026-03-17",
            "knee arthroscopy 2026-03-10",
        ),
        Example(
            "an authorization of tomorrow is not known",
            "2026-03-17",
            a_claim(surgeries=(surgery(requested_on="2026-03-10", authorized_on="2026-03-18"),)),
            "2026-03-17",
            "knee arthroscopy 2026-03-10",
        ),
        Example(
            "withdrawn",
            "2026-03-17",
            a_claim(
                surgeries=(ASKED,),
                records=(record(RecordKind.SURGERY_WITHDRAWN, "2026-03-15", "knee arthroscopy 2026-03-10"),),
            ),
        ),
        Example(
            "requested on an unknown day",
            "2026-03-17",
            a_claim(surgeries=(surgery(scheduled_for="2026-05-01"),)),
        ),
    ),
)
