"""What an assessment asks and how its answers become scores; the forms that every COHE begins with. Pure.

A form is versioned: an assessment names the version it was taken with, and is read by it for good. The
built-in versions below are documented defaults (domain.md 11); a COHE's own versions are rows and come after
them. Labels are ours: instruments with protected wording (ODI, QuickDASH) keep their scores alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from coordination import scales
from coordination.choices import QuestionKind, Scoring
from coordination.scales import ScoreRefused

# The answers that the two published scores are worked out from.
SCORE, POINTS, ANSWERED = "score", "points", "answered"
# The score of a form without parts.
WHOLE = ""
MOST_QUESTIONS = 40
MOST_WORDS = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `low` to `high` of a number, `choices` of a choice; `part` is scored by itself.

    `barrier` is what an answer of yes, or the choice named last, proposes as a barrier for the plan.
    """

    key: str
    label: str
    kind: QuestionKind = QuestionKind.SCALE
    low: int = 0
    high: int = 10
    choices: tuple[str, ...] = ()
    required: bool = True
    part: str = ""
    barrier: str = ""
    fractions: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One version of an assessment form.

    `is_reading`: its scores are pain or function readings, which the worklist goes by (T16, T17).
    """

    slug: str
    version: int
    title: str
    since: date
    questions: tuple[Question, ...]
    scoring: Scoring = Scoring.NONE
    is_reading: bool = False
    higher_is_better: bool = False
    notice: str = ""
    retired_on: date | None = None

    @property
    def name(self) -> str:
        """Return the title with the version."""
        return f"{self.title}, version {self.version}"


BEGINNING = date(2000, 1, 1)


def zero_to_ten(key: str, label: str, part: str = "") -> Question:
    """Return a question answered from 0 to 10."""
    return Question(key, label, part=part)


def of_paper(most: int, asked: str, most_points: int) -> tuple[Question, ...]:
    """Return how a paper with protected wording is entered: its score, or points and how many answered."""
    number = QuestionKind.SCALE
    return (
        Question(
            SCORE, "Score, when the clinic worked it out", number, 0, 100, required=False, fractions=True
        ),
        Question(POINTS, "Or: points in all", number, 0, most_points, required=False),
        Question(ANSWERED, f"{asked} answered", number, 0, most, required=False),
    )


def yes_or_no(key: str, label: str, barrier: str) -> Question:
    """Return a question of the barriers assessment; yes proposes a barrier."""
    return Question(key, label, QuestionKind.YES_NO, required=False, barrier=barrier)


BUILT_IN: tuple[Form, ...] = (
    Form(
        "peg",
        1,
        "PEG",
        BEGINNING,
        (
            zero_to_ten("pain", "Pain on average in the last week, 0 to 10"),
            zero_to_ten("enjoyment", "How much pain got in the way of enjoying life, 0 to 10"),
            zero_to_ten("activity", "How much pain got in the way of general activity, 0 to 10"),
        ),
        Scoring.MEAN,
        is_reading=True,
        notice="Mean of three items; 0 is best.",
    ),
    Form(
        "two-item",
        1,
        "Two-item graded chronic pain",
        BEGINNING,
        (
            zero_to_ten("intensity", "Pain on average, 0 to 10", "intensity"),
            zero_to_ten(
                "interference", "How much pain got in the way of activities, 0 to 10", "interference"
            ),
        ),
        Scoring.MEAN,
        is_reading=True,
        notice="Two scores. Interference of 4 or less has a meaning in opioid rules (WAC 296-20-03058).",
    ),
    Form(
        "pain",
        1,
        "NRS pain",
        BEGINNING,
        (zero_to_ten("pain", "Pain now, 0 to 10"),),
        Scoring.MEAN,
        is_reading=True,
        notice="One number; 0 is no pain.",
    ),
    Form(
        "odi",
        1,
        "ODI",
        BEGINNING,
        of_paper(scales.ODI_SECTIONS, "Sections", scales.ODI_MOST * scales.ODI_SECTIONS),
        Scoring.ODI,
        is_reading=True,
        notice="Score only: the questionnaire is protected (Mapi). Points / (5 x sections answered) x 100.",
    ),
    Form(
        "quick-dash",
        1,
        "QuickDASH",
        BEGINNING,
        of_paper(scales.DASH_ITEMS, "Items", scales.DASH_MOST * scales.DASH_ITEMS),
        Scoring.QUICK_DASH,
        is_reading=True,
        notice="Score only: the questionnaire is protected (IWH). No score below 10 of 11 answered.",
    ),
    Form(
        "barriers",
        1,
        "HSC barriers assessment",
        BEGINNING,
        (
            yes_or_no("job-held", "Worried that the job will not be held?", "Fears for the job"),
            yes_or_no("light-work", "Is there no light work that fits the limits?", "No light work offered"),
            yes_or_no("employer", "Trouble with supervisor or colleagues?", "Trouble at work"),
            yes_or_no("money", "Trouble to pay rent, food or bills?", "Money is short"),
            yes_or_no("transport", "Trouble to get to visits or to work?", "No way to get there"),
            yes_or_no("care", "Cares for somebody and cannot leave?", "Care of somebody at home"),
            yes_or_no("language", "Trouble to understand letters or visits?", "Language"),
            yes_or_no("fear", "Afraid that moving or work does harm?", "Fear that activity harms"),
            yes_or_no("sleep", "Sleeps badly most nights?", "Poor sleep"),
            yes_or_no("mood", "Low or worried most days?", "Low mood or worry"),
            yes_or_no("treatment", "Is some treatment late or not to be had?", "Treatment is late"),
            yes_or_no("other-illness", "Another illness that slows recovery?", "Another illness"),
            Question(
                "expects",
                "When does the worker expect to be back?",
                QuestionKind.CHOICE,
                choices=("Within weeks", "Within months", "Not sure", "Never"),
                required=False,
                barrier="Does not expect to be back",
            ),
            Question(
                "words", "What stands in the way, in the worker's words", QuestionKind.TEXT, required=False
            ),
        ),
        notice="Questions of our own; each yes proposes a barrier for the plan.",
    ),
)


def question_of(stored: Mapping[str, Any]) -> Question:
    """Return a question as it is kept in a row."""
    read = {"kind": QuestionKind(stored["kind"]), "choices": tuple(stored.get("choices", ()))}
    return Question(**{**stored, **read})


def stored_question(question: Question) -> dict[str, Any]:
    """Return a question as a row keeps it."""
    return {**asdict(question), "kind": question.kind.value, "choices": list(question.choices)}


def checked(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers by key, without those not given; raise `ScoreRefused` for what cannot be."""
    unknown = sorted(set(given) - {one.key for one in form.questions})
    if unknown:
        raise ScoreRefused(f"{form.title} does not ask {', '.join(unknown)}.")
    answers = {key: value for key, value in given.items() if value not in (None, "")}
    for question in form.questions:
        if question.key in answers:
            CHECKS[question.kind](question, answers[question.key])
        elif question.required:
            raise ScoreRefused(f"“{question.label}” needs an answer.")
    if not answers:
        raise ScoreRefused("Nothing is answered.")
    return answers


