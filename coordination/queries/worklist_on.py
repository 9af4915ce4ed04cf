"""The worklist of the COHE in force: as it stands, and as it is on any day, without writing."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from claims.models import Claim
from cohe.models import Person
from coordination.models import WorkItem
from coordination.models.desk import LIVE, ItemState
from coordination.queries import policy
from coordination.worklist import catalogue, engine, load
from coordination.worklist.engine import Wanted

BATCH = 1000


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
    yield from _own_steps(day)


def _said_by(claim_ids: list[int], day: date) -> defaultdict[tuple[int, str, str], list[WorkItem]]:
    """Return the items that people had put away, or given away, by `day`."""
    put_away = Q(state__in=(ItemState.DONE, ItemState.DISMISSED), closed_at__date__lte=day)
    given_or_asleep = Q(state__in=LIVE) & (Q(is_reassigned=True) | Q(state=ItemState.SNOOZED))
    found = WorkItem.objects.filter(given_or_asleep | put_away, claim_id__in=claim_ids)
    said: defaultdict[tuple[int, str, str], list[WorkItem]] = defaultdict(list)
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


def _own_steps(day: date) -> Iterator[Wanted]:
    awake = Q(snoozed_until=None) | Q(snoozed_until__lte=day)
    for i in WorkItem.objects.live().filter(awake, rule=catalogue.OWN_STEP, opened_on__lte=day):
        yield Wanted(
            i.claim_id, i.claim_number, i.rule, i.about, i.area, i.due_on, i.last_day, i.because, i.clears,
            i.tier_rank, i.off_since, i.owner_id,
        )  # fmt: skip
