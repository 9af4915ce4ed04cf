"""Asking the FRQ: attempts, refusals, answers with their exact score."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from claims.models import Claim
from cohe.access import Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.choices import FrqOutcome
from coordination.frq import Score, score
from coordination.models import Frq

ANSWERS = ("off_work", "interference", "sites", "modified_work", "confidence", "fear")


@dataclass(frozen=True, slots=True)
class Asked:
    """An FRQ as it was kept, its score when it was answered, and what changed on the worklist."""

    frq: Frq
    score: Score | None
    refreshed: worklist.Refreshed


@dataclass(frozen=True, slots=True)
class Asking:
    """What came of asking on a day, and the answers by question."""

    outcome: str
    asked_on: date
    answers: Mapping[str, Any]
    remark: str = ""


@transaction.atomic
def record_frq(*, claim: Claim, asking: Asking, by: Membership, today: date, at: datetime) -> Asked:
    """Keep one asking of the FRQ. Answered: `answers` are scored; a positive one opens "tell the AP".

    Refuses a day after today, answers that cannot be, and answers to an FRQ nobody answered.
    """
    policies.check_can_ask_frq(by)
    outcome, answers = asking.outcome, asking.answers
    if asking.asked_on > today:
        raise Denied("The FRQ cannot have been asked after today.")
    given = {name: answers.get(name) for name in ANSWERS if answers.get(name) not in (None, "")}
    if outcome != FrqOutcome.ANSWERED and given:
        raise Denied("There are answers, but the FRQ was not answered: choose “Answered” or clear them.")
    scored = scored_answers(answers) if outcome == FrqOutcome.ANSWERED else None
    worklist.lock_claims({claim.pk})
    frq = Frq.objects.create(
        cohe_id=by.cohe_id,
        claim=claim,
        asked_on=asking.asked_on,
        asked_by_id=by.person_id,
        outcome=outcome,
        remark=asking.remark,
        result=scored.result if scored else "",
        is_partial=scored.is_partial if scored else False,
        recorded_at=at,
        **given,
    )
    return Asked(frq, scored, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at))


def scored_answers(answers: Mapping[str, Any]) -> Score:
    """Return the score; refuse interference out of range with a sentence."""
    try:
        return score(
            off_work=answers.get("off_work"),
            interference=answers.get("interference"),
            sites=answers.get("sites"),
            unscored=[answers.get(name) for name in ("modified_work", "confidence", "fear")],
        )
    except ValueError as no:
        raise Denied(str(no)) from no


@transaction.atomic
def withdraw_frq(*, frq: Frq, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Take back an FRQ entered by mistake; it stays in the history and counts no more."""
    policies.check_can_ask_frq(by)
    worklist.lock_claims({frq.claim_id})
    if not Frq.objects.filter(pk=frq.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Denied("This FRQ was withdrawn already.")
    return worklist.refresh_claims(claim_ids={frq.claim_id}, today=today, at=at)
