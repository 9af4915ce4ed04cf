"""Referrals: begun, taken step by step, each step taken back; and what of a programme was used."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.actions.referral_changes import Taken, columns_of, course_of, words_of
from coordination.models import Referral, ReferralEvent, ReferralUse
from coordination.queries import policy
from coordination.referral_kinds import TARGETS, ReferralKind
from coordination.referral_steps import DONE_WORDS, Step, next_steps
from coordination.referral_uses import Use, Used, refusal_of

BEGINNINGS = (Step.SUGGEST, Step.ORDER, Step.RULE_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is referred to: the kind, its service where it has several, what for in words."""

    kind: str
    service: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A referral as it stands now, and what changed on the worklist."""

    referral: Referral
    refreshed: worklist.Refreshed


@dataclass(frozen=True, slots=True)
class By:
    """Who does it, on what day and at what instant."""

    membership: Membership
    today: date
    at: datetime


@transaction.atomic
def begin_referral(
    *, claim: Claim, begun: Begun, taken: Taken, by: Membership, today: date, at: datetime
) -> Changed:
    """Suggest a referral, record one that was ordered, or rule a kind out with the reason.

    Refuses an order by somebody the kind does not allow (domain.md 8), a day after today, and what the kind
    does not have.
    """
    policies.check_can_record(by)
    target = TARGETS[begun.kind]
    if taken.step not in BEGINNINGS:
        raise Denied("A referral begins by being suggested, ordered or ruled out.")
    if begun.kind == ReferralKind.OTHER and not begun.subject.strip():
        raise Denied("Say what the referral is for.")
    if begun.service and begun.service not in target.services:
        raise Denied(f"{target.kind.label} has no service called “{begun.service}”.")
    worklist.lock_claims({claim.pk})
    referral = Referral(
        cohe_id=by.cohe_id,
        claim=claim,
        kind=begun.kind,
        service=begun.service,
        subject=begun.subject.strip(),
        recipient=taken.recipient.strip(),
        last_step_on=today,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    for name, value in columns_of(referral, taken, today).items():
        setattr(referral, name, value)
    referral.save()
    keep_event(referral, taken, {}, By(by, today, at))
    return Changed(referral, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at))


@transaction.atomic
def take_step(
    *,
    referral: Referral,
    taken: Taken,
    by: Membership,
    today: date,
    at: datetime,
    version: int | None = None,
) -> Changed:
    """Record the next step of a referral: any that may happen now, each with its own day.

    Refuses what cannot follow, days out of order and what the kind does not allow, with a sentence. Raises
    `Conflict` when the referral is no longer at the `version` that was looked at.
    """
    policies.check_can_record(by)
    held = hold(referral, version)
    if taken.step not in next_steps(course_of(held)):
        raise Denied(f"“{Step(taken.step).label}” cannot be recorded as this referral stands.")
    columns = columns_of(held, taken, today)
    before = {name: as_json(getattr(held, name)) for name in columns}
    change(held, columns, today)
    keep_event(held, taken, before, By(by, today, at))
    return Changed(held, worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at))


@transaction.atomic
def undo_step(
    *, referral: Referral, by: Membership, today: date, at: datetime, version: int | None = None
) -> Changed:
    """Take the last step back; taking the first one back withdraws the referral. Both stay in its history."""
    policies.check_can_record(by)
    held = hold(referral, version)
    last = last_step(held)
    if last is None:
        raise Denied("There is no step to take back.")
    fields = {field.name: field for field in Referral._meta.concrete_fields}
    columns = {name: fields[name].to_python(value) for name, value in last.before.items()}
    change(held, columns or {"withdrawn_at": at}, today)
    ReferralEvent.objects.create(
        cohe_id=by.cohe_id,
        referral=held,
        step=last.step,
        on=today,
        at=at,
        by_id=by.person_id,
        words=f"{DONE_WORDS[Step(last.step)]} on {last.on:%-d %b %Y} taken back",
        undoes=last,
    )
    return Changed(held, worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at))


def last_step(referral: Referral) -> ReferralEvent | None:
    """Return the last step that was not taken back."""
    steps = ReferralEvent.objects.filter(referral=referral, undoes=None, undone_by__isnull=True)
    return steps.order_by("-id").first()


def hold(referral: Referral, version: int | None) -> Referral:
    """Lock a referral and its claim; refuse one withdrawn, or changed since it was looked at."""
    worklist.lock_claims({referral.claim_id})
    held = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if held.withdrawn_at:
        raise Denied("This referral was withdrawn: begin it again.")
    if version is not None and held.version != version:
        raise Conflict("Somebody recorded another step meanwhile: look at the referral, then record yours.")
    return held


def change(held: Referral, columns: dict[str, Any], today: date) -> None:
    """Write some columns of a held referral."""
    for name, value in columns.items():
        setattr(held, name, value)
    held.version += 1
    held.last_step_on = today
    held.save(update_fields=[*columns, "version", "last_step_on"])


def keep_event(referral: Referral, taken: Taken, before: dict[str, Any], by: By) -> None:
    """Write the step into the referral's history."""
    ReferralEvent.objects.create(
        cohe_id=by.membership.cohe_id,
        referral=referral,
        step=taken.step,
        on=taken.on,
        at=by.at,
        by_id=by.membership.person_id,
        words=words_of(taken),
        remark=taken.remark.strip(),
        before=before,
    )


def as_json(value: Any) -> Any:
    """Return a column's value as the history keeps it."""
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def record_use(
    *, referral: Referral, used: Used, remark: str, by: Membership, today: date, at: datetime
) -> ReferralUse:
    """Record what of a programme was used: whole or part days, sessions or hours, and dollars.

    Refuses what the kind does not count, a day after today, and more than the programme pays (its limits
    by date of injury, domain.md 8 and 12.4); the last day and the last dollar fit.
    """
    policies.check_can_record(by)
    held = hold(referral, None)
    if used.what not in held.target.uses:
        raise Denied(f"{held.target.kind.label} does not count {Use(used.what).label.lower()}.")
    if used.on > today:
        raise Denied("What is used has happened: the day cannot be after today.")
    if used.quantity < 0 or used.amount < 0 or not (used.quantity or used.amount):
        raise Denied("Say how much was used: more than nothing.")
    injury = Claim.objects.values_list("date_of_injury", flat=True).get(pk=held.claim_id)
    no = refusal_of(held.kind, used, uses_of(held), injury, policy.in_force(today))
    if no:
        raise Denied(no)
    return ReferralUse.objects.create(
        cohe_id=by.cohe_id,
        referral=held,
        what=used.what,
        on=used.on,
        quantity=used.quantity,
        amount=used.amount,
        remark=remark.strip(),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )


def uses_of(referral: Referral) -> list[Used]:
    """Return what was used on the claim of the referral's kind: a programme's limits are those of a claim."""
    rows = ReferralUse.objects.filter(
        referral__claim=referral.claim_id,
        referral__kind=referral.kind,
        referral__withdrawn_at=None,
        withdrawn_at=None,
    )
    return [Used(*row) for row in rows.values_list("what", "on", "quantity", "amount")]


@transaction.atomic
def withdraw_use(*, use: ReferralUse, by: Membership, at: datetime) -> None:
    """Take back a use entered by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    if not ReferralUse.objects.filter(pk=use.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was withdrawn already.")
