"""What is owed on a claim on a day, and what has to change so that its items say so. Pure.

The same functions answer the morning run, an action on one claim, and questions about other days and numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from hashlib import md5
from typing import NamedTuple

from coordination.facts import Facts
from coordination.known import Known, has_left_lately, is_on_list
from coordination.worklist.rule import Rule

TIER_RANK = {"high": 0, "standard": 1, "low": 2}
LIVE = frozenset(("open", "snoozed"))
# The trigger of a coordinator's own steps; no rule makes or clears them (triggers.md, "T03 is no rule").
OWN_STEP = "T03"


class Wanted(NamedTuple):
    """An item as the rules want it, with what a list is ordered by."""

    claim_id: int
    claim_number: str
    rule: str
    about: str
    area: str
    due_on: date
    last_day: date | None
    because: str
    clears: str
    tier_rank: int
    off_since: date | None
    owner_id: int | None


class Existing(NamedTuple):
    """An item as it stands: open, snoozed, or done or dismissed while its facts have not changed."""

    id: int
    claim_id: int
    rule: str
    about: str
    due_on: date
    last_day: date | None
    because: str
    clears: str
    tier_rank: int
    off_since: date | None
    owner_id: int | None
    is_reassigned: bool
    state: str
    snoozed_until: date | None
    facts: str


class Step(StrEnum):
    """What happens to an item. `CHANGED`: the same work with other facts. `FORGOTTEN`: a done or dismissed
    item whose reason has gone no longer keeps a new one away.
    """

    OPENED = "opened"
    CHANGED = "changed"
    WOKEN = "woken"
    CLEARED = "cleared"
    SUPERSEDED = "superseded"
    MISSED = "missed"
    FORGOTTEN = "forgotten"


class Change(NamedTuple):
    """One step: `item` is missing when an item opens, `wanted` when one ends or wakes."""

    step: Step
    item: Existing | None
    wanted: Wanted | None


def wanted(facts: Facts, rules: Iterable[Rule], day: date) -> list[Wanted]:
    """Return every item that `rules` want on the claim on `day`.

    On a claim that left its list lately only some rules look (`sees_left_claims`), on others none.
    """
    if not is_on_list(facts, day):
        if not has_left_lately(facts, day):
            return []
        rules = [rule for rule in rules if rule.sees_left_claims]
    known = Known(facts, day)
    tier_rank = TIER_RANK.get(facts.tier, TIER_RANK["standard"])
    return [
        Wanted(
            facts.claim_id,
            facts.claim_number,
            rule.code,
            due.about,
            rule.area,
            due.on,
            due.last_day,
            due.because,
            rule.clears,
            tier_rank,
            known.off_since,
            facts.hsc_id,
        )
        for rule in rules
        for due in rule.decide(known)
    ]


def fingerprint(item: Wanted) -> str:
    """Return what tells the facts behind an item from others: its days and its reason."""
    text = f"{item.due_on}|{item.last_day}|{item.because}"
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def changes(
    wants: Sequence[Wanted],
    existing: Sequence[Existing],
    rule_of: Callable[[str], Rule | None],
    facts: Facts | None,
    day: date,
) -> list[Change]:
    """Return the steps that turn the claim's `existing` items into those wanted on `day`.

    `existing` holds live items (a coordinator's own steps too: those only wake) and the done and dismissed
    ones that still keep a new one away; `facts` None: no rule sees the claim any more. An item that already
    says what it should is not named.
    """
    steps: list[Change] = []
    left = {(want.rule, want.about): want for want in wants}
    kept_away: dict[tuple[str, str], Wanted] = {}
    ended: list[Existing] = []
    for item in existing:
        key = (item.rule, item.about)
        if item.state not in LIVE:
            want = left.get(key) or kept_away.get(key)
            if want is not None and item.facts == fingerprint(want):
                kept_away[key] = want
                left.pop(key, None)
            else:
                steps.append(Change(Step.FORGOTTEN, item, None))
        elif key in left:
            steps.extend(_kept(item, left.pop(key), day))
        elif item.rule == OWN_STEP:
            steps.extend(_woken(item, day))
        else:
            ended.append(item)
    steps.extend(Change(Step.OPENED, None, want) for want in left.values())
    asked = {want.rule for want in wants} if ended else set()
    steps.extend(Change(_end(item, rule_of(item.rule), asked, facts, day), item, None) for item in ended)
    return steps


def _kept(item: Existing, want: Wanted, day: date) -> Iterator[Change]:
    owned_by_another = item.owner_id != want.owner_id and not item.is_reassigned
    says_another_thing = (
        item.because != want.because
        or item.due_on != want.due_on
        or item.last_day != want.last_day
        or item.clears != want.clears
        # Undone after its reason had gone for a while: it stands for these facts again.
        or not item.facts
    )
    is_placed_elsewhere = item.off_since != want.off_since or item.tier_rank != want.tier_rank
    if says_another_thing or owned_by_another or is_placed_elsewhere:
        yield Change(Step.CHANGED, item, want)
    yield from _woken(item, day)


def _woken(item: Existing, day: date) -> Iterator[Change]:
    if item.snoozed_until is not None and item.snoozed_until <= day:
        yield Change(Step.WOKEN, item, None)


def _end(item: Existing, rule: Rule | None, asked: set[str], facts: Facts | None, day: date) -> Step:
    """Say why a live item is no longer owed."""
    if rule is None or facts is None or not _sees(rule, facts, day):
        return Step.CLEARED
    if rule.one_at_a_time and rule.code in asked:
        return Step.SUPERSEDED
    is_late = item.last_day is not None and item.last_day < day
    if is_late and rule.was_missed and rule.was_missed(Known(facts, day), item.last_day or day):
        return Step.MISSED
    return Step.CLEARED


def _sees(rule: Rule, facts: Facts, day: date) -> bool:
    return is_on_list(facts, day) or (rule.sees_left_claims and has_left_lately(facts, day))


def list_order(item: Wanted, day: date) -> tuple[bool, date, bool, date, int, date, str, str, str]:
    """Return the sort key of a list on `day` (triggers.md "Order of a list").

    Overdue first, then by due date; within a day those with a last day, the nearest first; then by tier,
    more days off work, claim number. Rule and about come last so that the order is always the same.
    """
    return (
        item.due_on >= day,
        item.due_on,
        item.last_day is None,
        item.last_day or date.max,
        item.tier_rank,
        item.off_since or date.max,
        item.claim_number,
        item.rule,
        item.about,
    )
