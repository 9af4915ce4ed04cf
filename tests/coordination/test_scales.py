"""Scores and progress, row by row as domain.md 11 has them."""

from datetime import date
from decimal import Decimal

import pytest

from coordination import scales
from coordination.assessment_forms import (
    BUILT_IN,
    Form,
    Question,
    barriers_of,
    built_in,
    checked,
    refuse_unless_askable,
    scores_of,
)
from coordination.choices import Course, QuestionKind, Scoring
from coordination.scales import ScoreRefused, progress


@pytest.mark.parametrize(
    ("points", "sections", "score"),
    [(40, 10, "80.0"), (16, 10, "32.0"), (16, 9, "35.6"), (0, 10, "0.0"), (50, 10, "100.0"), (5, 1, "100.0")],
)
def test_the_odi_is_the_percentage_of_what_was_answered(points, sections, score):
    assert scales.odi(points, sections) == Decimal(score)


@pytest.mark.parametrize(("points", "sections"), [(51, 10), (-1, 10), (5, 0), (5, 11), (46, 9)])
def test_an_odi_that_cannot_be_is_refused(points, sections):
    with pytest.raises(ScoreRefused):
        scales.odi(points, sections)


@pytest.mark.parametrize(
    ("points", "items", "score"),
    [(11, 11, "0.0"), (55, 11, "100.0"), (10, 10, "0.0"), (50, 10, "100.0"), (33, 11, "50.0"), (27, 9, None)],
)
def test_the_quick_dash_needs_ten_answers(points, items, score):
    assert scales.quick_dash(points, items) == (None if score is None else Decimal(score))


@pytest.mark.parametrize(("points", "items"), [(10, 11), (56, 11), (20, 12), (1, -1)])
def test_a_quick_dash_that_cannot_be_is_refused(points, items):
    with pytest.raises(ScoreRefused):
        scales.quick_dash(points, items)


@pytest.mark.parametrize(
    ("before", "after", "course", "percent"),
    [
        ("10", "7", Course.BETTER, "30.0"),
        ("10", "7.01", Course.NONE, "29.9"),
        ("6.6667", "4.6667", Course.BETTER, "30.0"),
        ("10", "10", Course.NONE, "0.0"),
        ("10", "10.99", Course.NONE, "-9.9"),
        ("10", "11", Course.WORSE, "-10.0"),
        ("5", "10", Course.WORSE, "-100.0"),
        ("0", "0", Course.BEST, None),
        ("0", "2", Course.WORSE, None),
        ("3", "0", Course.BETTER, "100.0"),
    ],
)
def test_progress_is_thirty_percent_and_worse_is_ten(before, after, course, percent):
    found = progress(
        Decimal(before), Decimal(after), higher_is_better=False, better_percent=30, worse_percent=10
    )
    assert found.course == course
    assert found.percent == (None if percent is None else Decimal(percent))


@pytest.mark.parametrize(
    ("before", "after", "course"),
    [
        ("40", "52", Course.BETTER),
        ("40", "36", Course.WORSE),
        ("0", "0", Course.NONE),
        ("0", "5", Course.BETTER),
    ],
)
def test_where_higher_is_better_it_is_the_other_way_round(before, after, course):
    found = progress(
        Decimal(before), Decimal(after), higher_is_better=True, better_percent=30, worse_percent=10
    )
    assert found.course == course


def test_the_two_item_scale_has_two_scores_and_the_peg_one():
    two = built_in("two-item")
    assert scores_of(two, {"intensity": 7, "interference": 4}) == {"intensity": 7, "interference": 4}
    assert scores_of(built_in("peg"), {"pain": 7, "enjoyment": 7, "activity": 6}) == {"": Decimal("6.6667")}


@pytest.mark.parametrize(
    ("slug", "answers", "sentence"),
    [
        ("peg", {"pain": 7}, "needs an answer"),
        ("peg", {"pain": 11, "enjoyment": 1, "activity": 1}, "from 0 to 10"),
        ("peg", {"pain": 4.5, "enjoyment": 1, "activity": 1}, "a whole number"),
        ("peg", {"pain": True, "enjoyment": 1, "activity": 1}, "from 0 to 10"),
        ("peg", {"pain": "NaN", "enjoyment": 1, "activity": 1}, "from 0 to 10"),
        ("peg", {"mood": 3}, "does not ask mood"),
        ("barriers", {"money": "maybe"}, "yes or no"),
        ("barriers", {"expects": "Tomorrow"}, "one of"),
        ("barriers", {}, "Nothing is answered"),
    ],
)
def test_answers_that_cannot_be_are_refused_with_a_sentence(slug, answers, sentence):
    with pytest.raises(ScoreRefused, match=sentence):
        checked(built_in(slug), answers)


def test_a_paper_gives_its_score_or_its_points_not_both():
    odi = built_in("odi")
    assert scores_of(odi, {"score": "35.6"}) == {"": Decimal("35.6")}
    assert scores_of(odi, {"points": 16, "answered": 9}) == {"": Decimal("35.6")}
    assert scores_of(built_in("quick-dash"), {"points": 27, "answered": 9}) == {}
    for answers in ({"score": 30, "points": 16}, {"points": 16}):
        with pytest.raises(ScoreRefused):
            scores_of(odi, answers)


def test_each_yes_and_the_worst_choice_propose_a_barrier():
    form = built_in("barriers")
    answers = {"money": True, "sleep": False, "expects": "Never"}
    assert barriers_of(form, answers) == ["Money is short", "Does not expect to be back"]


@pytest.mark.parametrize("form", BUILT_IN, ids=lambda one: one.slug)
def test_the_forms_every_cohe_begins_with_can_be_answered_and_scored(form):
    refuse_unless_askable(form.questions, form.scoring)


def test_a_sum_with_an_answer_missing_is_no_score():
    asked = (Question("a", "A", required=False), Question("b", "B", required=False))
    form = Form("own", 1, "Own", date(2026, 1, 1), asked, Scoring.SUM)
    assert scores_of(form, {"a": 3, "b": 4}) == {"": 7}
    assert scores_of(form, {"a": 3}) == {}


@pytest.mark.parametrize(
    ("questions", "scoring"),
    [
        ((), Scoring.NONE),
        ((Question("a", "A"), Question("a", "B")), Scoring.NONE),
        ((Question("a", "A", low=5, high=5),), Scoring.SUM),
        ((Question("a", "A", QuestionKind.CHOICE, choices=("one",)),), Scoring.NONE),
        ((Question("a", "A", QuestionKind.TEXT),), Scoring.SUM),
        ((Question("a", "A"),), Scoring.ODI),
    ],
)
def test_a_form_nobody_could_answer_or_score_is_refused(questions, scoring):
    with pytest.raises(ScoreRefused):
        refuse_unless_askable(questions, scoring)
