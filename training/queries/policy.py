"""The numbers of training the COHE in force goes by on a day."""

from datetime import date

from cohe import policy as dated
from training.policy import TrainingPolicy


def in_force(day: date) -> TrainingPolicy:
    """Return the documented defaults with what the COHE in force has set for `day` in their place."""
    return TrainingPolicy.from_values(dated.in_force(day, TrainingPolicy.names()))
