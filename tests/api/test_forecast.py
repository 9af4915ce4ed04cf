"""A program reads the forecast, types in quarters and keeps scenarios as the pages do (H6)."""

import pytest

from staffing.queries import scenarios as queries
from tests import make
from tests.staffing.test_scenarios import TODAY, at_the_line

__all__ = ["at_the_line"]


@pytest.fixture
def asks(program, sam):
    return program(sam)


def test_the_forecast_is_read_with_what_it_was_made_from(asks, at_the_line):
    status, found = asks.get("staffing/forecast/")
    assert (status, found["method"], found["interval_percent"], found["first_over"]) == (
        200, "theta", 80, None,
    )  # fmt: skip
    assert found["history"][-1] == {"quarter": "2026Q3", "claims": 588, "source": "typed"}
    first = found["quarters"][0]
    assert (first["claims"], first["low"], first["high"], first["fte"]) == (588, 578, 598, "1")
    assert (first["over"], first["may_be_over"], first["fte_needed"]) == (False, True, "1")


def test_quarters_are_typed_in_and_taken_back(asks):
    given = {"counts": [{"quarter": "2026Q3", "claims": 500}], "source": "Status reports"}
    status, found = asks.post("staffing/forecast/counts/", given)
    assert (status, found["is_being_made"], len(found["history"])) == (201, True, 1)
    (row,) = asks.get("staffing/forecast/counts/")[1]["results"]
    assert asks.post(f"staffing/forecast/counts/{row['id']}/withdraw/", {})[0] == 204
    assert asks.get("staffing/forecast/")[1]["history"] == []


@pytest.mark.parametrize(("quarter", "status"), [("2026Q5", 400), ("2026Q4", 403)])
def test_a_quarter_that_cannot_be_counted_is_refused(asks, quarter, status):
    given = {"counts": [{"quarter": quarter, "claims": 5}], "source": "Reports"}
    assert asks.post("staffing/forecast/counts/", given)[0] == status


def test_a_scenario_is_kept_filled_and_brought_to_a_discussion(asks, at_the_line):
    ann, discussion = queries.hscs(TODAY).get(), make.StaffingDiscussion()
    _, kept = asks.post("staffing/scenarios/", {"name": "Winter", "volume_percent": 10})
    address = f"staffing/scenarios/{kept['id']}/"
    gone = {"kind": "resignation", "person": ann.pk, "last_on": "2027-03-31"}
    status, plan = asks.post(f"{address}steps/", gone)
    assert (status, plan["first_over"], plan["quarters"][2]["ratio"]) == (201, "2026Q4", None)
    status, brought = asks.post(f"{address}bring/", {"discussion": discussion.pk})
    assert status == 201 and "Ann" not in str(brought)
    assert asks.post(f"staffing/brought-scenarios/{brought['id']}/withdraw/", {})[0] == 204
    step = plan["steps"][0]["id"]
    assert asks.post(f"staffing/scenario-steps/{step}/withdraw/", {})[0] == 204
    assert asks.get(address)[1]["steps"] == []


def test_a_scenario_is_changed_by_who_has_read_it_put_away_and_taken_back(asks):
    _, kept = asks.post("staffing/scenarios/", {"name": "Winter"})
    address, said = f"staffing/scenarios/{kept['id']}/", {"name": "Spring", "volume_percent": -5}
    assert asks.put(address, {**said, "version": 1})[1]["version"] == 2
    assert asks.put(address, {**said, "version": 1})[0] == 409
    assert asks.post(f"{address}withdraw/", {})[0] == 204
    assert asks.get("staffing/scenarios/")[1]["results"] == []
    assert asks.post(f"{address}restore/", {})[0] == 204


@pytest.mark.parametrize(
    ("step", "status"),
    [
        ({"kind": "hire", "minutes_a_week": 2400, "full_time_minutes": 2400}, 403),
        ({"kind": "leave", "person": 987, "first_on": "2027-01-01", "last_on": "2027-02-01"}, 400),
        ({"kind": "sabbatical"}, 400),
    ],
)
def test_a_step_that_cannot_be_is_refused(asks, step, status):
    _, kept = asks.post("staffing/scenarios/", {"name": "Winter"})
    assert asks.post(f"staffing/scenarios/{kept['id']}/steps/", step)[0] == status
