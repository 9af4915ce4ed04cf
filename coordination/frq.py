"""The FRQ's exact score (domain.md 3): pure, and shown to the coordinator term by term."""

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.choices import FrqResult

LEG_PAIN = "low-back-with-leg-pain"
# Our own labels of pain sites: the wording of the FRQ is the University of Washington's.
SITES = (
    ("neck", "Neck"),
    ("shoulder", "Shoulder"),
    ("arm", "Arm, elbow or wrist"),
    ("hand", "Hand"),
    ("upper-back", "Upper back"),
    ("low-back", "Low back, no leg pain"),
    (LEG_PAIN, "Low back with leg pain"),
    ("hip", "Hip"),
    ("knee", "Knee"),
    ("ankle-foot", "Ankle or foot"),
    ("head", "Head"),
    ("other", "Somewhere else"),
)
LEAST_INTERFERENCE = 5
LEAST_SITES = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of the score: what was answered, what a positive score needs, whether it holds (None.

    Blank).
    """

    question: str
    answer: str
    needed: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Score:
    """The result with the terms behind it; partial when questions 4 to 6 were left out."""

    result: FrqResult
    is_partial: bool
    terms: tuple[Term, ...]


def score(
    *,
    off_work: bool | None,
    interference: int | None,
    sites: Sequence[str] | None,
    unscored: Sequence[object] = (),
) -> Score:
    """Score the answers: positive if and only if question 1 is yes, question 2 is 5 or more, and question 3
    names two sites or low back with leg pain. An answer that is missing (None) leaves the FRQ incomplete,
    without a score.

    `interference` is a whole number from 0 to 10, anything else raises `ValueError`; `sites` empty means
    "none", None means "not asked"; `unscored` are the answers to questions 4 to 6.
    """
    if interference is not None and (type(interference) is not int or not 0 <= interference <= 10):
        raise ValueError("Pain interference is a whole number from 0 to 10.")
    named = None if sites is None else tuple(dict.fromkeys(sites))
    terms = (
        Term("1 Off work because of the injury", said(off_work), "yes", off_work),
        Term(
            "2 Pain interference",
            "no answer" if interference is None else str(interference),
            f"{LEAST_INTERFERENCE} or more",
            None if interference is None else interference >= LEAST_INTERFERENCE,
        ),
        Term(
            "3 Pain sites",
            "no answer"
            if named is None
            else ", ".join(dict(SITES).get(site, site) for site in named) or "none",
            "two or more, or low back with leg pain",
            None if named is None else len(named) >= LEAST_SITES or named == (LEG_PAIN,),
        ),
    )
    holding = [term.holds for term in terms]
    if None in holding:
        result = FrqResult.INCOMPLETE
    else:
        result = FrqResult.POSITIVE if all(holding) else FrqResult.NEGATIVE
    return Score(result, any(answer in (None, "") for answer in unscored), terms)


def names_of(sites: Sequence[str]) -> str:
    """Return pain sites in words."""
    return ", ".join(dict(SITES).get(site, site) for site in sites) or "none"


def said(answer: bool | None) -> str:
    """Return a yes-or-no answer in words."""
    return "no answer" if answer is None else ("yes" if answer else "no")
