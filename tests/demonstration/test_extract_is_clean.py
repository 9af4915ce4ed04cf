"""The demonstration's own extract, read by the product's reader: nothing is aside but what was planted."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from claims.feeds import sources
from claims.feeds.extract import Extract, Known
from claims.feeds.findings import ExtractRefused, Finding, Severity
from coordination.demonstration import extract, roster, world

DAY = date(2026, 10, 15)
MADE = {center: world.make(center, DAY, scale=0.05) for center in roster.CENTERS}
PLANTED = {
    "word", "date", "claim-unknown", "future", "order", "number", "claim-number", "conflict",
}  # fmt: skip


def read(files: Mapping[str, bytes], made_on: date, center: roster.Center, folder: Path) -> list[Finding]:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    known = Known(
        claims=frozenset(story.number for story in MADE[center].stories),
        user_emails=frozenset(one.email(center.code) for one in center.staff),
    )
    with sources.at_path(folder) as source:
        return [
            found
            for reading in Extract(source, made_on=made_on, known=known).readings()
            for found in reading.findings
        ]


@pytest.mark.parametrize("center", roster.CENTERS, ids=lambda center: center.code)
def test_nothing_is_odd_in_the_earlier_extract(center, tmp_path):
    assert read(extract.earlier(MADE[center]), DAY - extract.WEEK, center, tmp_path) == []


@pytest.mark.parametrize("center", roster.CENTERS, ids=lambda center: center.code)
def test_one_row_of_each_planted_kind_is_aside_in_the_later_one(center, tmp_path):
    findings = read(extract.later(MADE[center]), DAY, center, tmp_path)
    aside = Counter(found.code for found in findings if found.severity == Severity.SET_ASIDE)
    assert set(aside) == PLANTED
    assert aside.total() <= len(PLANTED) + 3


def test_the_later_extract_has_something_to_report(tmp_path):
    findings = read(extract.later(MADE[roster.CEDAR]), DAY, roster.CEDAR, tmp_path)
    reported = {found.code for found in findings if found.severity != Severity.SET_ASIDE}
    assert {"windows-1252", "hsc-unknown", "provider-unknown"} <= reported


def test_one_extract_cannot_be_read(tmp_path):
    with pytest.raises(ExtractRefused, match="claim_status"):
        read(extract.unreadable(MADE[roster.ORCA]), DAY, roster.ORCA, tmp_path)
