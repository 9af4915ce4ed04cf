"""Counts, forecasts and scenarios as the supervisor works them (H6)."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from cohe import clock
from cohe.access import Conflict, Denied
from cohe.models import OutboxRow, Person
from staffing import tasks
from staffing.actions import forecasts, scenarios
from staffing.choices import StepKind
from staffing.fte import Share
from staffing.models import (
    DiscussionScenario,
    Forecast,
    ForecastQuarter,
    QuarterCount,
    Scenario,
)
from staffing.quarter import Quarter
from staffing.queries import forecast as forecast_queries
from staffing.queries import scenarios as queries
from staffing.scenario_policies import (
    Happening,
    Said,
    check_counts_make_sense,
    check_scenario_makes_sense,
    check_step_makes_sense,
)
from tests import make

TODAY = date(2026, 10, 15)
Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)


def even(counts, ahead, percent):
    """A method of the test's own: the last count again, ten less to ten more."""
    return [(counts[-1], counts[-1] - 10, counts[-1] + 10)] * ahead


def typed(by, *claims, last=Q3):
    counts = [(last.plus(n + 1 - len(claims)), one) for n, one in enumerate(claims)]
    return forecasts.set_counts(counts=counts, source="Status reports", by=by, today=TODAY, at=clock.now())


def forecast_of(by, *claims):
    typed(by, *claims)
    return forecasts.make_forecast(cohe_id=by.cohe_id, today=TODAY, at=clock.now(), method=even)


@pytest.fixture
def at_the_line(sam):
    """One HSC, and 588 claims expected in each quarter to come."""
    make.Share(person=make.Person(name="Ann"))
    return forecast_of(sam, *[588] * 12)


def scenario(by, name="Hire in winter", percent=0):
    return scenarios.make_scenario(said=Said(name, percent), by=by, at=clock.now())


def step(row, by, kind, **parts):
    happening = Happening(StepKind(kind), **parts)
    return scenarios.add_step(scenario=row, step=happening, by=by, today=TODAY, at=clock.now())


def hire(row, by, first=date(2027, 1, 1), minutes=2400, last=None):
    return step(row, by, "hire", minutes_a_week=minutes, full_time_minutes=2400, first_on=first, last_on=last)


def test_a_forecast_is_kept_with_what_it_was_made_from(at_the_line):
    assert at_the_line.quarters.count() == 6
    assert (at_the_line.method, at_the_line.percent) == ("theta", 80)
    assert at_the_line.made_from[-1] == {"quarter": "2026Q3", "claims": 588, "source": "typed"}


def test_with_few_quarters_it_is_a_plain_mean(sam):
    made = forecast_of(sam, 500, 501)
    assert made.method == "mean"
    assert set(made.quarters.values_list("mean", "low", "high")) == {(501, None, None)}


def test_under_two_years_there_is_no_interval_whatever_is_set(sam):
    make.PolicyValue(name="forecast_fewest", value=2, since=date(2020, 1, 1))
    assert forecast_of(sam, *[500] * 7).method == "mean"
    assert forecast_queries.known(TODAY).fewest == 8


def test_without_any_quarter_nothing_is_made(sam):
    assert forecasts.make_forecast(cohe_id=sam.cohe_id, today=TODAY, at=clock.now(), method=even) is None


def test_claims_of_the_product_follow_on_typed_counts(sam):
    typed(sam, 5, last=Quarter(2026, 2))
    for _ in range(3):
        make.Claim(claim_established_date=Q3.first)
    assert [one.claims for one in forecast_queries.known(TODAY).history] == [5, 3]


def test_a_count_typed_again_is_corrected_and_one_taken_back_counts_no_more(sam):
    typed(sam, 5)
    (count,) = typed(sam, 7)
    assert QuarterCount.objects.get().claims == 7
    forecasts.withdraw_count(count=count, by=sam, at=clock.now())
    assert forecast_queries.known(TODAY).history == ()
    with pytest.raises(Denied, match="taken back already"):
        forecasts.withdraw_count(count=count, by=sam, at=clock.now())


@pytest.mark.parametrize(
    ("counts", "source", "sentence"),
    [
        ([], "Reports", "at least one quarter"),
        ([(Q3, 5)], " ", "where the numbers come from"),
        ([(Q4, 5)], "Reports", "Q4 2026 is not over"),
        ([(Q3, 5), (Q3, 6)], "Reports", "Q3 2026 is there twice"),
        ([(Q3, -1)], "Reports", "from 0 to 1,000,000"),
    ],
)
def test_counts_that_cannot_be_are_refused(counts, source, sentence):
    with pytest.raises(Denied, match=sentence):
        check_counts_make_sense(counts, source, TODAY)


