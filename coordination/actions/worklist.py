"""Bringing the worklist up to date: of one claim in the request that changed it, of a COHE every morning."""

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from claims.actions import news
from claims.models import Claim
from cohe import outbox, tenancy
from coordination.models import WorkItem, WorklistRun
from coordination.models.desk import LIVE
from coordination.policy import Policy
from coordination.queries import policy
from coordination.worklist import catalogue, engine, load, write
from coordination.worklist.engine import Change, Step

TIER_RANK = engine.TIER_RANK

# Claims a transaction of the run.
BATCH = 1000
# A batch of whose claims a smaller share than this ever had an item is on its first list.
FEW = 0.1
# The first key of a claim's advisory lock, the number of its COHE added: the runs of two COHEs never wait for
# each other. Within a COHE claims share locks, so that the server's lock table holds what eight runs lock.
CLAIM_LOCK, LOCKS = 7_001_000, 512
LOCK = """
SELECT pg_advisory_xact_lock(%s, key)
FROM (SELECT DISTINCT (id %% %s)::int AS key FROM unnest(%s) AS id ORDER BY key) AS keys
"""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing claims up to date opened and cleared: the titles of the rules, one for each item."""

    opened: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()

    def __add__(self, later: "Refreshed") -> "Refreshed":
        """Return what two refreshes in one go did together."""
        return Refreshed(self.opened + later.opened, self.cleared + later.cleared)


def lock_claims(claim_ids: Collection[int]) -> None:
    """Hold the claims' advisory locks until the transaction ends: a click and the morning run never mix.

    Always taken in the order of ids, so that nobody waits for each other.
    """
    if claim_ids:
        with connection.cursor() as cursor:
            cursor.execute(LOCK, [CLAIM_LOCK + tenancy.required().cohe_id, LOCKS, list(claim_ids)])


def refresh_claims(*, claim_ids: Collection[int], today: date, at: datetime) -> Refreshed:
    """Bring the items of claims that somebody changed up to date; return what opened and cleared.

    Who looked at a claim before sees that it changed.
    """
    if not claim_ids:
        return Refreshed()
    lock_claims(claim_ids)
    news.tell(claim_ids, by=tenancy.required().actor_id, at=at)
    return bring_up_to_date(claim_ids=claim_ids, today=today, at=at)


def bring_up_to_date(*, claim_ids: Collection[int], today: date, at: datetime) -> Refreshed:
    """Bring the items of claims that the caller has locked up to date; return what opened and cleared."""
    changes = _changes(sorted(claim_ids), today, policy.in_force(today))
    write.apply(changes, today, at)
    return Refreshed(
        opened=tuple(_title(c.wanted.rule) for c in changes if c.step is Step.OPENED and c.wanted),
        cleared=tuple(_title(c.item.rule) for c in changes if c.step is Step.CLEARED and c.item),
    )


def _changes(claim_ids: Sequence[int], day: date, numbers: Policy) -> list[Change]:
    """Read the claims and their items, and decide."""
    facts = load.facts_of(claim_ids, day, numbers)
    items = load.items_of(claim_ids, day)
    changes: list[Change] = []
    for claim_id in claim_ids:
        one = facts.get(claim_id)
        wants = [] if one is None else engine.wanted(one, catalogue.RULES, day)
        existing = items.get(claim_id, ())
        if wants or existing:
            changes += engine.changes(wants, existing, catalogue.rule_of, one, day)
    return changes


def _refresh_batch(claim_ids: Sequence[int], day: date, at: datetime, numbers: Policy) -> list[Change]:
    """Bring a batch up to date: look without locks, then lock, read again and write the claims that differ.

    So most claims of most mornings are never locked; a click in between is seen by the second look. On their
    first list most claims differ: one look, locked, is enough. People's own tasks, and claims on which
    somebody worked before that morning, make it no second one.
    """
    differing: Sequence[int] = claim_ids
    if load.with_items(claim_ids, day) >= FEW * len(claim_ids):
        differing = sorted({_claim_of(change) for change in _changes(claim_ids, day, numbers)})
    if not differing:
        return []
    lock_claims(differing)
    changes = _changes(differing, day, numbers)
    write.apply(changes, day, at)
    return changes


def _claim_of(change: Change) -> int:
    subject = change.item or change.wanted
    assert subject is not None
    return subject.claim_id


def _title(code: str) -> str:
    rule = catalogue.rule_of(code)
    return rule.title if rule else code


def ask_for_worklist(*, key: str, today: date, at: datetime, kind: str = "by-hand") -> None:
    """Ask, once per key, for a making of the worklist of the COHE in force (cohe.outbox)."""
    outbox.enqueue("coordination.tasks.make_worklist", key=key, at=at, day=today.isoformat(), kind=kind)


def make_worklist(
    *,
    cohe_id: int,
    day: date,
    kind: str,
    asked_at: datetime,
    at: datetime,
    still_working: Callable[[], None] | None = None,
) -> WorklistRun:
    """Bring the items of every claim of a COHE up to date for `day`, in batches that each commit alone.

    A run that was killed is gone on with, from its last batch, when the same asking (`asked_at`) is answered
    again. Run twice, or twice at once, it changes nothing more: each batch holds its claims' locks and writes
    only what differs. `still_working` is called inside every batch; `kind` is one of `WorklistRun.kind`.
    """
    context = tenancy.Context(cohe_id, request_id=f"worklist-{day}")
    with tenancy.acting(context):
        numbers = policy.in_force(day)
        run = _run_to_go_on_with(cohe_id, day, kind, asked_at)
        claim_ids = _claims_to_look_at(day, numbers, after=run.through_claim)
    for start in range(0, len(claim_ids), BATCH):
        batch = claim_ids[start : start + BATCH]
        with tenancy.acting(context), _no_search_for_cycles():
            counted = Counter(change.step for change in _refresh_batch(batch, day, at, numbers))
            _advance(run, batch, counted)
            if still_working is not None:
                still_working()
    with tenancy.acting(context):
        WorklistRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=at)
        run.refresh_from_db()
    return run


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Let Python's collector rest: a batch is a hundred thousand tuples without a cycle among them.

    Looking for some took a third of the run (measured: `manage.py bench`).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _run_to_go_on_with(cohe_id: int, day: date, kind: str, asked_at: datetime) -> WorklistRun:
    """Return the run that this asking began and did not finish, else a new one.

    Another asking begins anew: what it was asked for may concern claims that the killed run had done.
    """
    asked = {"as_of": day, "kind": kind, "started_at": asked_at}
    unfinished = WorklistRun.objects.filter(**asked, finished_at=None).order_by("-id").first()
    return unfinished or WorklistRun.objects.create(cohe_id=cohe_id, **asked)


def _claims_to_look_at(day: date, numbers: Policy, *, after: int) -> list[int]:
    """Return in order the claims that are on a list or left one lately, and those that still have items."""
    seen = Claim.objects.on_list_or_left(
        day, service_months=numbers.service_months, after_exit_days=numbers.after_exit_days
    )
    on_list = seen.filter(pk__gt=after)
    with_items = WorkItem.objects.filter(state__in=LIVE, claim_id__gt=after).order_by().distinct()
    return sorted({*on_list.values_list("pk", flat=True), *with_items.values_list("claim_id", flat=True)})


@transaction.atomic
def _advance(run: WorklistRun, batch: Sequence[int], counted: Counter[Step]) -> None:
    """Note on the run how far it has come; a second worker on the same run adds to the same counts."""
    held = WorklistRun.objects.select_for_update().get(pk=run.pk)
    held.through_claim = max(held.through_claim, batch[-1])
    held.counts = dict(Counter(held.counts) + Counter({"claims": len(batch)}) + Counter(counted))
    held.save(update_fields=["through_claim", "counts"])
