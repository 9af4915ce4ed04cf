"""Examples of a rule: told in words, run as tests, shown on the rules page. Days are written as ISO texts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from coordination.choices import FrqOutcome, FrqResult, RecordKind
from coordination.facts import (
    Apf,
    Document,
    Facts,
    Fill,
    Frq,
    HandOver,
    Milestone,
    Note,
    OhmsNote,
    Plan,
    PlanLine,
    Reading,
    Record,
    Referral,
    ServiceReport,
    Share,
    Stay,
    Surgery,
    Transfer,
    Update,
)
from coordination.policy import Policy
from coordination.timeline import WorkStatus

POLICY = Policy()


@dataclass(frozen=True, slots=True)
class Example:
    """On `day` the rule asks for one item with this due date and about, or, with `due` None, for nothing."""

    words: str
    day: str
    claim: Facts
    due: str | None = None
    about: str = ""


def on(text: str) -> date:
    """Return the day an ISO text names."""
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    """Return the day an ISO text names, None for None."""
    return None if text is None else on(text)


def a_claim(
    *,
    appeared: str = "2026-03-02",
    first_visit: str | None = "2026-03-02",
    injury: str | None = "2026-03-01",
    **other: Any,
) -> Facts:
    """Return a claim of a worker hurt on Sunday, 1 March 2026, seen and established the day after.

    Nothing is missing on it: ROA complete, attending provider in family medicine, full duty. `other`:
    fields of `Facts` by name.
    """
    fields: dict[str, Any] = {
        "claim_id": 1,
        "claim_number": "B123456",
        "claim_status": "allowed",
        "roa_received_date": on("2026-03-02"),
        "roa_complete": True,
        "attending_provider": "1000001",
        "attending_specialty": "Family medicine",
        "initiating_specialty": "Family medicine",
        "policy": POLICY,
    }
    days = {"appeared": on(appeared), "first_visit_date": maybe(first_visit), "date_of_injury": maybe(injury)}
    return Facts(**fields | days | other)


def off_work(first: str = "2026-03-01", last: str | None = None) -> WorkStatus:
    """Return a row: off work from `first` through `last`."""
    return WorkStatus("off_work", on(first), maybe(last))


def modified(first: str, last: str | None = None) -> WorkStatus:
    """Return a row: modified duty from `first` through `last`."""
    return WorkStatus("modified", on(first), maybe(last))


def full_duty(first: str, last: str | None = None) -> WorkStatus:
    """Return a row: full duty from `first` through `last`."""
    return WorkStatus("full_duty", on(first), maybe(last))


def apf(exam: str, through: str | None = None) -> Apf:
    """Return an APF of an examination, with its last day."""
    return Apf(on(exam), maybe(through))


def opioid(
    filled: str, days: int = 7, med: int = 40, *, drug: str = "oxycodone", prescriber: str = "1000001"
) -> Fill:
    """Return an opioid fill."""
    return Fill(on(filled), drug, days, Decimal(med), prescriber)


def surgery(**days: str) -> Surgery:
    """Return a knee arthroscopy with these days by field name."""
    return Surgery("knee arthroscopy", **{name: on(text) for name, text in days.items()})


def frq(asked: str, result: str = FrqResult.NEGATIVE) -> Frq:
    """Return an FRQ with its result; "declined" when the worker would not."""
    if result == FrqOutcome.DECLINED:
        return Frq(on(asked), FrqOutcome.DECLINED)
    return Frq(on(asked), FrqOutcome.ANSWERED, result)


def note(contact: str, *, area: str = "monitoring", reached: str = "") -> Note:
    """Return a signed note."""
    return Note(on(contact), area, reached)


def record(kind: RecordKind, day: str, about: str = "") -> Record:
    """Return something a coordinator recorded."""
    return Record(kind, on(day), about)


def a_plan(*, activated: str, next_contact: str) -> Plan:
    """Return a plan made in March 2026 that is active, with the day of the next contact."""
    return Plan(
        on("2026-03-16"), on(activated), contact_set_on=on(activated), next_contact_on=on(next_contact)
    )


def plan_line(key: int, kind: str, text: str, *, target: str, expected: str | None = None) -> PlanLine:
    """Return an open line that stood in the plan from its first day."""
    return PlanLine(key, kind, text, on("2026-03-16"), on(target), maybe(expected))


def a_report(report_id: int, received: str) -> ServiceReport:
    """Return a report that nobody has followed up."""
    return ServiceReport(report_id, "Cascade Physical Therapy", on(received))


def an_update(sent: str) -> Update:
    """Return a stakeholder update that was sent."""
    return Update(on(sent))


def referral(kind: str = "therapy", **days: str) -> Referral:
    """Return referral number 17 of a kind with these days by field name."""
    return Referral("17", kind, **{name: on(text) for name, text in days.items()})


def hand_over(sent: str, ended: str | None = None) -> HandOver:
    """Return a hand-over sent on a day, answered or taken back on another."""
    return HandOver(on(sent), maybe(ended))


def transfer(asked: str, decided: str | None = None) -> Transfer:
    """Return a transfer of care asked for on a day, decided on another."""
    return Transfer(on(asked), maybe(decided))


def stay(admitted: str, discharged: str | None = None) -> Stay:
    """Return a stay in hospital."""
    return Stay(on(admitted), maybe(discharged))


def reading(scale: str, day: str, value: str) -> Reading:
    """Return a reading of a scale on which lower is better."""
    return Reading(scale, on(day), Decimal(value))


def milestone(expected: str, *, key: str = "milestone:1", surgery: str = "knee arthroscopy") -> Milestone:
    """Return a milestone of light work, planned on 13 April 2026."""
    return Milestone(key, surgery, "Light work", on("2026-04-13"), on(expected))


def ohms_note(signed: str, entered: str | None = None) -> OhmsNote:
    """Return note number 5 signed on a day, entered in OHMS on another."""
    return OhmsNote("5", on(signed), maybe(entered))


def document(arrived: str, kind: str = "chart-note", *, reviewed: str | None = None) -> Document:
    """Return document number 31, as it arrived."""
    return Document("31", kind, "Chart note of the visit", on(arrived), maybe(reviewed))


def share(shared: str, followed_up: str | None = None) -> Share:
    """Return share number 5, of a food bank, in the plan."""
    return Share("5", "Valley Food Bank", on(shared), maybe(followed_up))
