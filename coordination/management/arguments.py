"""What commands of the desk take, read or refused with a sentence."""

from argparse import ArgumentTypeError
from datetime import date

from django.core.management.base import CommandError

from cohe.models import Cohe


def day(text: str) -> date:
    """Return the day that YYYY-MM-DD names."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is not a day: write YYYY-MM-DD, such as 2026-10-15.") from error


def cohe_named(code: str) -> Cohe:
    """Return the COHE of a code in any case."""
    found = Cohe.objects.filter(code=code.strip().upper()).first()
    if found is None:
        known = ", ".join(Cohe.objects.values_list("code", flat=True)) or "none yet"
        raise CommandError(f"There is no COHE with the code {code}. Known: {known}.")
    return found
