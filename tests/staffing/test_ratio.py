"""Claims per HSC FTE is exact: exactly 588 is not over, a third is a third (domain.md 6.1)."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.ratio import Quarterly, Yearly, as_decimal

LINE = 588
# FTE, claims, ratio to two decimals, over?
TABLE = (
    ("1", 587, "587.00", False),
    ("1", 588, "588.00", False),
    ("1", 589, "589.00", True),
    ("0.5", 294, "588.00", False),
    ("0.5", 295, "590.00", True),
    ("3.25", 1911, "588.00", False),
    ("3.25", 1912, "588.31", True),
    ("2.33", 1370, "587.98", False),
    ("2.33", 1371, "588.41", True),
    ("1/3", 196, "588.00", False),
    ("0.33", 195, "590.91", True),
    ("0", 1, None, True),
    ("0", 0, None, False),
)
ftes = st.fractions(min_value=0, max_value=20, max_denominator=2400)


@pytest.mark.parametrize(("fte", "claims", "ratio", "over"), TABLE)
def test_a_quarter_is_over_only_above_the_line(fte, claims, ratio, over):
    found = Quarterly(claims, Fraction(fte), LINE)
    assert (found.is_over, found.ratio) == (over, ratio and Decimal(ratio))


@given(st.integers(0, 20_000), ftes)
def test_the_distance_in_claims_says_the_same_as_the_check(claims, fte):
    found = Quarterly(claims, fte, LINE)
    assert found.is_over == (found.claims_to_the_line < 0) == (found.fte_to_the_line < 0)


@given(st.integers(0, 20_000), ftes)
def test_one_claim_more_than_allowed_is_over(claims, fte):
    allowed = Quarterly(claims, fte, LINE).allowed
    assert not Quarterly(allowed, fte, LINE).is_over
    assert Quarterly(allowed + 1, fte, LINE).is_over


def test_588_every_quarter_misses_the_year_and_never_triggers():
    assert not Quarterly(588, Fraction(1), LINE).is_over
    year = Yearly(4 * 588, Fraction(1), 2350)
    assert not year.is_met
    assert as_decimal(year.required, 5) == Decimal("1.00085")


def test_a_quarter_of_600_in_a_year_of_2200_triggers_though_the_year_is_met():
    assert Quarterly(600, Fraction(1), LINE).is_over
    assert Yearly(2200, Fraction(1), 2350).is_met


@pytest.mark.parametrize(("claims", "halves"), [(2350, "1"), (2351, "3/2"), (1175, "1/2"), (0, "0")])
def test_the_next_half_step_is_shown_beside(claims, halves):
    assert Yearly(claims, Fraction(1), 2350).required_in_halves == Fraction(halves)
