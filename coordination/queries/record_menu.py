"""What can be recorded on a claim, in groups as a coordinator looks for it: where each is, what it clears."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from claims.models import Claim
from coordination.choices import RecordKind
from coordination.queries import recordable

HAND_OVER = "hand-over-add"
# The key of each page; not g, j, k or x: these move about.
KEYS = {
    "assessment-list": "a", "job-paper-add": "b", "conference-plan": "c", "stay": "d",
    "employer-contact": "e", "interventions": "f", HAND_OVER: "h", "checklist-begin": "l",
    "medication-check": "m", "claim-resources": "o", "plan": "p", "frq-answer": "q", "referral-start": "r",
    "surgeries": "s", "task-add": "t", "question-ask": "u", "documents": "v", "work-status-add": "w",
    "paper-add": "y", "transfer": "z",
}  # fmt: skip


class Place(NamedTuple):
    """A page where something is recorded: its URL name, what it is called, what it clears."""

    name: str
    words: str
    clears: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be recorded."""

    words: str
    url: str
    clears: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together."""

    title: str
    offers: tuple[Offer, ...]


GROUPS: dict[str, tuple[Place | RecordKind, ...]] = {
    "The claim": (
        RecordKind.REVIEWED,
        Place("task-add", "Task"),
        Place(
            "plan",
            "Plan: a goal or step, a discussion, a report, an update",
            "See to the plan; Follow a service report up; Update employer or committee",
        ),
        Place("documents", "Document reviewed", "Review the document"),
        RecordKind.NARRATIVE_REPORT,
        RecordKind.CLOSING_REVIEW,
    ),
    "Return to work": (
        Place("employer-contact", "What the employer says of modified duty"),
        Place("job-paper-add", "Job description or job analysis"),
        Place("work-status-add", "Work status that somebody told you", "what depends on being off work"),
    ),
    "Barriers and progress": (
        Place("frq-answer", "FRQ", "Offer the FRQ"),
        RecordKind.AP_TOLD,
        Place(
            "interventions",
            "Functional Recovery Intervention",
            "Ask about Functional Recovery Interventions",
        ),
        Place("assessment-list", "Assessment: pain, function, barriers", "Take a pain and function reading"),
        RecordKind.AP_ALERTED,
    ),
    "Referrals and programmes": (
        Place(
            "referral-start",
            "Referral: suggested, ordered or ruled out",
            "Suggest PGAP, SIMP or work rehabilitation",
        ),
        RecordKind.PGAP_SUGGESTED,
        RecordKind.PGAP_RULED_OUT,
        RecordKind.SIMP_SUGGESTED,
        RecordKind.SIMP_RULED_OUT,
        RecordKind.CONSULTATION,
    ),
    "Medication and papers": (
        Place("medication-check", "Medication check"),
        Place("paper-add", "Paper: opioid form, agreement, work history", "the item that waits for the form"),
        RecordKind.PAIN_CONSULTATION,
    ),
    "Surgery": (
        Place(
            "surgeries",
            "Surgery: candidate, dates, plan before or after, milestones, the end",
            "Follow up the surgery request; Make the pre-op release-to-work plan; See it done in time",
        ),
        RecordKind.PREOP_PLAN,
        RecordKind.SURGERY_WITHDRAWN,
        RecordKind.SURGERY_CANCELLED,
    ),
    "Transitions of care": (
        Place("transfer", "Transfer of care", "Ask about the transfer of care"),
        Place("stay", "Days in hospital", "Call about the hospital stay"),
        Place("checklist-begin", "Checklist of a transition"),
        Place(HAND_OVER, "Hand the claim over"),
    ),
    "With others": (
        Place(
            "claim-resources",
            "Community resource shared, or what came of it",
            "Follow up the community resource",
        ),
        Place("conference-plan", "Case conference"),
        Place("question-ask", "Question to the advisor"),
    ),
}


def menu(claim: Claim, *, may_hand_over: bool) -> list[Group]:
    """Return what the member can record on a claim; handing it over only to who may."""
    return [
        Group(title, tuple(offers(claim, places, may_hand_over=may_hand_over)))
        for title, places in GROUPS.items()
    ]


def offers(claim: Claim, places: tuple[Place | RecordKind, ...], *, may_hand_over: bool) -> Iterator[Offer]:
    """Yield the things of a group, each with its address."""
    for place in places:
        if isinstance(place, RecordKind):
            url = f"{reverse('coordination:record-add', args=[claim.pk])}?{urlencode({'kind': place.value})}"
            yield Offer(place.label, url, "; ".join(recordable.cleared_by(place)))
        elif may_hand_over or place.name != HAND_OVER:
            url = reverse(f"coordination:{place.name}", args=[claim.pk])
            yield Offer(place.words, url, place.clears, KEYS[place.name])