def check_number(question: Question, answer: Any) -> None:
    """Raise `ScoreRefused` for what is no whole number (or number, with fractions) of the range."""
    number = None if isinstance(answer, bool) else number_in(answer)
    if number is None or not question.low <= number <= question.high:
        raise ScoreRefused(f"“{question.label}” takes a number from {question.low} to {question.high}.")
    if number % 1 and not question.fractions:
        raise ScoreRefused(f"“{question.label}” takes a whole number.")


def number_in(answer: Any) -> Decimal | None:
    """Return an answer as a number, None for what is none."""
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def check_choice(question: Question, answer: Any) -> None:
    """Raise `ScoreRefused` for what is not one of the choices."""
    if answer not in question.choices:
        raise ScoreRefused(f"“{question.label}” takes one of: {', '.join(question.choices)}.")


def check_yes_no(question: Question, answer: Any) -> None:
    """Raise `ScoreRefused` for what is neither yes nor no."""
    if not isinstance(answer, bool):
        raise ScoreRefused(f"“{question.label}” takes yes or no.")


def check_text(question: Question, answer: Any) -> None:
    """Raise `ScoreRefused` for what is no text, or too long a one."""
    if not isinstance(answer, str) or len(answer) > MOST_WORDS:
        raise ScoreRefused(f"“{question.label}” takes words, {MOST_WORDS} letters at most.")


