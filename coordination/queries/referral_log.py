"""The referral log of a COHE: what is open and how old, who ordered, hours to scheduling, what kept workers
away. One query for page, file and API.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from types import SimpleNamespace
from typing import Any

from django.db.models import F, Q

from claims.models import Claim
from cohe.models import Membership, Role
from cohe.wording import Worded
from coordination.models import Referral
from coordination.policy import Policy
from coordination.queries import policy
from coordination.queries.claim_referrals import COLUMNS, course_of, title_of
from coordination.queries.narrowing import is_number
from coordination.queries.referral_line import standing_of
from coordination.queries.referral_page import hours_to_schedule
from coordination.querysets import ReferralQuerySet
from coordination.referral_kinds import Orderer, ReferralKind
from coordination.referral_steps import PROPOSED, Barrier

ROWS_A_PAGE = 50
WHOSE = (
    "claim_id", "claim__claim_number", "claim__worker_last_name", "claim__worker_first_name",
    "claim__hsc__name", "last_step_on",
)  # fmt: skip


class State(Worded):
    """What the log is narrowed to."""

    OPEN = "open", "Open"
    LATE = "late", "Late"
    SILENT = "silent", "Silent"
    SUGGESTED = "suggested", "Suggested"
    ORDERED = "ordered", "Not scheduled"
    SCHEDULED = "scheduled", "Not started"
    REPORT = "report", "Report or review"
    DONE = "done", "Completed"
    ENDED = "ended", "Ended"
    ALL = "all", "All"


NARROWED = {
    State.SUGGESTED: Q(ordered_on=None),
    State.ORDERED: Q(ordered_on__isnull=False, scheduled_for=None, engaged_on=None),
    State.SCHEDULED: Q(scheduled_for__isnull=False, engaged_on=None),
    State.REPORT: Q(engaged_on__isnull=False),
}


class NoSuchFilter(ValueError):
    """The address asks for what the log cannot be narrowed to; the text says what it can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of the address; empty is everything but the state, which begins with the open ones."""

    state: str = State.OPEN
    kind: str = ""
    orderer: str = ""
    barrier: str = ""
    hsc: str = ""

    def check(self) -> None:
        """Refuse words that are none of ours."""
        known: tuple[tuple[str, str, type[Worded]], ...] = (
            ("state", self.state, State),
            ("kind", self.kind, ReferralKind),
            ("orderer", self.orderer, Orderer),
            ("barrier", self.barrier, Barrier),
        )
        for name, value, words in known:
            if value and value not in list(words):
                raise NoSuchFilter(f"There is no {name} “{value}”: choose one of {', '.join(words)}.")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One referral of the log. `age`: days since its first word; `hours`: from order to visit set."""

    id: int
    claim_id: int
    claim_number: str
    worker: str
    hsc: str
    title: str
    recipient: str
    orderer: str
    ordered_by: str
    first_on: date | None
    ordered_on: date | None
    age: int | None
    stands_at: str
    due_on: date | None
    days_over: int
    hours: float | None
    is_timely: bool | None
    no_shows: int
    barrier: str
    is_open: bool
    end: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the log says in numbers (E4): hours as a median, the share of those timed within the limit."""

    count: int
    open: int
    late: int
    timed: int
    timely: int
    median_hours: float | None
    limit_hours: int
    weekends_count: bool
    no_shows: int
    not_timed: int

    @property
    def share(self) -> int | None:
        """Return the share within the limit in percent; None when no referral is timed."""
        return round(100 * self.timely / self.timed) if self.timed else None


@dataclass(frozen=True, slots=True)
class Log:
    """The rows that the filters leave, late ones first, and their figures."""

    rows: tuple[LogRow, ...]
    figures: Figures


def referral_log(*, asked: Asked, membership: Membership, today: date) -> Log:
    """Return the log as `membership` may see it; raises `NoSuchFilter`."""
    asked.check()
    limits = policy.in_force(today)
    rows = narrowed(asked, membership, today, limits).values(*COLUMNS, *WHOSE)
    found = [log_row(SimpleNamespace(**row), limits, today) for row in rows]
    if asked.state == State.LATE:
        found = [one for one in found if one.days_over > 0]
    found.sort(key=lambda one: (-one.days_over, one.first_on or today, one.id))
    return Log(tuple(found), figures_of(found, limits))


def narrowed(asked: Asked, membership: Membership, today: date, limits: Policy) -> ReferralQuerySet:
    """Return the referrals that the filters leave, of claims that the member may open."""
    rows = of_visible_claims(membership)
    state = State(asked.state or State.OPEN)
    if state == State.SILENT:
        rows = rows.silent(today, days=limits.referral_silent_days)
    elif state == State.DONE:
        rows = rows.filter(completed_on__isnull=False)
    elif state == State.ENDED:
        rows = rows.filter(ended_on__isnull=False)
    elif state != State.ALL:
        rows = rows.open().filter(NARROWED.get(state, Q()))
    for name, value in (("kind", asked.kind), ("orderer", asked.orderer), ("barrier", asked.barrier)):
        if value:
            rows = rows.filter(**{name: value})
    return rows.filter(claim__hsc=int(asked.hsc)) if is_number(asked.hsc) else rows


def of_visible_claims(membership: Membership) -> ReferralQuerySet:
    """Return the referrals that count, of claims that the member may open."""
    rows = Referral.objects.counting().filter(cohe=membership.cohe_id)
    if membership.role in (Role.HSC, Role.SUPERVISOR):
        return rows
    return rows.filter(claim__in=Claim.objects.visible_to(membership).order_by().values("pk"))


def log_row(row: Any, limits: Policy, today: date) -> LogRow:
    """Return one row with its words."""
    course = course_of(row)
    standing = standing_of(row, course, limits, today)
    whose = vars(row)
    first = row.suggested_on or row.ordered_on
    hours = hours_to_schedule(row, limits)
    last = row.completed_on or row.ended_on or today
    return LogRow(
        id=row.id,
        claim_id=row.claim_id,
        claim_number=whose["claim__claim_number"],
        worker=f"{whose['claim__worker_last_name']}, {whose['claim__worker_first_name']}".strip(", "),
        hsc=whose["claim__hsc__name"] or "",
        title=title_of(row),
        recipient=row.recipient,
        orderer=Orderer(row.orderer).label if row.orderer else "",
        ordered_by=row.ordered_by,
        first_on=first,
        ordered_on=row.ordered_on,
        age=(last - first).days if first else None,
        stands_at=standing.at,
        due_on=standing.due_on,
        days_over=max(0, (today - standing.due_on).days) if standing.due_on else 0,
        hours=hours,
        is_timely=None if hours is None else hours <= limits.referral_share_hours,
        no_shows=row.no_shows,
        barrier=Barrier(row.barrier).label if row.barrier else "",
        is_open=course.is_open,
        end=row.outcome or row.why_ended,
    )


def figures_of(rows: Sequence[LogRow], limits: Policy) -> Figures:
    """Return the log in numbers."""
    hours = [one.hours for one in rows if one.hours is not None]
    return Figures(
        count=len(rows),
        open=sum(one.is_open for one in rows),
        late=sum(one.days_over > 0 for one in rows),
        timed=len(hours),
        timely=sum(bool(one.is_timely) for one in rows),
        median_hours=median(hours) if hours else None,
        limit_hours=limits.referral_share_hours,
        weekends_count=bool(limits.referral_weekends),
        no_shows=sum(one.no_shows for one in rows),
        not_timed=sum(one.ordered_on is not None and one.hours is None for one in rows),
    )


HEADER = (
    "referral", "claim", "hsc", "kind", "to", "orderer", "ordered by", "first word", "ordered", "age in days",
    "waits for", "due", "days over", "hours to schedule", "within the limit", "missed visits", "barrier",
)  # fmt: skip


def cells_of(row: LogRow) -> tuple[object, ...]:
    """Return a row of the file: no worker's name, no reason in words."""
    hours = None if row.hours is None else f"{row.hours:.1f}"
    timely = {True: "yes", False: "no", None: ""}[row.is_timely]
    return (
        row.id, row.claim_number, row.hsc, row.title, row.recipient, row.orderer, row.ordered_by,
        row.first_on, row.ordered_on, row.age, row.stands_at, row.due_on, row.days_over, hours, timely,
        row.no_shows, row.barrier,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One barrier: how many referrals it kept from starting, how many of those started after all."""

    barrier: Barrier
    count: int
    started: int
    still_open: int
    kinds: str
    proposed: str


@dataclass(frozen=True, slots=True)
class BarriersReport:
    """What kept workers from starting, the most frequent first, and how many referrals were sent."""

    rows: tuple[BarrierRow, ...]
    met: int
    ordered: int
    engaged: int


def barriers_report(*, membership: Membership, hsc: str = "") -> BarriersReport:
    """Return the barriers recorded on referrals of claims that the member may open."""
    rows = of_visible_claims(membership).filter(ordered_on__isnull=False)
    rows = rows.filter(claim__hsc=int(hsc)) if is_number(hsc) else rows
    found: list[Any] = list(rows.values("kind", "barrier", "engaged_on", over=F("ended_on")))
    met = [one for one in found if one["barrier"]]
    counts = Counter(one["barrier"] for one in met)
    return BarriersReport(
        rows=tuple(
            barrier_row(Barrier(word), [one for one in met if one["barrier"] == word])
            for word, _ in counts.most_common()
        ),
        met=len(met),
        ordered=len(found),
        engaged=sum(one["engaged_on"] is not None for one in found),
    )


def barrier_row(barrier: Barrier, met: Iterable[dict[str, Any]]) -> BarrierRow:
    """Return one barrier with what came of its referrals."""
    those = list(met)
    kinds = Counter(ReferralKind(one["kind"]).label for one in those)
    return BarrierRow(
        barrier=barrier,
        count=len(those),
        started=sum(one["engaged_on"] is not None for one in those),
        still_open=sum(one["engaged_on"] is None and one["over"] is None for one in those),
        kinds=", ".join(f"{label} {number}" for label, number in kinds.most_common(3)),
        proposed=PROPOSED[barrier],
    )
