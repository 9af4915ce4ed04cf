"""Celery's edge of the desk: short, ids only, harmless when run twice."""

from datetime import date
from typing import Any

from celery import shared_task

from claims.actions import news
from claims.models import ExtractImport
from claims.queries import imports
from cohe import clock, outbox, tenancy, workdays
from cohe.models import OutboxRow
from coordination.actions import hand_over_carrying, worklist

# Claims that one transaction brings up to date without holding their locks for long.
AT_ONCE = 500


@shared_task
def ask_for_worklists(**_: Any) -> int:
    """Ask for this business morning's worklist of each COHE; return how many COHEs there are."""
    today, at = clock.today(), clock.now()
    if not workdays.is_business_day(today):
        return 0
    return outbox.in_every_cohe(
        lambda: worklist.ask_for_worklist(key=f"morning-{today}", today=today, at=at, kind="morning")
    )


@shared_task
def follow_import(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Bring the items of claims that an import touched up to date: at once, or in a run when many."""
    at, today = clock.now(), clock.today()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is None:
            return
        run = ExtractImport.objects.get(pk=row.args["extract_import"])
        changed = imports.changed_claims(run)
        touched = imports.touched_claims(run, changed)
        if len(touched) <= AT_ONCE:
            # First, as whoever saves on a claim does: the other way round two could wait for each other.
            worklist.lock_claims(touched)
            news.tell(changed, by=None, at=at)
            worklist.bring_up_to_date(claim_ids=touched, today=today, at=at)
        else:
            news.tell(changed, by=None, at=at)
            worklist.ask_for_worklist(key=f"import-{row.key}", today=today, at=at, kind="import")


@shared_task
def follow_claims(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Bring the items of claims that were given to another HSC up to date."""
    at = clock.now()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is not None:
            claims = [int(claim) for claim in row.args["claims"].split(",")]
            worklist.refresh_claims(claim_ids=claims, today=clock.today(), at=at)


@shared_task
def make_worklist(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Make the worklist that an outbox row asks for; each batch commits alone, the row closes at the end."""
    row = outbox.begin(row_id, cohe_id)
    if row is None:
        return

    def still_working() -> None:
        # Sent again only when no batch has been finished for a while: then this worker is gone.
        OutboxRow.objects.filter(pk=row_id).update(sent_at=clock.now())

    with outbox.waiting_is_no_try(row_id, cohe_id):
        worklist.make_worklist(
            cohe_id=cohe_id,
            day=date.fromisoformat(row.args["day"]),
            kind=row.args["kind"],
            asked_at=row.created_at,
            at=clock.now(),
            still_working=still_working,
        )
        with tenancy.acting(tenancy.Context(cohe_id)):
            OutboxRow.objects.filter(pk=row_id, done_at=None).update(done_at=clock.now())


@shared_task
def carry_hand_over(*, row_id: int, cohe_id: int, **_: Any) -> None:
    """Carry a turn of a hand-over to the other COHE: once in effect, however often it is sent."""
    at, today = clock.now(), clock.today()
    with outbox.claimed(row_id, cohe_id, at=at) as row:
        if row is None:
            return
        if "hand_over" in row.args:
            hand_over_carrying.carry_to_receiver(hand_over_id=row.args["hand_over"], at=at)
        else:
            hand_over_carrying.carry_to_sender(received_id=row.args["received"], today=today, at=at)
