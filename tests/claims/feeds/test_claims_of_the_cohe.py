"""References and whose claim it is, as "Reading" 10, 11 and 13 says."""

from datetime import date

import pytest

from claims.feeds.extract import Enrolment, Known
from tests.claims.feeds.extracts import found, read, value

DETAILS = ["work_status", "apf", "time_loss", "prescriptions", "surgeries"]


@pytest.mark.parametrize(
    ("enrolled_on", "left_on", "ours"),
    [
        ("2026-09-01", "", True),
        ("2026-09-02", "", False),
        ("2020-01-01", "2026-09-01", True),
        ("2020-01-01", "2026-08-31", False),
        ("", "", False),
        ("", "2027-01-01", False),
    ],
)
def test_a_claim_is_the_cohes_while_its_initiating_provider_is_enrolled(enrolled_on, left_on, ours):
    reading = read(providers=[{"enrolled_on": enrolled_on, "left_on": left_on}])["claims"]
    assert len(reading.rows) == ours
    assert reading.counts["not_ours"] == (not ours)


@pytest.mark.parametrize(
    ("days", "ours"),
    [
        ({"first_visit_date": "2026-09-02", "date_of_injury": "2026-09-01"}, False),
        ({"first_visit_date": "", "date_of_injury": "2026-09-01", "roa_received_date": "2026-09-02"}, True),
        (
            {
                "first_visit_date": "",
                "claim_established_date": "2026-09-02",
                "roa_received_date": "2026-09-01",
            },
            False,
        ),
        ({"first_visit_date": "", "roa_received_date": "2026-09-01"}, True),
    ],
)
def test_the_day_that_counts_is_first_visit_else_injury_else_appeared(days, ours):
    reading = read(providers=[{"left_on": "2026-09-01"}], claims=[days])["claims"]
    assert len(reading.rows) == ours


@pytest.mark.parametrize("name", DETAILS)
def test_rows_of_claims_of_others_are_counted_apart_and_are_no_error(name):
    readings = read(providers=[{"enrolled_on": ""}], **{name: [{}]})
    assert (readings[name].rows, readings[name].findings) == ([], [])
    assert readings[name].counts["not_ours"] == readings["claims"].counts["not_ours"] == 1
    assert readings["claims"].findings == []


@pytest.mark.parametrize("name", DETAILS)
def test_a_row_of_a_claim_nobody_knows_is_set_aside(name):
    reading = read(**{name: [{}, {"claim_number": "A999999"}]})[name]
    assert (found(reading), len(reading.rows)) == ([(3, "claim_number", "claim-unknown")], 1)


def test_a_row_of_a_new_claim_that_was_set_aside_is_set_aside():
    reading = read(claims=[{"claim_status": "open"}], work_status=[{}])["work_status"]
    assert found(reading) == [(2, "claim_number", "claim-unknown")]


@pytest.mark.parametrize("claims", [[{"claim_status": "open"}], [{"claim_number": "A000002"}]])
def test_a_row_of_a_claim_known_from_before_is_read(claims):
    reading = read(claims=claims, work_status=[{}], known=Known(claims={"A000001"}))["work_status"]
    assert (len(reading.rows), reading.findings) == (1, [])


def test_a_known_claim_that_is_now_anothers_stays_as_it_was_and_is_reported():
    known = Known(claims={"A000001"})
    readings = read(providers=[{"enrolled_on": ""}], work_status=[{}], known=known)
    assert found(readings["claims"]) == [(2, "initiating_provider_id", "no-longer-ours")]
    assert readings["claims"].kept_keys == {("A000001",)}
    assert readings["work_status"].kept_claims == {"A000001"}


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("claims", "initiating_provider_id"),
        ("claims", "attending_provider_id"),
        ("apf", "provider_id"),
        ("prescriptions", "prescriber_id"),
        ("surgeries", "surgeon_id"),
    ],
)
def test_a_provider_that_is_not_in_the_file_is_reported_and_known_by_number(name, column):
    reading = read(**{name: [{column: "999"}]})[name]
    assert found(reading) == [(2, column, "provider-unknown")]
    if column != "initiating_provider_id":
        assert value(reading, column) == "999"


def test_a_provider_set_aside_counts_as_an_earlier_extract_said():
    twice = [{}, {"left_on": "2020-02-02"}]
    earlier = Known(enrolments={"210000": Enrolment(date(2020, 1, 1), None)})
    assert len(read(providers=twice, known=earlier)["claims"].rows) == 1
    assert read(providers=twice)["claims"].rows == []


def test_an_hsc_address_of_no_user_is_reported():
    providers = [
        {"hsc_email": "Ana@Puget.example"},
        {"provider_id": "210001", "hsc_email": "bo@puget.example"},
    ]
    reading = read(providers=providers, known=Known(user_emails={"ana@puget.example"}))["providers"]
    assert found(reading) == [(3, "hsc_email", "hsc-unknown")]
