"""Tasks that people set themselves or each other (B6): items like any other, cleared by a person alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import items, worklist
from coordination.choices import Area
from coordination.models import DeskAction, WorkItem
from coordination.queries import policy
from coordination.worklist.catalogue import OWN_STEP

CLEARS = "it is marked done"


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done by when, in which area; `to` None: by whom sets it."""

    title: str
    due_on: date
    area: str = Area.MONITORING
    to: Membership | None = None
    remark: str = ""


@transaction.atomic
def add(
    *, claim: Claim, task: Task, by: Membership, today: date, at: datetime, key: str = ""
) -> items.Outcome:
    """Put a task on the list of its assignee, undone as one's other actions are.

    `key` tells it from the claim's other tasks. Refuses an empty title, a due day before today, a receiver
    the role may not give to.
    """
    receiver = task.to or by
    policies.check_can_add_task(by, receiver)
    policies.check_can_take_item(receiver, claim.tier, policy.in_force(today))
    check_task_makes_sense(task, earliest=today)
    item_key, owner = key or str(uuid4()), receiver.person_id
    return set_for(claim=claim, owner_id=owner, task=task, by=by, key=item_key, today=today, at=at)


def set_for(
    *, claim: Claim, owner_id: int, task: Task, by: Membership, key: str, today: date, at: datetime
) -> items.Outcome:
    """Write a task that an action of the product sets; whose it is the caller has decided."""
    worklist.lock_claims({claim.pk})
    action = DeskAction.objects.create(
        cohe_id=by.cohe_id, kind="added", label="Task added", by_id=by.person_id, at=at
    )
    item = item_of(claim, owner_id, task, key, today)
    item.save(force_insert=True)
    items.log(item, action, items.Doing(by, today, at, "opened", "Task added"), None)
    return items.Outcome(action, (item,), (), worklist.Refreshed())


def item_of(claim: Claim, owner_id: int, task: Task, key: str, today: date) -> WorkItem:
    """Return the item of a task, not yet written."""
    return WorkItem(
        cohe_id=claim.cohe_id,
        claim=claim,
        rule=OWN_STEP,
        about=key,
        area=task.area,
        due_on=task.due_on,
        because=task.title.strip(),
        remark=task.remark.strip(),
        clears=CLEARS,
        owner_id=owner_id,
        is_reassigned=True,
        opened_on=today,
        facts=key[:32],
        tier_rank=worklist.TIER_RANK[claim.tier],
        claim_number=claim.claim_number,
    )


@transaction.atomic
def set_for_hscs(
    *, tasks: Iterable[tuple[Claim, Task]], key: str, label: str, by: Membership, today: date, at: datetime
) -> items.Outcome:
    """Put tasks on the lists of their claims' HSCs in one go, undone as one; `key` names the occasion.

    Left out: claims without an HSC, and those on which a task of this key is live already. Refuses whoever
    may not give tasks to others, and a task that says nothing.
    """
    policies.check_can_give_tasks(by)
    wanted = [(claim, task) for claim, task in tasks if claim.hsc_id is not None]
    worklist.lock_claims({claim.pk for claim, _ in wanted})
    live = WorkItem.objects.live().filter(rule=OWN_STEP, about=key, claim__in=[one.pk for one, _ in wanted])
    there = set(live.values_list("claim_id", flat=True))
    new = [item_of(one, one.hsc_id or 0, task, key, today) for one, task in wanted if one.pk not in there]
    for _, task in wanted:
        check_task_makes_sense(task, earliest=today)
    if not new:
        return items.Outcome(None, (), (), worklist.Refreshed())
    action = DeskAction.objects.create(
        cohe_id=by.cohe_id, kind="added", label=label, by_id=by.person_id, at=at
    )
    written = WorkItem.objects.bulk_create(new)
    items.log_many([one.pk for one in written], action, items.Doing(by, today, at, "opened", label), None)
    return items.Outcome(action, tuple(written), (), worklist.Refreshed())


@transaction.atomic
def change(*, item: WorkItem, task: Task, by: Membership, today: date, at: datetime) -> items.Outcome:
    """Change a task: title, day, area, remark, assignee. Refuses an item that a rule made."""
    receiver = task.to
    numbers = policy.in_force(today)

    def write(held: WorkItem, action: DeskAction) -> None:
        policies.check_can_work(by)
        policies.check_is_live(held)
        policies.check_is_task(held)
        check_task_makes_sense(task, earliest=min(today, held.due_on))
        if receiver is not None and receiver.person_id != held.owner_id:
            policies.check_can_add_task(by, receiver)
            policies.check_can_take_item(receiver, item.claim.tier, numbers)
            held.owner_id = receiver.person_id
        held.because, held.due_on = task.title.strip(), task.due_on
        held.area, held.remark = task.area, task.remark.strip()

    return items.in_one_go([item], write, items.Doing(by, today, at, "edited", "Task changed"))


def check_task_makes_sense(task: Task, *, earliest: date) -> None:
    """Refuse a task that says nothing, or is due before it could be done."""
    if not task.title.strip():
        raise Denied("Say what the next step is.")
    if task.due_on < earliest:
        raise Denied("The next step cannot be due before today.")
