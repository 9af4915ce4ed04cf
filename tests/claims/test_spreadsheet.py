"""A text in a CSV file stays a text where it is opened: nothing typed becomes a formula there."""

from decimal import Decimal

import pytest

from claims.spreadsheet import harmless, table


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_what_would_begin_a_formula_is_told_to_be_text(begins):
    assert harmless(f"{begins}1+1") == f"'{begins}1+1"


@pytest.mark.parametrize(
    ("cell", "stands"), [(-5, "-5"), (Decimal("-1.5"), "-1.5"), ("A-1", "A-1"), (None, ""), ("", "")]
)
def test_numbers_and_other_words_stand_as_they_are(cell, stands):
    assert harmless(cell) == stands


def test_a_spreadsheet_reads_names_as_they_are_written():
    assert table(["Name"], [["Muñoz, Rosa"]]) == '\ufeffName\r\n"Muñoz, Rosa"\r\n'
