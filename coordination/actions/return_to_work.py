"""Return to work: job papers on their way to the attending provider, and what the employer says."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.choices import JobPaperAnswer, ModifiedDuty
from coordination.models import EmployerContact, JobPaper

MOST_HOURS = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSaid:
    """A job paper as it stands: drafted, sent, chased, answered. `remark` belongs to the answer."""

    kind: str
    title: str
    source: str
    drafted_on: date
    sent_to_ap_on: date | None = None
    chased_on: date | None = None
    answer: str = ""
    answered_on: date | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerSaid:
    """What the employer says: who speaks, whether there is modified duty, since when, for how many hours."""

    on: date
    contact_person: str
    phone: str = ""
    modified_duty: str = ModifiedDuty.ASKED
    hours_a_week: Decimal | None = None
    offered_on: date | None = None
    remark: str = ""


def check_paper(said: PaperSaid, today: date) -> None:
    """Refuse days after today or out of order, an answer without its day, a change without its words."""
    if not said.title.strip():
        raise Denied("Give the job its title.", "title")
    days = (
        ("drafted_on", "Drafted"),
        ("sent_to_ap_on", "Sent to the attending provider"),
        ("chased_on", "Chased"),
        ("answered_on", "Answered"),
    )
    for name, words in days:
        on = getattr(said, name)
        if on is not None and on > today:
            raise Denied(f"{words} on {on:%-d %b %Y}: that is after today.", name)
    if said.sent_to_ap_on is not None and said.sent_to_ap_on < said.drafted_on:
        raise Denied("It cannot have been sent before it was drafted.", "sent_to_ap_on")
    for name, words in days[2:]:
        on = getattr(said, name)
        if on is not None and (said.sent_to_ap_on is None or on < said.sent_to_ap_on):
            wrong = name if said.sent_to_ap_on else "sent_to_ap_on"
            raise Denied(f"{words} on {on:%-d %b %Y}, but it was not sent before that.", wrong)
    check_answer(said)


def check_answer(said: PaperSaid) -> None:
    """Refuse half an answer."""
    if bool(said.answer) != (said.answered_on is not None):
        missing = "answered_on" if said.answer else "answer"
        raise Denied("An answer has its day, and a day its answer: give both.", missing)
    needs_words = said.answer in (JobPaperAnswer.APPROVED_WITH_CHANGES, JobPaperAnswer.DISAPPROVED)
    if needs_words and not said.remark.strip():
        raise Denied("Say what the attending provider wants changed, or why not.", "remark")
    if not said.answer and said.remark.strip():
        raise Denied("The remark belongs to the answer: choose the answer too.", "answer")


def cleaned(said: PaperSaid) -> dict[str, object]:
    """Return the values as they are kept."""
    return asdict(said) | {"title": said.title.strip(), "remark": said.remark.strip()}


@transaction.atomic
def add_job_paper(
    *, claim: Claim, said: PaperSaid, by: Membership, today: date, at: datetime
) -> tuple[JobPaper, worklist.Refreshed]:
    """Keep a job description or job analysis."""
    policies.check_can_record(by)
    check_paper(said, today)
    worklist.lock_claims({claim.pk})
    paper = JobPaper.objects.create(
        cohe_id=by.cohe_id, claim=claim, recorded_by_id=by.person_id, recorded_at=at, **cleaned(said)
    )
    return paper, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def change_job_paper(
    *, paper: JobPaper, said: PaperSaid, by: Membership, today: date, at: datetime
) -> tuple[JobPaper, worklist.Refreshed]:
    """Say where a job paper stands now; what it said before stays in its history."""
    policies.check_can_record(by)
    check_paper(said, today)
    worklist.lock_claims({paper.claim_id})
    held = JobPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if held.withdrawn_at is not None:
        raise Denied("This paper was withdrawn.")
    for name, value in cleaned(said).items():
        setattr(held, name, value)
    held.save()
    return held, worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


@transaction.atomic
def withdraw_job_paper(*, paper: JobPaper, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back a job paper entered by mistake."""
    policies.check_can_record(by)
    worklist.lock_claims({paper.claim_id})
    if not JobPaper.objects.filter(pk=paper.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This paper was withdrawn already.")
    return worklist.refresh_claims(claim_ids={paper.claim_id}, today=today, at=at)


def check_employer(said: EmployerSaid, today: date) -> None:
    """Refuse days after today, an offer without its day, and hours that no week has."""
    if not said.contact_person.strip():
        raise Denied("Say who speaks for the employer.", "contact_person")
    if said.on > today or (said.offered_on is not None and said.offered_on > said.on):
        sentence = "What the employer said has happened: no day after today, no offer after the talk."
        raise Denied(sentence, "on" if said.on > today else "offered_on")
    is_offer = said.modified_duty == ModifiedDuty.OFFERED
    if is_offer != (said.offered_on is not None):
        sentence = "An offer of modified duty has the day it was made, and only an offer has one."
        raise Denied(sentence, "offered_on")
    if said.hours_a_week is not None and not (is_offer and 0 < said.hours_a_week <= MOST_HOURS):
        sentence = f"Hours belong to an offer, more than 0 and at most {MOST_HOURS} a week."
        raise Denied(sentence, "hours_a_week")


@transaction.atomic
def record_employer(
    *, claim: Claim, said: EmployerSaid, by: Membership, today: date, at: datetime
) -> tuple[EmployerContact, worklist.Refreshed]:
    """Keep what the employer says now; what was said before stays beside it."""
    policies.check_can_record(by)
    check_employer(said, today)
    worklist.lock_claims({claim.pk})
    row = EmployerContact.objects.create(
        cohe_id=by.cohe_id, claim=claim, recorded_by_id=by.person_id, recorded_at=at, **asdict(said)
    )
    return row, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def withdraw_employer(
    *, contact: EmployerContact, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Take back what was entered by mistake."""
    policies.check_can_record(by)
    worklist.lock_claims({contact.claim_id})
    if not EmployerContact.objects.filter(pk=contact.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This was withdrawn already.")
    return worklist.refresh_claims(claim_ids={contact.claim_id}, today=today, at=at)
