"""Every number that qualifications and training go by. Pure."""

from dataclasses import dataclass

from cohe.numbers import PUBLIC, DatedNumbers, number


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPolicy(DatedNumbers):
    """The numbers in force for one COHE on one day."""

    first_training_months: int = number(6, "months", "R10", "from the hire to a new HSC's training", PUBLIC)
    shadowing_hours: int = number(4, "hours", "R11", "of shadowing an HSC at another COHE, at least", PUBLIC)
    mentor_months: int = number(6, "months", "I4", "a new HSC has a mentor")
    soon_days: int = number(30, "days", "I4", "before its day something due is marked as soon")
    review_months: int = number(12, "months", "I4", "between evaluations of a coordinator")
