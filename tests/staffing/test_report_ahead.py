"""Forecast and improvement projects stand in the quarterly report as figures, frozen with it (J1, J2, J7)."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from staffing.actions import figures
from staffing.models import ForecastQuarter, MeasureFigure, QuarterFigure
from tests import make, make_measures
from tests.pages import words
from tests.staffing.test_reports import LATER, Q3, begin, claims, submit

__all__ = ["claims"]
Q2, Q4 = Q3.previous, Q3.next
EXPECTED = {"title": "Claims expected in Q1 2027", "note": "600 to 800 in 80 of 100 outcomes; over the line"}
COUNTED = {"year": 2026, "number": 2, "code": "M3", "as_of": date(2026, 7, 1)}


def forecast(as_of, *expected, counts=(400, 410)):
    """Keep a forecast of the quarters from Q4 2026 on."""
    made = make.Forecast(
        as_of=as_of,
        method="theta",
        made_from=[
            {"quarter": str(Q3.plus(n + 1 - len(counts))), "claims": one, "source": "claims"}
            for n, one in enumerate(counts)
        ],
    )
    for n, mean in enumerate(expected):
        quarter = Q4.plus(n)
        ForecastQuarter.objects.create(
            cohe_id=made.cohe_id, forecast=made, year=quarter.year, number=quarter.number, mean=mean,
            low=mean - 100, high=mean + 100,
        )  # fmt: skip


@pytest.fixture
def kept(claims):
    """One HSC, whose time allows 588 claims a quarter; 550 are expected, then 700."""
    make.Share()
    forecast(date(2026, 10, 2), 550, 700)


def own(code):
    return QuarterFigure.objects.get(code=code)


def test_the_report_says_what_is_expected_and_which_quarter_is_the_first_over_the_line(kept, sam):
    report = submit(begin(sam), sam)
    over, soon, later = report.figures.filter(section="forecast")
    assert (over.value, over.note) == (1, "the first is Q1 2027; forecast of 2 Oct 2026")
    assert soon.note == "450 to 650 in 80 of 100 outcomes; may be over the line"
    assert {"title": later.title, "note": later.note} == EXPECTED
    assert (later.value, later.benchmark, later.met) == (700, 588, None)


def test_neither_a_newer_forecast_nor_a_hire_moves_what_was_signed(kept, sam):
    submit(begin(sam), sam)
    forecast(date(2026, 11, 2), 900, 900)
    make.Share(since=date(2026, 11, 2))
    figures.refresh_figures(quarter=Q3, today=LATER)
    for code, value in (("forecast", 1), ("expected-1", 550)):
        assert (own(code).value, own(code).matured, own(code).corrected) == (value, 0, 0)
    begin(sam, LATER, reason="A newer forecast.")
    assert own("expected-1").value == 900


def test_a_report_without_a_forecast_has_none(claims, sam):
    assert not submit(begin(sam), sam).figures.filter(section="forecast").exists()


def test_a_forecast_from_few_claims_is_hidden_from_the_contract_manager(kept, sam):
    assert not QuarterFigure.objects.filter(section="forecast", is_hidden=True).exists()
    forecast(date(2026, 10, 3), 550, counts=(400, 9))
    begin(sam)
    assert own("forecast").is_hidden and own("expected-1").is_hidden


@pytest.fixture
def project(claims, sam):
    """Calls were in 30 of 100 claims of the second quarter, and are in none of the third."""
    MeasureFigure.objects.create(
        cohe_id=sam.cohe_id,
        numerator=30,
        denominator=100,
        figure_numerator=30,
        figure_denominator=1,
        **COUNTED,
    )
    return make_measures.Improvement(after_year=2026, after_number=3, led_by=sam.person)


def halves(project, report=None):
    """Return a project's two figures: of a report, or as they stand."""
    rows = report.figures if report else QuarterFigure.objects
    return [rows.get(code=f"p{project.pk}-{half}") for half in ("before", "after")]


def test_a_project_shows_its_measure_before_and_after_in_the_report(project, sam):
    before, after = halves(project, submit(begin(sam), sam))
    assert (before.title, before.value) == ("Call first: M3 before", Fraction(30))
    assert (after.value, after.note) == (0, "Q3 2026; worse by 30.0 points")


def test_a_report_tells_nothing_of_a_project_from_quarters_after_its_own(project, sam):
    type(project).objects.update(after_year=None, after_number=None)
    submit(begin(sam), sam)
    type(project).objects.update(after_year=2026, after_number=4)
    figures.refresh_figures(quarter=Q3, today=LATER)
    assert [one.value for one in halves(project)] == [30, None]


def test_the_contract_manager_sees_of_a_project_what_its_quarters_reports_tell_her(project, sam):
    begin(sam)
    assert [one.is_hidden for one in halves(project)] == [True, True]
    told = own("M3")
    told.pk, told.number, told.value_over, told.value_under = None, 2, 30, 1
    told.save()
    figures.refresh_figures(quarter=Q3, today=LATER)
    assert [one.is_hidden for one in halves(project)] == [False, False]


def test_the_page_shows_both_sections_with_rows_behind_each_figure(browse, kept, project, sam):
    report = submit(begin(sam), sam)
    client, here = browse(sam), ("2026Q3", 1)
    page = words(client.get(reverse("staffing:report-version", args=here)))
    assert "Quarters expected over the line 1 no change the first is Q1 2027" in page
    assert "Call first: M3 before 30.00 % no change Q2 2026" in page
    for one in report.figures.filter(section__in=("forecast", "projects")):
        answer = client.get(reverse("staffing:report-rows", args=(*here, one.code)))
        assert answer.status_code == 200, one.code


def test_the_forecast_of_a_report_that_nobody_signs_is_that_of_the_quarter_after(kept, sam):
    begin(sam)
    forecast(date(2027, 2, 1), 300, 300)
    figures.refresh_figures(quarter=Q3, today=date(2027, 3, 1))
    assert own("expected-1").value == 550
