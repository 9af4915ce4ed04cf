"""A forecast says from what it was made; with too little history it is a plain mean without interval (H6)."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from staffing import forecast as rules
from staffing.choices import CountSource, ForecastMethod
from staffing.forecast import Counted, Expected
from staffing.quarter import Quarter

Q3 = Quarter(2026, 3)
TYPED, OWN = CountSource.TYPED, CountSource.CLAIMS


def named(counts):
    return {Quarter.named(quarter): claims for quarter, claims in counts.items()}


def run(own, typed=None, most=24):
    found = rules.history(named(own), named(typed or {}), last=Q3, most=most)
    return [(str(one.quarter), one.claims, one.source) for one in found]


@pytest.mark.parametrize(
    ("own", "typed", "found"),
    [
        ({}, {}, []),
        # the first quarter with claims is never a whole one
        ({"2026Q3": 9}, {}, []),
        ({"2026Q2": 4, "2026Q3": 9}, {}, [("2026Q3", 9, OWN)]),
        # a typed count stands in the place of our own, and makes the next one whole
        ({"2026Q2": 4, "2026Q3": 9}, {"2026Q2": 8}, [("2026Q2", 8, TYPED), ("2026Q3", 9, OWN)]),
        ({"2026Q3": 9}, {"2026Q2": 8}, [("2026Q2", 8, TYPED), ("2026Q3", 9, OWN)]),
        ({"2026Q2": 4, "2026Q3": 9}, {"2026Q3": 0}, [("2026Q3", 0, TYPED)]),
        # a gap ends the run
        ({"2026Q2": 4, "2026Q3": 9}, {"2025Q4": 8}, [("2026Q3", 9, OWN)]),
        ({"2026Q3": 9}, {"2026Q1": 8}, []),
    ],
)
def test_history_is_the_unbroken_run_of_whole_quarters(own, typed, found):
    assert run(own, typed) == found


def test_history_goes_back_as_far_as_is_asked():
    typed = {f"{year}Q{number}": 5 for year in (2024, 2025) for number in range(1, 5)}
    own = {"2026Q1": 6, "2026Q2": 6, "2026Q3": 6}
    assert [one[0] for one in run(own, typed, most=4)] == ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]


def straight(counts, ahead, percent):
    return [(100.5, 90.9, 110.1)] * ahead


def forecast(counts, *, so_far=0, fewest=3, method=straight):
    known = [Counted(Q3.plus(n + 1 - len(counts)), claims, OWN) for n, claims in enumerate(counts)]
    return rules.expected(known, ahead=2, fewest=fewest, percent=80, so_far=so_far, method=method)


def test_with_enough_history_there_is_an_interval_in_whole_claims_rounded_outwards():
    q4 = Q3.next
    assert forecast([100, 100, 100]) == (
        ForecastMethod.THETA,
        (Expected(q4, 101, 90, 111), Expected(q4.next, 101, 90, 111)),
    )


def test_with_too_little_history_there_is_a_plain_mean_without_interval():
    how, found = forecast([100, 101])
    assert (how, found[0]) == (ForecastMethod.MEAN, Expected(Q3.next, 101))


def test_without_history_nothing_is_expected():
    assert forecast([]) == (ForecastMethod.MEAN, ())


def test_a_running_quarter_has_at_least_what_it_has_already():
    assert forecast([100] * 3, so_far=105)[1] == (
        Expected(Q3.next, 105, 105, 111),
        Expected(Q3.plus(2), 101, 90, 111),
    )
    assert forecast([100], so_far=120)[1][0] == Expected(Q3.next, 120)


def test_claims_are_never_below_zero():
    drawn = forecast([1] * 3, method=lambda *_: [(-2.0, -9.0, 3.2)] * 2)[1][0]
    assert (drawn.mean, drawn.low, drawn.high) == (0, 0, 4)


# Holiday visitors to Australia by quarter, 1999 to 2015: the series on which Hyndman and Athanasopoulos'
# "Forecasting: Principles and Practice" and statsmodels' documentation show seasonal methods.
VISITORS = (30.05, 19.15, 25.32, 27.59, 32.08, 23.49, 28.48, 35.12, 36.84, 25.01, 30.72, 28.69, 36.64, 23.82,
            29.31, 31.77, 35.18, 19.78, 29.60, 34.54, 41.27, 26.66, 28.28, 35.19, 42.21, 24.65, 32.67, 37.26,
            45.24, 29.35, 36.34, 41.78, 49.28, 31.28, 37.85, 38.84, 51.24, 31.84, 41.32, 42.80, 55.71, 33.41,
            42.32, 45.16, 59.58, 34.84, 44.84, 46.97, 60.02, 38.37, 46.98, 50.73, 61.65, 39.30, 52.67, 54.33,
            66.83, 40.87, 51.83, 57.49, 65.25, 43.06, 54.76, 59.83, 73.26, 47.70, 61.10, 66.06)  # fmt: skip


@pytest.mark.launch
def test_the_method_itself_on_a_published_series():
    asked = json.dumps({"counts": VISITORS, "ahead": 4, "percent": 80})
    done = subprocess.run(
        [sys.executable, "-m", "staffing.theta"], input=asked, capture_output=True, text=True,
        cwd=settings.BASE_DIR, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    growth = [mean / before for (mean, _, _), before in zip(found, VISITORS[-4:], strict=True)]
    assert all(1 < one < 1.1 for one in growth)
    assert all(low < mean < high for mean, low, high in found)
    widths = [high - low for _, low, high in found]
    assert widths == sorted(widths)
