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


class Place(NamedTuple):
    """A page where something is recorded: its URL name, its key, what it is called, whose items it clears.

    A key is none of g, j, k and x: these move about. `clears` says besides what no titles of rules say.
    """

    name: str
    key: str
    words: str
    rules: tuple[str, ...] = ()
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
        Place("task-add", "t", "Task"),
        Place("plan", "p", "Plan: a goal or step, a discussion, a report, an update", ("T04", "T49", "T06")),
        Place("documents", "v", "Document reviewed", ("T46",)),
        RecordKind.NARRATIVE_REPORT,
        RecordKind.CLOSING_REVIEW,
    ),
    "Return to work": (
        Place("employer-contact", "e", "What the employer says of modified duty"),
        Place("job-paper-add", "b", "Job description or job analysis"),
        Place(
            "work-status-add",
            "w",
            "APF, or a work status that somebody told you",
            ("T09", "T10", "T32"),
            "what depends on being off work",
        ),
    ),
    "Barriers and progress": (
        Place("frq-answer", "q", "FRQ", ("T12",)),
        RecordKind.AP_TOLD,
        Place("interventions", "f", "Functional Recovery Intervention", ("T15",)),
        Place("assessment-list", "a", "Assessment: pain, function, barriers", ("T16",)),
        RecordKind.AP_ALERTED,
    ),
    "Referrals and programmes": (
        Place(
            "referral-start",
            "r",
            "Referral: suggested, ordered or ruled out",
            clears="Suggest PGAP, SIMP or work rehabilitation",
        ),
        RecordKind.PGAP_SUGGESTED,
        RecordKind.PGAP_RULED_OUT,
        RecordKind.SIMP_SUGGESTED,
        RecordKind.SIMP_RULED_OUT,
        RecordKind.CONSULTATION,
    ),
    "Medication and papers": (
        Place("medication-check", "m", "Medication check"),
        Place(
            "paper-add",
            "y",
            "Paper: opioid form, agreement, work history",
            clears="the item that waits for the form",
        ),
        RecordKind.PAIN_CONSULTATION,
    ),
    "Surgery": (
        Place(
            "surgeries",
            "s",
            "Surgery: candidate, dates, plan before or after, milestones, the end",
            ("T29", "T31", "T30"),
        ),
        RecordKind.PREOP_PLAN,
        RecordKind.SURGERY_WITHDRAWN,
        RecordKind.SURGERY_CANCELLED,
    ),
    "Transitions of care": (
        Place("transfer", "z", "Transfer of care", ("T27",)),
        Place("stay", "d", "Days in hospital", ("T45",)),
        Place("checklist-begin", "l", "Checklist of a transition"),
        Place(HAND_OVER, "h", "Hand the claim over"),
    ),
    "With others": (
        Place("claim-resources", "o", "Community resource shared, or what came of it", ("T41",)),
        Place("conference-plan", "c", "Case conference"),
        Place("question-ask", "u", "Question to the advisor"),
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
            clears = [*recordable.titles_of(place.rules), *filter(None, [place.clears])]
            yield Offer(place.words, url, "; ".join(clears), place.key)
