"""The pre-appointment packet (D6, domain.md 10.2): what a provider should have before her at a visit.

Sections carry a privacy class each; a reader gets those she may see and nothing is asked for the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from coordination.letter_words import MAY_CARRY, Audience, Privacy
from coordination.queries import letter_values
from coordination.queries.claim_medication import medication_of
from coordination.queries.letter_values import ClaimFacts

NOT_KNOWN = "not known"
ANSWERED = "Our advisor answered"
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One section: of which privacy class it is and how it is made."""

    title: str
    privacy: Privacy
    lines: Callable[[ClaimFacts], list[Line]]


def sections_of(facts: ClaimFacts, audience: Audience, questions: str) -> list[dict[str, Any]]:
    """Return the packet's sections for who treats, as they are frozen; open questions stand first."""
    found = [("Open questions for this visit", list(asked(questions)))]
    found += [(kind.title, kind.lines(facts)) for kind in KINDS if kind.privacy in MAY_CARRY[audience]]
    return [{"title": title, "lines": [list(line) for line in lines]} for title, lines in found]


def asked(questions: str) -> Iterator[Line]:
    """Yield each question with its number."""
    lines = [line.strip().lstrip("-").strip() for line in questions.splitlines()]
    yield from ((str(number), line) for number, line in enumerate(filter(None, lines), 1))


def may_hear_advisor(audience: Audience) -> bool:
    """Say whether somebody is told what the advisor answered and what was found: who is told the scales."""
    return Privacy.ASSESSED in MAY_CARRY[audience]


def tells_answer(questions: str) -> bool:
    """Say whether some question is an advisor's answer to pass on."""
    return any(line.casefold().startswith(ANSWERED.casefold()) for _, line in asked(questions))


def proposed_questions(facts: ClaimFacts, audience: Audience) -> list[str]:
    """Return what is open with a reader: answers to pass on, papers unanswered, an APF that ends."""
    found = [
        " ".join(f"{ANSWERED} “{one.question}”: {one.answer}".split())
        for one in facts.rows.questions
        if may_hear_advisor(audience) and one.answered_at is not None and one.passed_on_at is None
    ]
    found += [
        f"Can the worker do this job? {one.title}: {one.state.words}."
        for one in facts.work.papers
        if one.state.is_open
    ]
    if not facts.work.restrictions:
        found.append("Which restrictions hold, and until when? None are on file for today.")
    clock = letter_values.opioid_clock(facts)
    return [*found, f"Opioids: {clock}. Which form goes out?"] if clock else found


def whose(facts: ClaimFacts) -> list[Line]:
    """Return whose packet it is."""
    claim = facts.claim
    return [
        ("Worker", claim.worker_full_name or NOT_KNOWN),
        ("Claim", claim.claim_number),
        ("Born", letter_values.day(claim.worker_dob) if claim.worker_dob else NOT_KNOWN),
        ("Language", letter_values.language(facts) or NOT_KNOWN),
        ("Coordinator", f"{facts.by.person.name}, {facts.by.person.email}"),
    ]


def injury(facts: ClaimFacts) -> list[Line]:
    """Return the injury and what was operated on."""
    claim = facts.claim
    on = letter_values.day(claim.date_of_injury) if claim.date_of_injury else NOT_KNOWN
    return [
        ("Injured on", on),
        ("Body part", letter_values.injury(facts) or NOT_KNOWN),
        ("Diagnosis", claim.icd10 or NOT_KNOWN),
        ("Surgery", letter_values.surgery(facts) or "none"),
    ]


def ability(facts: ClaimFacts) -> list[Line]:
    """Return the last APF, the work status of the day, and what limits the worker."""
    work = facts.work
    return [
        ("Last APF", work.apf or "none on file"),
        ("Work status today", work.status or NOT_KNOWN),
        (
            "Restrictions",
            f"{work.restrictions} ({work.restrictions_from})" if work.restrictions else "none on file",
        ),
    ]


def jobs(facts: ClaimFacts) -> list[Line]:
    """Return job descriptions and analyses, and what the employer offers."""
    found = [(one.title, f"{one.kind}, {one.state.words}") for one in facts.work.papers]
    for one in facts.work.employer[:1]:
        hours = f", {one.hours.normalize():f} hours a week" if one.hours else ""
        found.append(("Modified duty", f"{one.duty}{hours}, told by {one.contact_person}"))
    return found


def scales(facts: ClaimFacts) -> list[Line]:
    """Return the trend of each scale and the last FRQ."""
    found = letter_values.frq(facts)
    return [*letter_values.trends(facts), ("FRQ", found or "not answered yet")]


def medication(facts: ClaimFacts) -> list[Line]:
    """Return the opioid clock and papers on their way."""
    own = medication_of(facts.rows, facts.limits, facts.today)
    clock = letter_values.opioid_clock(facts)
    found = [("Opioids", clock)] if clock else []
    return found + [
        (one.name, ", ".join(filter(None, (one.words, one.late_words))))
        for one in own.papers
        if not one.is_settled
    ]


def concerns(facts: ClaimFacts) -> list[Line]:
    """Return the concerns about medication that the provider has not heard of."""
    own = medication_of(facts.rows, facts.limits, facts.today)
    return [("Concern", f"{one.concern or one.words}, {one.on:%-d %b}") for one in own.checks if one.waits]


def plan(facts: ClaimFacts) -> list[Line]:
    """Return the open lines of the plan with who sees to each and by when."""
    lines = facts.plan.open_lines if facts.plan else ()
    return [
        (
            one.kind_label,
            f"{one.text}; {one.owner}{f', by {letter_values.day(one.target_on)}' if one.target_on else ''}",
        )
        for one in lines
    ]


def referred(facts: ClaimFacts) -> list[Line]:
    """Return the referrals that are open."""
    words = letter_values.referrals(facts)
    return [("Open", words)] if words else []


KINDS = (
    Kind("Worker", Privacy.IDENTITY, whose),
    Kind("Injury", Privacy.HEALTH, injury),
    Kind("Last APF and restrictions", Privacy.WORK, ability),
    Kind("Job", Privacy.CARE, jobs),
    Kind("Pain and function", Privacy.ASSESSED, scales),
    Kind("Medication", Privacy.HEALTH, medication),
    Kind("Concerns about medication", Privacy.ASSESSED, concerns),
    Kind("Referrals", Privacy.CARE, referred),
    Kind("Next steps", Privacy.PLAN, plan),
)
