"""Pain and function scales: scores from answers, and whether a reading is progress on an earlier one. Pure.

Decimals throughout: 30.0 % is meaningful improvement and 29.9 % is not (domain.md 11), whatever binary
fractions make of a third.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from coordination.choices import Course

TENTH = Decimal("0.1")
HUNDREDTH = Decimal("0.01")
EXACT = Decimal("0.0001")
HUNDRED = Decimal(100)
# How the two published scores are worked out: they are the instruments, not numbers a COHE may change.
ODI_SECTIONS, ODI_MOST = 10, 5
DASH_ITEMS, DASH_LEAST_ANSWERED, DASH_MOST = 11, 10, 5


class ScoreRefused(ValueError):
    """Answers that cannot be; the text is a sentence for the person who gave them."""


class Progress(NamedTuple):
    """What a reading is beside an earlier one of the same scale.

    `points` and `percent` say how much better it is (negative: worse); `percent` is None from a baseline of
    0, which no percentage can be taken of.
    """

    course: Course
    points: Decimal
    percent: Decimal | None


def mean(answers: Iterable[Decimal]) -> Decimal:
    """Return the mean of answers, exact to four places, so that thirds compare as thirds (PEG)."""
    given = list(answers)
    if not given:
        raise ScoreRefused("A mean needs an answer.")
    return rounded(sum(given, Decimal(0)) / len(given), EXACT)


def odi(points: int, sections: int) -> Decimal:
    """Return the ODI in percent, to the tenth, of the points of the sections that were answered.

    All ten answered 4: 80 %; 16 of 50: 32 %; 16 of 45, one section skipped: 35.6 %. Raises `ScoreRefused`
    for a number of sections or points that cannot be. Source: domain.md 11.
    """
    if not 1 <= sections <= ODI_SECTIONS:
        raise ScoreRefused(f"The ODI has {ODI_SECTIONS} sections; at least one is answered.")
    most = ODI_MOST * sections
    if not 0 <= points <= most:
        raise ScoreRefused(f"{sections} sections of the ODI give 0 to {most} points, not {points}.")
    return rounded(points * HUNDRED / most, TENTH)


def quick_dash(points: int, items: int) -> Decimal | None:
    """Return the QuickDASH, 0 to 100, to the tenth, of the points (1 to 5 each) of the items answered.

    All 1: 0; all 5: 100; None with fewer than ten items answered, which give no score. Raises `ScoreRefused`
    for a number of items or points that cannot be. Source: domain.md 11.
    """
    if not 0 <= items <= DASH_ITEMS:
        raise ScoreRefused(f"The QuickDASH has {DASH_ITEMS} items.")
    if not items <= points <= DASH_MOST * items:
        raise ScoreRefused(
            f"{items} items of the QuickDASH give {items} to {DASH_MOST * items} points, not {points}."
        )
    if items < DASH_LEAST_ANSWERED:
        return None
    return rounded((Decimal(points) / items - 1) * 25, TENTH)


def progress(
    before: Decimal, after: Decimal, *, higher_is_better: bool, better_percent: int, worse_percent: int
) -> Progress:
    """Compare a reading with an earlier one of the same scale (domain.md 11).

    Improvement % = (baseline - current) / baseline x 100, the other way round where higher is better. At
    least `better_percent` is improvement, minus `worse_percent` or less is worse, between them is no
    progress; compared to the hundredth of a percent, so that a third of a point is no third too little.
    From a baseline of 0 points decide: any step the wrong way is worse, any the right way improvement; a
    scale that cannot go below 0 and stays there is at its best.
    """
    points = after - before if higher_is_better else before - after
    if before == 0:
        if points:
            return Progress(Course.BETTER if points > 0 else Course.WORSE, points, None)
        return Progress(Course.NONE if higher_is_better else Course.BEST, points, None)
    percent = rounded(points / before * HUNDRED, HUNDREDTH)
    if percent >= better_percent:
        course = Course.BETTER
    else:
        course = Course.WORSE if percent <= -worse_percent else Course.NONE
    return Progress(course, points, rounded(percent, TENTH))


def rounded(number: Decimal, step: Decimal) -> Decimal:
    """Return a number to a step, halves away from zero."""
    return number.quantize(step, ROUND_HALF_UP)


def shown_number(number: Decimal) -> str:
    """Return a score as it is read: with two places at most."""
    return f"{rounded(number, HUNDREDTH).normalize():f}"


# What readings are called in a sentence; those from before assessments had forms have no form.
NAMES = {
    "peg": "PEG",
    "two-item": "two-item",
    "pain": "NRS pain",
    "odi": "ODI",
    "quick-dash": "QuickDASH",
    "low-back": "low back function",
    "neck": "neck function",
    "arm": "arm function",
    "leg": "leg function",
}


def name_of(scale: str) -> str:
    """Return what a scale is called: its form's name, and the part that is scored by itself."""
    slug, _, part = scale.partition(" ")
    name = NAMES.get(slug, slug.replace("-", " "))
    return f"{name} {part}" if part else name