CHECKS: dict[QuestionKind, Callable[[Question, Any], None]] = {
    QuestionKind.SCALE: check_number,
    QuestionKind.CHOICE: check_choice,
    QuestionKind.YES_NO: check_yes_no,
    QuestionKind.TEXT: check_text,
}


def scores_of(form: Form, answers: Mapping[str, Any]) -> dict[str, Decimal]:
    """Return the scores by part (`WHOLE` for a form without parts); empty where there is none.

    A sum of which an answer is missing is no score. Raises `ScoreRefused` for answers that contradict each
    other.
    """
    if form.scoring == Scoring.NONE:
        return {}
    if form.scoring in (Scoring.ODI, Scoring.QUICK_DASH):
        found = score_of_paper(form, answers)
        return {} if found is None else {WHOLE: found}
    scores = {}
    for part in dict.fromkeys(one.part for one in numbered(form)):
        asked = [one for one in numbered(form) if one.part == part]
        given = [Decimal(str(answers[one.key])) for one in asked if one.key in answers]
        if form.scoring == Scoring.MEAN and given:
            scores[part] = scales.mean(given)
        elif form.scoring == Scoring.SUM and len(given) == len(asked):
            scores[part] = sum(given, Decimal(0))
    return scores


def numbered(form: Form) -> list[Question]:
    """Return the questions that are answered by a number."""
    return [one for one in form.questions if one.kind == QuestionKind.SCALE]


def score_of_paper(form: Form, answers: Mapping[str, Any]) -> Decimal | None:
    """Return the score that the clinic worked out, else that of the points; None for too few answers."""
    score, points, answered = (answers.get(name) for name in (SCORE, POINTS, ANSWERED))
    if score is not None:
        if points is not None or answered is not None:
            raise ScoreRefused("Give the score, or the points and how many were answered, not both.")
        return Decimal(str(score))
    if points is None or answered is None:
        raise ScoreRefused("Give the score, or the points and how many were answered.")
    work_out = scales.odi if form.scoring == Scoring.ODI else scales.quick_dash
    return work_out(int(points), int(answered))


def barriers_of(form: Form, answers: Mapping[str, Any]) -> list[str]:
    """Return the barriers that the answers propose for the plan: each yes, and each last choice."""
    found = []
    for question in form.questions:
        worst = question.choices[-1] if question.choices else True
        if question.barrier and answers.get(question.key) == worst:
            found.append(question.barrier)
    return found


def built_in(slug: str) -> Form | None:
    """Return the built-in version of a form, None for a slug of a COHE's own."""
    return next((one for one in BUILT_IN if one.slug == slug), None)


def refuse_unless_askable(questions: Sequence[Question], scoring: Scoring) -> None:
    """Raise `ScoreRefused` for a form that nobody could answer or that could not be scored."""
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise ScoreRefused(f"A form asks from 1 to {MOST_QUESTIONS} questions.")
    if len({one.key for one in questions}) != len(questions):
        raise ScoreRefused("Two questions have the same short name.")
    for one in questions:
        if one.kind == QuestionKind.SCALE and one.low >= one.high:
            raise ScoreRefused(f"“{one.label}”: the highest number must be above the lowest.")
        if one.kind == QuestionKind.CHOICE and len(set(one.choices)) < 2:
            raise ScoreRefused(f"“{one.label}”: name at least two different choices.")
    keys = {one.key for one in questions}
    if scoring in (Scoring.ODI, Scoring.QUICK_DASH) and not {SCORE, POINTS, ANSWERED} <= keys:
        raise ScoreRefused(f"This scoring needs questions called {SCORE}, {POINTS} and {ANSWERED}.")
    if scoring != Scoring.NONE and not any(one.kind == QuestionKind.SCALE for one in questions):
        raise ScoreRefused("A score needs a question that is answered by a number.")
