"""Nothing slips (B12): what waits and is on nobody's mind, section by section; page, counts and API ask here.

Each section is one query of claims with since when they wait, the oldest first, whatever their number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Value, When, Window
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.http import urlencode

from claims.choices import WorkStatusKind
from claims.models import Claim, WorkStatus
from claims.queries import covers
from claims.querysets import ClaimQuerySet
from cohe.models import Membership
from cohe.permissions import Permission, allows
from cohe.workdays import bd
from coordination.choices import FrqResult, RecordKind
from coordination.models import CaseNote, Frq, HandOver, JobPaper, Record, Referral, WorkItem
from coordination.models.desk import LIVE
from coordination.models.hand_over import UNDER_WAY
from coordination.policy import Policy
from coordination.queries import desk_items, policy

SHOWN = 50
LAPSED = "T10"


@dataclass(frozen=True, slots=True)
class Slip:
    """One claim that waits: since when, what for, whose it is, and where it is mended."""

    claim_id: int
    claim_number: str
    worker: str
    since: date | None
    days: int
    what: str
    whose: str
    mend: str
    mend_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of slipping, with how many claims are in it and the oldest of them."""

    key: str
    title: str
    count: int
    rows: tuple[Slip, ...]

    @property
    def oldest(self) -> Slip | None:
        """Return what has waited longest."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, slots=True)
class Slips:
    """Everything that slips for a member on a day; sections with nothing in them are left out."""

    sections: tuple[Section, ...]
    is_team: bool

    @property
    def count(self) -> int:
        """Return how many rows all sections hold."""
        return sum(section.count for section in self.sections)

    @property
    def heading(self) -> str:
        """Return the finding."""
        if not self.count:
            return "Nothing slips"
        return f"{self.count} {'claim is' if self.count == 1 else 'claims are'} about to slip"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose claims are looked at, on which day, by which numbers."""

    membership: Membership
    today: date
    numbers: Policy
    claims: ClaimQuerySet


@dataclass(frozen=True, slots=True)
class Kind:
    """One section: its claims with `since`, `what` and `about`; what mends it, and where."""

    key: str
    title: str
    claims: Callable[[Asked], ClaimQuerySet]
    mend: str
    mend_url: Callable[[Mapping[str, Any]], str]


def slips(*, membership: Membership, today: date, only: str = "") -> Slips:
    """Return what slips of a member's claims, of the COHE's for who sees the team; one query a section."""
    numbers = policy.in_force(today)
    is_team = allows(membership.role, Permission.TEAM_SEE)
    claims = Claim.objects.visible_to(membership).on_list(today, service_months=numbers.service_months)
    if not is_team:
        claims = claims.filter(desk_items.scope_of(membership, today).claims_worked() | Q(hsc=None))
    asked = Asked(membership, today, numbers, claims)
    found = [section_of(kind, asked) for kind in KINDS if only in ("", kind.key)]
    return Slips(tuple(section for section in found if section.count), is_team)


def section_of(kind: Kind, asked: Asked) -> Section:
    """Return one section with its oldest claims and how many there are in all."""
    rows = list(
        kind.claims(asked)
        .annotate(total=Window(Count("pk")), whose=F("hsc__name"))
        .order_by(F("since").asc(nulls_last=True), "claim_number")
        .values(
            "pk", "claim_number", "worker_last_name", "worker_first_name", "since", "what", "about", "whose",
            "total",
        )[:SHOWN]
    )  # fmt: skip
    total = rows[0]["total"] if rows else 0
    return Section(kind.key, kind.title, total, tuple(slip_of(row, kind, asked.today) for row in rows))


def slip_of(row: Mapping[str, Any], kind: Kind, today: date) -> Slip:
    """Put one claim into words."""
    parts = (row["worker_last_name"], row["worker_first_name"])
    since: date | None = row["since"]
    return Slip(
        claim_id=row["pk"],
        claim_number=row["claim_number"],
        worker=", ".join(part for part in parts if part) or "Name not known",
        since=since,
        days=max(0, (today - since).days) if since else 0,
        what=row["what"],
        whose=row["whose"] or "Nobody",
        mend=kind.mend,
        mend_url=kind.mend_url(row),
    )


# ---- the sections --------------------------------------------------------------------------------------


def words(text: str) -> Value:
    """Return the same words for every claim of a section."""
    return Value(text, output_field=CharField())


def first_of(rows: Any, name: str) -> Subquery:
    """Return a value of the first of some rows about the claim outside."""
    return Subquery(rows.filter(claim=OuterRef("pk"), cohe=OuterRef("cohe")).values(name)[:1])


def from_rows(asked: Asked, rows: Any, *, since: str, what: Any, about: Any) -> ClaimQuerySet:
    """Return the claims that have one of `rows`, each with its first row's day and words."""
    ordered = rows.order_by(since, "pk")
    return asked.claims.annotate(
        since=first_of(ordered, since),
        what=what if isinstance(what, Value) else first_of(ordered, what),
        about=first_of(ordered.annotate(said=Cast(about, CharField())), "said"),
    ).filter(since__isnull=False)


def frq_not_told(asked: Asked) -> ClaimQuerySet:
    """Positive FRQs of which the attending provider does not know."""
    told = Record.objects.filter(
        claim=OuterRef("claim"), cohe=OuterRef("cohe"), kind=RecordKind.AP_TOLD, withdrawn_at=None,
        about=Cast(OuterRef("asked_on"), CharField()),
    )  # fmt: skip
    positive = Frq.objects.filter(result=FrqResult.POSITIVE, withdrawn_at=None, asked_on__lt=asked.today)
    rows = positive.exclude(Exists(told))
    return from_rows(asked, rows, since="asked_on", what=words("Positive FRQ"), about="asked_on")


