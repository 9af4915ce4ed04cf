"""Measures are exact and have no figure without cases (domain.md 2.4)."""

from fractions import Fraction

import pytest

from staffing.measures import BY_CODE, MEASURES, benchmark_of, is_met, median, needed, share
from staffing.policy import StaffingPolicy

LIMITS = StaffingPolicy()


def met(code, figure, comparison=None):
    measure = BY_CODE[code]
    return is_met(measure, figure, benchmark_of(measure, LIMITS, comparison))


def test_there_are_eleven():
    assert [one.code for one in MEASURES] == [f"M{n}" for n in range(1, 12)]


# measure, numerator, denominator, met?
EDGES = (
    ("M1", 80, 100, True),
    ("M1", 7996, 10_000, False),
    ("M2", 4, 5, True),
    ("M3", 25, 100, True),
    ("M3", 2499, 10_000, False),
    ("M4", 8, 10, True),
    ("M5", 30, 100, True),
    ("M5", 299, 1000, False),
    ("M6", 79, 100, False),
    ("M9", 19, 100, True),
    ("M9", 20, 100, False),
    ("M10", 80, 100, True),
    ("M11", 7999, 10_000, False),
)


@pytest.mark.parametrize(("code", "numerator", "denominator", "expected"), EDGES)
def test_the_benchmark_is_held_against_the_unrounded_share(code, numerator, denominator, expected):
    assert met(code, share(numerator, denominator)) is expected


@pytest.mark.parametrize(("figure", "expected"), [("21.39", True), ("21.4", False), ("21.41", False)])
def test_incidence_must_be_lower_than_the_comparison(figure, expected):
    assert met("M8", Fraction(figure), Fraction("21.4")) is expected


def test_without_a_comparison_incidence_is_neither_met_nor_missed():
    assert met("M8", Fraction(20)) is None


@pytest.mark.parametrize("one", MEASURES, ids=lambda one: one.code)
def test_an_empty_denominator_has_no_figure(one):
    assert share(0, 0) is None
    assert met(one.code, None, Fraction(20)) is None


@pytest.mark.parametrize(
    ("days", "expected"),
    [([], None), ([7], "7"), ([3, 12], "15/2"), ([1, 10, 30], "10"), ([9, 9, 11, 50], "10")],
)
def test_the_median_of_an_even_count_is_the_mean_of_the_middle_two(days, expected):
    assert median(days) == (expected and Fraction(expected))


@pytest.mark.parametrize(("figure", "expected"), [("10", True), ("10.5", False), ("7.5", True)])
def test_ten_business_days_are_fast_enough(figure, expected):
    assert met("M7", Fraction(figure)) is expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "more"), [(571, 2371, 22), (593, 2371, 0), (0, 0, 0), (79, 100, 0)]
)
def test_how_many_more_calls_the_measure_needs(numerator, denominator, more):
    assert needed(BY_CODE["M3"], numerator, denominator, Fraction(25)) == more