def test_the_job_makes_what_was_asked_for_once(sam, monkeypatch):
    typed(sam, *[588] * 12)
    monkeypatch.setattr(tasks.forecasting, "by_theta", even)
    row = OutboxRow.objects.get(task=forecast_queries.FORECAST_TASK)
    for _ in range(2):
        tasks.make_forecast(row_id=row.pk, cohe_id=sam.cohe_id)
    assert Forecast.objects.count() == 1


def test_asking_while_one_is_being_made_asks_nothing_more(sam):
    for _ in range(2):
        forecasts.ask_for_forecast(by=sam, at=clock.now())
    assert OutboxRow.objects.filter(task=forecast_queries.FORECAST_TASK).count() == 1


def test_every_quarter_is_forecast_anew_from_its_first_business_day(puget, monkeypatch):
    for day in ("2026-10-01", "2026-10-02", "2027-01-01", "2027-01-04"):
        monkeypatch.setenv("COHE_TODAY", day)
        tasks.ask_for_forecasts()
    keys = OutboxRow.objects.filter(cohe=puget, task=forecast_queries.FORECAST_TASK)
    assert set(keys.values_list("key", flat=True)) == {"2026Q4", "2027Q1"}


def test_the_database_refuses_an_interval_without_its_mean(at_the_line):
    with pytest.raises(IntegrityError, match="forecast_interval_holds_its_mean"), transaction.atomic():
        ForecastQuarter.objects.create(
            cohe_id=at_the_line.cohe_id, forecast=at_the_line, year=2030, number=1, mean=5, low=6, high=7
        )


# ---- scenarios -----------------------------------------------------------------------------------


def outlook(row):
    return {str(one.quarter): one for one in queries.plan_of(row, TODAY).outlook}


def test_a_scenario_is_laid_over_the_forecast(at_the_line, sam):
    row = scenario(sam, percent=10)
    hire(row, sam, first=date(2027, 2, 15))
    found = outlook(row)
    assert found["2026Q4"].quarterly.claims == 647 and found["2026Q4"].is_over
    assert found["2027Q1"].quarterly.fte == Fraction(3, 2) and not found["2027Q1"].is_over
    assert found["2027Q2"].yearly.claims == 588 + 3 * 647


def test_as_it_is_the_line_is_not_crossed(at_the_line):
    as_it_is = queries.plans(queries.ground(TODAY))[0]
    assert as_it_is.first_over is None
    assert as_it_is.outlook[0].may_be_over
    assert as_it_is.first_short.quarter == Q4


def test_leave_and_resignation_of_who_is_there(at_the_line, sam):
    row, ann = scenario(sam), queries.hscs(TODAY).get()
    step(row, sam, "leave", person=ann, first_on=date(2027, 1, 1), last_on=date(2027, 2, 14))
    step(row, sam, "resignation", person=ann, last_on=date(2027, 3, 31))
    found = outlook(row)
    assert (found["2027Q1"].quarterly.fte, found["2027Q2"].quarterly.fte) == (Fraction(1, 2), 0)
    assert found["2027Q2"].quarterly.ratio is None and found["2027Q2"].is_over


REFUSED = [
    ("hire", {"first_on": date(2026, 10, 14)}, "begins today or later"),
    ("hire", {"first_on": None}, "on which day the new HSC would begin"),
    ("hire", {"minutes_a_week": None}, "how many hours a week"),
    ("hire", {"minutes_a_week": 2401}, "at most a full week"),
    ("hire", {"last_on": date(2026, 12, 31)}, "last day cannot be before the first"),
    ("leave", {"person": None}, "Choose who it would be"),
    ("leave", {"last_on": None}, "first and the last day of the leave"),
    ("leave", {"minutes_a_week": 2400}, "Leave hours out"),
    ("leave", {"first_on": date(2026, 9, 1), "last_on": date(2026, 9, 2)}, "ends today or later"),
    ("leave", {"last_on": date.max}, "before 2200"),
    ("resignation", {"last_on": None}, "last working day"),
    ("resignation", {"last_on": date(2026, 10, 14)}, "today or later"),
    ("resignation", {"first_on": TODAY}, "no first day"),
]


@pytest.mark.parametrize(("kind", "parts", "sentence"), REFUSED)
def test_a_step_that_cannot_be_is_refused(kind, parts, sentence):
    ann, new_year = Person(pk=1, name="Ann"), date(2027, 1, 1)
    sound = {
        "hire": {"minutes_a_week": 2400, "full_time_minutes": 2400, "first_on": new_year},
        "leave": {"person": ann, "first_on": new_year, "last_on": date(2027, 1, 31)},
        "resignation": {"person": ann, "last_on": date(2026, 12, 31)},
    }[kind]
    held = [Share(1, "hsc", 2400, 2400, date(2020, 1, 1))]
    given = Happening(StepKind(kind), **{**sound, **parts})
    with pytest.raises(Denied, match=sentence):
        check_step_makes_sense(given, (), held, TODAY)


