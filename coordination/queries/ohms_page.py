"""Notes not yet entered in OHMS: the list of a person or a COHE, and those of one claim with their text."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from claims.models import Claim
from cohe.clock import PACIFIC
from cohe.models import Membership, Role
from cohe.workdays import bd
from coordination.choices import NoteKind
from coordination.models import CaseNote, DeskAction, OhmsEntry
from coordination.ohms_text import Said, ohms_text
from coordination.queries import policy
from coordination.queries.narrowing import is_number

# What was marked in these days can be taken back from the list.
UNDO_DAYS = 7


@dataclass(frozen=True, slots=True)
class Waiting:
    """One note that is not entered, as a line of the list."""

    id: int
    note_id: int
    claim_id: int
    claim_number: str
    worker: str
    kind: str
    signed_on: date
    due_on: date
    is_late: bool
    author: str
    hsc: str


@dataclass(frozen=True, slots=True)
class OhmsPage:
    """The list, the oldest first, and what one has marked lately."""

    rows: tuple[Waiting, ...]
    marked: tuple[DeskAction, ...]

    @property
    def late(self) -> int:
        """Return how many are late."""
        return sum(row.is_late for row in self.rows)


@dataclass(frozen=True, slots=True)
class ToPaste:
    """A note of a claim with its text for OHMS; `entered_on` is empty while it waits."""

    entry: OhmsEntry
    note: CaseNote
    text: str


def waiting(by: Membership, hsc: str = "") -> "QuerySet[OhmsEntry]":
    """Return the notes that wait, of claims that a member may open; of one HSC's claims where asked."""
    rows = OhmsEntry.objects.filter(cohe=by.cohe_id, entered_on=None).order_by("signed_on", "claim_id", "id")
    if by.role not in (Role.HSC, Role.SUPERVISOR):
        rows = rows.filter(claim__in=Claim.objects.visible_to(by).order_by().values("pk"))
    if not is_number(hsc):
        return rows
    return rows.filter(Q(claim__hsc=hsc) | Q(note__author=hsc))


def ohms_page(*, by: Membership, hsc: str, today: date) -> OhmsPage:
    """Return what waits to be entered, and the marks of one's own that can be taken back."""
    limit = policy.in_force(today).ohms_entry_bd
    rows = waiting(by, hsc).values_list(
        *("id", "note_id", "claim_id", "claim__claim_number", "claim__worker_last_name"),
        *("claim__worker_first_name", "note__kind", "signed_on", "note__author__name", "claim__hsc__name"),
    )
    found = []
    for pk, note, claim, number, last, first, kind, signed, author, owner in rows:
        due = bd(signed, limit)
        worker = f"{last}, {first}".strip(", ")
        found.append(
            Waiting(
                pk,
                note,
                claim,
                number,
                worker,
                NoteKind(kind).label,
                signed,
                due,
                due < today,
                author,
                owner or "",
            )
        )
    since = today - timedelta(days=UNDO_DAYS)
    mine = DeskAction.objects.filter(by=by.person_id, kind="ohms", undone_at=None, at__date__gte=since)
    return OhmsPage(tuple(found), tuple(mine.order_by("-at")))


def of_claim(claim: Claim) -> tuple[ToPaste, ...]:
    """Return the notes of a claim that wait, the oldest first, with their text."""
    entries = OhmsEntry.objects.filter(claim=claim, entered_on=None).order_by("signed_on", "id")
    return to_paste(entries, claim.claim_number)


def to_paste(entries: "QuerySet[OhmsEntry]", claim_number: str) -> tuple[ToPaste, ...]:
    """Return notes with their text for OHMS, in a fixed number of queries."""
    rows = entries.select_related("note__author").prefetch_related("note__addenda__author")
    return tuple(ToPaste(one, one.note, text_of(one.note, claim_number)) for one in rows)


def text_of(note: CaseNote, claim_number: str) -> str:
    """Return a note's text for OHMS."""
    return ohms_text(
        Said(
            claim_number=claim_number,
            on=note.contact_on,
            kind=note.get_kind_display(),
            area=note.get_area_display(),
            minutes=note.minutes,
            text=note.text,
            author=note.author.name,
            signed_on=note.signed_at.astimezone(PACIFIC).date(),
            started_at=note.started_at,
            person=", ".join(part for part in (note.get_person_display(), note.person_name) if part),
            outcome=note.get_outcome_display(),
            direction=note.get_direction_display(),
            purpose=note.purpose,
            addenda=tuple(
                (one.signed_at.astimezone(PACIFIC).date(), one.author.name, one.text)
                for one in note.addenda.all()
            ),
        )
    )


def next_claim(by: Membership, after: int) -> tuple[int, str] | None:
    """Return another claim of the member's own that has a note waiting, the oldest first; None: none."""
    hsc = str(by.person_id) if by.role == Role.HSC else ""
    return waiting(by, hsc).exclude(claim=after).values_list("claim_id", "claim__claim_number").first()


def entries_of(by: Membership, ids: Collection[int]) -> list[OhmsEntry]:
    """Return the waiting notes of these ids, of claims that the member may open."""
    return list(waiting(by).filter(pk__in=ids))
