"""See a transfer of care decided."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, transfer
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask about a transfer that was asked for some time ago and is not decided."""
    waiting = [one.asked_on for one in known.transfers if one.decided_on is None]
    if waiting:
        asked = min(waiting)
        due = add_days(asked, known.policy.transfer_days)
        if known.day >= due:
            yield Due(due, f"Transfer of care asked for {shown(asked, due)}; not decided.")


RULE = Rule(
    code="T27",
    slug="transfer-undecided",
    title="Ask about the transfer of care",
    area=Area.TRANSITIONS,
    explanation=(
        "Another attending provider was asked for and L&I has neither approved nor denied it. Due "
        "{transfer_days} days after it was asked for."
    ),
    clears="the transfer is approved or denied",
    source="triggers.md T27; domain.md 8 (transfer of care)",
    opens="coordination:transfer",
    decide=decide,
    examples=(
        Example(
            "six days after it was asked for", "2026-03-15", a_claim(transfers=(transfer("2026-03-09"),))
        ),
        Example(
            "seven days after",
            "2026-03-16",
            a_claim(transfers=(transfer("2026-03-09"),)),
            "2026-03-16",
        ),
        Example(
            "until the day before it is decided",
            "2026-03-19",
            a_claim(transfers=(transfer("2026-03-09", "2026-03-20"),)),
            "2026-03-16",
        ),
        Example(
            "approved or denied", "2026-03-20", a_claim(transfers=(transfer("2026-03-09", "2026-03-20"),))
        ),
        Example("none asked for", "2026-03-20", a_claim()),
    ),
)
