"""Start the forecast's own process and read what it found."""

import json
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

SECONDS = 120


class ForecastFailed(RuntimeError):
    """The process ended without an answer; the text names its exit, never what it was given."""


def by_theta(counts: Sequence[int], ahead: int, percent: int) -> list[tuple[float, float, float]]:
    """Return mean, low and high of `ahead` quarters; raise `ForecastFailed` when there is no answer."""
    asked = json.dumps({"counts": list(counts), "ahead": ahead, "percent": percent})
    done = subprocess.run(
        [sys.executable, "-m", "staffing.theta"],
        input=asked,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise ForecastFailed(f"The process of the forecast ended with {done.returncode}.")
    return [(mean, low, high) for mean, low, high in json.loads(done.stdout)]
