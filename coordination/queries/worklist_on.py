"""The worklist of the COHE in force: as it stands, and as it is on any day, without writing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from claims.models import Claim
from cohe.models import Person
from coordination.facts import Facts
from coordination.models import WorkItem
from coordination.models.desk import LIVE, ItemState
from coordination.policy import Policy
from coordination.queries import policy
from coordination.querysets import WorkItemQuerySet
from coordination.worklist import catalogue, engine, load
from coordination.worklist.engine import Wanted

BATCH = 1000
# What people said of an item, by (claim, rule, about).
Said = defaultdict[tuple[int, str, str], list[WorkItem]]


class Listed(NamedTuple):
    """One item of a list: `owner` is the address of the person, empty when nobody has the claim."""

    claim_number: str
    trigger: str
    about: str
    due_on: date
    owner: str
    because: str
    clears: str


def as_it_stands() -> list[Listed]:
    """Return the open items in list order."""
    items = WorkItem.objects.open().in_list_order().annotate(address=F("owner__email"))
    return [
        Listed(i.claim_number, i.rule, i.about, i.due_on, i.address or "", i.because, i.clears)
        for i in items.iterator(chunk_size=5000)
    ]


def as_of(day: date) -> list[Listed]:
    """Return what the rules want on `day`, in list order, less what people had put away by that day."""
    emails = dict(Person.objects.values_list("pk", "email"))
    wants = sorted(_wanted(day), key=lambda want: engine.list_order(want, day))
    return [
        Listed(
            w.claim_number, w.rule, w.about, w.due_on, emails.get(w.owner_id or 0, ""), w.because, w.clears
        )
        for w in wants
    ]


def of_owner(person_id: int, days: Sequence[date]) -> Iterator[Wanted]:
    """Yield what the rules want of a person on each of some days to come, due by then; in order of days.

    Her claims alone are looked at, in a fixed number of queries for each thousand of them, whatever the
    number of days: nothing happens between today and those days, so the facts are read once. The same work
    comes again on each day on which it is still owed.
    """
    first, last = days[0], days[-1]
    numbers = _numbers_on(days)
    claim_ids = _claims_of(person_id, first, last, numbers[last])
    for start in range(0, len(claim_ids), BATCH):
        batch = claim_ids[start : start + BATCH]
        said = _said_by(batch, first)
        found = load.facts_of(batch, last, numbers[last]).values()
        for day in days:
            for facts in found:
                yield from _of_owner_on(facts._replace(policy=numbers[day]), person_id, said, day)
    own = WorkItem.objects.filter(owner=person_id)
    yield from (want for want in _own_steps(last, own) if want.due_on <= last)


def _of_owner_on(facts: Facts, person_id: int, said: Said, day: date) -> Iterator[Wanted]:
    for want in engine.wanted(facts, catalogue.RULES, day):
        if want.due_on > day:
            continue
        for one in _as_said(want, said[want.claim_id, want.rule, want.about], day):
            if one.owner_id == person_id:
                yield one


def _numbers_on(days: Sequence[date]) -> dict[date, Policy]:
    """Return the numbers in force on each day; asked for each only where they change in between."""
    first, last = policy.in_force(days[0]), policy.in_force(days[-1])
    if first == last:
        return dict.fromkeys(days, first)
    return {day: policy.in_force(day) for day in days}


def _claims_of(person_id: int, first: date, last: date, numbers: Policy) -> list[int]:
    """Return the claims that may owe a person something between two days: hers, and those of her items."""
    seen = Claim.objects.on_list_or_left(
        last,
        service_months=numbers.service_months,
        after_exit_days=numbers.after_exit_days + (last - first).days,
    )
    given = WorkItem.objects.filter(state__in=LIVE, owner=person_id, is_reassigned=True).values("claim")
    hers = seen.filter(Q(hsc=person_id) | Q(pk__in=given))
    return list(hers.order_by("pk").values_list("pk", flat=True))


def _wanted(day: date) -> Iterator[Wanted]:
    numbers = policy.in_force(day)
    seen = Claim.objects.on_list_or_left(
        day, service_months=numbers.service_months, after_exit_days=numbers.after_exit_days
    )
    claim_ids = list(seen.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(claim_ids), BATCH):
        batch = claim_ids[start : start + BATCH]
        said = _said_by(batch, day)
        for facts in load.facts_of(batch, day, numbers).values():
            for want in engine.wanted(facts, catalogue.RULES, day):
                yield from _as_said(want, said[want.claim_id, want.rule, want.about], day)
    yield from _own_steps(day, WorkItem.objects.all())


def _said_by(claim_ids: list[int], day: date) -> Said:
    """Return the items that people had put away, or given away, by `day`."""
    put_away = Q(state__in=(ItemState.DONE, ItemState.DISMISSED), closed_at__date__lte=day)
    given_or_asleep = Q(state__in=LIVE) & (Q(is_reassigned=True) | Q(state=ItemState.SNOOZED))
    found = WorkItem.objects.filter(given_or_asleep | put_away, claim_id__in=claim_ids)
    said: Said = defaultdict(list)
    for item in found:
        said[item.claim_id, item.rule, item.about].append(item)
    return said


def _as_said(want: Wanted, said: list[WorkItem], day: date) -> Iterator[Wanted]:
    """Yield the item unless somebody put these very facts away; with the owner it was given to."""
    for item in said:
        if item.state in LIVE:
            if item.snoozed_until is not None and item.snoozed_until > day:
                return
            want = want._replace(owner_id=item.owner_id if item.is_reassigned else want.owner_id)
        elif item.facts == engine.fingerprint(want):
            return
    yield want


def _own_steps(day: date, items: WorkItemQuerySet) -> Iterator[Wanted]:
    awake = Q(snoozed_until=None) | Q(snoozed_until__lte=day)
    for i in items.live().filter(awake, rule=catalogue.OWN_STEP, opened_on__lte=day):
        yield Wanted(
            i.claim_id, i.claim_number, i.rule, i.about, i.area, i.due_on, i.last_day, i.because, i.clears,
            i.tier_rank, i.off_since, i.owner_id,
        )  # fmt: skip
