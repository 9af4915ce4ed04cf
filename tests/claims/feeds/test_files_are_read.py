"""Headers, lines, encodings, quotes and repeated rows, as "Reading" 2, 3, 4 and 9 says."""

import pytest

from claims.feeds import tables
from claims.feeds.columns import CLAIMS
from claims.feeds.findings import ExtractRefused, Severity
from tests.claims.feeds.extracts import found, read, table, value

COLUMNS = [column.name for column in CLAIMS.columns]


def lines_of(*rows):
    """Return a claims.csv with CRLF ends, its header and the given raw lines."""
    return b"\r\n".join([",".join(COLUMNS).encode(), *rows]) + b"\r\n"


def raw_claim(number=b"A000001", occupation=b"cook"):
    cells = {"claim_number": number, "claim_status": b"allowed", "first_visit_date": b"2026-09-01"}
    cells |= {"initiating_provider_id": b"210000", "occupation": occupation}
    return b",".join(cells.get(name, b"") for name in COLUMNS)


def claims(*rows):
    return read(claims=lines_of(*rows))["claims"]


def test_columns_may_stand_in_any_order_and_case():
    header = [f" {name.upper()} " for name in reversed(COLUMNS)]
    content = table("claims", {}, header=list(reversed(COLUMNS))).replace(
        ",".join(reversed(COLUMNS)).encode(), ",".join(header).encode()
    )
    assert value(read(claims=content)["claims"], "initiating_provider_id") == "210000"


def test_an_unknown_column_is_reported_and_ignored():
    reading = read(claims=table("claims", {"shoe_size": "44"}, header=[*COLUMNS, "shoe_size"]))["claims"]
    (finding,) = reading.findings
    assert (finding.column, finding.code, finding.severity) == (
        "shoe_size",
        "column-unknown",
        Severity.IGNORED,
    )
    assert len(reading.rows) == 1


@pytest.mark.parametrize("missing", ["claim_number", "union_name"])
def test_a_missing_column_refuses_the_extract(missing):
    header = [name for name in COLUMNS if name != missing]
    with pytest.raises(ExtractRefused, match=f"claims.csv lacks the column {missing}") as refusal:
        read(claims=table("claims", {}, header=header))
    assert (refusal.value.file, refusal.value.line, refusal.value.column) == ("claims.csv", 1, missing)


def test_a_column_that_is_there_twice_refuses_the_extract():
    with pytest.raises(ExtractRefused, match="has the column fund more than once"):
        read(claims=table("claims", {}, header=[*COLUMNS, "fund"]))


@pytest.mark.parametrize("content", [b"", b"\r\n", b"claim_number;fund\nA000001;state\n"])
def test_a_file_without_its_header_refuses_the_extract(content):
    with pytest.raises(ExtractRefused, match=r"claims\.csv lacks the columns claim_number"):
        read(claims=content)


def test_utf_16_is_refused_with_what_to_do():
    with pytest.raises(ExtractRefused, match="save it as UTF-8"):
        read(claims=table("claims", {}).decode().encode("utf-16"))


def test_a_file_with_only_a_header_has_no_rows():
    assert read(claims=lines_of())["claims"].rows == []


def test_a_byte_order_mark_is_dropped():
    assert len(read(claims=b"\xef\xbb\xbf" + lines_of(raw_claim()))["claims"].rows) == 1


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_is_one(end):
    content = lines_of(raw_claim(), b"", raw_claim(b"bad")).replace(b"\r\n", end)
    assert found(read(claims=content)["claims"]) == [(4, "claim_number", "claim-number")]


def test_mixed_line_ends_and_a_last_line_without_end_are_read():
    content = (
        lines_of(raw_claim()).replace(b"\r\n", b"\n") + raw_claim(b"A000002") + b"\r" + raw_claim(b"A000003")
    )
    assert [row[0] for row in read(claims=content)["claims"].rows] == [2, 3, 4]


def test_the_line_of_a_row_is_the_physical_one_on_which_it_begins():
    reading = claims(raw_claim(occupation=b'"cook\r\nand\nbaker"'), raw_claim(b"A000002"), raw_claim(b"bad"))
    assert [row[0] for row in reading.rows] == [2, 5]
    assert found(reading) == [(6, "claim_number", "claim-number")]
    assert value(reading, "occupation") == "cook\r\nand\nbaker"


@pytest.mark.parametrize("row", [raw_claim() + b",", raw_claim()[:-1], b"A000001"])
def test_more_or_fewer_cells_than_the_header_set_the_row_aside(row):
    reading = claims(row, raw_claim(b"A000002"))
    assert (found(reading), len(reading.rows)) == ([(2, "", "cells")], 1)


@pytest.mark.parametrize("row", [b"", b"   ", b"," * 27, b"," * 99, b" ," * 27])
def test_a_row_of_empty_cells_is_skipped(row):
    reading = claims(row, raw_claim())
    assert (reading.findings, [line for line, *_ in reading.rows]) == ([], [3])


def test_a_quote_that_never_closes_refuses_the_file_and_says_where_it_opens():
    with pytest.raises(ExtractRefused, match=r"line 3 of claims\.csv") as refusal:
        claims(raw_claim(), raw_claim(b"A000002", b'"cook'), raw_claim(b"A000003"))
    assert refusal.value.line == 3


