"""Medication checks and papers: what the worker said, what the provider heard, how far a form has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import papers, policies
from coordination.actions import worklist
from coordination.choices import AsPrescribed, Concern, PaperKind
from coordination.models import MedicationCheck, Paper


@dataclass(frozen=True, slots=True)
class Checked:
    """What a worker said about her medication on a day, and when the attending provider heard of it."""

    checked_on: date
    as_prescribed: str
    pain_complaint: bool = False
    concern: str = ""
    ap_told_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper: its form number, for whom, and the days it has reached (`papers.STEPS`, and `due_on`)."""

    code: str
    days: Mapping[str, date | None]
    prescriber_number: str = ""
    remark: str = ""


@transaction.atomic
def record_check(
    *, claim: Claim, checked: Checked, by: Membership, today: date, at: datetime
) -> MedicationCheck:
    """Keep one asking about medication. Refuses days to come, and telling before asking or of nothing."""
    policies.check_can_record(by)
    if checked.checked_on > today:
        raise Denied("A medication check has happened: the day cannot be after today.", "checked_on")
    if checked.as_prescribed == AsPrescribed.YES and checked.concern == Concern.NOT_AS_PRESCRIBED:
        raise Denied("Taken as prescribed, and otherwise: one of the two is a slip.", "concern")
    if checked.ap_told_on:
        refuse_telling(checked.ap_told_on, checked.checked_on, today)
        if not (checked.concern or checked.pain_complaint):
            raise Denied("There is nothing to tell: name the concern or the complaint of pain.", "concern")
    worklist.lock_claims({claim.pk})
    return MedicationCheck.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        checked_on=checked.checked_on,
        as_prescribed=checked.as_prescribed,
        pain_complaint=checked.pain_complaint,
        concern=checked.concern,
        ap_told_on=checked.ap_told_on,
        remark=checked.remark.strip(),
        checked_by_id=by.person_id,
        recorded_at=at,
    )


def refuse_telling(told_on: date, checked_on: date, today: date) -> None:
    """Raise `Denied` for a day of telling that cannot be."""
    if told_on > today:
        raise Denied("The attending provider cannot have been told after today.", "ap_told_on")
    if told_on < checked_on:
        raise Denied("The attending provider cannot have been told before the check.", "ap_told_on")


@transaction.atomic
def tell_provider(*, check: MedicationCheck, told_on: date | None, by: Membership, today: date) -> None:
    """Say on which day the attending provider was told of a concern; None takes that back."""
    policies.check_can_record(by)
    held = MedicationCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
    if held.withdrawn_at:
        raise Denied("This check was withdrawn.")
    if told_on is not None:
        refuse_telling(told_on, held.checked_on, today)
        if not (held.concern or held.pain_complaint):
            raise Denied("There is nothing to tell: this check found no concern.")
    held.ap_told_on = told_on
    held.save(update_fields=["ap_told_on"])


@transaction.atomic
def withdraw_check(*, check: MedicationCheck, by: Membership, at: datetime) -> None:
    """Take back a check entered by mistake; it stays in the history."""
    policies.check_can_record(by)
    if not MedicationCheck.objects.filter(pk=check.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This check was withdrawn already.")


@transaction.atomic
def file_paper(
    *, claim: Claim, filed: Filed, by: Membership, today: date, at: datetime
) -> tuple[Paper, worklist.Refreshed]:
    """Put a paper on file with the days it has reached. Refuses days to come or out of order."""
    policies.check_can_record(by)
    form = papers.BY_CODE.get(filed.code)
    if form is None or form not in papers.in_use(today):
        raise Denied(f"The form number {filed.code} is not in use.")
    if form.kind == PaperKind.AGREEMENT and not filed.prescriber_number:
        raise Denied("A treatment agreement is with a prescriber: say with whom.")
    refuse_days(filed.days, today)
    worklist.lock_claims({claim.pk})
    paper = Paper.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        code=form.code,
        kind=form.kind,
        prescriber_number=filed.prescriber_number,
        remark=filed.remark.strip(),
        recorded_by_id=by.person_id,
        recorded_at=at,
        **{name: filed.days.get(name) for name in ("due_on", *papers.STEPS)},
    )
    return paper, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def change_paper(
    *, paper: Paper, filed: Filed, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Put the days of a paper right or take it a step on; its form number stays."""
    policies.check_can_record(by)
    worklist.lock_claims({paper.claim_id})
    held = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if held.withdrawn_at:
        raise Denied("This paper was withdrawn.")
    if held.kind == PaperKind.AGREEMENT and not filed.prescriber_number:
        raise Denied("A treatment agreement is with a prescriber: say with whom.")
    refuse_days(filed.days, today)
    for name in ("due_on", *papers.STEPS):
        setattr(held, name, filed.days.get(name))
    held.prescriber_number, held.remark = filed.prescriber_number, filed.remark.strip()
    held.save()
    return worklist.refresh_claims(claim_ids={paper.claim_id}, today=today, at=at)


def refuse_days(days: Mapping[str, date | None], today: date) -> None:
    """Raise `Denied` for steps after today or out of order; only a due day may be to come."""
    for step in papers.STEPS:
        on = days.get(step)
        if on is not None and on > today:
            raise Denied(f"{papers.STEP_WORDS[step]} on {on:%-d %b %Y} is after today.")
    try:
        papers.refuse_unless_in_order(days)
    except ValueError as no:
        raise Denied(str(no)) from no


@transaction.atomic
def withdraw_paper(*, paper: Paper, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a paper put on file by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    worklist.lock_claims({paper.claim_id})
    if not Paper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This paper was withdrawn already.")
    return worklist.refresh_claims(claim_ids={paper.claim_id}, today=today, at=at)
