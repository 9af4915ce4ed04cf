"""Get an APF after a surgery."""

from collections.abc import Iterator

from cohe.workdays import add_days
from coordination.choices import Area
from coordination.known import Known
from coordination.worklist.example import Example, a_claim, apf, surgery
from coordination.worklist.rule import Due, Rule
from coordination.worklist.wording import shown


def decide(known: Known) -> Iterator[Due]:
    """Ask for an APF from the day after each surgery on, for a time."""
    for _, one in known.surgeries:
        performed = one.performed_on
        if performed is None or known.day <= performed:
            continue
        if known.day > add_days(performed, known.policy.postop_window_days):
            continue
        if not any(form.exam_date >= performed for form in known.apfs):
            due = add_days(performed, known.policy.postop_days)
            yield Due(due, f"{one.procedure}: performed {shown(performed, due)}; no APF since.", one.key)


DONE = surgery(requested_on="2026-03-10", performed_on="2026-04-20")
KEY = "knee arthroscopy 2026-03-10"

RULE = Rule(
    code="T32",
    slug="postop-apf",
    title="Get the APF after surgery",
    area=Area.SURGERY,
    explanation=(
        "A surgery was performed and there is no APF of an examination on or after it. Opens the day "
        "after, due {postop_days} days after the surgery; asked for {postop_window_days} days."
    ),
    clears="an APF of an examination on or after the surgery arrives",
    source="triggers.md T32; Surgical Quality Care Program, practice 3",
    opens="coordination:surgeries",
    decide=decide,
    examples=(
        Example("the day of the surgery", "2026-04-20", a_claim(surgeries=(DONE,))),
        Example("the day after", "2026-04-21", a_claim(surgeries=(DONE,)), "2026-04-27", KEY),
        Example("ninety days after", "2026-07-19", a_claim(surgeries=(DONE,)), "2026-04-27", KEY),
        Example("ninety-one days after", "2026-07-20", a_claim(surgeries=(DONE,))),
        Example(
            "an APF of that day clears it",
            "2026-04-22",
            a_claim(surgeries=(DONE,), apfs=(apf("2026-04-20"),)),
        ),
        Example(
            "an APF before it does not",
            "2026-04-22",
            a_claim(surgeries=(DONE,), apfs=(apf("2026-04-19"),)),
            "2026-04-27",
            KEY,
        ),
        Example("not performed", "2026-04-22", a_claim(surgeries=(surgery(requested_on="2026-03-10"),))),
    ),
)
