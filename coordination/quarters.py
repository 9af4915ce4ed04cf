"""Quarters of a year, as reports count them. Pure."""

from datetime import date

MONTHS = 3


def quarter_of(day: date) -> date:
    """Return the first day of the quarter that holds a day."""
    return date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)


def words_of(quarter: date) -> str:
    """Return a quarter as people say it, by its first day."""
    return f"quarter {(quarter.month + 2) // MONTHS} of {quarter.year}"
