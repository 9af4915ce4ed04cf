"""Reports that come in for a plan, and updates that go out for it to employer or committee."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import plan_policies as policies
from coordination import policies as desk_policies
from coordination import whitelist
from coordination.actions import plan_marks, plans
from coordination.actions.plans import Planned
from coordination.models import Plan, ServiceReport, StakeholderUpdate
from coordination.plan_words import Audience, LineKind
from coordination.queries import told_outside


@transaction.atomic
def add_report(
    *, plan: Plan, key: int, sender: str, received_on: date, by: Membership, today: date, at: datetime
) -> Planned:
    """Record the report on an intervention without a referral: it opens two follow-ups (step 5)."""
    desk_policies.check_can_record(by)
    held = plans.hold(plan)
    policies.check_is_in_force(held)
    if plan_marks.line_of(held, key).kind != LineKind.INTERVENTION:
        raise Denied("A report is on an intervention of the plan: choose which.")
    if received_on > today:
        raise Denied("The report cannot have come after today.")
    if not sender.strip():
        raise Denied("Say who sent the report.")
    ServiceReport.objects.create(
        cohe_id=by.cohe_id,
        plan=held,
        key=key,
        sender=sender.strip(),
        received_on=received_on,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    return plans.refreshed(held, today, at)


@transaction.atomic
def follow_report(
    *, report: ServiceReport, step: str, on: date, by: Membership, today: date, at: datetime
) -> Planned:
    """Record one of the two follow-ups: `step` is "passed_on" (to the AP) or "reviewed_on" (the worker)."""
    desk_policies.check_can_record(by)
    held = plans.hold(report.plan)
    row = ServiceReport.objects.get(pk=report.pk)
    if row.withdrawn_at is not None:
        raise Conflict("This report was withdrawn.")
    if getattr(row, step) is not None:
        raise Conflict("This was recorded already.")
    if not row.received_on <= on <= today:
        raise Denied(f"Choose a day from {row.received_on:%-d %b %Y}, when the report came, to today.")
    setattr(row, step, on)
    row.save(update_fields=[step])
    return plans.refreshed(held, today, at)


@transaction.atomic
def unfollow_report(
    *, report: ServiceReport, step: str, by: Membership, today: date, at: datetime
) -> Planned:
    """Take one of the two follow-ups back."""
    desk_policies.check_can_record(by)
    held = plans.hold(report.plan)
    row = ServiceReport.objects.get(pk=report.pk)
    if getattr(row, step) is None:
        raise Conflict("There is nothing to take back.")
    setattr(row, step, None)
    row.save(update_fields=[step])
    return plans.refreshed(held, today, at)


@transaction.atomic
def withdraw_report(*, report: ServiceReport, by: Membership, today: date, at: datetime) -> Planned:
    """Take a report back that was entered by mistake."""
    desk_policies.check_can_record(by)
    held = plans.hold(report.plan)
    if not ServiceReport.objects.filter(pk=report.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This report was withdrawn already.")
    return plans.refreshed(held, today, at)


@dataclass(frozen=True, slots=True)
class Wording:
    """An update as a person has it: the whitelist's four parts, to whom it goes, and nothing else."""

    audience: str
    receiver: str
    next_medical_update_on: date | None = None
    abilities: str = ""
    restrictions: str = ""
    prognosis: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything in it that a person can write."""
        return (self.receiver, self.abilities, self.restrictions, self.prognosis)


@transaction.atomic
def compose_update(
    *, plan: Plan, wording: Wording, by: Membership, today: date, at: datetime
) -> StakeholderUpdate:
    """Keep an update that is still to be sent. Words that may not leave are refused with their names."""
    desk_policies.check_can_record(by)
    held = plans.hold(plan)
    policies.check_is_in_force(held)
    check_wording(held, wording)
    return StakeholderUpdate.objects.create(
        cohe_id=by.cohe_id, plan=held, composed_by_id=by.person_id, composed_at=at, **fields_of(wording)
    )


@transaction.atomic
def edit_update(
    *, update: StakeholderUpdate, wording: Wording, by: Membership, today: date, at: datetime
) -> StakeholderUpdate:
    """Change an update by hand before it is sent; refuse one that was."""
    desk_policies.check_can_record(by)
    held = plans.hold(update.plan)
    row = live_update(update)
    if row.sent_on is not None:
        raise Conflict("This update was sent: what left the building does not change. Compose another.")
    check_wording(held, wording)
    for name, value in fields_of(wording).items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def send_update(*, update: StakeholderUpdate, on: date, by: Membership, today: date, at: datetime) -> Planned:
    """Mark an update as sent on a day: it has left the building. The words are looked through once more."""
    desk_policies.check_can_record(by)
    held = plans.hold(update.plan)
    policies.check_is_in_force(held)
    row = live_update(update)
    if row.sent_on is not None:
        raise Conflict(f"This update was marked sent on {row.sent_on:%-d %b %Y} already.")
    if on > today:
        raise Denied("It cannot have been sent after today.")
    if on < held.made_on:
        raise Denied(f"The plan is of {held.made_on:%-d %b %Y}: no update of it left before.")
    wording = Wording(**{name: getattr(row, name) for name in WORDED})
    check_wording(held, wording)
    if row.next_medical_update_on is None and not any(wording.texts[1:]):
        raise Denied("This update says nothing: fill in at least one of its four parts.")
    row.sent_on, row.sent_by_id = on, by.person_id
    row.save()
    return plans.refreshed(held, today, at)


@transaction.atomic
def withdraw_update(*, update: StakeholderUpdate, by: Membership, today: date, at: datetime) -> Planned:
    """Throw an update away, or take back that it was sent; it stays in the history and counts no more."""
    desk_policies.check_can_record(by)
    held = plans.hold(update.plan)
    if not StakeholderUpdate.objects.filter(pk=update.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This update was withdrawn already.")
    return plans.refreshed(held, today, at)


WORDED = ("audience", "receiver", "next_medical_update_on", "abilities", "restrictions", "prognosis")


def fields_of(wording: Wording) -> dict[str, object]:
    """Return the columns of an update; no other column of it can be written by a person."""
    values = {name: getattr(wording, name) for name in WORDED}
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


def live_update(update: StakeholderUpdate) -> StakeholderUpdate:
    """Return an update as it stands; refuse a withdrawn one."""
    row = StakeholderUpdate.objects.get(pk=update.pk)
    if row.withdrawn_at is not None:
        raise Conflict("This update was withdrawn: compose another.")
    return row


def check_wording(plan: Plan, wording: Wording) -> None:
    """Refuse an update to nobody, and words that tell an employer or committee more than they may know."""
    if wording.audience not in list(Audience):
        raise Denied("Say who gets it: employer or committee.")
    if not wording.receiver.strip():
        raise Denied("Say to whom it goes.")
    words = told_outside.confidential_words(plan.claim)
    # An employer may be called anything, also “Lakeside Therapy”.
    is_employer = wording.receiver.strip() == plan.claim.employer_name
    texts = wording.texts[1:] if is_employer else wording.texts
    found = whitelist.confidential_in(" ".join(texts), words)
    if found:
        named = ", ".join(f"“{word}”" for word in found)
        raise Denied(
            "Only abilities, restrictions, the next medical update and the prognosis may leave: "
            f"take out {named}."
        )
