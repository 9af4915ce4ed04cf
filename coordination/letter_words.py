"""Who a letter is for, what of a claim it may carry, and how its words become text. Pure.

Placeholders are a closed list, each of one privacy class; an audience is given the classes it may read. What
has no placeholder (the text of a note, mental health, the names of drugs) can come into no letter by itself.
Source: domain.md 10.1 step 9 for employers, 10.2 "template letters", 14.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cohe.wording import Worded


class Audience(Worded):
    """Who reads a letter."""

    WORKER = "worker", "Worker"
    ATTENDING_PROVIDER = "attending-provider", "Attending provider"
    EMPLOYER = "employer", "Employer"
    CLAIM_MANAGER = "claim-manager", "Claim manager"
    SURGEON = "surgeon", "Surgeon"
    REFERRAL_PROVIDER = "referral-provider", "Referral provider"


class Privacy(Worded):
    """What kind of thing a fact of a claim is, for who may read it."""

    OPEN = "open", "Open: who writes, when, to whom"
    IDENTITY = "identity", "Identity: whose claim it is"
    WORK = "work", "Work: abilities, restrictions, next medical update, prognosis"
    CONTACT = "contact", "Contact: how to reach the worker"
    CARE = "care", "Care: who treats, referrals, papers, days"
    PLAN = "plan", "Plan: goals and next steps"
    HEALTH = "health", "Health: injury, diagnosis, surgery, opioids"
    ASSESSED = "assessed", "Assessed: FRQ and scales"


class SentHow(Worded):
    """How something left the building."""

    MAIL = "mail", "By mail"
    FAX = "fax", "By fax"
    HANDED = "handed", "Handed over"


_OPEN = frozenset({Privacy.OPEN, Privacy.IDENTITY, Privacy.WORK})
_CARE = _OPEN | {Privacy.CONTACT, Privacy.CARE, Privacy.HEALTH}
# An employer gets the whitelist of the stakeholder update. Scales and the FRQ go to those who treat.
MAY_CARRY: dict[Audience, frozenset[Privacy]] = {
    Audience.EMPLOYER: _OPEN,
    Audience.WORKER: _CARE | {Privacy.PLAN},
    Audience.CLAIM_MANAGER: _CARE | {Privacy.PLAN},
    Audience.REFERRAL_PROVIDER: _CARE,
    Audience.ATTENDING_PROVIDER: frozenset(Privacy),
    Audience.SURGEON: frozenset(Privacy),
}
# Whose letters are looked through for words that may not leave.
WORDS_CHECKED = frozenset({Audience.EMPLOYER})


class Placeholder(NamedTuple):
    """A word in braces that a letter gets from the claim; `example` is what the synthetic claim has."""

    name: str
    privacy: Privacy
    words: str
    example: str


PLACEHOLDERS: tuple[Placeholder, ...] = (
    Placeholder("today", Privacy.OPEN, "day of the letter", "19 Nov 2026"),
    Placeholder("cohe", Privacy.OPEN, "name of the COHE", "Sample COHE"),
    Placeholder("coordinator", Privacy.OPEN, "who writes", "Sam Sample"),
    Placeholder("coordinator_email", Privacy.OPEN, "email of who writes", "sam@sample.example"),
    Placeholder("receiver", Privacy.OPEN, "to whom it goes", "Pat Receiver"),
    Placeholder("claim", Privacy.IDENTITY, "claim number", "ZZ00000"),
    Placeholder("worker", Privacy.IDENTITY, "worker's name", "Wanda Worker"),
    Placeholder("employer", Privacy.IDENTITY, "employer's name", "Sample Orchards"),
    Placeholder(
        "abilities",
        Privacy.WORK,
        "current abilities",
        "Can work within the restrictions below, through 4 Dec.",
    ),
    Placeholder("restrictions", Privacy.WORK, "work restrictions", "No lifting above 10 lb."),
    Placeholder("next_medical_update", Privacy.WORK, "next medical update", "4 Dec 2026"),
    Placeholder(
        "return_to_work", Privacy.WORK, "return-to-work prognosis", "Return to work expected by 12 Jan."
    ),
    Placeholder("worker_phone", Privacy.CONTACT, "worker's phone", "(000) 555-0100"),
    Placeholder("worker_born", Privacy.CONTACT, "worker's day of birth", "1 Jan 1980"),
    Placeholder("language", Privacy.CONTACT, "language, interpreter", "Spanish, interpreter needed"),
    Placeholder("injury_day", Privacy.CARE, "day of injury", "14 Sep 2026"),
    Placeholder("attending_provider", Privacy.CARE, "attending provider", "Dr. Ada Example, DO"),
    Placeholder("claim_manager", Privacy.CARE, "claim manager", "Unit 4"),
    Placeholder("work_status", Privacy.CARE, "work status of the day", "Modified"),
    Placeholder("last_apf", Privacy.CARE, "last APF", "6 Nov, Dr. Ada Example: modified, through 4 Dec"),
    Placeholder("job_papers", Privacy.CARE, "job descriptions and analyses", "Sorter, light: sent on 9 Nov"),
    Placeholder("referrals", Privacy.CARE, "open referrals", "PGAP; Physical therapy"),
    Placeholder("next_steps", Privacy.PLAN, "next steps of the plan", "Call the employer by 30 Nov"),
    Placeholder("goals", Privacy.PLAN, "goals of the plan", "Light duty, 4 hours a day, by 7 Dec"),
    Placeholder("injury", Privacy.HEALTH, "part of the body", "Left shoulder"),
    Placeholder("diagnosis", Privacy.HEALTH, "code of the diagnosis", "S43.4"),
    Placeholder("surgery", Privacy.HEALTH, "surgery and its day", "Rotator cuff repair on 2 Dec"),
    Placeholder("opioid_clock", Privacy.HEALTH, "next limit for opioids", "Day 35: subacute form in 7 d"),
    Placeholder("frq", Privacy.ASSESSED, "last FRQ", "Positive, 18 Nov"),
    Placeholder("scales", Privacy.ASSESSED, "trend of the scales", "PEG: 7.0 on 4 Nov, 7.0 on 18 Nov"),
)
BY_NAME = {one.name: one for one in PLACEHOLDERS}
EXAMPLES = {one.name: one.example for one in PLACEHOLDERS}
BRACED = re.compile(r"\{([^{}]*)\}")
STRAY = re.compile(r"[{}]")
# What stands where a fact was wanted and is not known; a letter that still has one is not sent.
GAP = re.compile(r"\[[^\[\]]*: (?:not known|held back)\]")


class NotSound(ValueError):
    """A template that cannot be used; the text is a sentence for who writes it."""


def allowed(audience: Audience) -> tuple[Placeholder, ...]:
    """Return the placeholders that a letter to an audience may carry, in the order of the list."""
    return tuple(one for one in PLACEHOLDERS if one.privacy in MAY_CARRY[audience])


def named_in(text: str) -> Iterator[str]:
    """Yield what stands in braces, each once, in order."""
    yield from dict.fromkeys(found[1] for found in BRACED.finditer(text))


def refuse_unless_sound(audience: Audience, subject: str, text: str) -> None:
    """Raise `NotSound` for a placeholder that is not on the list or not this audience's to read."""
    if not subject.strip() or not text.strip():
        raise NotSound("A letter has a subject and a text.")
    both = f"{subject}\n{text}"
    for name in named_in(both):
        known = BY_NAME.get(name)
        if known is None:
            words = ", ".join(f"{{{one.name}}}" for one in allowed(audience))
            raise NotSound(f"There is no placeholder {{{name}}}. A letter of this kind may hold {words}.")
        if known.privacy not in MAY_CARRY[audience]:
            raise NotSound(
                f"{{{name}}} ({known.words}) may not be in a letter for this audience: "
                f"{audience.label.lower()}. Take it out."
            )
    if STRAY.search(BRACED.sub("", both)):
        raise NotSound("A brace is not closed: write a placeholder as {worker}.")


def merged(text: str, values: Mapping[str, str]) -> str:
    """Return a template's text with its placeholders filled in; what is not known stays to be seen."""

    def value_of(found: re.Match[str]) -> str:
        name = found[1]
        known = BY_NAME[name]
        return values.get(name, "").strip() or f"[{known.words}: not known]"

    return BRACED.sub(value_of, text)


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the places of a letter where a fact is missing still."""
    return tuple(dict.fromkeys(GAP.findall(text)))


@dataclass(frozen=True, slots=True)
class Template:
    """One version of a letter template. Version 1 of a built-in one comes with the product."""

    slug: str
    version: int
    audience: Audience
    name: str
    subject: str
    text: str
    since: date = date(2000, 1, 1)
    retired_on: date | None = None
