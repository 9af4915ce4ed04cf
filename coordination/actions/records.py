"""Facts a coordinator records on a claim, its tier, a work status she heard of; and taking a COHE live."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import StatusSource
from claims.models import Claim, TierChange, WorkStatus
from cohe import audit, history
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import delegations, ohms, worklist
from coordination.choices import RecordKind
from coordination.facts import GOING_LIVE
from coordination.models import DeskAction, OhmsEntry, Record, WorkItem
from coordination.worklist.catalogue import OWN_STEP


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on a day; `about` is what the item it clears is about."""

    kind: str
    on: date
    about: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A work status that a coordinator heard of, from a day through a day (None: still).

    `exam_date`: the day of the examination, of what an APF says. `ends_earlier`: one of the same source that
    goes on into it ends the day before.
    """

    status: str
    from_date: date
    through_date: date | None
    source: str
    restrictions: str = ""
    exam_date: date | None = None
    ends_earlier: bool = False


@transaction.atomic
def add_record(
    *, claim: Claim, happened: Happened, by: Membership, today: date, at: datetime
) -> tuple[Record, worklist.Refreshed]:
    """Record that something happened. Refuses a day after today, and a reading."""
    policies.check_can_record(by)
    kind, remark = happened.kind, happened.remark.strip()
    if happened.on > today:
        raise Denied("What is recorded has happened: the day cannot be after today.")
    if kind == RecordKind.SCALE_READING:
        raise Denied("A reading is taken as an assessment: choose its form, which works the score out.")
    if kind in (RecordKind.PGAP_RULED_OUT, RecordKind.SIMP_RULED_OUT) and not remark:
        raise Denied("Say why it is ruled out.")
    worklist.lock_claims({claim.pk})
    record = Record.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        kind=kind,
        on=happened.on,
        about=happened.about,
        remark=remark,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    return record, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def withdraw_record(*, record: Record, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a record entered by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    worklist.lock_claims({record.claim_id})
    if not Record.objects.filter(pk=record.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This record was withdrawn already.")
    return worklist.refresh_claims(claim_ids={record.claim_id}, today=today, at=at)


@transaction.atomic
def set_tier(
    *, claim: Claim, tier: str, reason: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Move a claim up or down a tier, with the reason."""
    policies.check_can_change_tier(by, reason=reason)
    worklist.lock_claims({claim.pk})
    held = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if held.tier == tier:
        raise Denied(f"The tier is {held.get_tier_display()} already.")
    TierChange.objects.create(
        cohe_id=by.cohe_id,
        claim=held,
        before=held.tier,
        after=tier,
        reason=reason.strip(),
        changed_by_id=by.person_id,
        changed_at=at,
    )
    held.tier = tier
    held.save(update_fields=["tier"])
    delegations.end_beyond_tier(claim=held, by=by, today=today, at=at)
    # No rule makes or changes a coordinator's own steps, and lists are ordered and narrowed by the tier.
    steps = WorkItem.objects.live().filter(claim=held, rule=OWN_STEP)
    steps.update(tier_rank=worklist.TIER_RANK[tier])
    return worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def record_work_status(
    *, claim: Claim, heard: Heard, by: Membership, today: date, at: datetime
) -> tuple[WorkStatus, worklist.Refreshed]:
    """Record a work status that a coordinator heard of; it counts like one of the extract.

    What an APF says counts as the APF of its examination too, until the extract brings that.
    Refuses an APF without that day or with one after `today`, and a spell that overlaps another that people
    recorded of the same source, which it names.
    """
    policies.check_can_record(by)
    check_exam(heard, today)
    if heard.through_date and heard.through_date < heard.from_date:
        raise Denied("The last day cannot be before the first.", "through_date")
    worklist.lock_claims({claim.pk})
    make_room(claim, heard)
    values = asdict(heard)
    del values["ends_earlier"]
    row = WorkStatus.objects.create(cohe_id=by.cohe_id, claim=claim, recorded_by_id=by.person_id, **values)
    return row, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


def check_exam(heard: Heard, today: date) -> None:
    """Refuse an APF without the day of its examination, and such a day of anything else."""
    if heard.source == StatusSource.APF and heard.exam_date is None:
        raise Denied("Say when the examination of the APF was.", "exam_date")
    if heard.source != StatusSource.APF and heard.exam_date is not None:
        raise Denied("Only an APF has the day of an examination.", "exam_date")
    if heard.exam_date is not None and heard.exam_date > today:
        raise Denied(f"{heard.exam_date:%-d %b %Y} is after today.", "exam_date")


