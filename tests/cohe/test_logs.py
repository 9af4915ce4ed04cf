"""K4: a log line says what happened and where, never about whom."""

import json
import logging

import pytest

from cohe import logs


def line(message: str, **options) -> dict:
    record = logging.LogRecord("cohe", logging.ERROR, "file.py", 1, message, (), options.get("exc_info"))
    return json.loads(logs.formatter().format(record))


def test_an_error_is_logged_by_its_kind_and_place_and_not_by_its_message():
    try:
        raise ValueError("Key (worker_last_name)=(Canary) already exists")
    except ValueError as error:
        logged = line("failed", exc_info=(type(error), error, error.__traceback__))
    assert logged["error"] == "ValueError"
    assert "test_logs.py" in logged["at"][0]
    assert "Canary" not in json.dumps(logged)


def test_what_was_searched_for_is_not_in_the_log(caplog, client, db):
    client.get("/health/?q=Canary")
    said = [logs.formatter().format(record) for record in caplog.records if record.name.startswith("django")]
    assert any("GET /health/" in one for one in said)
    assert not any("Canary" in one for one in said)


@pytest.mark.parametrize("text", ["GET /claims/?q=Canary", "POST /x/?phone=Canary"])
def test_the_query_is_cut_off_an_address(text):
    assert logs.without_query(None, "", {"request": text})["request"] == text.partition("?")[0]
