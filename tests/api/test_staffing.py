"""A program keeps the team as the pages do, and is refused with the same sentences."""

from datetime import date

import pytest

from tests import make


@pytest.fixture
def ann(ana):
    make.Employment(person=ana.person)
    return ana.person


@pytest.fixture
def asks(program, sam):
    return program(sam)


THIRD = {"role": "hsc", "minutes_a_week": 800, "first_on": "2026-10-01"}


def test_a_share_is_given_corrected_and_ended(asks, ann):
    status, share = asks.post(f"staffing/people/{ann.pk}/shares/", THIRD)
    assert (status, share["full_time_minutes"], share["last_on"]) == (201, 2400, None)
    address = f"staffing/shares/{share['id']}/"
    status, corrected = asks.put(address, {**THIRD, "minutes_a_week": 1200})
    assert (status, corrected["minutes_a_week"]) == (200, 1200)
    assert asks.post(f"{address}end/", {"last_on": "2026-10-31"})[1]["last_on"] == "2026-10-31"
    assert asks.get("staffing/team/")[1]["fte"] == "1/2"


def test_a_share_corrected_over_another_is_refused(asks, ann):
    asks.post(f"staffing/people/{ann.pk}/shares/", {**THIRD, "first_on": "2026-01-01"})
    _, later = asks.post(f"staffing/people/{ann.pk}/shares/", THIRD)
    status, said = asks.put(f"staffing/shares/{later['id']}/", {**THIRD, "first_on": "2026-09-01"})
    assert status == 403 and "Another share of this role begins on 1 Jan 2026" in str(said)


def test_days_away_and_a_line_show_with_the_person(asks, ann, sam):
    make.Employment(person=sam.person, hired_on=date(2020, 1, 8))
    away = {"kind": "vacation", "first_on": "2026-10-19", "last_on": "2026-10-23"}
    status, absence = asks.post(f"staffing/people/{ann.pk}/absences/", away)
    assert status == 201
    line = {"answers_to": sam.person_id, "first_on": "2026-10-01"}
    assert asks.post(f"staffing/people/{ann.pk}/line/", line)[0] == 201
    (found,) = [one for one in asks.get("staffing/team/")[1]["people"] if one["id"] == ann.pk]
    assert found["answers_to"] == sam.person_id
    assert [one["first_on"] for one in found["away"]] == ["2026-10-19"]
    assert asks.post(f"staffing/absences/{absence['id']}/withdraw/")[0] == 204


def test_a_vacancy_says_when_somebody_must_be_there(asks, ann):
    make.Share(person=ann, since=date(2025, 1, 1), until=date(2026, 10, 1))
    make.Claim(claim_established_date=date(2026, 9, 1))
    (vacancy,) = asks.get("staffing/team/")[1]["vacancies"]
    assert (vacancy["last_day"], vacancy["due_on"], vacancy["missing_fte"]) == (
        "2026-09-30", "2026-12-30", "1/2350",
    )  # fmt: skip
