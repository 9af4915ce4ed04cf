"""Control charts come out as in published examples, and say nothing with too few points (J5)."""

from decimal import Decimal

import pytest

from staffing.control import p_chart, xmr

FEWEST = 10
# NIST/SEMATECH e-Handbook of Statistical Methods, individuals chart of flow rates.
FLOW = [Decimal(one) / 10 for one in (496, 476, 499, 513, 478, 512, 526, 524, 536, 521)]
# The same handbook's p-chart: defective chips of thirty wafers of fifty.
CHIPS = (12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13,
         9, 6)  # fmt: skip


def values(text):
    return [Decimal(one) for one in text.split()]


def words(chart):
    return {one.words for one in chart.signals}


def test_the_individuals_chart_of_the_handbook():
    chart = xmr(FLOW, FEWEST)
    assert chart.mean == Decimal("50.81")
    assert round(chart.points[0].high, 4) == Decimal("55.8041")
    assert round(chart.points[0].low, 4) == Decimal("45.8159")
    assert not any("limit" in one and "near" not in one for one in words(chart))


def test_the_p_chart_of_the_handbook():
    chart = p_chart([(one, 50) for one in CHIPS], FEWEST)
    assert round(chart.mean, 4) == Decimal("0.2313")
    assert (round(chart.points[0].low, 3), round(chart.points[0].high, 3)) == (
        Decimal("0.052"),
        Decimal("0.410"),
    )
    beyond = [one.first for one in chart.signals if one.words == "a point above the upper limit"]
    assert beyond == [14, 22]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5 6 5 6 5 6 5 6 5 30", "a point above the upper limit"),
        ("9 9 9 9 9 9 9 9 1 1 1 1 1 1 1 1", "8 points above the mean"),
        ("1 5 1 5 1 2 3 4 5 6 1 5", "6 points rising"),
        ("6 1 6 5 4 3 2 1 6 1 5 6", "6 points falling"),
    ],
)
def test_a_special_cause_is_said_in_words(text, said):
    assert said in words(xmr(values(text), FEWEST))


def test_seven_points_on_one_side_are_no_signal_yet():
    assert not any("the mean" in one for one in words(xmr(values("9 9 9 9 9 9 9 1 1 1 1 1 1 1"), FEWEST)))


def test_a_point_exactly_on_the_mean_breaks_the_run():
    chart = xmr(values("6 6 6 6 5 6 6 6 6 4 4 4 4 5 4 4 4 4"), FEWEST)
    assert "9 points above the mean" not in words(chart)


def test_two_of_three_points_near_a_limit_are_a_signal():
    chart = p_chart([(50, 100)] * 9 + [(63, 100), (50, 100), (63, 100)], FEWEST)
    assert "2 of 3 points near the upper limit" in words(chart)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_under_ten_points_there_are_no_limits(count):
    assert not xmr(FLOW[:count], FEWEST).has_limits
    assert not p_chart([(1, 2)] * count, FEWEST).has_limits
