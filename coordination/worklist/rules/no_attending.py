"""Find an attending provider outside the emergency room."""

from collections.abc import Iterator

from cohe.workdays import bd
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, on
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown

EMERGENCY = "emergency medicine"


def decide(known: Known) -> Iterator[Due]:
    """Ask while nobody attends, or an emergency physician does."""
    visit = known.facts.first_visit_date
    if visit is None or known.day < visit:
        return
    facts = known.facts
    not_yet = facts.attending_since is not None and known.day < facts.attending_since
    specialty = facts.initiating_specialty if not_yet else facts.attending_specialty
    nobody = not facts.attending_provider and not not_yet
    if not nobody and specialty.strip().casefold() != EMERGENCY:
        return
    due = bd(visit, known.policy.no_attending_bd)
    who = "no attending provider" if nobody else "attended by emergency medicine"
    yield Due(due, f"First visit {shown(visit, due)}; {who}.")


RULE = Rule(
    code="T26",
    slug="no-attending",
    title="Find an attending provider",
    area=Area.TRANSITIONS,
    explanation=(
        "The claim has no attending provider, or one in emergency medicine; before the day the attending "
        "provider began, the initiating provider attends. Due {no_attending_bd} business days after the "
        "first visit."
    ),
    clears="there is an attending provider of another specialty",
    source="triggers.md T26; emergency department to ongoing care (standard work of L&I)",
    opens="coordination:claim",
    decide=decide,
    examples=(
        Example(
            "the day before the first visit",
            "2026-03-04",
            a_claim(first_visit="2026-03-05", attending_provider="", attending_specialty=""),
        ),
        Example(
            "the day of the first visit",
            "2026-03-05",
            a_claim(first_visit="2026-03-05", attending_provider="", attending_specialty=""),
            "2026-03-10",
        ),
        Example(
            "an emergency physician attends",
            "2026-03-02",
            a_claim(attending_specialty=" Emergency MEDICINE "),
            "2026-03-05",
        ),
        Example("another specialty clears it", "2026-03-02", a_claim()),
        Example(
            "a provider who is not in the file has no specialty",
            "2026-03-02",
            a_claim(attending_specialty=""),
        ),
        Example(
            "before the attending provider began, the initiating one attends",
            "2026-03-09",
            a_claim(attending_since=on("2026-03-10"), initiating_specialty="Emergency medicine"),
            "2026-03-05",
        ),
        Example(
            "from that day the attending one does",
            "2026-03-10",
            a_claim(attending_since=on("2026-03-10"), initiating_specialty="Emergency medicine"),
        ),
        Example(
            "without a first visit nothing is due",
            "2026-03-10",
            a_claim(first_visit=None, attending_provider="", attending_specialty=""),
        ),
    ),
)
