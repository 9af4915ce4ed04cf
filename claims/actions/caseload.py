"""Giving providers and claims to an HSC: dated, with the open claims that move and the worklist following."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from claims import policies
from claims.actions import locks
from claims.models import Claim, ClaimAssignment, Delegation, Provider, ProviderAssignment
from claims.queries import caseload
from cohe import audit, history, outbox
from cohe.access import Conflict
from cohe.models import Membership, Person

# The floor above brings the items of moved claims up to date; their ids travel in blocks of this many.
FOLLOW_TASK = "coordination.tasks.follow_claims"
BLOCK = 500


@transaction.atomic
def assign_provider(
    *,
    provider: Provider,
    hsc: Membership,
    move_claims: bool,
    reason: str,
    by: Membership,
    today: date,
    at: datetime,
) -> int:
    """Give a provider to an HSC from today on; return how many open claims moved with it.

    The claims that move are those of the preview (`queries.caseload.moving_claims`). Raises `Denied`, and
    `Conflict` while an extract or somebody else changes who coordinates what.
    """
    policies.check_can_change_caseload(by)
    policies.check_is_hsc(hsc, today)
    _hold_caseload(by.cohe_id)
    moving = list(
        caseload.moving_claims(provider=provider, chosen=hsc.person, today=today).values_list("pk", flat=True)
        if move_claims
        else ()
    )
    _begin_with_provider(provider, hsc.person, reason, by, today)
    audit.log("caseload.provider-assigned", "provider", provider.pk, at=at)
    return _move(moving, hsc.person, reason, by, today, at)


@transaction.atomic
def assign_claims(
    *, claims: Sequence[Claim], hsc: Membership, reason: str, by: Membership, today: date, at: datetime
) -> int:
    """Give claims to an HSC from today on, whoever has their provider; return how many moved.

    Raises as `assign_provider` does.
    """
    policies.check_can_change_caseload(by)
    policies.check_is_hsc(hsc, today)
    _hold_caseload(by.cohe_id)
    moving = [claim.pk for claim in claims if claim.hsc_id != hsc.person_id]
    return _move(moving, hsc.person, reason, by, today, at)


@transaction.atomic
def take_over_claim(*, claim: Claim, hsc: Membership, reason: str, today: date, at: datetime) -> int:
    """Give a claim to the HSC who accepted its hand-over, from today on; return how many moved (0 or 1).

    Raises as `assign_provider` does.
    """
    policies.check_can_take_over(hsc)
    policies.check_is_hsc(hsc, today)
    _hold_caseload(hsc.cohe_id)
    moving = [] if claim.hsc_id == hsc.person_id else [claim.pk]
    return _move(moving, hsc.person, reason, hsc, today, at)


def _hold_caseload(cohe_id: int) -> None:
    """Let one change of the caseload work at a time: an extract writes claims in another order than we do."""
    if not locks.lock_imports_now(cohe_id):
        raise Conflict(
            "The caseload is being changed just now, perhaps by an extract: try again in a minute."
        )


def _begin_with_provider(provider: Provider, hsc: Person, reason: str, by: Membership, today: date) -> None:
    present = caseload.in_force(today).filter(provider=provider).select_for_update().first()
    if present is not None and present.hsc_id == hsc.pk:
        return
    until = None
    if present is not None:
        until = present.until
        _end(present, today)
    else:
        later = (
            ProviderAssignment.objects.filter(provider=provider, since__gt=today).order_by("since").first()
        )
        until = later.since if later else None
    ProviderAssignment.objects.create(
        cohe_id=by.cohe_id,
        provider=provider,
        hsc=hsc,
        since=today,
        until=until,
        assigned_by_id=by.person_id,
        reason=reason,
    )


def _end(span: ProviderAssignment, today: date) -> None:
    """End an assignment so that it no longer holds today; one that began today never was."""
    if span.since == today:
        span.delete()
    else:
        span.until = today
        span.save(update_fields=["until"])


def _move(claims: Sequence[int], hsc: Person, reason: str, by: Membership, today: date, at: datetime) -> int:
    """Set the HSC of claims, dated, and ask for their items to follow."""
    rows = Claim.objects.select_for_update(of=("self",)).filter(pk__in=claims)
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    spans = ClaimAssignment.objects.filter(claim__in=found)
    history.expect_many_rows()
    spans.filter(since__gte=today).delete()
    spans.filter(until=None).update(until=today)
    spans.filter(until__gt=today).update(until=today)
    ClaimAssignment.objects.bulk_create(
        ClaimAssignment(
            cohe_id=by.cohe_id,
            claim_id=claim,
            hsc=hsc,
            since=today,
            assigned_by_id=by.person_id,
            reason=reason,
        )
        for claim in found
    )
    history.expect_many_rows()
    Claim.objects.filter(pk__in=found).update(hsc=hsc)
    history.expect_many_rows()
    # Who had it delegated it; the new HSC decides anew.
    Delegation.objects.filter(claim__in=found, ended_at=None).update(
        ended_at=at, ended_by=by.person_id, why_ended="Given to another HSC"
    )
    for claim in found:
        audit.log("caseload.claim-assigned", "claim", claim, at=at)
    for start in range(0, len(found), BLOCK):
        block = found[start : start + BLOCK]
        key = f"{block[0]}-{block[-1]}:{at.timestamp():.6f}"
        outbox.enqueue(FOLLOW_TASK, key=key, at=at, claims=",".join(map(str, block)))
    return len(found)
