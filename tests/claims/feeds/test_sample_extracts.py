"""The sample extracts: nothing is found in the clean one, each defect of the dirty one in its place."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.feeds import sources
from claims.feeds.extract import Known
from claims.feeds.findings import ExtractRefused
from tests.claims.feeds.extracts import SAMPLES, files, found, read

USERS = Known(user_emails={f"{name}@puget.example" for name in ("hana", "marcus", "priya", "tomas")})
SOME_USERS = Known(user_emails=USERS.user_emails - {"tomas@puget.example"})
# Every finding in the dirty sample by line, column and code, rows of unknown claims apart.
EXPECTED = {
    "providers": [
        (14, "name", "windows-1252"),
        (22, "", "duplicate"),
        (24, "hsc_email", "hsc-unknown"),
        (26, "hsc_email", "hsc-unknown"),
    ],
    "claims": [
        (2, "initiating_provider_id", "provider-unknown"),
        (5, "first_visit_date", "date"),
        (9, "attending_provider_id", "provider-unknown"),
        (17, "claim_number", "claim-number"),
        (18, "initiating_provider_id", "missing"),
        (19, "claim_number", "missing"),
        (26, "worker_first_name", "windows-1252"),
        (30, "claim_established_date", "date"),
        (38, "claim_number", "claim-number"),
        (43, "roa_received_date", "future"),
        (48, "claim_status", "word"),
        (49, "worker_first_name", "windows-1252"),
        (51, "", "cells"),
        (54, "date_of_injury", "date"),
        (56, "first_visit_date", "conflict"),
        (57, "roa_received_date", "roa-early"),
        (58, "first_visit_date", "future"),
        (62, "first_visit_date", "conflict"),
        (71, "claim_status", "conflict"),
        (73, "claim_number", "claim-number"),
        (77, "occupation", "text"),
        (83, "claim_status", "missing"),
        (86, "claim_number", "claim-number"),
        (91, "worker_first_name", "bytes"),
        (95, "occupation", "text"),
        (102, "first_visit_date", "date"),
        (106, "claim_status", "conflict"),
        (109, "claim_number", "claim-number"),
        (111, "attending_provider_id", "provider-unknown"),
        (116, "claim_number", "fund-letter"),
        (119, "", "duplicate"),
        (126, "worker_last_name", "windows-1252"),
        (127, "", "duplicate"),
    ],
    "work_status": [
        (16, "from_date", "missing"),
        (36, "source", "missing"),
        (41, "through_date", "order"),
        (72, "from_date", "date"),
        (75, "through_date", "order"),
        (120, "status", "conflict"),
        (138, "status", "word"),
        (145, "through_date", "conflict"),
        (216, "through_date", "conflict"),
        (230, "through_date", "date"),
        (257, "through_date", "order"),
        (278, "", "duplicate"),
        (284, "", "duplicate"),
        (296, "status", "conflict"),
    ],
    "apf": [
        (33, "valid_through", "conflict"),
        (51, "provider_id", "provider-unknown"),
        (56, "exam_date", "missing"),
        (58, "valid_through", "order"),
        (205, "valid_through", "conflict"),
        (236, "provider_id", "provider-unknown"),
        (248, "exam_date", "future"),
        (249, "", "duplicate"),
    ],
    "time_loss": [
        (61, "paid_through", "order"),
        (71, "days_paid", "number"),
        (239, "days_paid", "conflict"),
        (284, "days_paid", "conflict"),
    ],
    "prescriptions": [
        (16, "days_supply", "conflict"),
        (21, "", "duplicate"),
        (80, "prescriber_id", "provider-unknown"),
        (142, "days_supply", "number"),
        (151, "filled_on", "future"),
        (163, "days_supply", "conflict"),
        (173, "drug", "missing"),
    ],
    "surgeries": [
        (8, "performed_on", "date"),
        (14, "procedure", "missing"),
        (22, "", "duplicate"),
    ],
}
COUNTS = {
    "providers": {"duplicates": 1, "read": 24},
    "claims": {"set_aside": 23, "duplicates": 2, "not_ours": 7, "read": 92},
    "work_status": {"set_aside": 74, "duplicates": 2, "not_ours": 24, "read": 217},
    "apf": {"set_aside": 46, "duplicates": 1, "not_ours": 22, "read": 187},
    "time_loss": {"set_aside": 55, "not_ours": 22, "read": 227},
    "prescriptions": {"set_aside": 7, "duplicates": 1, "not_ours": 18, "read": 156},
    "surgeries": {"set_aside": 6, "duplicates": 1, "read": 20},
}
UNKNOWN_CLAIMS = {
    *("A000001", "CE36579", "CE67169", "FC76945", "GC09801", "H324809", "HG30958", "HM20962", "J788729"),
    *("JA72527", "JF66271", "K897040", "L525836", "LD38012", "M971699", "MR21787", "N286679", "PJ07560"),
    *("WE54478", "ZZ99999"),
}


@pytest.fixture(scope="module")
def dirty():
    return read(sources.at_path(SAMPLES / "sample_dirty"), known=SOME_USERS)


def test_the_clean_sample_is_read_without_a_row_set_aside():
    readings = read(sources.at_path(SAMPLES / "sample"), known=USERS)
    assert [finding for reading in readings.values() for finding in reading.findings] == []
    assert readings["claims"].counts == {"read": 376, "not_ours": 24}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_defect_of_the_dirty_sample_is_found_in_its_place(dirty, name):
    assert [one for one in found(dirty[name]) if one[2] != "claim-unknown"] == EXPECTED[name]


@pytest.mark.parametrize("name", COUNTS)
def test_every_row_of_the_dirty_sample_is_counted_once(dirty, name):
    assert dirty[name].counts == COUNTS[name]


def test_rows_of_claims_set_aside_in_the_dirty_sample_are_set_aside(dirty):
    findings = [finding for reading in dirty.values() for finding in reading.findings]
    unknown = {finding.sentence.split()[0] for finding in findings if finding.code == "claim-unknown"}
    assert unknown == UNKNOWN_CLAIMS


def outcome(source):
    """Return what became of an extract: counts by file, or the refusal."""
    try:
        return {name: dict(reading.counts) for name, reading in read(source).items()}
    except ExtractRefused as refusal:
        return str(refusal)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(["claims", "providers", "apf"]), st.binary(max_size=300))
def test_any_bytes_at_the_end_of_a_file_are_read_or_refused(name, noise):
    content = files(apf=[{}])
    content[f"{name}.csv"] += noise
    assert outcome(sources.uploaded(content))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_sample_with_bytes_overwritten_is_read_or_refused(data):
    content = bytearray((SAMPLES / "sample_dirty" / "work_status.csv").read_bytes()[:4000])
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, 3999), st.integers(0, 255)), max_size=20)):
        content[place] = byte
    assert outcome(sources.uploaded(files(work_status=bytes(content))))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_zip_is_read_or_refused(data):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files().items():
            archive.writestr(name, content)
    content = bytearray(stream.getvalue())
    last = len(content) - 1
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, last), st.integers(0, 255)), max_size=5)):
        content[place] = byte
    try:
        source = sources.in_zip(io.BytesIO(bytes(content)), "x.zip")
    except ExtractRefused as refusal:
        assert str(refusal)
    else:
        assert outcome(source)
