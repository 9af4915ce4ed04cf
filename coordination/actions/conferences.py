"""Case conferences (D4): planned, held with decisions whose follow-ups become tasks, or cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from claims.models import Claim
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import tasks, worklist
from coordination.choices import Area
from coordination.models import Conference
from coordination.models.conference import MOST_PARTICIPANTS

Task = tasks.Task


@dataclass(frozen=True, slots=True)
class Planned:
    """What a conference is about, when it is, who takes part."""

    subject: str
    planned_on: date
    participants: Sequence[str] = ()


@transaction.atomic
def plan(*, claim: Claim, planned: Planned, by: Membership, today: date, at: datetime) -> Conference:
    """Plan a conference. Refuses one without a subject, and a planned day before today."""
    policies.check_can_record(by)
    check_plan(planned)
    if planned.planned_on < today:
        sentence = (
            "A conference is planned for today or later: plan one held before for today, then record it."
        )
        raise Denied(sentence, "planned_on")
    worklist.lock_claims({claim.pk})
    return Conference.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        subject=planned.subject.strip(),
        planned_on=planned.planned_on,
        participants=cleaned(planned.participants),
        recorded_by_id=by.person_id,
        recorded_at=at,
    )


def check_plan(planned: Planned) -> None:
    """Refuse a conference about nothing, and a list of names that no room holds."""
    if not planned.subject.strip():
        raise Denied("Say what the conference is about.", "subject")
    if len(cleaned(planned.participants)) > MOST_PARTICIPANTS:
        raise Denied(f"Name at most {MOST_PARTICIPANTS} participants.", "participants")


@dataclass(frozen=True, slots=True)
class Held:
    """What a conference decided on its day, who was there, what follows from it."""

    held_on: date
    decisions: str
    participants: Sequence[str] = ()
    follow_ups: Sequence[Task] = ()


@transaction.atomic
def hold(
    *, conference: Conference, held: Held, by: Membership, today: date, at: datetime
) -> tuple[Conference, int]:
    """Keep what a conference decided; each follow-up becomes a task. Return how many tasks were set.

    Refuses a day after today, no decisions, no participant, and (`Conflict`) one held or cancelled already.
    """
    policies.check_can_record(by)
    if held.held_on > today:
        raise Denied("The conference cannot have been held after today.", "held_on")
    if not held.decisions.strip():
        raise Denied("Say what was decided, if only that nothing changes.", "decisions")
    if not cleaned(held.participants):
        raise Denied("Name who took part, one a line.", "participants")
    found = locked(conference)
    found.held_on, found.decisions = held.held_on, held.decisions.strip()
    found.participants = cleaned(held.participants)
    found.save(update_fields=["held_on", "decisions", "participants"])
    for follow_up in held.follow_ups:
        tasks.add(claim=found.claim, task=follow_up, by=by, today=today, at=at)
    return found, len(held.follow_ups)


@transaction.atomic
def cancel(*, conference: Conference, reason: str, by: Membership, at: datetime) -> Conference:
    """Cancel a planned conference, with the reason."""
    policies.check_can_record(by)
    if not reason.strip():
        raise Denied("Say why the conference does not take place.", "reason")
    found = locked(conference)
    found.cancelled_at, found.why_cancelled = at, reason.strip()
    found.save(update_fields=["cancelled_at", "why_cancelled"])
    return found


def locked(conference: Conference) -> Conference:
    """Return the conference as it is now; refuse one that was held or cancelled."""
    worklist.lock_claims({conference.claim_id})
    found = Conference.objects.select_for_update(of=("self",)).select_related("claim").get(pk=conference.pk)
    if found.held_on is not None or found.cancelled_at is not None:
        raise Conflict("This conference was held or cancelled already. Reload the page.")
    return found


def cleaned(names: Sequence[str]) -> list[str]:
    """Return participants without blanks and doubles."""
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def follow_up(title: str, due_on: date, to: Membership | None) -> Task:
    """Return the task that a decision asks for."""
    return Task(title, due_on, Area.MONITORING, to)
