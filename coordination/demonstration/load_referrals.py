"""Referrals of the demonstration: each told course becomes a referral with its history, by the product's own
rules of what a step changes.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from claims.models import Claim
from cohe.workdays import is_business_day
from coordination.actions.referral_changes import Taken, columns_of, words_of
from coordination.actions.referrals import as_json
from coordination.demonstration.load_desk import Desk, write
from coordination.demonstration.load_people import at
from coordination.demonstration.referral_courses import LATE, OPEN, OVER, SHOWPIECE, Course, Told
from coordination.demonstration.story import Story
from coordination.models import Referral, ReferralEvent, ReferralUse
from coordination.referral_kinds import Orderer
from coordination.referral_steps import Step

# Late referrals of one HSC: her morning is not to drown in them.
MOST_LATE = 3
OVER_AN_HSC = 12
LEAST_DAYS = 48
MOST_DAYS = 150
ENDED = ("closed", "rejected")


@dataclass(frozen=True, slots=True)
class Made:
    """A referral that is not written yet, with its steps and uses."""

    referral: Referral
    events: list[ReferralEvent]
    uses: list[ReferralUse]


def load(desk: Desk) -> None:
    """Write the referrals of a COHE: every open state for each HSC, a few late ones, those that are over."""
    rng = Random(f"{desk.world.setting.center.code} referrals")  # noqa: S311
    made = [referral_of(desk, rng, claim, hsc, course) for claim, hsc, course in chosen(desk, rng)]
    write([one.referral for one in made])
    write([event for one in made for event in one.events])
    write([use for one in made for use in one.uses])


def chosen(desk: Desk, rng: Random) -> Iterator[tuple[tuple[int, Story], int, Course]]:
    """Yield each claim that has a referral, its HSC, and the referral's course."""
    day, center = desk.world.setting.day, desk.world.setting.center
    hscs = dict(Claim.objects.filter(hsc__isnull=False).values_list("pk", "hsc_id"))
    mine: defaultdict[int, list[tuple[int, Story]]] = defaultdict(list)
    for claim, story in desk.told():
        if story.number == center.showpiece and claim in hscs:
            yield from (((claim, story), hscs[claim], course) for course in SHOWPIECE)
        elif claim in hscs and fits(story, day):
            mine[hscs[claim]].append((claim, story))
    for hsc in sorted(mine):
        claims = mine[hsc]
        rng.shuffle(claims)
        wanted = [*OPEN, *rng.sample(LATE, MOST_LATE), *rng.choices(OVER, k=OVER_AN_HSC)]
        yield from ((one, hsc, course) for one, course in zip(claims, wanted, strict=False))


def fits(story: Story, day: date) -> bool:
    """Say whether a claim is open, with work lost, and neither too young nor too old for a referral."""
    age = (day - story.first_visit).days
    return bool(story.work) and story.statuses[-1][1] not in ENDED and LEAST_DAYS <= age <= MOST_DAYS


def referral_of(desk: Desk, rng: Random, whose: tuple[int, Story], hsc: int, course: Course) -> Made:
    """Return a referral with its history."""
    claim, story = whose
    today = desk.world.setting.day
    referral = Referral(
        cohe_id=desk.team.cohe.pk,
        claim_id=claim,
        kind=course.kind.value,
        service=course.service,
        subject=course.subject,
        recipient=course.recipient,
        recorded_by_id=hsc,
    )
    first = max([ago for _, ago, _ in course.steps])
    late = max(0, first - (today - story.first_visit).days)
    events: list[ReferralEvent] = []
    for step, ago, said in course.steps:
        taken = taken_of(desk, story, (step, max(0, ago - late), said), rng)
        columns = columns_of(referral, taken, today)
        before = {name: as_json(getattr(referral, name)) for name in columns} if events else {}
        for name, value in columns.items():
            setattr(referral, name, value)
        events.append(event_of(referral, taken, before, hsc))
    referral.version = len(events)
    referral.last_step_on = events[-1].on
    referral.recorded_at = events[0].at
    return Made(referral, events, [use_of(referral, use, today, hsc) for use in course.uses])


def taken_of(desk: Desk, story: Story, told: Told, rng: Random) -> Taken:
    """Return a step on its day: a working day, with an hour, and the names of the claim's people."""
    today, (step, ago, words) = desk.world.setting.day, told
    said = dict(words)
    if "visit" in said:
        said["visit"] = workday(today - timedelta(days=said["visit"]), forward=said["visit"] < 0)
    on = workday(today - timedelta(days=ago), forward=False)
    if step in (Step.ORDER, Step.SCHEDULE):
        # Ordered in the morning, scheduled in the afternoon: also where both fall on one day.
        first = 8 if step == Step.ORDER else 13
        said["hour"] = time(first + rng.randrange(4), rng.randrange(60))
    if said.get("orderer") == Orderer.ATTENDING_PROVIDER:
        said["name"] = attending(desk, story)
    if said.get("orderer") == Orderer.CLAIM_MANAGER or step in (Step.APPROVE, Step.DENY):
        said["name"] = story.claim_manager or "the claim manager"
    return Taken(step=step.value, on=on, **said)


def attending(desk: Desk, story: Story) -> str:
    """Return the name of who attends the worker."""
    number = story.attendings[-1][1] if story.attendings else story.initiating
    names = {one.provider_id: one.name for one in desk.world.setting.treating}
    return names.get(number, "the attending provider")


def workday(day: date, *, forward: bool) -> date:
    """Return a day, or the business day before or after it."""
    while not is_business_day(day):
        day += timedelta(days=1 if forward else -1)
    return day


def event_of(referral: Referral, taken: Taken, before: dict[str, Any], hsc: int) -> ReferralEvent:
    """Return the line of the history for a step."""
    hour = taken.hour or time(15, 10)
    return ReferralEvent(
        cohe_id=referral.cohe_id,
        referral=referral,
        step=taken.step,
        on=taken.on,
        at=at(taken.on, hour.hour, hour.minute),
        by_id=hsc,
        words=words_of(taken),
        remark=taken.remark,
        before=before,
    )


def use_of(referral: Referral, use: tuple[str, int, str, str], today: date, hsc: int) -> ReferralUse:
    """Return what was used of a programme."""
    what, ago, quantity, amount = use
    on = workday(today - timedelta(days=ago), forward=False)
    return ReferralUse(
        cohe_id=referral.cohe_id,
        referral=referral,
        what=what,
        on=on,
        quantity=Decimal(quantity),
        amount=Decimal(amount),
        recorded_by_id=hsc,
        recorded_at=at(on, 16),
    )
