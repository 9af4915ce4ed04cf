"""The packet of a hand-over: the named facts that leave. No text of a note, no diagnosis code.

What stands here is all that a receiver gets to see of a claim before, or of another COHE ever.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from claims.choices import Tier, WorkStatusKind
from claims.models import Claim, Provider
from coordination.choices import Outcome, Party
from coordination.models import CaseNote, Plan, PlanLine, WorkItem
from coordination.plan_words import LineKind, PlanState
from coordination.queries.policy import in_force
from coordination.queries.spell import timeline_of
from coordination.timeline import OFF_WORK
from coordination.worklist import catalogue

NOT_KNOWN = "not known"
Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the packet with its facts."""

    title: str
    facts: tuple[Fact, ...]


def packet_of(claim: Claim, today: date) -> dict[str, Any]:
    """Return the packet of a claim as it stands: headings with facts, all of it text."""
    sections = {
        "Worker": worker(claim),
        "Injury": injury(claim),
        "Care": care(claim),
        "Work": work(claim, today),
        "Open items": open_items(claim),
        "Goals of the plan": goals(claim),
        "Last contacts": contacts(claim),
    }
    return {
        "claim_number": claim.claim_number,
        "made_on": today.isoformat(),
        "sections": [
            {"title": title, "facts": [list(fact) for fact in facts]} for title, facts in sections.items()
        ],
    }


def digest_of(packet: Mapping[str, Any]) -> str:
    """Return what tells one packet from another: the sender sends the one she has read."""
    return hashlib.sha256(json.dumps(packet, sort_keys=True).encode()).hexdigest()[:20]


def sections_of(packet: Mapping[str, Any]) -> tuple[Section, ...]:
    """Return a packet as pages show it."""
    return tuple(
        Section(one["title"], tuple((label, words) for label, words in one["facts"]))
        for one in packet.get("sections", ())
    )


def worker(claim: Claim) -> list[Fact]:
    """Return who the worker is and how to speak with them."""
    interpreter = {True: "needed", False: "not needed", None: NOT_KNOWN}[claim.interpreter_needed]
    return [
        ("Name", claim.worker_name),
        ("Born", said(claim.worker_dob)),
        ("Phone", claim.worker_phone or NOT_KNOWN),
        ("Language", claim.worker_language or NOT_KNOWN),
        ("Interpreter", interpreter),
    ]


def injury(claim: Claim) -> list[Fact]:
    """Return what happened, where and when."""
    return [
        ("Date of injury", said(claim.date_of_injury)),
        ("First visit", said(claim.first_visit_date)),
        ("Body part", claim.body_part or NOT_KNOWN),
        ("Claim status", claim.get_claim_status_display()),
        ("Tier", Tier(claim.tier).label),
    ]


def care(claim: Claim) -> list[Fact]:
    """Return who attends and who manages the claim."""
    number = claim.attending_provider_number
    found = Provider.objects.filter(provider_number=number).first() if number else None
    name = str(found) if found else f"provider {number}" if number else "none"
    return [
        ("Attending provider", name),
        ("Clinic", found.clinic if found and found.clinic else NOT_KNOWN),
        ("Claim manager", claim.claim_manager or NOT_KNOWN),
    ]


def work(claim: Claim, today: date) -> list[Fact]:
    """Return the employer and what the worker may do today."""
    line = timeline_of(claim, today, in_force(today))
    status, since = line.status_on(today), line.current_spell(OFF_WORK)
    return [
        ("Employer", claim.employer_name or NOT_KNOWN),
        ("Employer's phone", claim.employer_phone or NOT_KNOWN),
        ("Occupation", claim.occupation or NOT_KNOWN),
        ("Work status", WorkStatusKind(status).label if status else NOT_KNOWN),
        ("Off work since", said(since) if since else "not off work" if status else NOT_KNOWN),
    ]


def open_items(claim: Claim) -> list[Fact]:
    """Return what is owed on the claim, without what each reason says; a step of one's own has no text."""
    return [
        (title_of(item.rule), f"due {said(item.due_on)}")
        for item in WorkItem.objects.live().filter(claim=claim).in_list_order()
    ]


def title_of(code: str) -> str:
    """Return what an item of a rule is called."""
    rule = catalogue.rule_of(code)
    return rule.title if rule else "A step of the coordinator's own"


def goals(claim: Claim) -> list[Fact]:
    """Return the goals of the active plan with the day each is to be reached."""
    plan = Plan.objects.filter(claim=claim, state=PlanState.ACTIVE).first()
    if plan is None:
        return []
    lines = PlanLine.objects.filter(version__plan=plan, version__number=plan.number, kind=LineKind.GOAL)
    return [(line.text, f"by {said(line.target_on)}") for line in lines.order_by("position")]


def contacts(claim: Claim) -> Iterator[Fact]:
    """Yield the day each party was last reached."""
    reached = CaseNote.objects.filter(claim=claim, outcome=Outcome.REACHED).exclude(person="")
    for row in reached.values("person").annotate(last=Max("contact_on")).order_by("-last", "person"):
        yield Party(row["person"]).label, said(row["last"])


def said(day: date | None) -> str:
    """Return a day, or that it is not known."""
    return f"{day:%-d %b %Y}" if day else NOT_KNOWN
