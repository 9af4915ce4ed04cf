"""Return to work in one place: what the worker can do today, papers on the job, what the employer says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.choices import WorkStatusKind
from claims.models import Claim
from coordination import apf_limits, job_papers
from coordination.choices import JobPaperKind, JobPaperSource, ModifiedDuty
from coordination.job_papers import PaperState, Stand
from coordination.models import EmployerContact
from coordination.policy import Policy
from coordination.queries.claim_rows import Detail, Rows
from coordination.timeline import Timeline
from coordination.worklist.wording import shown

KINDS = {kind.value: kind.label for kind in JobPaperKind}
SOURCES = {source.value: source.label for source in JobPaperSource}
DUTY = {duty.value: duty.label for duty in ModifiedDuty}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A job paper with where it stands, in words."""

    id: int
    kind: str
    title: str
    source: str
    drafted_on: date
    state: PaperState
    remark: str

    @property
    def is_late(self) -> bool:
        """Say whether the attending provider is to be asked again."""
        return self.state.stand == Stand.CHASE


@dataclass(frozen=True, slots=True)
class ShownEmployer:
    """What the employer said on a day."""

    id: int
    on: date
    contact_person: str
    phone: str
    duty: str
    hours: Decimal | None
    offered_on: date | None
    remark: str
    is_offer: bool


@dataclass(frozen=True, slots=True)
class ReturnToWork:
    """All of it: the status of the day, what limits the worker, the last APF, offer, papers, APF count."""

    status: str
    restrictions: str
    restrictions_from: str
    apf: str
    apf_count: str
    apf_over: int
    employer: tuple[ShownEmployer, ...]
    papers: tuple[ShownPaper, ...]

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not (self.status or self.apf or self.employer or self.papers)

    @property
    def waiting(self) -> int:
        """Return how many papers wait for the attending provider's answer."""
        return sum(1 for one in self.papers if one.state.is_open)

    @property
    def finding(self) -> str:
        """Return the heading: what matters most now."""
        late = [one for one in self.papers if one.is_late]
        if late:
            return f"{late[0].title}: no answer yet"
        if self.employer and self.employer[0].is_offer and self.status != WorkStatusKind.MODIFIED.label:
            return "Modified duty is offered"
        return f"Work: {self.status.lower()}" if self.status else "Work status not known"


def shown_return_to_work(rows: Rows, line: Timeline, limits: Policy, today: date) -> ReturnToWork:
    """Return where the worker stands with work on `today`; asks the database nothing."""
    status = line.status_on(today)
    restrictions = restrictions_on(rows, today)
    window = apf_limits.window_on(
        rows.claim.first_visit_date, (one.exam_date for one in rows.apfs), today, limits
    )
    return ReturnToWork(
        status=WorkStatusKind(status).label if status else "",
        restrictions=restrictions.restrictions if restrictions else "",
        restrictions_from=from_whom(rows, restrictions, today),
        apf=apf_words(rows, today),
        apf_count=apf_limits.said(window) if window and rows.apfs else "",
        apf_over=window.over if window else 0,
        employer=tuple(shown_employer(one) for one in reversed(rows.employer_contacts)),
        papers=tuple(
            sorted(
                (shown_paper(one, limits, today) for one in rows.job_papers),
                key=lambda one: (not one.state.is_open, -one.drafted_on.toordinal()),
            )
        ),
    )


def restrictions_on(rows: Rows, today: date) -> Detail | None:
    """Return the latest row of work status that covers `today` and says what limits the worker."""
    covering = [
        one
        for one in rows.work_statuses
        if one.restrictions
        and one.from_date <= today
        and (one.through_date is None or one.through_date >= today)
    ]
    return max(covering, key=lambda one: one.from_date, default=None)


def from_whom(rows: Rows, row: Detail | None, today: date) -> str:
    """Return since when restrictions hold, and who recorded them."""
    return f"since {shown(row.from_date, today)}, {rows.person(row.recorded_by_id)}" if row else ""


def apf_words(rows: Rows, today: date) -> str:
    """Return the last APF in words."""
    past = [one for one in rows.known_apfs if one.exam_date <= today]
    if not past:
        return ""
    last = past[-1]
    words = shown(last.exam_date, today)
    if last.provider_number:
        words += f", {rows.provider(last.provider_number)}"
    if last.work_status:
        words += f": {last.work_status.replace('_', ' ')}"
    if last.valid_through:
        words += (
            f", {'through' if last.valid_through >= today else 'ended'} {shown(last.valid_through, today)}"
        )
    return words


def shown_paper(one: Any, limits: Policy, today: date) -> ShownPaper:
    """Return a job paper with where it stands."""
    state = job_papers.state_of(
        sent_on=one.sent_to_ap_on,
        chased_on=one.chased_on,
        answer=one.answer,
        answered_on=one.answered_on,
        today=today,
        limits=limits,
    )
    kind, source = KINDS[one.kind], SOURCES[one.source]
    return ShownPaper(one.id, kind, one.title, source, one.drafted_on, state, one.remark)


def shown_employer(one: Any) -> ShownEmployer:
    """Return what the employer said, in words."""
    return ShownEmployer(
        one.id,
        one.on,
        one.contact_person,
        one.phone,
        DUTY[one.modified_duty],
        one.hours_a_week,
        one.offered_on,
        one.remark,
        one.modified_duty == ModifiedDuty.OFFERED,
    )


def last_said(claim: Claim) -> dict[str, Any]:
    """Return who spoke for the employer last: the next talk is mostly with the same person."""
    rows = EmployerContact.objects.filter(claim=claim, cohe=claim.cohe_id, withdrawn_at=None)
    last = rows.order_by("-on", "-id").first()
    if last is None:
        return {"phone": claim.employer_phone, "modified_duty": ModifiedDuty.ASKED}
    names = ("contact_person", "phone", "modified_duty", "offered_on", "hours_a_week")
    return {name: getattr(last, name) for name in names}
