"""The supervisor reads the measures, opens every figure, and makes what can be rescued today's worklist."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from cohe import clock
from cohe.access import Denied
from coordination.models import DeskAction, WorkItem
from staffing.actions import performance
from staffing.actions.measure_figures import count_quarters, quarters_to_count
from staffing.choices import SurveyOf
from staffing.models import (
    AdopterClass,
    ApfReview,
    Comparison,
    Improvement,
    MeasureFigure,
    ProviderCall,
    Survey,
)
from staffing.quarter import Quarter
from staffing.queries.measures import measured
from tests import make, make_measures
from tests.asking import queries_of
from tests.pages import words
from tests.staffing.test_measured import OCTOBER, Q3, billed, claim


def url(name, *args):
    return reverse(f"staffing:{name}", args=args)


def test_every_figure_of_the_page_opens_as_many_rows(supervisor, ana):
    billed(claim(hsc=ana.person), Q3.first + timedelta(days=1), ana.person)
    claim(1)
    page = words(supervisor.get(url("measures-of", "2026Q3")))
    assert "50.0 %" in page and "1 / 2" in page
    for one in measured(Q3, OCTOBER):
        rows = words(supervisor.get(url("measure", Q3, one.measure.code)))
        assert f"of {one.denominator}:" in rows


def test_one_key_makes_the_rescue_list_todays_worklist_and_undo_takes_it_back(supervisor, ana, sam):
    mine, nobodys = claim(85, hsc=ana.person), claim(86)
    page = words(supervisor.get(url("rescue", "2026Q3", "M2")))
    assert "2 claims can still change M2" in page and "nobody: assign it first" in page
    chosen = {"claim": [mine.pk, nobodys.pk, 987654321]}
    answer = words(supervisor.post(url("rescue-make", "2026Q3", "M2"), chosen, follow=True))
    assert "1 task due today" in answer and "on the list" in answer
    task = WorkItem.objects.get(rule="T03")
    assert (task.owner, task.due_on, task.because) == (ana.person, OCTOBER, "Get the first APF")
    again = words(supervisor.post(url("rescue-make", "2026Q3", "M2"), chosen, follow=True))
    assert "Nothing to add" in again
    undo = {"action": DeskAction.objects.get(kind="added").key, "back": "/"}
    supervisor.post(reverse("coordination:desk-undo"), undo)
    assert not WorkItem.objects.live().filter(rule="T03").exists()


def test_an_hsc_rescues_her_own_claims_alone(browse, ana, ben):
    claim(85, hsc=ana.person), claim(86, hsc=ben.person)
    assert "1 claim can still change M2" in words(browse(ana).get(url("rescue", "2026Q3", "M2")))
    assert browse(ana).get(url("performance")).status_code == 403


def test_nothing_chosen_is_refused_with_a_sentence(supervisor):
    assert "Choose at least one claim" in words(supervisor.post(url("rescue-make", "2026Q3", "M2")))


def test_the_same_sample_is_drawn_once_and_each_apf_is_judged(supervisor, sam):
    for n in range(40):
        make.Apf(claim=claim(), exam_date=Q3.first + timedelta(days=n))
    supervisor.post(url("apf-reviews-draw", "2026Q3"))
    assert ApfReview.objects.count() == 30
    again = supervisor.post(url("apf-reviews-draw", "2026Q3"))
    assert "a sample is drawn once" in words(again)
    review = ApfReview.objects.first()
    judged = {"is_complete": "yes", "is_on_time": "no", "version": 1}
    supervisor.post(url("apf-review", review.pk), judged)
    found = measured(Q3, OCTOBER)[0]
    assert (found.numerator, found.denominator) == (0, 1)
    assert supervisor.post(url("apf-review", review.pk), judged).status_code == 409
    assert supervisor.post(url("apf-reviews-draw", "2026Q4")).status_code == 403


def test_what_the_measures_go_by_is_typed_in(supervisor, ana, sam):
    one, provider = claim(hsc=ana.person), make.Provider()
    supervisor.post(url("comparison", "2026Q3"), {"percent": "21.4", "source": "L&I, area 4"})
    assert str(Comparison.objects.get().percent) == "21.400"
    refused = supervisor.post(url("comparison", "2026Q3"), {"percent": "0", "source": "L&I"})
    assert refused.status_code == 422 and 'value="0"' in refused.content.decode()
    supervisor.post(url("adopter", provider.pk), {"adoption": "low", "since": "2026-09-01"})
    assert AdopterClass.objects.get().adoption == "low"
    call = {"on": "2026-07-03", "source": "The clinic", "is_billed": "on"}
    supervisor.post(url("provider-call", one.pk), call)
    assert "recorded on this claim already" in words(supervisor.post(url("provider-call", one.pk), call))
    assert measured(Q3, OCTOBER)[2].numerator == 1
    supervisor.post(url("provider-call-withdraw", ProviderCall.objects.get().pk))
    assert measured(Q3, OCTOBER)[2].numerator == 0


def test_closed_quarters_are_counted_once_and_the_last_ones_anew(puget):
    claim(-300), claim()
    every = quarters_to_count(OCTOBER, moving=1)
    assert [str(one) for one in every] == ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]
    assert count_quarters(every, OCTOBER) == 5
    assert quarters_to_count(OCTOBER, moving=1) == [Q3]
    count_quarters([Q3], OCTOBER)
    assert MeasureFigure.objects.get(code="M5", year=2026, number=3).denominator == 1


def test_surveys_and_projects_are_kept_and_bad_ones_refused_with_what_was_typed(supervisor, sam):
    survey = {"quarter": "2026Q3", "of": "workers", "question": "Clear?", "answered": 40, "positive": 41}
    assert "41 positive answers are more than 40" in words(supervisor.post(url("survey-add"), survey))
    supervisor.post(url("survey-add"), survey | {"positive": 36})
    page = words(supervisor.get(url("performance-of", "2026Q3")))
    assert "90.0 % 36 / 40" in page
    supervisor.post(url("survey-remove", Survey.objects.get().pk))
    assert not Survey.objects.exists()
    project = {
        "title": "Call first", "aim": "More calls", "change": "A call at intake", "measure": "M3",
        "started_on": "2026-07-01", "before": "2026Q2", "after": "2026Q1",
    }  # fmt: skip
    assert "must follow Q2 2026" in words(supervisor.post(url("improvement-add"), project))
    supervisor.post(url("improvement-add"), project | {"after": "2026Q3"})
    row = Improvement.objects.get()
    answer = supervisor.post(url("improvement", row.pk), project | {"after": "", "version": 2})
    assert answer.status_code == 409


def test_a_project_shows_its_measure_before_and_after(supervisor, sam, ana):
    claim(-30)
    after = claim()
    billed(after, Q3.first, ana.person)
    count_quarters([Quarter(2026, 2), Q3], OCTOBER)
    performance.start_improvement(
        project=performance.Project(
            "Call first", "More calls", "A call at intake", "M5", Q3.first, Quarter(2026, 2), Q3
        ),
        by=sam, at=clock.now(),
    )  # fmt: skip
    page = words(supervisor.get(url("improvements")))
    assert "Q2 2026: 0.0 % before" in page and "Q3 2026: 100.0 % after" in page
    assert "better by 100.0 points" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"ended_on": Q3.first - timedelta(days=1)}, "cannot end before it began"),
        ({"after": Quarter(2026, 2)}, "must follow Q2 2026"),
        ({"before": Quarter(2026, 4), "after": None}, "Q4 2026 begins after the project did"),
    ],
)
def test_a_project_whose_days_cannot_be_is_refused(sam, changed, sentence):
    sound = performance.Project("Call first", "More", "A call", "M5", Q3.first, Quarter(2026, 2), Q3)
    with pytest.raises(Denied, match=sentence):
        performance.start_improvement(project=replace(sound, **changed), by=sam, at=clock.now())


def test_a_question_has_its_answers_of_a_quarter_once(sam):
    make_measures.Survey(question="Was it clear?")
    answers = performance.Answers(SurveyOf.WORKERS, "Was it clear?", 40, 36)
    with pytest.raises(Denied, match="has its answers for Q3 2026 already"):
        performance.add_survey(quarter=Q3, answers=answers, by=sam, today=OCTOBER, at=clock.now())


@pytest.mark.parametrize("name", ["measures-of", "performance-of"])
def test_a_page_asks_the_database_no_more_with_more_rows(supervisor, ana, ben, name):
    def queries(first, last, author):
        for n in range(first, last):
            billed(claim(n, hsc=author), Q3.first + timedelta(days=n + 1), author)
        return queries_of(lambda: supervisor.get(url(name, "2026Q3")))

    assert queries(0, 1, ana.person) == queries(1, 6, ben.person)
