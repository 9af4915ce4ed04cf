"""Letters and packets of a claim as its page shows them, and what they add to its story."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coordination.letter_words import Audience, SentHow
from coordination.queries.claim_rows import Detail, Rows
from coordination.queries.claim_story import Entry, day_of
from coordination.worklist.wording import shown

AUDIENCES = {one.value: one.label for one in Audience}
HOW = {one.value: one.label.lower() for one in SentHow}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A letter or a packet in a list: whose it is, its title, where it stands."""

    id: int
    is_letter: bool
    on: date
    audience: str
    receiver: str
    title: str
    by: str
    state: str
    is_sent: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """The region: its finding; what is not sent yet stands first. Withdrawn ones are on the letters' page."""

    finding: str
    shown: tuple[ShownPaper, ...]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.shown)


def letters_of(rows: Rows, today: date) -> Letters:
    """Return the region of a claim; asks the database nothing."""
    found = [one for one in papers_of(rows, today) if not one.is_withdrawn]
    found.sort(key=lambda one: (one.is_sent, -one.on.toordinal(), -one.id))
    return Letters(finding_of(found), tuple(found))


def papers_of(rows: Rows, today: date) -> Iterator[ShownPaper]:
    """Yield each letter and packet, withdrawn ones too."""
    for one in rows.letters:
        words = AUDIENCES[one.audience]
        yield paper(one, rows, today, words, title=one.subject, on=one.written_on, by=one.written_by_id)
    for one in rows.visit_packets:
        title = f"Packet for the visit of {shown(one.visit_on, today)}"
        words = AUDIENCES[one.audience]
        yield paper(one, rows, today, words, title=title, on=one.made_on, by=one.made_by_id)


def paper(
    one: Detail, rows: Rows, today: date, audience: str, *, title: str, on: date, by: int
) -> ShownPaper:
    """Return one with where it stands."""
    return ShownPaper(
        id=one.id,
        is_letter=hasattr(one, "subject"),
        on=on,
        audience=audience,
        receiver=one.receiver,
        title=title,
        by=rows.person(by),
        state=state_of(one, today),
        is_sent=one.sent_on is not None,
        is_withdrawn=one.withdrawn_at is not None,
    )


def state_of(one: Detail, today: date) -> str:
    """Return where a letter or packet stands, in words."""
    sent = f"sent {shown(one.sent_on, today)} {HOW[one.sent_how]}" if one.sent_on else "not sent yet"
    return f"withdrawn: {one.why_withdrawn}" if one.withdrawn_at else sent


def finding_of(found: list[ShownPaper]) -> str:
    """Return the heading of the region."""
    waiting = [one for one in found if not one.is_sent]
    if waiting:
        return f"{len(waiting)} letter{'s' if len(waiting) > 1 else ''} or packet not sent yet"
    return f"{len(found)} letter{'s' if len(found) > 1 else ''} and packets sent" if found else "No letters"


def story(rows: Rows, today: date) -> Iterator[Entry]:
    """Yield the writing and the sending of each letter and packet."""
    for one in (*rows.letters, *rows.visit_packets):
        is_letter = hasattr(one, "subject")
        tag = "Letter" if is_letter else "Packet"
        title = one.subject if is_letter else f"For the visit of {shown(one.visit_on, today)}"
        by = rows.person(one.written_by_id if is_letter else one.made_by_id)
        begun = one.written_on if is_letter else one.made_on
        to = f"To {one.receiver} ({AUDIENCES[one.audience].lower()})"
        gone = one.withdrawn_at is not None
        yield Entry(begun, "letters", tag, f"{to}: {title}. Written.", by, is_withdrawn=gone)
        if one.sent_on:
            words = f"{to}: {title}. Sent {HOW[one.sent_how]}."
            yield Entry(one.sent_on, "letters", tag, words, rows.person(one.sent_by_id), is_withdrawn=gone)
        if gone:
            words = f"{to}: {title}. Withdrawn: {one.why_withdrawn.rstrip('.')}."
            yield Entry(day_of(one.withdrawn_at), "letters", tag, words, rows.person(one.withdrawn_by_id))
