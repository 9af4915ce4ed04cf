"""Taking assessments, alerting the attending provider to no progress, and interventions after an FRQ."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import notes, worklist
from coordination.assessment_forms import Form, barriers_of, checked, scores_of
from coordination.choices import Area, Direction, FrqResult, NoteKind, Party
from coordination.models import Assessment, Draft, Frq, FunctionalIntervention, WorkItem
from coordination.queries import assessment_forms, progress
from coordination.scales import ScoreRefused

PROGRESS_RULE = "T17"


@dataclass(frozen=True, slots=True)
class Taking:
    """One taking of a form on a day: the answers by question."""

    slug: str
    taken_on: date
    answers: Mapping[str, Any]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An assessment as it was kept, and what changed on the worklist."""

    assessment: Assessment
    refreshed: worklist.Refreshed


@dataclass(frozen=True, slots=True)
class Visited:
    """What a provider did at a visit about one of the six interventions."""

    kind: str
    visit_on: date
    outcome: str
    remark: str = ""


@transaction.atomic
def take_assessment(*, claim: Claim, taking: Taking, by: Membership, today: date, at: datetime) -> Taken:
    """Keep the answers to the version of a form in use that day, with its score.

    Refuses a day after today, a form that was not in use, and answers that cannot be, each with a sentence.
    """
    policies.check_can_record(by)
    if taking.taken_on > today:
        raise Denied("An assessment has been taken: the day cannot be after today.")
    form = assessment_forms.form_in_use(taking.slug, taking.taken_on)
    if form is None:
        raise Denied(f"There was no form called “{taking.slug}” on {taking.taken_on:%-d %b %Y}.")
    answers, scores = worked_out(form, taking.answers)
    worklist.lock_claims({claim.pk})
    assessment = Assessment.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        slug=form.slug,
        version=form.version,
        title=form.title,
        taken_on=taking.taken_on,
        taken_by_id=by.person_id,
        answers=answers,
        scores=scores,
        barriers=barriers_of(form, answers),
        is_reading=form.is_reading,
        higher_is_better=form.higher_is_better,
        remark=taking.remark.strip(),
        recorded_at=at,
    )
    return Taken(assessment, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at))


def worked_out(form: Form, given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the answers and the scores as they are stored; refuse what cannot be with a sentence."""
    try:
        answers = checked(form, given)
        return answers, {part: str(score) for part, score in scores_of(form, answers).items()}
    except ScoreRefused as no:
        raise Denied(str(no)) from no


@transaction.atomic
def withdraw_assessment(
    *, assessment: Assessment, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back an assessment entered by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    worklist.lock_claims({assessment.claim_id})
    if not Assessment.objects.filter(pk=assessment.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This assessment was withdrawn already.")
    return worklist.refresh_claims(claim_ids={assessment.claim_id}, today=today, at=at)


@transaction.atomic
def draft_alert(*, claim: Claim, scale: str, by: Membership, today: date, at: datetime) -> Draft:
    """Begin the note that alerts the attending provider to no progress on a scale, as a draft of one's own.

    Signing it finishes the item, which records the alert. Refuses a scale that shows progress.
    """
    policies.check_can_write_note(by)
    shown = progress.alert_of(claim, scale, today)
    if shown is None:
        raise Denied("This scale shows no lack of progress today: there is nothing to alert to.")
    items = WorkItem.objects.live().filter(claim=claim, rule=PROGRESS_RULE, about=scale)
    fields = {
        "kind": NoteKind.SCALE.value,
        "area": Area.BARRIERS.value,
        "person": Party.ATTENDING_PROVIDER.value,
        "direction": Direction.OUTGOING.value,
        "purpose": "No progress in pain or function",
        "contact_on": today.isoformat(),
        "is_billable": True,
        "text": shown.text,
        "finish": [str(pk) for pk in items.values_list("pk", flat=True)],
        "window": "",
    }
    return notes.save_draft(key=uuid4(), claim=claim, fields=fields, version=0, by=by, at=at)


@transaction.atomic
def add_intervention(
    *, claim: Claim, visited: Visited, by: Membership, today: date, at: datetime
) -> tuple[FunctionalIntervention, worklist.Refreshed]:
    """Record one of the six interventions at a visit (domain.md 3). One begun or done answers T15.

    Refuses a visit after today, one before any positive FRQ, and the same intervention twice at a visit.
    """
    policies.check_can_record(by)
    if visited.visit_on > today:
        raise Denied("The visit cannot be after today.")
    positive = Frq.objects.filter(claim=claim, result=FrqResult.POSITIVE, withdrawn_at=None)
    if not positive.filter(asked_on__lte=visited.visit_on).exists():
        raise Denied("These interventions follow a positive FRQ: none is on file on or before the visit.")
    worklist.lock_claims({claim.pk})
    same = FunctionalIntervention.objects.filter(
        claim=claim, kind=visited.kind, visit_on=visited.visit_on, withdrawn_at=None
    )
    if same.exists():
        raise Denied("This intervention is recorded for this visit already: withdraw it to change it.")
    made = FunctionalIntervention.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        kind=visited.kind,
        visit_on=visited.visit_on,
        outcome=visited.outcome,
        remark=visited.remark.strip(),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    return made, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def withdraw_intervention(
    *, intervention: FunctionalIntervention, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back an intervention entered by mistake; it stays in the history and counts no more."""
    policies.check_can_record(by)
    worklist.lock_claims({intervention.claim_id})
    live = FunctionalIntervention.objects.filter(pk=intervention.pk, withdrawn_at=None)
    if not live.update(withdrawn_at=at):
        raise Denied("This intervention was withdrawn already.")
    return worklist.refresh_claims(claim_ids={intervention.claim_id}, today=today, at=at)
