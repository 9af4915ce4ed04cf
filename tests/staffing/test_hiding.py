"""No count under ten of a COHE's quarter can be worked out from the figures its contract manager sees."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cohe.embedded import places
from staffing.choices import ReportSection
from staffing.hiding import hidden_codes
from staffing.report import Figure


def figure(code, numerator, denominator, *follows):
    return Figure(
        code=code,
        section=ReportSection.MEASURES,
        title=code,
        numerator=numerator,
        denominator=denominator,
        value=Fraction(100 * (numerator or 0), denominator) if denominator else None,
        unit="%",
        of_workers=True,
        follows=follows,
    )


def hidden(*figures):
    return set(hidden_codes([figure(*one) for one in figures], 10))


def test_a_small_numerator_and_a_small_rest_are_hidden():
    assert hidden(("M3", 9, 100)) == {"M3"}
    assert hidden(("M3", 91, 100)) == {"M3"}
    assert hidden(("M3", 90, 100)) == set()


def test_nobody_names_nobody():
    assert hidden(("M3", 0, 100), ("M11", 100, 100)) == set()


def test_few_claims_hide_the_ratio_that_would_tell_them():
    assert hidden(("claims", None, 9), ("ratio", None, None, "claims")) == {"claims", "ratio"}


def test_what_follows_a_hidden_figure_is_hidden_and_so_is_what_follows_that():
    rows = (("M5", 9, 100), ("p1-after", None, None, "p1-before"), ("p1-before", None, None, "M5"))
    assert hidden(*rows, ("p2-before", None, None, "M11")) == {"M5", "p1-before", "p1-after"}


def test_a_figure_that_is_kept_back_is_hidden_with_what_follows_it():
    back = replace(figure("p1-before", None, None), is_kept_back=True)
    assert hidden_codes([back, figure("p1-after", None, None, "p1-before")], 10) == {"p1-before", "p1-after"}


def test_too_few_young_claims_hide_the_measure_that_leaves_them_out():
    assert "M2" in hidden(("claims", None, 100), ("M2", 40, 96))


def test_a_small_difference_between_two_counts_hides_one_of_them():
    """Touched 40, touched off work 35: five touched who are not off work."""
    assert hidden(("M5", 40, 100), ("M6", 35, 50)) & {"M5", "M6"}
    assert hidden(("M5", 40, 100), ("M7", None, 35)) & {"M5", "M7"}


# A quarter in which seven claims with time loss were touched late: M4 counts them, M6 does not.
LARGE = [
    ("required", None, 8013), ("claims", None, 2457), ("ratio", None, None, "claims"), ("M2", 464, 1546),
    ("M3", 677, 2457), ("M4", 237, 339), ("M5", 1131, 2457), ("M6", 230, 339), ("M7", None, 1131),
    ("M8", 339, 2457), ("M10", 2457, 2457), ("M11", 1984, 2457),
]  # fmt: skip


def test_a_small_difference_in_a_large_quarter_hides_one_measure_and_no_other():
    assert hidden(*LARGE) == {"M6"}


def test_every_process_hides_the_same():
    ask = "from tests.staffing.test_hiding import *; print(*sorted(hidden(*LARGE, ('M1', 21, 26))))"
    said = {
        subprocess.run(
            [sys.executable, "-c", ask],
            cwd=places.CHECKOUT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in "123"
    }
    assert said == {"M1 M6\n"}


@pytest.mark.parametrize(
    ("quarters", "expected"), [((30, 9, 30, 31), {"required"}), ((30, 0, 30, 31), set())]
)
def test_a_year_with_a_small_quarter_in_it_is_hidden_beside_the_others(quarters, expected):
    year = replace(figure("required", None, sum(quarters)), parts=quarters)
    assert hidden_codes([year], 10) == expected


@settings(max_examples=100, derandomize=True, deadline=None)
@example(0, 40, 20, 20, 5)
@given(*[st.integers(0, 60)] * 5)
def test_what_is_shown_leaves_two_answers_for_every_small_count(
    young, loss, touched_loss, touched_rest, other
):
    """Of every shown figure numerator, rest, and differences along what holds what are ten or nobody."""
    claims, mature = loss + touched_rest + other, loss + touched_rest + other
    rows = {
        "claims": (None, claims + young),
        "M2": (mature // 2, mature),
        "M4": (min(touched_loss, loss), loss),
        "M5": (min(touched_loss, loss) + touched_rest, claims + young),
        "M6": (min(touched_loss, loss), loss),
        "M7": (None, min(touched_loss, loss) + touched_rest),
        "M8": (loss, claims + young),
    }
    gone = hidden(*((code, *parts) for code, parts in rows.items()))
    shown = {code: parts for code, parts in rows.items() if code not in gone}
    told = [count for part, whole in shown.values() if part is not None for count in (part, whole - part)]
    if {"claims", "M2"} <= shown.keys():
        told.append(young)
    if {"M5", "M6"} <= shown.keys():
        told.append(touched_rest)
        if {"M4", "M6", "M8"} & shown.keys():
            told.append(young + other)
    assert [count for count in told if 0 < count < 10] == []
