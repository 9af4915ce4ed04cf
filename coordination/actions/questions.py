"""Questions to an advisor of the COHE (D4): asked, answered by the advisor, passed on to the provider."""

from datetime import date, datetime

from django.db import transaction

from claims.models import Claim
from cohe import audit
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import tasks, worklist
from coordination.choices import Area
from coordination.models import AdvisorQuestion


@transaction.atomic
def ask(*, claim: Claim, advisor: Membership, question: str, by: Membership, at: datetime) -> AdvisorQuestion:
    """Ask an advisor about a claim: from now on the advisor sees it, until the answer was passed on."""
    policies.check_can_record(by)
    policies.check_is_advisor(by, advisor)
    if not question.strip():
        raise Denied("Say what you want to know.")
    worklist.lock_claims({claim.pk})
    made = AdvisorQuestion.objects.create(
        cohe_id=by.cohe_id, claim=claim, advisor_id=advisor.person_id, question=question.strip(),
        asked_by_id=by.person_id, asked_at=at,
    )  # fmt: skip
    audit.log("claim.advisor-asked", "claim", claim.pk, at=at)
    return made


@transaction.atomic
def answer(
    *, question: AdvisorQuestion, words: str, by: Membership, today: date, at: datetime
) -> AdvisorQuestion:
    """Answer a question one was asked; who asked finds a task to pass it on."""
    policies.check_can_answer(by, question)
    if not words.strip():
        raise Denied("Write the answer.")
    found = locked(question)
    if found.answered_at is not None:
        raise Conflict("This question is answered already. Reload the page.")
    found.answer, found.answered_at = words.strip(), at
    found.save(update_fields=["answer", "answered_at"])
    tasks.set_for(
        claim=found.claim,
        owner_id=found.asked_by_id,
        task=tasks.Task("Pass the advisor’s answer on", today, Area.MONITORING),
        by=by,
        key=f"question:{found.pk}",
        today=today,
        at=at,
    )
    return found


@transaction.atomic
def pass_on(*, question: AdvisorQuestion, to: str, by: Membership, at: datetime) -> AdvisorQuestion:
    """Record to whom the answer went; the advisor's sight of the claim ends."""
    policies.check_can_record(by)
    found = locked(question)
    if found.answered_at is None:
        raise Denied("There is no answer yet to pass on.")
    if found.passed_on_at is not None:
        raise Conflict("The answer was passed on already. Reload the page.")
    if not to.strip():
        raise Denied("Say to whom the answer went.")
    found.passed_on_at, found.passed_to = at, to.strip()
    found.save(update_fields=["passed_on_at", "passed_to"])
    return found


@transaction.atomic
def withdraw(*, question: AdvisorQuestion, by: Membership, at: datetime) -> AdvisorQuestion:
    """Take a question back; it stays in the history, the advisor's sight of the claim ends."""
    policies.check_can_record(by)
    found = locked(question)
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    return found


def locked(question: AdvisorQuestion) -> AdvisorQuestion:
    """Return the question as it is now; refuse one that was taken back."""
    worklist.lock_claims({question.claim_id})
    rows = AdvisorQuestion.objects.select_for_update(of=("self",)).select_related("claim")
    found = rows.get(pk=question.pk)
    if found.withdrawn_at is not None:
        raise Conflict("This question was taken back. Reload the page.")
    return found
