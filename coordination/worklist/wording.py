"""How reasons say days: the same on every day, so that an item is not rewritten because time passed."""

from datetime import date

# Letters of somebody's own words in a reason: more would fill the list.
MOST_LETTERS = 100
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def shown(day: date, due: date) -> str:
    """Return `day` as "3 Nov", with the year where it is not that of the due date beside which it stands."""
    if day.year == due.year:
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def one_line(text: str) -> str:
    """Return a person's words as a reason can hold them: on one line, without the full stop, not too long."""
    plain = " ".join(text.split()).rstrip(".")
    return plain if len(plain) <= MOST_LETTERS else f"{plain[:MOST_LETTERS].rstrip()}…"
