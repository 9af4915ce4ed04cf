"""Small extracts for tests: one enrolled provider, one claim, and what a test adds or breaks."""

import csv
import io
from datetime import date
from pathlib import Path

from claims.feeds import sources
from claims.feeds.columns import LAYOUTS
from claims.feeds.extract import Extract, Known

SAMPLES = Path(__file__).parents[2] / "data" / "extract"
MADE_ON = date(2026, 10, 15)

PROVIDER = {"provider_id": "210000", "name": "Ada Ng", "enrolled_on": "2020-01-01"}
CLAIM = {
    "claim_number": "A000001",
    "fund": "state",
    "claim_status": "allowed",
    "first_visit_date": "2026-09-01",
    "initiating_provider_id": "210000",
}
ROWS = {
    "providers": PROVIDER,
    "claims": CLAIM,
    "work_status": {
        "claim_number": "A000001",
        "status": "off_work",
        "from_date": "2026-09-02",
        "source": "apf",
    },
    "apf": {"claim_number": "A000001", "provider_id": "210000", "exam_date": "2026-09-02"},
    "time_loss": {"claim_number": "A000001", "paid_from": "2026-09-05", "paid_through": "2026-09-18"},
    "prescriptions": {"claim_number": "A000001", "filled_on": "2026-09-02", "drug": "naproxen"},
    "surgeries": {"claim_number": "A000001", "procedure": "debridement"},
}


def table(name, *rows, header=None):
    """Return a file as bytes: each row is the good row of that file with the given cells changed."""
    columns = header or [column.name for column in LAYOUTS[f"{name}.csv"].columns]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**ROWS[name], **row} for row in rows)
    return text.getvalue().encode()


def files(**named):
    """Return the files of an extract: rows (dicts) or bytes by name, above one good provider and claim."""
    given = {"providers": [{}], "claims": [{}], **named}
    return {
        f"{name}.csv": content if isinstance(content, bytes) else table(name, *content)
        for name, content in given.items()
    }


def read(source=None, *, known=None, made_on=MADE_ON, **named):
    """Read an extract whole and return its readings by name."""
    with source or sources.uploaded(files(**named)) as opened:
        extract = Extract(opened, made_on=made_on, known=known or Known())
        return {reading.layout.name: reading for reading in extract.readings()}


def found(reading, *codes):
    """Return (line, column, code) of what was found, of these codes alone if any are given."""
    return [
        (finding.line, finding.column, finding.code)
        for finding in reading.findings
        if not codes or finding.code in codes
    ]


def value(reading, column, row=0):
    """Return the value of a column in the row-th row read."""
    return reading.rows[row][reading.layout.at(column)]
