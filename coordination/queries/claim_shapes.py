"""What the claim page is made of: frozen shapes, every word in them ready to be shown."""

from dataclasses import dataclass
from datetime import date

from claims.models import Claim, ExtractImport
from cohe.models import Membership
from coordination import frq as scoring
from coordination.choices import FrqResult
from coordination.models import Draft, Frq, Record, WorkItem
from coordination.policy import Policy
from coordination.queries.claim_assessments import Assessments
from coordination.queries.claim_community import Community
from coordination.queries.claim_conferences import Consulting
from coordination.queries.claim_delegations import ShownDelegation
from coordination.queries.claim_letters import Letters
from coordination.queries.claim_medication import Medication
from coordination.queries.claim_plan import ShownPlan
from coordination.queries.claim_referrals import ClaimReferrals
from coordination.queries.claim_rows import Detail
from coordination.queries.claim_story import Entry
from coordination.queries.claim_transitions import Transitions
from coordination.queries.return_to_work import ReturnToWork
from coordination.queries.surgery_shapes import ShownSurgery
from coordination.strip_shapes import Strip


class NoSuchPart(ValueError):
    """The address asks for a part of the page that does not exist; the text says which."""


@dataclass(frozen=True, slots=True)
class Head:
    """Who, what and where the worker stands today. Days off work and time-loss days paid are two numbers."""

    age: int | None
    phone_link: str
    tags: tuple[str, ...]
    injury_day: int | None
    attending: str
    attending_clinic: str
    attending_before: tuple[tuple[str, date | None], ...]
    hsc: str
    hsc_since: date | None
    off_days: int
    spell_day: int | None
    longest_spell: int
    status_today: str
    time_loss_days: int
    time_loss_has_gaps: bool
    year_left: int
    year_ends: date
    year_used: int
    year_length: int


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its words; `due_css` and `due_words` say late, soon or when."""

    item: WorkItem
    title: str
    area: str
    due_words: str
    due_css: str
    last_words: str
    owner: str
    needs_note: bool
    opens: str
    asks: str
    first_step: str
    first_step_url: str
    records: str
    is_snoozed: bool
    may_work: bool
    is_task: bool


@dataclass(frozen=True, slots=True)
class ShownFrq:
    """One asking with its exact score, term by term, when it was answered."""

    frq: Frq
    by: str
    result: str
    terms: tuple[scoring.Term, ...]
    spell_day: int | None
    told_on: date | None


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """Something recorded here, with its words and who recorded it."""

    record: Record
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the story with its count."""

    slug: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Story:
    """One page of what has happened."""

    entries: tuple[Entry, ...]
    chips: tuple[Chip, ...]
    show: str
    page: int
    pages: int

    @property
    def earlier(self) -> int | None:
        """Return the number of the page with earlier entries, None on the last."""
        return self.page + 1 if self.page < self.pages else None

    @property
    def later(self) -> int | None:
        """Return the number of the page with later entries, None on the first."""
        return self.page - 1 if self.page > 1 else None


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who has worked on the claim: signed notes and their minutes, last day."""

    name: str
    notes: int
    minutes: int
    last_on: date


@dataclass(frozen=True, slots=True)
class May:
    """What the member may do here; a button that would be refused is not drawn."""

    write_notes: bool
    work_items: bool
    reassign: bool
    hand_up: bool
    ask_frq: bool
    record: bool
    change_tier: bool
    see_trail: bool
    write_letters: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All of the page."""

    claim: Claim
    head: Head
    strip: Strip
    items: tuple[ShownItem, ...]
    plan: ShownPlan | None
    referrals: ClaimReferrals
    surgeries: tuple[ShownSurgery, ...]
    return_to_work: ReturnToWork
    frqs: tuple[ShownFrq, ...]
    records: tuple[ShownRecord, ...]
    assessments: Assessments
    medication: Medication
    community: Community
    letters: Letters
    own_statuses: tuple[Detail, ...]
    forms: tuple[Entry, ...]
    story: Story
    tier_story: tuple[Entry, ...]
    workers: tuple[Worker, ...]
    drafts: tuple[Draft, ...]
    consulting: Consulting
    delegation: ShownDelegation | None
    transitions: Transitions
    colleagues: tuple[Membership, ...]
    may: May
    last_import: ExtractImport | None
    limits: Policy

    @property
    def frq_waits(self) -> bool:
        """Say whether the attending provider has not heard of the last positive FRQ."""
        last = next((one for one in self.frqs if one.frq.withdrawn_at is None), None)
        return last is not None and last.frq.result == FrqResult.POSITIVE and last.told_on is None

    @property
    def surgeries_over(self) -> tuple[ShownSurgery, ...]:
        """Return the surgeries of which nothing is owed any more."""
        return tuple(one for one in self.surgeries if one.is_over)

    @property
    def surgery_finding(self) -> str:
        """Return the heading of the surgeries: what matters most now."""
        still = [one for one in self.surgeries if not one.is_over]
        missed = [one for one in still for milestone in one.missed if milestone.told_on is None]
        if missed:
            return f"{missed[0].procedure.capitalize()}: a milestone is missed"
        if not still:
            return "No surgery is open"
        count = len(still)
        return f"{count} surger{'y is' if count == 1 else 'ies are'} open"
