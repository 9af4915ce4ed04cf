"""What one sees before dialling: how to reach the worker, where she stands, what was promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claims.models import Claim
from cohe.models import Membership
from cohe.workdays import bd
from coordination.choices import Outcome, Party
from coordination.models import CaseNote, WorkItem
from coordination.models.desk import LIVE
from coordination.policy import Policy
from coordination.queries import claim_parts as parts
from coordination.queries import claim_rows, policy
from coordination.queries.claim_assessments import readings_of
from coordination.queries.claim_medication import clock_of
from coordination.queries.claim_rows import Rows
from coordination.queries.claim_shapes import Head, ShownItem
from coordination.scales import name_of, shown_number
from coordination.timeline import Timeline
from coordination.worklist.catalogue import OWN_STEP
from coordination.worklist.wording import shown

PROMISES = 3


@dataclass(frozen=True, slots=True)
class CallCard:
    """The claim on the phone: `tries` are attempts since the worker was last reached; `items` are hers."""

    claim: Claim
    head: Head
    last: str
    tries: int
    limit: int
    apf: str
    medication: str
    promised: tuple[str, ...]
    last_words: str
    readings: tuple[str, ...]
    shown: dict[int, ShownItem]
    items: tuple[WorkItem, ...]
    next_try: date

    @property
    def trying(self) -> str:
        """Return the attempt that this call is."""
        return f"now try {self.tries + 1}" + (f" of {self.limit}" if self.tries < self.limit else "")


def call_card(*, claim: Claim, membership: Membership, today: date) -> CallCard:
    """Return the card's facts in the queries of the claim page's rows."""
    rows = claim_rows.rows_of(claim, membership)
    limits = policy.in_force(today)
    line = Timeline([parts.status_row(one) for one in rows.work_statuses], today, limits.status_grace_days)
    live = [one for one in rows.items if one.state in LIVE and parts.works(one, rows, membership)]
    calls = [one for one in rows.notes if one.person == Party.WORKER and one.outcome]
    return CallCard(
        claim=claim,
        head=parts.head_of(rows, line, limits, today),
        last=last_of(calls, today),
        tries=tries_of(calls),
        limit=limits.call_tries,
        apf=apf_of(rows, limits, today),
        medication=medication_words(rows, limits, today),
        promised=tuple(
            f"{one.because}, by {shown(one.due_on, today)}" for one in live if one.rule == OWN_STEP
        )[:PROMISES],
        last_words=calls[-1].text if calls else "",
        readings=tuple(
            f"{name_of(one.scale)} {shown_number(one.value)}, {shown(one.on, today)}"
            for one in sorted(readings_of(rows), key=lambda one: one.on)
        )[-PROMISES:],
        shown={one.pk: parts.shown_item(one, rows, membership, today) for one in live},
        items=tuple(live),
        next_try=bd(today, 1),
    )


def last_of(calls: Sequence[CaseNote], today: date) -> str:
    """Say what came of the last call."""
    if not calls:
        return "Never called yet"
    return f"Last: {shown(calls[-1].contact_on, today)}, {calls[-1].get_outcome_display().lower()}"


def tries_of(calls: Sequence[CaseNote]) -> int:
    """Count the attempts since the worker was last reached."""
    tries = 0
    for one in reversed(calls):
        if one.outcome == Outcome.REACHED:
            break
        tries += 1
    return tries


def medication_words(rows: Rows, limits: Policy, today: date) -> str:
    """Say whether an opioid is active and when medication was last asked about; empty without a drug."""
    clock = clock_of(rows, limits, today)
    checks = rows.medication_checks
    if clock is None and not rows.prescriptions and not checks:
        return ""
    opioid = f"opioids, day {clock.day}" if clock and clock.is_active else "no opioid active"
    return f"{opioid}; {f'asked {shown(checks[-1].checked_on, today)}' if checks else 'never asked'}"


def apf_of(rows: Rows, limits: Policy, today: date) -> str:
    """Say until when the latest APF holds."""
    known = [one for one in rows.known_apfs if one.exam_date <= today]
    if not known:
        return "none on file"
    last = known[-1]
    end = last.valid_through or last.exam_date + timedelta(days=limits.apf_max_age_days)
    says = f"{last.work_status.replace('_', ' ')} " if last.work_status else ""
    return f"{says}{'ended' if end < today else 'to'} {shown(end, today)}"
