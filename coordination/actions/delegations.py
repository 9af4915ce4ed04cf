"""Claims that an HSC gives an Assistant to work, and takes back (A6). Single items: `items.reassign`."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction

from claims.models import Claim, Delegation
from cohe import audit
from cohe.access import Conflict, Denied
from cohe.models import Membership
from coordination import policies
from coordination.actions import worklist
from coordination.queries import desk_items, policy


@transaction.atomic
def delegate(
    *, claim: Claim, to: Membership, reason: str, by: Membership, today: date, at: datetime
) -> tuple[Delegation, worklist.Refreshed]:
    """Let an Assistant work a claim: its items land with her until it is taken back; the HSC stays.

    Refuses another role than Assistant, a tier an Assistant may not take, a claim of somebody else's, and
    `Conflict` for one that is delegated already.
    """
    hers = people_worked_for(by, today)
    policies.check_can_delegate(by, claim, to, hers=hers, numbers=policy.in_force(today))
    worklist.lock_claims({claim.pk})
    try:
        with transaction.atomic():
            made = Delegation.objects.create(
                cohe_id=by.cohe_id,
                claim=claim,
                assistant_id=to.person_id,
                given_by_id=by.person_id,
                given_at=at,
                reason=reason.strip(),
            )
    except IntegrityError:
        raise Conflict("This claim is delegated already: take it back first.") from None
    audit.log("claim.delegated", "claim", claim.pk, at=at, reason=reason.strip())
    return made, worklist.refresh_claims(claim_ids={claim.pk}, today=today, at=at)


@transaction.atomic
def take_back(
    *, delegation: Delegation, by: Membership, today: date, at: datetime, reason: str = ""
) -> worklist.Refreshed:
    """End a delegation: the claim's items are its HSC's again."""
    policies.check_can_take_back(by, delegation)
    return end(delegation, reason or "Taken back", by, today, at)


@transaction.atomic
def promote(
    *, delegation: Delegation, reason: str, by: Membership, today: date, at: datetime
) -> worklist.Refreshed:
    """Hand a whole claim that one was given up to its HSC, with the reason."""
    policies.check_can_promote(by, delegation.assistant_id, reason=reason)
    return end(delegation, reason, by, today, at)


def end(delegation: Delegation, reason: str, by: Membership, today: date, at: datetime) -> worklist.Refreshed:
    """Write the end of a delegation, and let the items follow."""
    worklist.lock_claims({delegation.claim_id})
    held = Delegation.objects.select_for_update(of=("self",)).get(pk=delegation.pk)
    policies.check_holds(held)
    held.ended_at, held.ended_by_id, held.why_ended = at, by.person_id, reason.strip()
    held.save(update_fields=["ended_at", "ended_by", "why_ended"])
    audit.log("claim.delegation-ended", "claim", held.claim_id, at=at, reason=reason.strip())
    return worklist.refresh_claims(claim_ids={held.claim_id}, today=today, at=at)


def end_beyond_tier(*, claim: Claim, by: Membership, today: date, at: datetime) -> None:
    """End the delegation of a claim whose tier went beyond what an Assistant takes; items follow later."""
    held = Delegation.objects.filter(claim=claim, ended_at=None).first()
    if held is None:
        return
    try:
        policies.check_tier_fits_assistant(claim.tier, policy.in_force(today))
    except Denied as no:
        held.ended_at, held.ended_by_id, held.why_ended = at, by.person_id, str(no)
        held.save(update_fields=["ended_at", "ended_by", "why_ended"])
        audit.log("claim.delegation-ended", "claim", claim.pk, at=at, reason="tier")


def people_worked_for(by: Membership, today: date) -> Collection[int]:
    """Return whose claims a member works today: her own, and those she covers as a whole."""
    return (by.person_id, *desk_items.scope_of(by, today).wholly)
