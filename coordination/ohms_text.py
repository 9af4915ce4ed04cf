"""A note as text that is pasted into OHMS: named fields in one order, and nothing else. Pure (C6)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that leaves with a note; the worker is not named, OHMS knows him by the claim."""

    claim_number: str
    on: date
    kind: str
    area: str
    minutes: int
    text: str
    author: str
    signed_on: date
    started_at: time | None = None
    person: str = ""
    outcome: str = ""
    direction: str = ""
    purpose: str = ""
    addenda: tuple[tuple[date, str, str], ...] = ()


def ohms_text(said: Said) -> str:
    """Return the note as lines of text, without what is empty."""
    contact = ", ".join(part for part in (said.person, said.outcome.lower(), said.direction.lower()) if part)
    began = f", {said.started_at:%H:%M}" if said.started_at else ""
    head = (
        ("Claim", said.claim_number),
        ("Date", f"{day(said.on)}{began}"),
        ("Type", said.kind),
        ("Area", said.area),
        ("Contact", contact),
        ("Purpose", said.purpose.strip()),
        ("Minutes", str(said.minutes)),
    )
    lines = [f"{name}: {words}" for name, words in head if words]
    signed = f"Signed: {said.author}, {day(said.signed_on)}"
    return "\n".join([*lines, "", said.text.strip(), *added(said.addenda), "", signed])


def added(addenda: Iterable[tuple[date, str, str]]) -> Iterator[str]:
    """Yield later words with who wrote them and when."""
    for on, author, text in addenda:
        yield f"\nAddendum, {author}, {day(on)}: {text.strip()}"


def day(on: date) -> str:
    """Return a day as L&I writes it, month first."""
    return f"{on:%m/%d/%Y}"
