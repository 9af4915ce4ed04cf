"""A fresh machine gets its tables in seconds: every migration that adds tables does so in one go."""

from pathlib import Path

import pytest

from cohe.embedded.places import CHECKOUT

MIGRATIONS = [
    pytest.param(file, id=f"{file.parent.parent.name} {file.stem}")
    for file in sorted(CHECKOUT.glob("*/migrations/0*.py"))
    if "CreateModel(" in file.read_text()
]


@pytest.mark.parametrize("file", MIGRATIONS)
def test_tables_are_added_in_one_go(file: Path):
    assert file.read_text().rstrip().endswith("operations = in_one_go(operations)")
