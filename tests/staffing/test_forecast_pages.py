"""The supervisor reads what is expected, types in earlier quarters, and compares scenarios (H6)."""

from datetime import date

import pytest
from django.urls import reverse

from cohe import clock
from staffing.models import QuarterCount, Scenario
from staffing.queries import scenarios as queries
from tests import make
from tests.asking import queries_of
from tests.pages import words
from tests.staffing.test_scenarios import TODAY, at_the_line, forecast_of, hire, scenario, typed

__all__ = ["at_the_line"]


def page(client, name="forecast", *args):
    return words(client.get(reverse(f"staffing:{name}", args=args)))


def test_before_the_first_forecast_the_page_says_what_it_needs(supervisor, sam):
    said = page(supervisor)
    assert "Nothing is forecast yet" in said and "No quarter is known whole yet" in said
    typed(sam, 500)
    assert "The first forecast is being made" in page(supervisor)


def test_the_finding_names_the_first_quarter_over_the_line(supervisor, at_the_line, sam):
    assert "No quarter to Q1 2028 is expected over the 588 line; Q4 2026 may be" in page(supervisor)
    forecast_of(sam, *[600] * 12)
    said = page(supervisor)
    assert "Q4 2026 is the first quarter expected over the 588 line: 600 claims, 588 allowed" in said
    assert (
        "from 12 quarters, 12 of them typed in (hollow marks), by the theta method; 80 of 100 outcomes"
        in said
    )


def test_a_plain_mean_is_said_to_be_one(supervisor, sam):
    forecast_of(sam, 500, 501)
    assert "from 2 quarters, 2 of them typed in (hollow marks): too few for an interval" in page(supervisor)


def test_a_scenario_stands_beside_what_is_and_says_the_last_day_to_hire(supervisor, at_the_line, sam):
    row = scenario(sam, "More claims", percent=10)
    said = page(supervisor)
    assert "More claims 10 percent more claims Q4 2026" in said
    own = words(supervisor.get(reverse("staffing:scenario", args=(row.pk,)), {"share": "1/4"}))
    assert "More claims: Q4 2026 is the first quarter over the line" in own
    assert "1.1003" in own and "25 Nov 2026" in own


def test_a_scenario_is_made_filled_and_brought_to_a_discussion(supervisor, at_the_line, sam):
    discussion = make.StaffingDiscussion()
    supervisor.post(reverse("staffing:scenario-add"), {"name": "Winter", "volume_percent": "10"})
    row, ann = Scenario.objects.get(), queries.hscs(TODAY).get()
    hired = {"hours": 13, "minutes": 20, "full_time_hours": 40, "first_on": "2027-01-04"}
    supervisor.post(reverse("staffing:hire-add", args=(row.pk,)), hired)
    gone = {"person": ann.pk, "last_on": "2027-03-31"}
    said = words(supervisor.post(reverse("staffing:resignation-add", args=(row.pk,)), gone, follow=True))
    assert "Hire of 0.3333 FTE from 4 Jan 2027" in said and "Resignation of Ann, last day 31 Mar" in said
    bring = reverse("staffing:scenario-bring", args=(row.pk,))
    said = words(supervisor.post(bring, {"discussion": discussion.pk}, follow=True))
    assert "Scenario: Winter" in said and "Resignation of an HSC" in said and "Ann" not in said


def test_what_cannot_be_keeps_what_was_typed(supervisor, at_the_line, sam):
    row = scenario(sam)
    late = {"hours": 40, "minutes": 0, "full_time_hours": 40, "first_on": "2026-10-14"}
    answer = supervisor.post(reverse("staffing:hire-add", args=(row.pk,)), late)
    assert answer.status_code == 422
    assert "begins today or later" in words(answer) and 'value="2026-10-14"' in answer.content.decode()
    stale = {"name": "Mine", "volume_percent": "5", "version": "7"}
    answer = supervisor.post(reverse("staffing:scenario-change", args=(row.pk,)), stale)
    assert answer.status_code == 409 and 'value="Mine"' in answer.content.decode()


def test_counts_are_pasted_line_by_line(supervisor, sam):
    pasted = {"counts": "2026Q2\t2,210\n\n2026 q3; 2305", "source": "Status reports"}
    supervisor.post(reverse("staffing:forecast-counts"), pasted)
    assert list(QuarterCount.objects.values_list("year", "number", "claims")) == [
        (2026, 3, 2305),
        (2026, 2, 2210),
    ]
    said = page(supervisor, "forecast-counts")
    assert "2 quarters to forecast from, back to Q2 2026" in said
    assert "Q3 2026 2,305 Typed in" in said


@pytest.mark.parametrize("line", ["2026Q5 10", "2026Q1", "ten claims", "2026Q1 -5", "2026Q1 5 6"])
def test_a_line_that_says_no_count_is_named(supervisor, line):
    answer = supervisor.post(
        reverse("staffing:forecast-counts"), {"counts": f"2025Q1 10\n{line}", "source": "Reports"}
    )
    assert answer.status_code == 422 and "Line 2 is no quarter with its claims" in words(answer)
    assert line in answer.content.decode()


def test_the_page_asks_the_same_number_of_queries(supervisor, at_the_line, sam):
    def queries(numbers):
        for number in numbers:
            hire(scenario(sam, f"Scenario {number}"), sam, first=date(2027, 1, 4 + number))
            make.Share(person=make.Person(name=f"Person {number}"))
        return queries_of(lambda: page(supervisor))

    assert queries(range(1)) == queries(range(1, 4)) <= 22


def test_putting_away_is_undone(supervisor, sam):
    row = scenario(sam)
    supervisor.post(reverse("staffing:scenario-withdraw", args=(row.pk,)))
    assert "1 scenario put away" in page(supervisor)
    supervisor.post(reverse("staffing:scenario-restore", args=(row.pk,)))
    assert Scenario.objects.get().withdrawn_at is None
    assert clock.today() == TODAY
