"""See an authorized surgery done in time."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known, is_denied
from coordination.worklist.example import Example, a_claim, on, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask about each authorized surgery that has not been performed, before its time is over."""
    for key, one in known.surgeries:
        if one.authorized_on is None or one.performed_on or is_denied(one):
            continue
        if known.day < add_days(one.authorized_on, known.policy.surgery_warn_days):
            continue
        if not known.has(RecordKind.SURGERY_CANCELLED, key):
            due = add_days(one.authorized_on, known.policy.surgery_timely_days)
            because = f"{one.procedure}: authorized {shown(one.authorized_on, due)}, not performed."
            yield Due(due, because, one.key, last_day=due)


GRANTED = surgery(requested_on="2026-03-10", authorized_on="2026-03-20")
KEY = "knee arthroscopy 2026-03-10"

RULE = Rule(
    code="T30",
    slug="surgery-timely",
    title="See the surgery done in time",
    area=Area.SURGERY,
    explanation=(
        "A surgery was authorized {surgery_warn_days} days ago and is neither denied, cancelled nor "
        "performed. Due {surgery_timely_days} days after the authorization, which is also the last day."
    ),
    clears="the surgery is performed or cancelled",
    source="triggers.md T30; Surgical Quality Care Program: within 21 days of authorization",
    opens="coordination:surgeries",
    decide=decide,
    examples=(
        Example("thirteen days after the authorization", "2026-04-02", a_claim(surgeries=(GRANTED,))),
        Example(
            "fourteen days after the authorization",
            "2026-04-03",
            a_claim(surgeries=(GRANTED,)),
            "2026-04-10",
            KEY,
        ),
        Example(
            "performed",
            "2026-04-03",
            a_claim(surgeries=(GRANTED._replace(performed_on=GRANTED.authorized_on),)),
        ),
        Example(
            "a surgery of tomorrow is not known",
            "2026-04-03",
            a_claim(surgeries=(GRANTED._replace(performed_on=on("2026-04-04")),)),
            "2026-04-10",
            KEY,
        ),
        Example(
            "denied on the day of the authorization is denied",
            "2026-04-03",
            a_claim(surgeries=(GRANTED._replace(denied_on=GRANTED.authorized_on),)),
        ),
        Example(
            "authorized after a denial is authorized",
            "2026-04-03",
            a_claim(surgeries=(GRANTED._replace(denied_on=GRANTED.requested_on),)),
            "2026-04-10",
            KEY,
        ),
        Example(
            "cancelled",
            "2026-04-03",
            a_claim(surgeries=(GRANTED,), records=(record(RecordKind.SURGERY_CANCELLED, "2026-04-01", KEY),)),
        ),
        Example(
            "without a day of request the procedure alone names it",
            "2026-04-03",
            a_claim(surgeries=(surgery(authorized_on="2026-03-20"),)),
            "2026-04-10",
            "knee arthroscopy",
        ),
        Example(
            "authorized on an unknown day",
            "2026-04-03",
            a_claim(surgeries=(surgery(requested_on="2026-03-10"),)),
        ),
    ),
)
