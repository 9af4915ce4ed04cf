"""Which claims can still change a measure, until when, and what would do it (J4). Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cohe.workdays import bd
from coordination.choices import Area
from staffing.counting import ClaimFacts, Day, is_touched, last_day_for_apf

BILL = "Bill the note of {on:%-d %b %Y}"
CONTACT = "Make the first contact and bill it"


class Around(NamedTuple):
    """What decides beside the facts: the day and its numbers, and the last day on which figures change.

    `closes`: the last day on which the figures of the quarter can change for its report.
    """

    day: Day
    closes: date


class Chance(NamedTuple):
    """A claim that can still change a measure through `last_day`, and what would do it."""

    claim: ClaimFacts
    last_day: date
    title: str

    def days_left(self, today: date) -> int:
        """Return how many days are left: 0 on the last one."""
        return (self.last_day - today).days


class Way(NamedTuple):
    """The last day on which something can be done, and what."""

    last_day: date
    title: str


@dataclass(frozen=True, slots=True)
class Rescue:
    """How one measure can still be changed. `unbilled` of `way`: day of a signed note that is not billed."""

    area: Area
    way: Callable[[ClaimFacts, date | None, Around], Way | None]


def way_of_apf(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M2: there is no APF, and its days are not over."""
    if one.apf_on is not None:
        return None
    return Way(last_day_for_apf(one, around.day), "Get the first APF")


def way_of_call(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M3: provider and employer have not spoken."""
    if one.call_on is not None:
        return None
    return Way(around.closes, "Ask the provider to call the employer")


def way_of_touch(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M4: a time-loss claim with neither provider call nor billed activity."""
    if one.time_loss_on is None or is_touched(one):
        return None
    return way_of_activity(one, unbilled, around)


def way_of_activity(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M5: nothing is billed; a signed note that is not billed needs its line only."""
    if one.activity_on is not None:
        return None
    return Way(around.closes, BILL.format(on=unbilled) if unbilled else CONTACT)


def way_of_time_loss(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M6: a time-loss claim with nothing billed."""
    return way_of_activity(one, unbilled, around) if one.time_loss_on is not None else None


def way_of_speed(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M7: nothing is billed, and an activity within the benchmark is still possible or waits for its line."""
    if one.activity_on is not None or one.established is None:
        return None
    last = bd(one.established, around.day.limits.speed_benchmark)
    if unbilled is not None and unbilled <= last:
        return Way(around.closes, BILL.format(on=unbilled))
    return Way(last, CONTACT)


def way_of_complete_roa(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M10: no ROA has come yet; one that came incomplete stays so."""
    return Way(around.closes, "Have the ROA filled in whole") if one.roa_received is None else None


def way_of_roa(one: ClaimFacts, unbilled: date | None, around: Around) -> Way | None:
    """M11: no ROA has come yet, and its business days are not over."""
    if one.roa_received is not None or one.first_visit is None:
        return None
    return Way(bd(one.first_visit, around.day.limits.roa_timely_bd), "Get the ROA in")


RESCUES = {
    "M2": Rescue(Area.BEST_PRACTICE, way_of_apf),
    "M3": Rescue(Area.RETURN_TO_WORK, way_of_call),
    "M4": Rescue(Area.MONITORING, way_of_touch),
    "M5": Rescue(Area.MONITORING, way_of_activity),
    "M6": Rescue(Area.MONITORING, way_of_time_loss),
    "M7": Rescue(Area.MONITORING, way_of_speed),
    "M10": Rescue(Area.BEST_PRACTICE, way_of_complete_roa),
    "M11": Rescue(Area.BEST_PRACTICE, way_of_roa),
}
# Why no claim can change the others.
NO_RESCUE = {
    "M1": "The review says how the APFs were: what is not read yet can still count, nothing else.",
    "M8": "Time loss that was paid stays paid: no claim can leave the numerator.",
    "M9": "A provider's class changes by outreach, not by work on a claim.",
}


def chances(
    code: str, claims: Iterable[ClaimFacts], unbilled: Mapping[int, date], around: Around
) -> list[Chance]:
    """Return the claims that can still change a measure, the fewest days left first; none for M1, M8, M9.

    `unbilled`: by claim the first day of a signed note that can be billed and is not.
    """
    rescue = RESCUES.get(code)
    if rescue is None:
        return []
    ways = ((one, rescue.way(one, unbilled.get(one.claim_id), around)) for one in claims)
    found = [Chance(one, *way) for one, way in ways if way is not None and way.last_day >= around.day.today]
    return sorted(found, key=lambda one: (one.last_day, one.claim.number))
