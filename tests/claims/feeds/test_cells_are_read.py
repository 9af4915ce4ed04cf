"""Each form of a cell is read, or set aside, as "Reading" 4 to 8 says."""

from datetime import date
from decimal import Decimal

import pytest

from claims.feeds.cells import Unreadable
from claims.feeds.columns import CLAIMS
from claims.feeds.findings import Severity
from tests.claims.feeds.extracts import MADE_ON, found, read, table, value


def claim_with(**cells):
    return read(claims=[cells])["claims"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-09-01", date(2026, 9, 1)),
        ("9/1/2026", date(2026, 9, 1)),
        ("09/01/2026", date(2026, 9, 1)),
        (" 2026-09-01\t", date(2026, 9, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2026-10-15", MADE_ON),
        ("", None),
    ],
)
def test_a_day_is_read_in_both_forms(text, day):
    assert value(claim_with(date_of_injury=text), "date_of_injury") == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "2025-02-29",
        "2026-00-10",
        "13/13/2026",
        "31/12/2026",
        "3/4/26",
        "2026-9-1",
        "2026-09-01 00:00",
        "2026-09-01T00:00:00",
        "20260901",
        "1.9.2026",
        "0000-01-01",
        "٢٠٢٦-09-01",
        "yesterday",
    ],
)
def test_a_day_that_cannot_be_read_sets_the_row_aside(text):
    reading = claim_with(date_of_injury=text)
    assert (reading.rows, found(reading)) == ([], [(2, "date_of_injury", "date")])


FUTURE_ALLOWED = [
    ("providers", "enrolled_on"),
    ("providers", "left_on"),
    ("claims", "attending_since"),
    ("work_status", "from_date"),
    ("work_status", "through_date"),
    ("apf", "valid_from"),
    ("apf", "valid_through"),
    ("time_loss", "paid_through"),
    ("surgeries", "scheduled_for"),
]
FUTURE_REFUSED = [
    ("claims", "status_date"),
    ("claims", "date_of_injury"),
    ("claims", "first_visit_date"),
    ("claims", "roa_received_date"),
    ("claims", "claim_established_date"),
    ("claims", "worker_dob"),
    ("apf", "exam_date"),
    ("apf", "received_date"),
    ("time_loss", "paid_from"),
    ("prescriptions", "filled_on"),
    ("surgeries", "requested_on"),
    ("surgeries", "authorized_on"),
    ("surgeries", "denied_on"),
    ("surgeries", "performed_on"),
]


@pytest.mark.parametrize(("name", "column"), FUTURE_ALLOWED)
def test_planned_days_may_lie_after_the_day_of_the_extract(name, column):
    known_claim = {"claims": [{}]} if name != "claims" else {}
    reading = read(**known_claim, **{name: [{column: "2026-10-16"}]})[name]
    assert not found(reading, "future")


@pytest.mark.parametrize(("name", "column"), FUTURE_REFUSED)
def test_no_other_day_may_lie_after_the_day_of_the_extract(name, column):
    reading = read(**{name: [{column: "2026-10-16"}]})[name]
    assert found(reading, "future") == [(2, column, "future")]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("work_status", "from_date", "through_date"),
        ("apf", "valid_from", "valid_through"),
        ("time_loss", "paid_from", "paid_through"),
    ],
)
def test_a_span_that_ends_before_it_begins_is_set_aside_by_its_end(name, first, last):
    backwards = read(**{name: [{first: "2026-09-05", last: "2026-09-04"}]})[name]
    one_day = read(**{name: [{first: "2026-09-05", last: "2026-09-05"}]})[name]
    assert found(backwards) == [(2, last, "order")]
    assert len(one_day.rows) == 1


def test_days_in_another_odd_order_are_read():
    reading = read(surgeries=[{"requested_on": "2026-09-10", "performed_on": "2026-09-01"}])["surgeries"]
    assert (len(reading.rows), reading.findings) == (1, [])


def test_a_roa_before_the_first_visit_is_reported_and_counts():
    reading = claim_with(first_visit_date="2026-09-05", roa_received_date="2026-09-04")
    assert found(reading) == [(2, "roa_received_date", "roa-early")]
    assert value(reading, "roa_received_date") == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("column", "text", "number"),
    [
        ("days_supply", "0", 0),
        ("days_supply", " 9999 ", 9999),
        ("days_supply", "007", 7),
        ("days_supply", "", None),
        ("med_per_day", "0", Decimal(0)),
        ("med_per_day", "22.5", Decimal("22.5")),
    ],
)
def test_numbers_are_read(column, text, number):
    assert value(read(prescriptions=[{column: text}])["prescriptions"], column) == number


@pytest.mark.parametrize("text", ["-7", "+7", "10000", "1,000", "7.0", "ten", "1e3", "٧"])
def test_what_is_no_whole_number_sets_the_row_aside(text):
    reading = read(prescriptions=[{"days_supply": text}])["prescriptions"]
    assert found(reading) == [(2, "days_supply", "number")]


@pytest.mark.parametrize("text", ["-1", "+1", "1,5", "1.", ".5", "1e3", "nan", "Infinity", "9" * 30])
def test_what_is_no_dose_sets_the_row_aside(text):
    reading = read(prescriptions=[{"med_per_day": text}])["prescriptions"]
    assert found(reading) == [(2, "med_per_day", "number")]


