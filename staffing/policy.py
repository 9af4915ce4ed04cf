"""Every number that staffing, its checks, its measures and its reports go by. Pure.

Source of each: domain.md 2.4, 6, 10.3; [seed 001] where the words say contract.
"""

from dataclasses import dataclass
from typing import Any

from cohe.numbers import OURS, PUBLIC, DatedNumbers, number


def _claims(default: int, rules: str, words: str, source: str = OURS) -> Any:
    return number(default, "claims", rules, words, source)


def _percent(default: int, rules: str, words: str, source: str = PUBLIC) -> Any:
    return number(default, "percent", rules, words, source)


def _minutes(default: int, words: str) -> Any:
    return number(default, "minutes", "load", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingPolicy(DatedNumbers):
    """The numbers in force for one COHE on one day."""

    # The contract (domain.md 6, R1 to R6)
    claims_per_fte_quarter: int = _claims(
        588, "R5", "initiated for each HSC FTE in a quarter; more asks for a discussion", PUBLIC
    )
    claims_per_fte_year: int = _claims(2350, "R1", "initiated for each HSC FTE in a year", PUBLIC)
    vacancy_months: int = number(3, "months", "R6", "to replace an HSC when staffing is too low", PUBLIC)
    full_time_minutes: int = _minutes(2400, "a week of full-time work")
    assistants_count: int = number(
        0, "yes or no", "R3", "whether HSC Assistants count toward HSC FTE (1) or not (0)"
    )
    discussion_days: int = number(30, "days", "R5", "from the check to the discussion")

    # Forecast (H6; ours)
    forecast_fewest: int = number(12, "quarters", "forecast", "of history before there is an interval")
    forecast_history: int = number(24, "quarters", "forecast", "of history at most")
    forecast_ahead: int = number(6, "quarters", "forecast", "to look ahead, the present one included")
    forecast_interval: int = _percent(80, "forecast", "of outcomes that the interval should hold", OURS)

    # What a contract manager may see (domain.md 14)
    smallest_cell: int = number(10, "cases", "K", "below which a figure is hidden")

    # Measures M1 to M11 (domain.md 2.4)
    apf_review_benchmark: int = _percent(80, "M1", "of reviewed APFs complete and on time, at least")
    apf_review_size: int = number(30, "forms", "M1", "APFs drawn for the review of a quarter")
    apf_weeks_benchmark: int = _percent(80, "M2", "of claims with an APF within the days, at least")
    apf_weeks_days: int = number(84, "days", "M2", "from the start of a claim to its first APF", PUBLIC)
    employer_call_benchmark: int = _percent(25, "M3", "of claims with a provider-employer call, at least")
    time_loss_touched_benchmark: int = _percent(80, "M4", "of time-loss claims touched, at least")
    touched_benchmark: int = _percent(30, "M5", "of claims with a billed HSC activity, at least")
    touched_time_loss_benchmark: int = _percent(80, "M6", "of time-loss claims with one, at least")
    speed_benchmark: int = number(
        10, "business days", "M7", "median to the first billed HSC activity, at most", PUBLIC
    )
    low_adopter_benchmark: int = _percent(20, "M9", "of providers classed low adopter, below")
    roa_complete_benchmark: int = _percent(80, "M10", "of ROAs complete on submission, at least")
    roa_timely_benchmark: int = _percent(80, "M11", "of ROAs on time, at least")
    roa_timely_bd: int = number(2, "business days", "M11", "from the first visit to the ROA", PUBLIC)
    measures_close_days: int = number(
        30, "days", "M3 M4 M5 M6 M10", "after a quarter in which its figures can still change for its report"
    )
    figures_move_quarters: int = number(
        4, "cases", "J3", "closed quarters that are counted anew each night; older figures are kept"
    )

    # Performance (domain.md 10.3)
    survey_benchmark: int = _percent(90, "P1", "of survey answers positive, at least", OURS)
    readmission_days: int = number(30, "days", "P3", "after a surgery for an unplanned return")
    medication_check_benchmark: int = _percent(
        100, "P4", "of opioid claims with a medication check at each contact, at least", OURS
    )
    documentation_bd: int = number(1, "business days", "P5", "from a contact to its signed note")
    fewest_points: int = number(10, "cases", "charts", "points before a chart has control limits")

    # Load: expected minutes a week for a claim, by what it is (domain.md 6, H8; ours, until own notes say).
    # So chosen that a full share with 588 claims a quarter comes out at about a full week.
    load_new: int = _minutes(8, "for a claim in its first two weeks")
    load_off_work: int = _minutes(5, "for a claim off work")
    load_restricted: int = _minutes(3, "for a claim on modified duty")
    load_quiet: int = _minutes(1, "for any other claim on the list")
    load_high_tier: int = _minutes(5, "more in tier high")
    load_low_tier_less: int = _minutes(1, "less in tier low")
    load_interpreter: int = _minutes(3, "more with an interpreter")
    load_surgery: int = _minutes(5, "more around a surgery")
    load_frq: int = _minutes(3, "more with a positive FRQ")
    load_new_days: int = number(14, "days", "load", "on the list in which a claim is new")
    load_surgery_days: int = number(42, "days", "load", "before and after a surgery that are around it")
    load_note_days: int = number(28, "days", "load", "of own notes that say what a phase takes")
    load_even_percent: int = number(10, "percent", "load", "from the mean within which loads are even")
    load_most_moves: int = number(10, "cases", "load", "moves of a proposal, at most")
    load_fewest_notes: int = number(200, "cases", "load", "own notes before their minutes decide")
