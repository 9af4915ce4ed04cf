"""What takes long to import is imported by the first who needs it."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from cohe.later import Later

SLOW = {"altair", "vl_convert"}


def imported_at_start(file: Path) -> set[str]:
    """Return what a module imports as soon as it is imported itself."""
    found = [one for one in ast.parse(file.read_text()).body if isinstance(one, ast.Import)]
    return {name.name for one in found for name in one.names}


def test_a_module_gives_what_it_has_and_nothing_else():
    fractions = Later("fractions")
    assert fractions.Fraction(1, 2) == fractions.Fraction(2, 4)
    with pytest.raises(AttributeError):
        getattr(fractions, "nothing of this name")


def test_no_page_waits_for_the_drawing_program_at_the_start_of_the_process():
    files = [file for app in ("cohe", "staffing") for file in Path(settings.BASE_DIR, app).rglob("*.py")]
    assert [file.name for file in files if imported_at_start(file) & SLOW] == []
    assert len(files) > 100