def test_text_after_a_closing_quote_sets_the_row_aside_and_the_next_row_is_read():
    reading = claims(raw_claim(occupation=b'"cook" or baker'), raw_claim(b"A000002"))
    assert (found(reading), len(reading.rows)) == ([(2, "", "quote")], 1)


def test_blanks_after_a_closing_quote_are_padding():
    assert value(claims(raw_claim(occupation=b'"cook, baker"  ')), "occupation") == "cook, baker"


def test_a_quote_closed_by_a_later_row_swallows_only_up_to_there():
    reading = claims(raw_claim(occupation=b'"cook'), raw_claim(b"A000002", b'"baker"'), raw_claim(b"A000003"))
    assert [code for *_, code in found(reading)] == ["quote"]
    assert [row[0] for row in reading.rows] == [4]


def test_a_line_that_is_not_utf_8_is_read_as_windows_1252_and_reported():
    reading = claims(raw_claim(occupation=b"caf\xe9 \x93cook\x94"), raw_claim(b"A000002", "café".encode()))
    assert found(reading) == [(2, "occupation", "windows-1252")]
    assert [value(reading, "occupation", row) for row in (0, 1)] == ["café “cook”", "café"]


@pytest.mark.parametrize("lost", [b"\x81\xe9", b"\x8d\xe9", b"\x8f\xe9", b"\x90\xe9", b"\x9d\xe9"])
def test_bytes_that_are_neither_set_the_row_aside(lost):
    assert found(claims(raw_claim(occupation=lost))) == [(2, "occupation", "bytes")]


def test_lost_bytes_in_a_column_that_is_ignored_set_the_row_aside_too():
    content = b"shoe_size," + lines_of(b"\x81\xe9," + raw_claim())
    assert found(read(claims=content)["claims"], "bytes") == [(2, "shoe_size", "bytes")]


def test_rows_that_are_equal_after_reading_are_read_once_and_the_others_reported():
    rows = [{}, {"claim_number": " a000001 ", "first_visit_date": "9/1/2026"}, {}]
    reading = read(claims=rows)["claims"]
    assert [row[0] for row in reading.rows] == [2]
    assert found(reading) == [(3, "", "duplicate"), (4, "", "duplicate")]
    assert reading.counts == {"read": 1, "duplicates": 2}


def test_rows_of_one_key_that_differ_are_all_set_aside():
    reading = read(claims=[{}, {"claim_status": "closed"}, {}, {"claim_number": "A000002"}])["claims"]
    assert found(reading) == [(line, "claim_status", "conflict") for line in (2, 3, 4)]
    assert [row[0] for row in reading.rows] == [5]
    assert reading.kept_keys == {("A000001",)}


def test_unreadable_rows_go_before_rows_are_compared():
    reading = read(claims=[{"claim_status": "open"}, {}])["claims"]
    assert found(reading) == [(2, "claim_status", "word")]
    assert len(reading.rows) == 1


def test_providers_that_differ_are_read_without_the_columns_that_differ():
    rows = [{"clinic": "North", "city": "Omak"}, {"clinic": "South", "city": "Omak"}]
    reading = read(providers=rows)["providers"]
    assert found(reading) == [(3, "clinic", "differs")]
    assert [value(reading, column) for column in ("clinic", "city", "name")] == ["", "Omak", "Ada Ng"]


def test_providers_whose_enrolment_differs_are_set_aside():
    reading = read(providers=[{}, {"left_on": "2026-01-01"}])["providers"]
    assert found(reading, "conflict") == [(2, "left_on", "conflict"), (3, "left_on", "conflict")]
    assert reading.rows == []


def test_a_file_of_which_too_much_cannot_be_read_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MOST_SET_ASIDE", 3)
    assert len(claims(*[b"bad"] * 3).findings) == 3
    with pytest.raises(ExtractRefused, match=r"More than 3 rows of claims\.csv cannot be read"):
        claims(*[b"bad"] * 4)


def test_an_empty_requested_on_is_a_key_like_any_other():
    reading = read(surgeries=[{}, {"requested_on": "2026-09-02"}, {"performed_on": "2026-09-03"}])[
        "surgeries"
    ]
    assert found(reading) == [(2, "performed_on", "conflict"), (4, "performed_on", "conflict")]
    assert len(reading.rows) == 1


def test_a_row_set_aside_with_a_readable_key_is_kept_by_its_key():
    reading = read(work_status=[{"through_date": "still"}])["work_status"]
    ((number, day, source),) = reading.kept_keys
    assert (number, day.isoformat(), source) == ("A000001", "2026-09-02", "apf")


def test_a_row_set_aside_without_a_readable_key_keeps_what_was_said_of_its_claim():
    reading = read(work_status=[{"from_date": "2026-02-30"}])["work_status"]
    assert (reading.kept_keys, reading.kept_claims) == (set(), {"A000001"})


def test_a_torn_row_keeps_the_provider_it_begins_with():
    content = table("providers", {"provider_id": "210001"}) + b'210000,Ng, Ada,MD,"",,,,2020-01-01,,\n'
    reading = read(providers=content)["providers"]
    assert (found(reading), reading.kept_keys) == ([(3, "", "cells")], {("210000",)})