def test_somebody_without_hsc_time_then_cannot_leave_and_nobody_leaves_twice(at_the_line, sam):
    row, ann, ben = scenario(sam), queries.hscs(TODAY).get(), make.Person(name="Ben")
    with pytest.raises(Denied, match="Ben has no HSC time"):
        step(row, sam, "resignation", person=ben, last_on=date(2027, 1, 1))
    step(row, sam, "resignation", person=ann, last_on=date(2027, 1, 1))
    with pytest.raises(Denied, match="Ann resigns in this scenario already"):
        step(row, sam, "resignation", person=ann, last_on=date(2027, 2, 1))


def test_the_database_refuses_a_leave_of_nobody(at_the_line, sam):
    with pytest.raises(IntegrityError, match="step_says_what_its_kind_needs"), transaction.atomic():
        make.ScenarioStep(scenario=scenario(sam), kind="leave", first_on=TODAY, last_on=TODAY)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(" "), "Give the scenario a name"),
        (Said("x" * 81), "at most 80 characters"),
        (Said("Winter", 301), "by -90 to 300 percent"),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(said, sentence):
    with pytest.raises(Denied, match=sentence):
        check_scenario_makes_sense(said)


def test_two_scenarios_have_two_names(sam):
    scenario(sam, "Taken")
    with pytest.raises(Denied, match="Another scenario is called “Taken”"):
        scenario(sam, "Taken ")


def test_put_away_a_scenario_gives_its_name_free_and_comes_back_under_another(sam):
    row = scenario(sam, "Winter")
    scenarios.withdraw_scenario(scenario=row, by=sam, at=clock.now())
    other = scenario(sam, "Winter")
    with pytest.raises(Denied, match="rename that one first"):
        scenarios.restore_scenario(scenario=row, by=sam, at=clock.now())
    scenarios.withdraw_scenario(scenario=other, by=sam, at=clock.now())
    scenarios.restore_scenario(scenario=row, by=sam, at=clock.now())
    assert list(Scenario.objects.filter(withdrawn_at=None)) == [row]


def test_the_second_of_two_who_change_it_is_told(sam):
    row = scenario(sam)
    scenarios.change_scenario(scenario=row, said=Said("A", 5), version=1, by=sam, at=clock.now())
    with pytest.raises(Conflict, match="Somebody else has changed this scenario"):
        scenarios.change_scenario(scenario=row, said=Said("B", 5), version=1, by=sam, at=clock.now())


def test_what_is_put_away_is_taken_back_before_it_is_changed(at_the_line, sam):
    row = scenario(sam)
    scenarios.withdraw_scenario(scenario=row, by=sam, at=clock.now())
    with pytest.raises(Denied, match="is put away"):
        scenarios.change_scenario(scenario=row, said=Said("A"), version=1, by=sam, at=clock.now())
    with pytest.raises(Denied, match="is put away"):
        hire(row, sam)


def test_a_scenario_is_brought_to_a_discussion_with_its_figures_and_without_names(at_the_line, sam):
    row, ann = scenario(sam, percent=10), queries.hscs(TODAY).get()
    step(row, sam, "resignation", person=ann, last_on=date(2027, 3, 31))
    discussion = make.StaffingDiscussion()

    def bring():
        return scenarios.bring_to_discussion(
            scenario=row, discussion=discussion, by=sam, today=TODAY, at=clock.now()
        )

    brought = bring()
    assert brought.figures["steps"] == ["Resignation of an HSC, last day 31 Mar 2027"]
    assert brought.figures["quarters"][2] == {
        "quarter": "2027Q2", "words": "Q2 2027", "claims": 647, "fte": "0/1", "fte_words": "0.0000",
        "ratio": None, "line": 588, "over": True, "yearly_met": False,
    }  # fmt: skip
    with pytest.raises(Denied, match="brought to the discussion already"):
        bring()
    scenarios.take_back(brought=brought, by=sam, at=clock.now())
    bring()
    assert DiscussionScenario.objects.filter(withdrawn_at=None).count() == 1


def test_an_hsc_forecasts_nothing(ana, sam):
    with pytest.raises(Denied, match="does not change staffing"):
        forecasts.ask_for_forecast(by=ana, at=clock.now())
    with pytest.raises(Denied, match="does not change staffing"):
        scenario(ana)
