"""Ask about a long first supply of opioids."""

from collections.abc import Iterator

from cohe.workdays import add_days, bd
from coordination.choices import Area, NoteKind
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, note, opioid, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask once about the first fill since injury or surgery when its supply is long."""
    if known.anchor is None:
        return
    since = [fill for fill in known.opioids if fill.filled_on >= known.anchor]
    if not since:
        return
    first = min(since, key=lambda fill: (fill.filled_on, -fill.days_supply))
    policy, filled = known.policy, first.filled_on
    if first.days_supply <= policy.opioid_first_supply:
        return
    if known.day > add_days(filled, policy.opioid_first_supply_window_days):
        return
    if known.last_medication_note is not None and known.last_medication_note >= filled:
        return
    due = bd(filled, policy.opioid_first_supply_bd)
    yield Due(
        due, f"First opioid fill {shown(filled, due)}: {first.days_supply} days; not discussed.", str(filled)
    )


LONG = (opioid("2026-03-05", 8),)

RULE = Rule(
    code="T25",
    slug="opioid-first-supply",
    title="Ask about the long first opioid supply",
    area=Area.MEDICATION,
    explanation=(
        "The first opioid fill on or after the injury or the last surgery is for more than "
        "{opioid_first_supply} days and no medication note was signed since. Due {opioid_first_supply_bd} "
        "business days after the fill; asked for {opioid_first_supply_window_days} days."
    ),
    clears="a medication note is signed",
    source="triggers.md T25; surgical measure: 90 % of first prescriptions for 7 days or less (L&I)",
    opens="coordination:note-sign",
    decide=decide,
    done_needs_note=True,
    note_kind=NoteKind.MEDICATION,
    one_at_a_time=True,
    examples=(
        Example("the day before the fill", "2026-03-04", a_claim(fills=LONG)),
        Example("the day of the fill", "2026-03-05", a_claim(fills=LONG), "2026-03-09", "2026-03-05"),
        Example("thirty days after the fill", "2026-04-04", a_claim(fills=LONG), "2026-03-09", "2026-03-05"),
        Example("thirty-one days after the fill", "2026-04-05", a_claim(fills=LONG)),
        Example("seven days are not too long", "2026-03-05", a_claim(fills=(opioid("2026-03-05", 7),))),
        Example(
            "of several that day the largest supply counts",
            "2026-03-05",
            a_claim(fills=(opioid("2026-03-05", 5), opioid("2026-03-05", 10, drug="morphine"))),
            "2026-03-09",
            "2026-03-05",
        ),
        Example(
            "a later long fill is not the first",
            "2026-03-20",
            a_claim(fills=(opioid("2026-03-05"), opioid("2026-03-19", 30))),
        ),
        Example(
            "a surgery begins the count again",
            "2026-03-20",
            a_claim(
                fills=(opioid("2026-03-05"), opioid("2026-03-19", 30)),
                surgeries=(surgery(performed_on="2026-03-18"),),
            ),
            "2026-03-23",
            "2026-03-19",
        ),
        Example(
            "a medication note clears it",
            "2026-03-06",
            a_claim(fills=LONG, notes=(note("2026-03-05", area="medication"),)),
        ),
        Example(
            "another note does not",
            "2026-03-06",
            a_claim(fills=LONG, notes=(note("2026-03-05"),)),
            "2026-03-09",
            "2026-03-05",
        ),
        Example("an unknown day of injury starts no count", "2026-03-05", a_claim(injury=None, fills=LONG)),
    ),
)