def make_room(claim: Claim, heard: Heard) -> None:
    """End the row before when that was asked for; refuse what still overlaps, naming it."""
    rows = told_of(claim.pk, heard.source)
    rows = rows.filter(Q(through_date=None) | Q(through_date__gte=heard.from_date))
    if heard.through_date is not None:
        rows = rows.filter(from_date__lte=heard.through_date)
    for row in rows.order_by("from_date"):
        if heard.ends_earlier and can_end_before(row, heard):
            row.through_date = heard.from_date - timedelta(days=1)
            row.save(update_fields=["through_date"])
            continue
        last = f"through {row.through_date:%-d %b %Y}" if row.through_date else "with no last day"
        told = f"{row.get_status_display()}, from {row.from_date:%-d %b %Y} {last}"
        advice = "end it the day before, or withdraw it" if can_end_before(row, heard) else "withdraw it"
        sentence = f"It overlaps what the {row.get_source_display()} said: {told}. First {advice}."
        raise Denied(sentence, "from_date")


def can_end_before(row: WorkStatus, heard: Heard) -> bool:
    """Say whether ending a row the day before loses none of its days after the new one.

    A later APF replaces the earlier one whole: what that said of later days holds no more.
    """
    if row.from_date >= heard.from_date:
        return False
    if heard.source == StatusSource.APF:
        return True
    return heard.through_date is None or (
        row.through_date is not None and row.through_date <= heard.through_date
    )


@transaction.atomic
def withdraw_work_status(*, row: WorkStatus, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a work status that a person recorded; what it had ended holds as long as it did before.

    The extract's own rows are the extract's to withdraw.
    """
    policies.check_can_record(by)
    if row.recorded_by_id is None:
        raise Denied("This work status comes from the extract: it goes when the extract no longer says it.")
    worklist.lock_claims({row.claim_id})
    if WorkStatus.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=at):
        give_back_days(row)
    return worklist.refresh_claims(claim_ids={row.claim_id}, today=today, at=at)


def give_back_days(row: WorkStatus) -> None:
    """Give what was ended the day before for this row, in the same step, the last day that it had.

    Not where another of the same source stands in those days by now.
    """
    told = told_of(row.claim_id, row.source)
    history = apps.get_model("claims.WorkStatusHistory").objects
    began = history.filter(pgh_obj=row.pk).order_by("pgh_id").values_list("pgh_created_at", flat=True).first()
    for cut in told.filter(through_date=row.from_date - timedelta(days=1)):
        events = history.filter(pgh_obj=cut.pk).order_by("-pgh_id")
        past = events.values_list("through_date", "pgh_created_at")[:2]
        if len(past) == 2 and past[0] == (cut.through_date, began):
            last = past[1][0]
            later = told.filter(from_date__gt=cut.from_date)
            if not (later if last is None else later.filter(from_date__lte=last)).exists():
                cut.through_date = last
                cut.save(update_fields=["through_date"])


def told_of(claim_id: int, source: str) -> QuerySet[WorkStatus]:
    """Return what people recorded of a source on a claim, and hold to."""
    return WorkStatus.objects.filter(
        claim=claim_id, source=source, recorded_by__isnull=False, withdrawn_at=None
    )


@transaction.atomic
def go_live(*, before: date, by: Membership, today: date, at: datetime) -> tuple[DeskAction, int]:
    """Mark claims that appeared before a day as reviewed, in one counted step that can be undone.

    Notes signed before that day count as entered in OHMS.
    """
    policies.check_can_go_live(by)
    if before > today:
        raise Denied("Choose today or an earlier day: claims of the future are reviewed when they come.")
    reviewed = Record.objects.filter(claim=OuterRef("pk"), kind=RecordKind.REVIEWED, withdrawn_at=None)
    waiting = Claim.objects.filter(~Exists(reviewed), appeared__lt=before).values_list("pk", flat=True)
    action = DeskAction.objects.create(
        cohe_id=by.cohe_id,
        kind="go-live",
        label=f"Went live: claims before {before:%-d %b %Y}",
        by_id=by.person_id,
        at=at,
    )
    rows = [
        Record(
            cohe_id=by.cohe_id,
            claim_id=pk,
            kind=RecordKind.REVIEWED,
            on=today,
            about=GOING_LIVE,
            action=action,
            recorded_by_id=by.person_id,
            recorded_at=at,
        )
        for pk in waiting
    ]
    Record.objects.bulk_create(rows, batch_size=5000)
    OhmsEntry.objects.filter(entered_on=None, signed_on__lt=before).update(
        entered_on=today, entered_by=by.person_id, action=action
    )
    audit.log("worklist.went-live", "desk-action", action.pk, at=at, reason=f"{len(rows)} claims")
    worklist.ask_for_worklist(key=f"go-live-{action.pk}", today=today, at=at)
    return action, len(rows)


@transaction.atomic
def undo_go_live(*, action: DeskAction, by: Membership, today: date, at: datetime) -> int:
    """Take the reviews of going live back; return how many claims are unreviewed again."""
    policies.check_can_go_live(by)
    if not DeskAction.objects.filter(pk=action.pk, kind="go-live", undone_at=None).update(undone_at=at):
        raise Denied("This step was undone already.")
    history.expect_many_rows()
    count = Record.objects.filter(action=action, withdrawn_at=None).update(withdrawn_at=at)
    ohms.take_back(action)
    worklist.ask_for_worklist(key=f"undo-go-live-{action.pk}", today=today, at=at)
    return count
