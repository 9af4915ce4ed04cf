"""Letters and packets as they are set on paper: what goes to `templates/pdf`."""

from typing import Any

from cohe.models import Membership
from coordination.letter_words import SentHow
from coordination.models import Letter, VisitPacket
from coordination.queries import letter_templates

HOW = {one.value: one.label for one in SentHow}


def head(by: Membership) -> dict[str, Any]:
    """Return the letterhead of the COHE in force."""
    cohe = by.cohe
    return {
        "cohe": cohe.name,
        "head": list(letter_templates.letterhead()),
        "synthetic": cohe.is_synthetic,
    }


def letter_paper(letter: Letter, by: Membership) -> dict[str, Any]:
    """Return a letter for the template "letter"."""
    claim = letter.claim
    return {
        **head(by),
        "title": letter.subject,
        "day": f"{letter.sent_on or letter.written_on:%-d %B %Y}",
        "to": [letter.receiver, *(line for line in letter.address.splitlines() if line.strip())],
        "how": HOW[letter.sent_how] if letter.sent_on else "",
        "withdrawn": letter.withdrawn_at is not None,
        "paragraphs": paragraphs(letter.text),
        "footer": f"Claim {claim.claim_number}",
    }


def paragraphs(text: str) -> list[list[str]]:
    """Return a text as paragraphs of lines: an empty line parts them."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [one for one in found if one]


def packet_paper(packet: VisitPacket, by: Membership) -> dict[str, Any]:
    """Return a packet for the template "packet"."""
    claim = packet.claim
    long = " (please plan a long visit)" if packet.is_long else ""
    return {
        **head(by),
        "title": f"Before the visit of {packet.visit_on:%-d %B %Y}{long}",
        "day": f"{packet.made_on:%-d %B %Y}",
        "to": [packet.receiver],
        "withdrawn": packet.withdrawn_at is not None,
        "sections": [one for one in packet.sections if one["lines"]],
        "footer": f"Claim {claim.claim_number}. Confidential: for {packet.receiver}",
    }
