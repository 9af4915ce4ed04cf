"""COHE contract measures M1 to M11: what each counts and when it is met (domain.md 2.4). Pure.

Figures are exact: 79.96 % is under 80 %. An empty denominator has no figure, never 0 % or 100 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from staffing.policy import StaffingPolicy


class Met(StrEnum):
    """How a figure is held against its benchmark."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    BELOW = "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: its numerator and denominator in words, its unit, and which number is its benchmark.

    `benchmark` names the policy number; M8's is the comparison figure of its quarter.
    """

    code: str
    title: str
    numerator: str
    denominator: str
    met: Met
    benchmark: str = ""
    unit: str = "%"


MEASURES = (
    Measure(
        code="M1",
        title="APF complete and on time",
        numerator="reviewed APFs that are complete and on time",
        denominator="APFs in the random review",
        met=Met.AT_LEAST,
        benchmark="apf_review_benchmark",
    ),
    Measure(
        code="M2",
        title="APF within 12 weeks",
        numerator="claims with an APF within the days",
        denominator="claims started in the quarter that are old enough",
        met=Met.AT_LEAST,
        benchmark="apf_weeks_benchmark",
    ),
    Measure(
        code="M3",
        title="Provider-employer call",
        numerator="claims with such a call",
        denominator="claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="employer_call_benchmark",
    ),
    Measure(
        code="M4",
        title="Time-loss claims touched",
        numerator="those with a provider call or a billed HSC activity",
        denominator="time-loss claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="time_loss_touched_benchmark",
    ),
    Measure(
        code="M5",
        title="HSC touched, all claims",
        numerator="claims with a billed HSC activity",
        denominator="claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="touched_benchmark",
    ),
    Measure(
        code="M6",
        title="HSC touched, time-loss",
        numerator="those with a billed HSC activity",
        denominator="time-loss claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="touched_time_loss_benchmark",
    ),
    Measure(
        code="M7",
        title="Speed to HSC, median",
        numerator="business days from claim established to the first billed HSC activity",
        denominator="claims started in the quarter that have one",
        met=Met.AT_MOST,
        benchmark="speed_benchmark",
        unit="bd",
    ),
    Measure(
        code="M8",
        title="Time-loss incidence",
        numerator="claims with any time loss",
        denominator="claims started in the quarter",
        met=Met.BELOW,
    ),
    Measure(
        code="M9",
        title="Low adopters",
        numerator="providers classed low adopter",
        denominator="providers",
        met=Met.BELOW,
        benchmark="low_adopter_benchmark",
    ),
    Measure(
        code="M10",
        title="ROA complete",
        numerator="ROAs complete on submission",
        denominator="ROAs received for claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="roa_complete_benchmark",
    ),
    Measure(
        code="M11",
        title="ROA in 2 business days",
        numerator="ROAs on time",
        denominator="ROAs received for claims started in the quarter",
        met=Met.AT_LEAST,
        benchmark="roa_timely_benchmark",
    ),
)
BY_CODE = {one.code: one for one in MEASURES}


def share(numerator: int, denominator: int) -> Fraction | None:
    """Return a share in percent, exactly; None for an empty denominator."""
    return Fraction(100 * numerator, denominator) if denominator else None


def median(days: Sequence[int]) -> Fraction | None:
    """Return the median, of an even count the mean of the middle two; None of nothing."""
    ordered, half = sorted(days), len(days) // 2
    if not ordered:
        return None
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)


def benchmark_of(
    measure: Measure, limits: StaffingPolicy, comparison: Fraction | None = None
) -> Fraction | None:
    """Return what a measure is held against: its policy number, or the quarter's comparison (M8)."""
    if not measure.benchmark:
        return comparison
    return Fraction(getattr(limits, measure.benchmark))


def is_met(measure: Measure, figure: Fraction | None, benchmark: Fraction | None) -> bool | None:
    """Say whether a figure meets its benchmark; None without a figure or anything to hold it against."""
    if figure is None or benchmark is None:
        return None
    if measure.met is Met.AT_LEAST:
        return figure >= benchmark
    return figure <= benchmark if measure.met is Met.AT_MOST else figure < benchmark


def needed(measure: Measure, numerator: int, denominator: int, benchmark: Fraction) -> int:
    """Return how many more cases must come right for an "at least" share to be met; 0 when it is met."""
    least = -(-benchmark * denominator // 100)
    return max(0, int(least) - numerator) if measure.met is Met.AT_LEAST else 0
