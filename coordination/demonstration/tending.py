"""What coordinators did about a claim, visit by visit: the rules say what was owed, answers follow.

So the past follows from the same rules as today's list, and what is left open is a day's work.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from cohe.workdays import bd, business_day_from
from coordination.choices import RecordKind
from coordination.demonstration.answers import ANSWERS
from coordination.demonstration.setting import Setting
from coordination.demonstration.story import RecordMade, Story, facts
from coordination.demonstration.visit import Visit
from coordination.facts import GOING_LIVE
from coordination.worklist import catalogue, engine
from coordination.worklist.engine import Wanted

RULES = catalogue.RULES
# Left on each HSC's list in the morning, at most: overdue, due today, coming up; new workers.
LEFT_OVERDUE, LEFT_TODAY, LEFT_UPCOMING, LEFT_NEW = 13, 20, 27, 10
# Notes that no rule asks for, at so many visits.
EXTRA_NOTE = 0.05
EXTRA_NOTES = (
    "referral", "referral", "community", "conference", "advisor", "vrc", "vrc", "claim-manager", "union",
    "family", "rtw", "review", "hand-over",
)  # fmt: skip
OLDEST_LEFT = timedelta(days=12)
ROUNDS = 3
CALLED_EARLY, CALLED_LATE, CALLED_IF_CLOSED = (2, 4), (6, 9), 0.5


def owed(setting: Setting, story: Story, on: date) -> list[Wanted]:
    """Return what the rules ask for on a day."""
    claim = facts(story, on=on, policy=setting.policy, specialties=setting.specialties)
    return engine.wanted(claim, RULES, on)


def author_on(setting: Setting, story: Story, on: date) -> str:
    """Return the HSC of the claim on a day: that of the attending provider, else of the initiating one."""
    return setting.hsc_of(story.attending_on(on)[1]) or setting.hsc_of(story.initiating)


def go_live(setting: Setting, story: Story) -> None:
    """Mark a claim from before the COHE worked with the product as reviewed."""
    if story.appeared < setting.live_on:
        administrator = setting.center.of_role("administrator").email(setting.center.code)
        story.records.append(RecordMade(setting.live_on, administrator, RecordKind.REVIEWED, GOING_LIVE))


def tend(setting: Setting, story: Story) -> None:
    """Coordinate a claim from its first day, or from going live, to the evening before today."""
    go_live(setting, story)
    if not author_on(setting, story, setting.day):
        return
    if story.needs_coordination:
        tend_closely(setting, story)
    else:
        tend_lightly(setting, story)


def tend_lightly(setting: Setting, story: Story) -> None:
    """Review the claim and call once; many claims close before anybody has called."""
    if story.appeared < setting.live_on:
        return
    reviewed = bd(story.appeared, 1)
    if reviewed <= setting.last_worked:
        visit(setting, story, reviewed).record(RecordKind.REVIEWED)
    called = bd(story.appeared, setting.rng.randint(*(CALLED_EARLY if setting.chance(0.85) else CALLED_LATE)))
    if called > setting.last_worked:
        return
    if not story.is_closed(setting.day) or setting.chance(CALLED_IF_CLOSED):
        visit(setting, story, called).note("first-call")


def tend_closely(setting: Setting, story: Story) -> None:
    """Look at the claim every week or so, and answer most of what is owed."""
    on = bd(max(story.appeared, setting.live_on), setting.rng.randint(1, 2))
    while on <= setting.last_worked and not story.is_closed(on):
        for _ in range(2):
            for item in owed(setting, story, on):
                if is_time_for(setting, item, on):
                    ANSWERS[item.rule](visit(setting, story, on), item)
        if setting.chance(EXTRA_NOTE):
            visit(setting, story, on).note(setting.rng.choice(EXTRA_NOTES))
        on = business_day_from(on + setting.days(4, 8))


def is_time_for(setting: Setting, item: Wanted, on: date) -> bool:
    """Say whether a coordinator takes an item up on a day: what is nearly due, now and then what is not."""
    if item.due_on <= on + setting.days(0, 3):
        return setting.chance(0.9)
    return setting.chance(0.12)


def visit(setting: Setting, story: Story, on: date, *, certain: bool = False) -> Visit:
    """Return the visit of the claim's HSC on a day."""
    author = author_on(setting, story, on) or author_on(setting, story, setting.day)
    return Visit(setting, story, on, setting.on_duty(author, on), certain)


def leave_a_days_work(setting: Setting, stories: Iterable[Story]) -> None:
    """Answer, in the days before, what would be more than a day's work on the list of any HSC."""
    lists: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if author := author_on(setting, story, setting.day):
            lists[author].append(story)
    for mine in lists.values():
        for _ in range(ROUNDS):
            waiting = [(story, item) for story in mine for item in owed(setting, story, setting.day)]
            excess = too_much(setting, waiting)
            for story, item in excess:
                answer_in_time(setting, story, item)
            if not excess:
                break


def too_much(setting: Setting, waiting: Sequence[tuple[Story, Wanted]]) -> list[tuple[Story, Wanted]]:
    """Return the items beyond a day's work: the oldest, then those of which there are many of one kind."""
    groups: dict[str, list[tuple[Story, Wanted]]] = defaultdict(list)
    excess = []
    for story, item in waiting:
        if story.appeared > setting.last_worked:
            continue
        if item.due_on < setting.day - OLDEST_LEFT:
            excess.append((story, item))
        else:
            groups[group_of(item, setting.day)].append((story, item))
    for name, most in (
        ("overdue", LEFT_OVERDUE),
        ("today", LEFT_TODAY),
        ("upcoming", LEFT_UPCOMING),
        ("new", LEFT_NEW),
    ):
        excess += in_turn(groups[name])[most:]
    return excess


def group_of(item: Wanted, day: date) -> str:
    """Return the part of the list an item is on."""
    if item.rule == "T01":
        return "new"
    return "overdue" if item.due_on < day else "today" if item.due_on == day else "upcoming"


def in_turn(group: Sequence[tuple[Story, Wanted]]) -> list[tuple[Story, Wanted]]:
    """Return items with each rule's first before any rule's second, so that what is left is of many kinds."""
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for story, item in sorted(group, key=lambda one: (one[1].due_on, one[0].number), reverse=True):
        ranked.append((seen[item.rule], story, item))
        seen[item.rule] += 1
    return [(story, item) for _, story, item in sorted(ranked, key=lambda one: one[0])]


def answer_in_time(setting: Setting, story: Story, item: Wanted) -> None:
    """Answer an item on a business day before today, on its due date or after where that has passed."""
    days = [
        day
        for day in (setting.last_worked, business_day_before(setting.last_worked))
        if day >= story.appeared
    ]
    fitting = [day for day in days if day >= item.due_on] or days[:1]
    on = setting.rng.choice(fitting)
    ANSWERS[item.rule](visit(setting, story, on, certain=True), item)


def business_day_before(day: date) -> date:
    """Return the last business day before a day."""
    found = day - timedelta(days=1)
    while business_day_from(found) != found:
        found -= timedelta(days=1)
    return found
