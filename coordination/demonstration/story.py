"""One invented claim: what happened, day by day, and what coordinators did about it.

A story knows the whole truth up to the demonstration's day. An extract shows it as of a day, the rules read
it through `facts`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coordination import facts as rule_facts
from coordination.demonstration.people import Name
from coordination.demonstration.trades import Employer, Injury
from coordination.policy import Policy
from coordination.timeline import WorkStatus


class StatusRow(NamedTuple):
    """A row of work_status.csv."""

    claim_number: str
    status: str
    from_date: date
    through_date: date | None
    source: str
    restrictions: str = ""


class ApfRow(NamedTuple):
    """A row of apf.csv."""

    claim_number: str
    provider_id: str
    exam_date: date
    received_date: date | None
    work_status: str
    valid_from: date | None
    valid_through: date | None


class TimeLossRow(NamedTuple):
    """A row of time_loss.csv."""

    claim_number: str
    paid_from: date
    paid_through: date
    days_paid: int


class FillRow(NamedTuple):
    """A row of prescriptions.csv: supply in days, dose in morphine-equivalent mg a day."""

    claim_number: str
    filled_on: date
    drug: str
    is_opioid: bool
    days_supply: int
    med_per_day: Decimal
    prescriber_id: str


class SurgeryRow(NamedTuple):
    """A row of surgeries.csv."""

    claim_number: str
    procedure: str
    requested_on: date | None
    authorized_on: date | None = None
    denied_on: date | None = None
    scheduled_for: date | None = None
    performed_on: date | None = None
    surgeon_id: str = ""


class ClaimRow(NamedTuple):
    """A row of claims.csv, in the order of its columns."""

    claim_number: str
    fund: str
    claim_type: str
    claim_status: str
    status_date: date | None
    date_of_injury: date | None
    first_visit_date: date | None
    roa_received_date: date | None
    roa_complete: bool | None
    claim_established_date: date | None
    body_part: str
    side: str
    icd10: str
    worker_last_name: str
    worker_first_name: str
    worker_dob: date
    worker_phone: str
    worker_language: str
    interpreter_needed: bool
    employer_account: str
    employer_name: str
    employer_phone: str
    union_name: str
    occupation: str
    initiating_provider_id: str
    attending_provider_id: str
    attending_since: date | None
    claim_manager: str


class NoteMade(NamedTuple):
    """A signed case note; `person` "" when it was no contact. `author` is an address."""

    on: date
    author: str
    kind: str
    area: str
    text: str
    minutes: int
    person: str = ""
    person_name: str = ""
    direction: str = ""
    outcome: str = ""
    purpose: str = ""
    addendum: str = ""
    corrected_from: int = 0


class FrqMade(NamedTuple):
    """An FRQ that was tried; answers are those of `coordination.models.Frq`."""

    on: date
    author: str
    outcome: str
    result: str = ""
    off_work: bool | None = None
    interference: int | None = None
    sites: tuple[str, ...] | None = None
    modified_work: str = ""
    confidence: int | None = None
    fear: int | None = None
    remark: str = ""


class RecordMade(NamedTuple):
    """Something a coordinator recorded with a day."""

    on: date
    author: str
    kind: str
    about: str = ""
    value: Decimal | None = None
    remark: str = ""


class TierMade(NamedTuple):
    """A change of tier with its reason."""

    on: date
    author: str
    before: str
    after: str
    reason: str


class DocumentMade(NamedTuple):
    """What is known of a document."""

    kind: str
    title: str
    dated_on: date
    arrived_on: date
    sender: str
    pages: int


@dataclass(slots=True)
class Story:
    """The claim. `statuses` and `attendings` are in the order of their days; the last one holds today."""

    number: str
    fund: str
    claim_type: str
    worker: Name
    born: date
    worker_phone: str
    employer: Employer
    employer_phone: str
    occupation: str
    injury: Injury
    side: str
    codes: str
    claim_manager: str
    injured: date
    first_visit: date
    established: date
    roa_received: date | None
    roa_complete: bool | None
    initiating: str
    statuses: list[tuple[date, str]]
    attendings: list[tuple[date, str]]
    kind: str = "medical-only"
    work: list[StatusRow] = field(default_factory=list)
    apfs: list[ApfRow] = field(default_factory=list)
    time_loss: list[TimeLossRow] = field(default_factory=list)
    fills: list[FillRow] = field(default_factory=list)
    surgeries: list[SurgeryRow] = field(default_factory=list)
    notes: list[NoteMade] = field(default_factory=list)
    frqs: list[FrqMade] = field(default_factory=list)
    records: list[RecordMade] = field(default_factory=list)
    tiers: list[TierMade] = field(default_factory=list)
    documents: list[DocumentMade] = field(default_factory=list)

    @property
    def appeared(self) -> date:
        """The day on which the claim came to the COHE; a story always has one."""
        return self.established

    @property
    def tier(self) -> str:
        """The tier it has today."""
        return self.tiers[-1].after if self.tiers else "standard"

    @property
    def needs_coordination(self) -> bool:
        """Whether more is to be expected than a review and a first call."""
        extract_says = self.work or self.fills or self.surgeries or self.roa_complete is False
        return bool(extract_says) or self.kind != "medical-only"

    def status_on(self, day: date) -> tuple[date, str]:
        """Return the claim's status on a day, with the day since when."""
        return max((one for one in self.statuses if one[0] <= day), default=(self.first_visit, "pending"))

    def attending_on(self, day: date) -> tuple[date | None, str]:
        """Return who attends on a day (by number, "" for nobody) and since when."""
        return max((one for one in self.attendings if one[0] <= day), default=(None, ""))

    def is_closed(self, day: date) -> bool:
        """Say whether it is off the list by its status on a day."""
        return self.status_on(day)[1] in ("closed", "rejected")


