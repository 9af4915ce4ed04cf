"""Everything a rule may know about one claim: the rows as they stand, whatever their day.

Pure. Which of them are known on a day is decided in `coordination.known` alone. Named tuples, not
dataclasses: the morning run makes millions of them straight from database rows, and a tuple costs a third.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from coordination.choices import RecordKind
from coordination.policy import Policy
from coordination.timeline import WorkStatus

# What a review says it is about when an administrator took a whole COHE live (triggers.md "Going live").
GOING_LIVE = "going-live"


class Apf(NamedTuple):
    """An activity prescription form; without `valid_through` it counts for a number of days of the policy."""

    exam_date: date
    valid_through: date | None = None


class Fill(NamedTuple):
    """An opioid fill: supply in days, dose in morphine-equivalent mg a day (both 0 when unknown)."""

    filled_on: date
    drug: str
    days_supply: int = 0
    med_per_day: Decimal = Decimal(0)
    prescriber: str = ""


class Surgery(NamedTuple):
    """A surgery from request to theatre."""

    procedure: str
    requested_on: date | None = None
    authorized_on: date | None = None
    denied_on: date | None = None
    scheduled_for: date | None = None
    performed_on: date | None = None

    @property
    def key(self) -> str:
        """Return what records and items about this surgery name: procedure, blank, day of the request."""
        return f"{self.procedure} {self.requested_on}" if self.requested_on else self.procedure


class Frq(NamedTuple):
    """One attempt to have the FRQ answered (words of `choices.FrqOutcome` and `choices.FrqResult`)."""

    asked_on: date
    outcome: str
    result: str = ""


class Note(NamedTuple):
    """A signed note of an HSC or Assistant: its day, area, and the person reached ("" for nobody).

    A note to the surgeon counts also when it was sent or left as a message: it tells him.
    """

    contact_on: date
    area: str = ""
    reached: str = ""


class Record(NamedTuple):
    """Something a coordinator recorded with a day. `about` is the item's own where an item has one:

    the FRQ's date (told), the surgery's key (plan, withdrawn, cancelled), the period's days (narrative
    report); of an opioid agreement it is the prescriber's number, of a going-live review `GOING_LIVE`.
    """

    kind: RecordKind | str
    on: date
    about: str = ""


class Plan(NamedTuple):
    """A care-coordination plan: it is active from `activated_on` unless it is paused (to re-evaluate)."""

    made_on: date
    activated_on: date | None = None
    paused_on: date | None = None
    concluded_on: date | None = None
    contact_set_on: date | None = None
    next_contact_on: date | None = None


class PlanLine(NamedTuple):
    """A line of the version in force that day. `set_on`: since when it is in the plan (a job goal: is one).

    `no_change_on`: when somebody last wrote that a slow course changes nothing in the plan.
    """

    key: int
    kind: str
    text: str
    set_on: date
    target_on: date | None = None
    expected_on: date | None = None
    is_job_goal: bool = False
    done_on: date | None = None
    no_change_on: date | None = None


class ServiceReport(NamedTuple):
    """A report on an intervention without a referral: passed to the attending provider, reviewed."""

    report_id: int
    sender: str
    received_on: date
    passed_on: date | None = None
    reviewed_on: date | None = None


class Update(NamedTuple):
    """A stakeholder update that was sent."""

    sent_on: date


class Referral(NamedTuple):
    """A referral as far as clocks need it; `key` is its number, what its items are about.

    `ended_on`: completed, or left by the side. A kind ruled out is a referral that was never suggested.
    """

    key: str
    kind: str
    suggested_on: date | None = None
    ordered_on: date | None = None
    sent_on: date | None = None
    scheduled_for: date | None = None
    missed_on: date | None = None
    barrier_on: date | None = None
    engaged_on: date | None = None
    report_on: date | None = None
    passed_on: date | None = None
    reviewed_on: date | None = None
    ended_on: date | None = None


class HandOver(NamedTuple):
    """One sending of a hand-over: when it was sent, and when it stopped waiting (None: it waits still).

    It stops with the receiver's answer (accepted, questioned) or when the sender takes it back; sent again
    after a question it is another sending.
    """

    sent_on: date
    ended_on: date | None = None


class Transfer(NamedTuple):
    """A transfer of care: asked for, decided."""

    asked_on: date
    decided_on: date | None = None


class Stay(NamedTuple):
    """Days in hospital; on the day of discharge the worker is no longer there."""

    admitted_on: date
    discharged_on: date | None = None


class Reading(NamedTuple):
    """One score of a pain or function scale. `scale` is the form's slug, then after a blank the part of it

    that is scored by itself: "peg", "two-item intensity".
    """

    scale: str
    on: date
    value: Decimal
    higher_is_better: bool = False


class Milestone(NamedTuple):
    """A milestone of a release-to-work plan: `key` names it on items, `surgery` is the surgery's key.

    `expected_on` is None while the surgery has no day.
    """

    key: str
    surgery: str
    words: str
    planned_on: date
    expected_on: date | None = None
    met_on: date | None = None


class OhmsNote(NamedTuple):
    """A signed note until it is entered in OHMS; `key` is its number, what its item is about."""

    key: str
    signed_on: date
    entered_on: date | None = None


class Document(NamedTuple):
    """A chart note or report that arrived; `key` is its number, `name` what it is called."""

    key: str
    kind: str
    name: str
    arrived_on: date
    reviewed_on: date | None = None


class Share(NamedTuple):
    """A community resource in the plan that the worker was given; `key` is its number."""

    key: str
    resource: str
    shared_on: date
    followed_up_on: date | None = None


class Facts(NamedTuple):
    """One claim with all its rows, and the policy in force on the day the worklist is made for.

    `appeared` is the first known of claim_established_date, roa_received_date and first_visit_date, as they
    stand. The specialty of a provider who is not in the provider file is "". `fills` holds opioids alone.
    `hsc_id` is with whom items land: the HSC, or the Assistant to whom the claim is delegated.
    """

    claim_id: int
    claim_number: str
    claim_status: str
    appeared: date
    policy: Policy
    claim_type: str = "injury"
    status_date: date | None = None
    date_of_injury: date | None = None
    first_visit_date: date | None = None
    roa_received_date: date | None = None
    roa_complete: bool | None = None
    tier: str = "standard"
    hsc_id: int | None = None
    attending_provider: str = ""
    attending_specialty: str = ""
    attending_since: date | None = None
    initiating_specialty: str = ""
    handed_over_on: date | None = None
    notes: tuple[Note, ...] = ()
    work_statuses: tuple[WorkStatus, ...] = ()
    apfs: tuple[Apf, ...] = ()
    fills: tuple[Fill, ...] = ()
    surgeries: tuple[Surgery, ...] = ()
    frqs: tuple[Frq, ...] = ()
    records: tuple[Record, ...] = ()
    plans: tuple[Plan, ...] = ()
    plan_lines: tuple[PlanLine, ...] = ()
    service_reports: tuple[ServiceReport, ...] = ()
    updates: tuple[Update, ...] = ()
    referrals: tuple[Referral, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    stays: tuple[Stay, ...] = ()
    readings: tuple[Reading, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    ohms_notes: tuple[OhmsNote, ...] = ()
    documents: tuple[Document, ...] = ()
    shares: tuple[Share, ...] = ()
