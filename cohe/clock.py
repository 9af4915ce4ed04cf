"""The only place that reads the clock. Edges read it once and pass `today` or `at` down.

`COHE_TODAY=2026-10-15` moves the demonstration to another day: the time of day stays the real one.
"""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

PACIFIC = ZoneInfo("America/Los_Angeles")


def today() -> date:
    """Return today's date in Washington, or the day that `COHE_TODAY` names."""
    moved = os.environ.get("COHE_TODAY", "")
    return date.fromisoformat(moved) if moved else datetime.now(PACIFIC).date()  # noqa: TID251


def now() -> datetime:
    """Return this instant as an aware time of Washington, on the day that `today()` returns."""
    instant = datetime.now(PACIFIC)  # noqa: TID251
    moved = os.environ.get("COHE_TODAY", "")
    return datetime.combine(today(), instant.timetz()) if moved else instant
