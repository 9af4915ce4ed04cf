"""What is owed on a claim on a day, and what has to change so that its items say so. Pure.

The same functions answer the morning run, an action on one claim, and questions about other days and numbers.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from hashlib import md5
from typing import NamedTuple

from coordination.facts import Facts
from coordination.known import Known, is_on_list
from coordination.worklist.rule import Rule

TIER_RANK = {"high": 0, "standard": 1, "low": 2}


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
    """Return every item that `rules` want on the claim on `day`, none when it is not on a list."""
    if not is_on_list(facts, day):
        return []
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
    rules: Sequence[Rule],
    facts: Facts | None,
    day: date,
) -> list[Change]:
    """Return the steps that turn the claim's `existing` items into those wanted on `day`.

    `existing` holds live items and the done and dismissed ones that still keep a new one away; `facts`
    None: the claim is no longer seen by any rule. Nothing is returned for an item that already says what it
    should.
    """
    live = {(item.rule, item.about): item for item in existing if item.state in ("open", "snoozed")}
    kept_away: dict[tuple[str, str], list[Existing]] = {}
    for item in existing:
        if item.state not in ("open", "snoozed"):
            kept_away.setdefault((item.rule, item.about), []).append(item)
    return [
        *_asked_for(wants, live, kept_away, day),
        *_ended(wants, live, {rule.code: rule for rule in rules}, facts, day),
        *_forgotten(wants, kept_away),
    ]


def _asked_for(
    wants: Sequence[Wanted],
    live: dict[tuple[str, str], Existing],
    kept_away: dict[tuple[str, str], list[Existing]],
    day: date,
) -> Iterator[Change]:
    for want in wants:
        key = (want.rule, want.about)
        item = live.get(key)
        if item is not None:
            if _differ(item, want):
                yield Change(Step.CHANGED, item, want)
            if item.snoozed_until is not None and item.snoozed_until <= day:
                yield Change(Step.WOKEN, item, None)
        elif key not in kept_away or all(one.facts != fingerprint(want) for one in kept_away[key]):
            yield Change(Step.OPENED, None, want)


def _differ(item: Existing, want: Wanted) -> bool:
    return (
        item.because != want.because
        or item.due_on != want.due_on
        or item.last_day != want.last_day
        or item.off_since != want.off_since
        or item.tier_rank != want.tier_rank
        or item.clears != want.clears
    )


def _ended(
    wants: Sequence[Wanted],
    live: dict[tuple[str, str], Existing],
    by_code: dict[str, Rule],
    facts: Facts | None,
    day: date,
) -> Iterator[Change]:
    asked = {(want.rule, want.about) for want in wants}
    asked_rules = {want.rule for want in wants}
    for key, item in live.items():
        if key in asked:
            continue
        rule = by_code.get(item.rule)
        if rule is not None and rule.one_at_a_time and rule.code in asked_rules:
            yield Change(Step.SUPERSEDED, item, None)
        elif rule is not None and facts is not None and _was_missed(rule, item, facts, day):
            yield Change(Step.MISSED, item, None)
        else:
            yield Change(Step.CLEARED, item, None)


def _was_missed(rule: Rule, item: Existing, facts: Facts, day: date) -> bool:
    if rule.was_missed is None or item.last_day is None or item.last_day >= day:
        return False
    return rule.was_missed(Known(facts, day), item.last_day)


def _forgotten(wants: Sequence[Wanted], kept_away: dict[tuple[str, str], list[Existing]]) -> Iterator[Change]:
    if not kept_away:
        return
    prints = {
        (want.rule, want.about): fingerprint(want) for want in wants if (want.rule, want.about) in kept_away
    }
    for key, items in kept_away.items():
        for item in items:
            if item.facts != prints.get(key):
                yield Change(Step.FORGOTTEN, item, None)


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
