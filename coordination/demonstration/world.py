"""All of one COHE's demonstration for a day: its stories, tended to this morning, and its providers."""

from dataclasses import dataclass
from datetime import date, timedelta

from cohe.workdays import is_business_day
from coordination.demonstration import beginnings, plots, setting, showpiece, tending
from coordination.demonstration.roster import Center
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import Story

YEAR = 365
FIRST_VISITS_ON_A_CLOSED_DAY = 0.12


@dataclass(frozen=True, slots=True)
class World:
    """One COHE's stories; the first is the one that shows everything."""

    setting: Setting
    stories: tuple[Story, ...]


def make(center: Center, day: date, *, scale: float) -> World:
    """Return the world of a COHE on a day; `scale` 1.0 is a year's claims, 0.01 the hundredth part.

    The same for the same COHE, day and scale.
    """
    stage = setting.make(center, day)
    stories = [showpiece.make(stage)]
    count = max(round(center.claims_a_year * scale), 1)
    for _, plot, days in plots.PLOTS[: count - 1]:
        stories.append(plot(stage, day - timedelta(days=days)))
    while len(stories) < count:
        story = plots.any_plot(stage)(stage, first_visit(stage))
        if story.established <= day:
            stories.append(story)
    for story in stories[1:]:
        tending.tend(stage, story)
    tending.leave_a_days_work(stage, stories[1:])
    for story in stories[1:]:
        beginnings.file_documents(stage, story)
    return World(stage, tuple(stories))


def first_visit(stage: Setting) -> date:
    """Return a day of the last year, seldom one on which clinics are closed."""
    while True:
        day = stage.day - timedelta(days=stage.rng.randrange(YEAR))
        if is_business_day(day) or stage.chance(FIRST_VISITS_ON_A_CLOSED_DAY):
            return day
