"""Measures in words: a figure that never rounds over its benchmark, parts, the finding of a quarter. Pure."""

from collections.abc import Sequence
from fractions import Fraction

from staffing.measures import Measure, Met, is_met
from staffing.ratio import as_decimal

NOT_APPLICABLE = "n/a"
MOST_PLACES = 6
SIGNS = {Met.AT_LEAST: "≥", Met.AT_MOST: "≤", Met.BELOW: "<"}
# What each measure is about, for who reads its letter and number for the first time.
ABOUT = {
    "M1": "A person reads a random sample of the quarter's APFs: is each complete and on time?",
    "M2": "The first APF came by day 84 of the claim. Claims that are younger count later.",
    "M3": "Provider and employer spoke about the claim: a call that was recorded, or a note that says so.",
    "M4": "Time loss was paid, and there is a billed provider call or any billed HSC activity.",
    "M5": "Any billed HSC activity counts; a signed note that is not billed does not.",
    "M6": "Time loss was paid, and there is a billed HSC activity.",
    "M7": "Business days from the claim being established to its first billed HSC activity, the middle one.",
    "M8": "Claims with paid time loss, held against claims outside COHEs in the same area.",
    "M9": "Providers who have not taken up the best practices, among those enrolled at the quarter's end.",
    "M10": "The ROA came complete. One of which it is not known counts as not complete.",
    "M11": "The ROA came within two business days after the first visit, which itself is not counted.",
}


def figure_in_words(measure: Measure, figure: Fraction | None, benchmark: Fraction | None) -> str:
    """Return a figure as people read it: one decimal, more where fewer would say the wrong side."""
    if figure is None:
        return NOT_APPLICABLE
    truth = is_met(measure, figure, benchmark)
    places = 1
    while places < MOST_PLACES and is_met(measure, rounded(figure, places), benchmark) is not truth:
        places += 1
    return f"{as_decimal(figure, places)} {measure.unit}"


def rounded(figure: Fraction, places: int) -> Fraction:
    """Return a figure as it stands with so many decimals."""
    return Fraction(as_decimal(figure, places))


def benchmark_in_words(measure: Measure, benchmark: Fraction | None) -> str:
    """Return what a measure is held against: ≥ 80 %."""
    if benchmark is None:
        return "no comparison yet"
    return f"{SIGNS[measure.met]} {float(benchmark):g} {measure.unit}"


def parts_in_words(numerator: int | None, denominator: int) -> str:
    """Return numerator and denominator, of a median how many it is of."""
    if numerator is None:
        return f"{denominator:,} counted"
    return f"{numerator:,} / {denominator:,}"


def finding_of(words: str, met: Sequence[tuple[Measure, bool | None]], *, is_over: bool) -> str:
    """Return what a quarter comes to: how many are met, which are not."""
    known = [(measure, one) for measure, one in met if one is not None]
    so_far = "" if is_over else " so far"
    if not known:
        return f"{words} has nothing to measure{so_far}"
    missed = [measure for measure, one in known if not one]
    if not missed:
        return f"{words} meets all {len(known)} measures that have a figure{so_far}"
    names = ", ".join(one.code for one in missed)
    return f"{words} meets {len(known) - len(missed)} of {len(known)} measures{so_far}; not met: {names}"