def test_words_are_read_in_any_case_and_trimmed():
    reading = claim_with(claim_status=" ALLOWED ", fund="State", roa_complete="y", side="Both")
    values = [value(reading, column) for column in ("claim_status", "fund", "roa_complete", "side")]
    assert values == ["allowed", "state", True, "both"]


def test_an_unknown_word_is_empty_and_an_unknown_flag_is_neither_yes_nor_no():
    reading = read(claims=[{"fund": ""}, {"claim_number": "A000002", "fund": "", "roa_complete": ""}])[
        "claims"
    ]
    assert [value(reading, "fund", row) for row in (0, 1)] == ["", ""]
    assert [value(reading, "roa_complete", row) for row in (0, 1)] == [None, None]


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("claim_status", "open"),
        ("fund", "other"),
        ("side", "middle"),
        ("roa_complete", "yes"),
        ("fund", "ſtate"),
    ],
)
def test_a_word_that_is_not_listed_sets_the_row_aside(column, text):
    assert found(claim_with(**{column: text})) == [(2, column, "word")]


@pytest.mark.parametrize("text", ["A000001", " a000001", "AB12345\t", "ab12345"])
def test_a_claim_number_is_trimmed_and_upper_cased(text):
    assert value(claim_with(claim_number=text), "claim_number") == text.strip().upper()


@pytest.mark.parametrize(
    "text", ["A00001", "A0000001", "1A00001", "AB1234O", "A-00001", "ABC1234", "ſ000001"]
)
def test_what_is_no_claim_number_sets_the_row_aside(text):
    assert found(claim_with(claim_number=text)) == [(2, "claim_number", "claim-number")]


@pytest.mark.parametrize(
    ("number", "fund", "code"),
    [
        ("A000001", "state", None),
        ("S000001", "self_insured", None),
        ("SA00001", "self_insured", None),
        ("A000001", "", None),
        ("S000001", "state", "fund-letter"),
        ("Y000001", "self_insured", "fund-letter"),
        ("D000001", "state", "first-letter"),
        ("Z000001", "", "first-letter"),
    ],
)
def test_a_first_letter_that_does_not_fit_is_reported_and_the_fund_column_counts(number, fund, code):
    reading = claim_with(claim_number=number, fund=fund)
    assert found(reading) == ([(2, "claim_number", code)] if code else [])
    assert value(reading, "fund") == fund


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2+3", "@SUM(1)", "Two\nLines", 'A "quoted" name', "x" * 10_000]
)
def test_text_is_kept_as_it_is(text):
    reading = claim_with(occupation=f" {text} ")
    assert (value(reading, "occupation"), reading.findings) == (text, [])


@pytest.mark.parametrize("text", ["x" * 10_001, "ba\0ker", "ba\ufffdker"])
def test_text_that_is_too_long_or_holds_a_lost_character_sets_the_row_aside(text):
    assert found(claim_with(occupation=text)) == [(2, "occupation", "text")]


def test_a_cell_longer_than_the_csv_limit_sets_only_its_row_aside():
    reading = read(claims=[{"occupation": "x" * 200_000}, {"claim_number": "A000002"}])["claims"]
    assert (found(reading), len(reading.rows)) == ([(2, "occupation", "text")], 1)


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("providers", "name"),
        ("claims", "claim_status"),
        ("claims", "initiating_provider_id"),
        ("work_status", "status"),
        ("work_status", "from_date"),
        ("work_status", "source"),
        ("apf", "provider_id"),
        ("time_loss", "paid_through"),
        ("prescriptions", "drug"),
        ("surgeries", "procedure"),
    ],
)
def test_a_row_without_a_value_it_must_have_is_set_aside(name, column):
    reading = read(**{name: [{column: "  "}]})[name]
    assert (2, column, "missing") in found(reading)


def test_a_claim_needs_one_of_the_days_on_which_it_can_have_appeared():
    none = claim_with(first_visit_date="", date_of_injury="2026-09-01")
    one = claim_with(first_visit_date="", roa_received_date="2026-09-03")
    assert found(none) == [(2, "claim_established_date", "missing")]
    assert len(one.rows) == 1


def test_the_first_bad_column_of_the_file_is_named():
    header = ["source", "through_date", "from_date", "status", "claim_number", "restrictions"]
    bad = {"source": "rumour", "status": "resting", "from_date": "2026-02-30"}
    assert found(read(work_status=[bad])["work_status"]) == [(2, "status", "word")]
    assert found(read(work_status=table("work_status", bad, header=header))["work_status"]) == [
        (2, "source", "word")
    ]


def test_a_finding_shows_the_cell_without_what_a_page_cannot_show():
    (finding,) = claim_with(date_of_injury="\x07" + "9" * 100).findings
    assert finding.severity is Severity.SET_ASIDE
    assert finding.sentence == f"“□{'9' * 39}…” is not a date (YYYY-MM-DD or M/D/YYYY)."


def test_no_sentence_repeats_what_is_said_of_a_worker():
    born = next(column for column in CLAIMS.columns if column.name == "worker_dob")
    with pytest.raises(Unreadable, match="What stands here is a day that does not exist") as refused:
        born.cells(date(2026, 10, 15))["13/45/1980"]
    assert "1980" not in str(refused.value)
