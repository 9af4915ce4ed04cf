"""What is measured, how often, and how it is shown: figures beside their floors, in one table.

Long work is measured in seconds of processor time, this process and the database server together: on a
machine that others use too, the time on the wall says more about them. On an idle one the two are the same.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any

from cohe.embedded import places


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `met` None: nothing was promised about it."""

    what: str
    ours: str
    floor: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


def against(what: str, ours: float, floor: float, most: float | None = None) -> Figure:
    """Return the figure of work that took `ours` seconds; at most `most` times its floor is promised."""
    ratio = ours / floor
    goal = f"at most {most:g}x" if most else ""
    return Figure(
        what, seconds_shown(ours), seconds_shown(floor), ratio, goal, ratio <= most if most else None
    )


def seconds_shown(seconds: float) -> str:
    """Return a duration as people read it."""
    return f"{seconds:.1f} s" if seconds >= 2 else f"{seconds * 1000:.1f} ms"


def timed(act: Callable[..., Any], *arguments: Any, **named: Any) -> float:
    """Return the seconds that a call takes."""
    started = time.perf_counter()
    act(*arguments, **named)
    return time.perf_counter() - started


def worked(act: Callable[..., Any], *arguments: Any, **named: Any) -> float:
    """Return the processor seconds that a call takes here and in the server."""
    started = time.process_time() + server_seconds()
    act(*arguments, **named)
    return time.process_time() + server_seconds() - started


def server_seconds() -> float:
    """Return the processor seconds of the throw-away server so far, those of ended processes too."""
    postmaster = int((places.find().cluster / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            # The name in brackets may hold blanks; what follows it are numbers.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while we looked
        if int(folder.name) == postmaster:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def spread(samples: Sequence[float]) -> tuple[float, float]:
    """Return the 50th and the 95th percentile."""
    cuts = quantiles(samples, n=20, method="inclusive")
    return cuts[9], cuts[18]


def in_turn(
    first: Callable[[], Any], second: Callable[[], Any], times: int
) -> tuple[list[float], list[float]]:
    """Time two things in turn, so that noise falls on both; the first three rounds do not count."""
    pairs = [(timed(first), timed(second)) for _ in range(times + 3)][3:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def say(words: str) -> None:
    """Say how far it has come, beside the table."""
    print(words, file=sys.stderr, flush=True)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a table in Markdown."""
    lines = ["| what | measured | floor | ratio | goal | met |", "|---|---|---|---|---|---|"]
    for one in figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        met = {None: "", True: "yes", False: "NO"}[one.met]
        lines.append(f"| {one.what} | {one.ours} | {one.floor} | {ratio} | {one.goal} | {met} |")
    return "\n".join(lines)