def owner_gone(asked: Asked) -> ClaimQuerySet:
    """Items that wait for somebody who does not work here any more."""
    here = Membership.objects.current(asked.today).filter(cohe=asked.membership.cohe_id).values("person")
    rows = WorkItem.objects.filter(state__in=LIVE, owner__isnull=False).exclude(owner__in=here)
    return from_rows(asked, rows, since="due_on", what="owner__name", about="pk")


def owner_away(asked: Asked) -> ClaimQuerySet:
    """Items that fall due while their owner is away, and that nobody covers."""
    waits = covers.waits_for_nobody(asked.today)
    rows = WorkItem.objects.filter(waits, state__in=LIVE, owner__isnull=False)
    return from_rows(asked, rows, since="due_on", what="owner__name", about="pk")


def no_hsc(asked: Asked) -> ClaimQuerySet:
    """Claims that nobody coordinates."""
    nobody = asked.claims.filter(hsc=None)
    return nobody.annotate(
        since=F("appeared"), what=words("Appeared; its provider has no HSC"), about=words("")
    )


def lapsed(asked: Asked) -> ClaimQuerySet:
    """Restrictions whose APF has ended without a new one."""
    rows = WorkItem.objects.filter(state__in=LIVE, rule=LAPSED, due_on__lt=asked.today)
    return from_rows(asked, rows, since="due_on", what="because", about="pk")


def silent_referrals(asked: Asked) -> ClaimQuerySet:
    """Open referrals of which nothing was heard for some days."""
    rows = Referral.objects.silent(asked.today, days=asked.numbers.slip_silent_days)
    return from_rows(asked, rows, since="last_step_on", what=words("No step of its referral"), about="pk")


def papers_unanswered(asked: Asked) -> ClaimQuerySet:
    """Job papers the attending provider has not answered."""
    before = asked.today - timedelta(days=asked.numbers.job_paper_second_chase_days)
    rows = JobPaper.objects.filter(answered_on=None, withdrawn_at=None, sent_to_ap_on__lt=before)
    return from_rows(asked, rows, since="sent_to_ap_on", what="title", about="pk")


def hand_overs_waiting(asked: Asked) -> ClaimQuerySet:
    """Hand-overs that were neither accepted nor refused in time."""
    sent_by = asked.today
    while bd(sent_by, asked.numbers.hand_over_bd) >= asked.today:
        sent_by -= timedelta(days=1)
    rows = HandOver.objects.filter(state__in=UNDER_WAY, sent_on__lte=sent_by)
    return from_rows(asked, rows, since="sent_on", what=words("Hand-over not accepted"), about="pk")


def no_next_action(asked: Asked) -> ClaimQuerySet:
    """Open claims without an item or task that waits, unless the worker is known to be back at full duty."""
    about_it = {"claim": OuterRef("pk"), "cohe": OuterRef("cohe")}
    waiting = WorkItem.objects.filter(**about_it, state__in=LIVE)
    statuses = WorkStatus.objects.filter(**about_it, withdrawn_at=None, from_date__lte=asked.today)
    notes = CaseNote.objects.filter(**about_it).order_by("-contact_on")
    quiet = asked.claims.exclude(Exists(waiting)).annotate(
        status=Subquery(statuses.order_by("-from_date", "-id").values("status")[:1]),
        since=Coalesce(Subquery(notes.values("contact_on")[:1]), "appeared"),
        what=Case(
            When(Exists(notes), then=words("Nothing waits since the last note")),
            default=words("Nothing waits, and no note yet"),
        ),
        about=words(""),
    )
    return quiet.filter(Q(status=None) | ~Q(status=WorkStatusKind.FULL_DUTY))


def on_claim(name: str, **query: str) -> Callable[[Mapping[str, Any]], str]:
    """Return the address of a page of the claim; `query` names columns of the row."""

    def url(row: Mapping[str, Any]) -> str:
        address = reverse(name, args=[row["pk"]])
        said = {key: row.get(column, column) for key, column in query.items()}
        return f"{address}?{urlencode(said)}" if said else address

    return url


def to_caseload(row: Mapping[str, Any]) -> str:
    """Return where a provider or a claim gets its HSC."""
    return reverse("claims:caseload")


KINDS = (
    Kind(
        "frq-not-told", "Positive FRQ, attending provider not told", frq_not_told, "Record that AP was told",
        on_claim("coordination:record-add", kind=RecordKind.AP_TOLD.value, about="about"),
    ),
    Kind("owner-gone", "Owner has left", owner_gone, "Give to somebody", on_claim("coordination:claim")),
    Kind("owner-away", "Owner is away, nobody covers", owner_away, "Give to somebody",
         on_claim("coordination:claim")),
    Kind("lapsed", "Restrictions lapsed, no new APF", lapsed, "Ask the provider",
         on_claim("coordination:call")),
    Kind("silent-referral", "Referral silent", silent_referrals, "Chase it", on_claim("coordination:claim")),
    Kind("paper", "Job paper unanswered", papers_unanswered, "Chase it", on_claim("coordination:claim")),
    Kind("hand-over", "Hand-over waits", hand_overs_waiting, "Ask the receiver",
         on_claim("coordination:claim")),
    Kind("no-next-action", "Open claim without a next action", no_next_action, "Set a task",
         on_claim("coordination:task-add")),
    Kind("no-hsc", "Nobody coordinates it", no_hsc, "Give it an HSC", to_caseload),
)  # fmt: skip