def known(day: date | None, on: date) -> date | None:
    """Return a day unless it lies after `on`."""
    return day if day is not None and day <= on else None


def claim_row(story: Story, on: date) -> ClaimRow | None:
    """Return the claim as an extract of a day shows it; None before it has appeared."""
    established, visit = known(story.established, on), known(story.first_visit, on)
    received = known(story.roa_received, on)
    if established is None and received is None:
        return None
    since, status = story.status_on(on)
    attending_since, attending = story.attending_on(on)
    complete = story.roa_complete if received else None
    return ClaimRow(
        story.number, story.fund, story.claim_type, status, since, story.injured, visit, received,
        complete, established, story.injury.body_part, story.side, story.codes,
        story.worker.last, story.worker.first, story.born, story.worker_phone, story.worker.language,
        story.worker.language != "English", story.employer.account, story.employer.name, story.employer_phone,
        story.employer.trade.union, story.occupation, story.initiating, attending,
        attending_since if attending else None, story.claim_manager,
    )  # fmt: skip


def surgery_on(row: SurgeryRow, on: date) -> SurgeryRow | None:
    """Return a surgery as an extract of a day shows it; None before anything of it was known."""
    shown = row._replace(
        requested_on=known(row.requested_on, on),
        authorized_on=known(row.authorized_on, on),
        denied_on=known(row.denied_on, on),
        performed_on=known(row.performed_on, on),
    )
    dates = (shown.requested_on, shown.authorized_on, shown.denied_on, shown.performed_on)
    return shown if any(dates) else None


def facts(story: Story, *, on: date, policy: Policy, specialties: dict[str, str]) -> rule_facts.Facts:
    """Return what the rules see of the story on a day; `specialties` are those of the providers by number."""
    since, status = story.status_on(on)
    attending_since, attending = story.attending_on(on)
    return rule_facts.Facts(
        claim_id=0,
        claim_number=story.number,
        claim_status=status,
        appeared=story.appeared,
        policy=policy,
        claim_type=story.claim_type,
        status_date=since,
        date_of_injury=story.injured,
        first_visit_date=story.first_visit,
        roa_received_date=story.roa_received,
        roa_complete=story.roa_complete,
        tier=story.tier,
        attending_provider=attending,
        attending_specialty=specialties.get(attending, ""),
        attending_since=attending_since,
        initiating_specialty=specialties.get(story.initiating, ""),
        work_statuses=tuple(
            WorkStatus(row.status, row.from_date, row.through_date, row.source) for row in story.work
        ),
        apfs=tuple(rule_facts.Apf(row.exam_date, row.valid_through) for row in story.apfs),
        fills=tuple(fill_fact(row) for row in story.fills if row.is_opioid),
        surgeries=tuple(rule_facts.Surgery(*row[1:7]) for row in story.surgeries),
        frqs=tuple(rule_facts.Frq(one.on, one.outcome, one.result) for one in story.frqs),
        notes=tuple(note_facts(story.notes)),
        records=tuple(rule_facts.Record(one.kind, one.on, one.about) for one in story.records),
        readings=tuple(
            rule_facts.Reading(one.about, one.on, one.value) for one in story.records if one.value is not None
        ),
    )


def status_fact(row: StatusRow) -> WorkStatus:
    """Return a work status as the rules read it."""
    return WorkStatus(row.status, row.from_date, row.through_date, row.source)


def fill_fact(row: FillRow) -> rule_facts.Fill:
    """Return an opioid fill as the rules read it."""
    return rule_facts.Fill(row.filled_on, row.drug, row.days_supply, row.med_per_day, row.prescriber_id)


def note_facts(notes: Iterable[NoteMade]) -> Iterable[rule_facts.Note]:
    """Yield signed notes as the rules read them."""
    for note in notes:
        yield rule_facts.Note(note.on, note.area, note.person if note.outcome == "reached" else "")
