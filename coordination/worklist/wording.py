"""How reasons say days: the same on every day, so that an item is not rewritten because time passed."""

from datetime import date

MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(day: date, due: date) -> str:
    """Return `day` as "3 Nov", with the year where it is not that of the due date beside which it stands."""
    if day.year == due.year:
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day} {MONTHS[day.month]} {day.year}"
