"""Have the subacute opioid form sent before six weeks are over."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area, RecordKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, opioid, record, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for the form while an opioid is active between the fifth and the eleventh week."""
    anchor, policy = known.anchor, known.policy
    if not known.opioid_is_active or anchor is None:
        return
    warned = add_days(anchor, policy.opioid_subacute_warn) <= known.day
    if not warned or known.day >= add_days(anchor, policy.opioid_chronic_warn):
        return
    if known.has_since(RecordKind.SUBACUTE_FORM, anchor):
        return
    due = add_days(anchor, policy.opioid_subacute_days)
    because = f"Active opioid; injury or last surgery {shown(anchor, due)}; no subacute form sent."
    yield Due(due, because, last_day=due)


STILL = (opioid("2026-03-20", 60),)

RULE = Rule(
    code="T20",
    slug="opioid-subacute",
    title="Remind of the subacute opioid form",
    area=Area.MEDICATION,
    explanation=(
        "An opioid is active from {opioid_subacute_warn} to {opioid_chronic_warn} days after the injury or "
        "the last surgery, and no subacute form (F252-097-000) was sent since. Due {opioid_subacute_days} "
        "days after it, which is also the last day. An opioid is active until {opioid_grace_days} days "
        "after its supply ends."
    ),
    clears="the subacute form is sent, or no opioid is active any more",
    source="triggers.md T20; authorization beyond 6 weeks (L&I, WAC 296-20-03056)",
    opens="coordination:paper-add",
    decide=decide,
    done_records=RecordKind.SUBACUTE_FORM,
    examples=(
        Example("day 34 is too early", "2026-04-04", a_claim(fills=STILL)),
        Example("day 35 opens it, due on day 42", "2026-04-05", a_claim(fills=STILL), "2026-04-12"),
        Example("day 76 is the last of its time", "2026-05-16", a_claim(fills=STILL), "2026-04-12"),
        Example("from day 77 the chronic rule asks", "2026-05-17", a_claim(fills=STILL)),
        Example(
            "a form sent clears it",
            "2026-04-10",
            a_claim(fills=STILL, records=(record(RecordKind.SUBACUTE_FORM, "2026-04-08"),)),
        ),
        Example(
            "seven days after its supply an opioid is still active",
            "2026-04-10",
            a_claim(fills=(opioid("2026-03-20", 14),)),
            "2026-04-12",
        ),
        Example("eight days after it is not", "2026-04-11", a_claim(fills=(opioid("2026-03-20", 14),))),
        Example(
            "a surgery begins the count again",
            "2026-04-20",
            a_claim(fills=STILL, surgeries=(surgery(performed_on="2026-03-16"),)),
            "2026-04-27",
        ),
        Example("an unknown day of injury starts no count", "2026-04-10", a_claim(injury=None, fills=STILL)),
    ),
)
