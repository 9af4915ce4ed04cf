"""Giving providers and claims to an HSC: dated, with the open claims that move and the worklist following."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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
    hold_caseload(by.cohe_id)
    moving = list(
        caseload.moving_claims(provider=provider, chosen=hsc.person, today=today).values_list("pk", flat=True)
        if move_claims
        else ()
    )
    _begin_with_provider(provider, hsc.person, reason, by, today)
    audit.log("caseload.provider-assigned", "provider", provider.pk, at=at)
    return _move(dict.fromkeys(moving, reason), hsc.person, by, today, at)


@dataclass(frozen=True, slots=True)
class Gift:
    """What one HSC gets of several things given in one step: claims by id with a note each, providers."""

    hsc: Membership
    notes: Mapping[int, str]
    providers: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def give(*, gifts: Sequence[Gift], by: Membership, today: date, at: datetime) -> int:
    """Give claims and providers to several HSCs from today on, in one step; return how many claims moved.

    The note of a claim is why she has it. Only the claims named move, with their provider or without.
    Raises as `assign_provider` does.
    """
    policies.check_can_change_caseload(by)
    for gift in gifts:
        policies.check_is_hsc(gift.hsc, today)
    hold_caseload(by.cohe_id)
    count = 0
    for gift in gifts:
        for provider in Provider.objects.filter(pk__in=gift.providers).order_by("pk"):
            _begin_with_provider(provider, gift.hsc.person, gift.providers[provider.pk], by, today)
        audit.log_many("caseload.provider-assigned", "provider", sorted(gift.providers), at=at)
        count += _move(gift.notes, gift.hsc.person, by, today, at)
    return count


@transaction.atomic
def assign_claims(
    *, claims: Sequence[Claim], hsc: Membership, reason: str, by: Membership, today: date, at: datetime
) -> int:
    """Give claims to an HSC from today on, whoever has their provider; return how many moved.

    Raises as `assign_provider` does.
    """
    policies.check_can_change_caseload(by)
    policies.check_is_hsc(hsc, today)
    hold_caseload(by.cohe_id)
    moving = [claim.pk for claim in claims if claim.hsc_id != hsc.person_id]
    return _move(dict.fromkeys(moving, reason), hsc.person, by, today, at)


@transaction.atomic
def take_over_claim(*, claim: Claim, hsc: Membership, reason: str, today: date, at: datetime) -> int:
    """Give a claim to the HSC who accepted its hand-over, from today on; return how many moved (0 or 1).

    Raises as `assign_provider` does.
    """
    policies.check_can_take_over(hsc)
    policies.check_is_hsc(hsc, today)
    hold_caseload(hsc.cohe_id)
    moving = [] if claim.hsc_id == hsc.person_id else [claim.pk]
    return _move(dict.fromkeys(moving, reason), hsc.person, hsc, today, at)


def hold_caseload(cohe_id: int) -> None:
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


def _move(notes: Mapping[int, str], hsc: Person, by: Membership, today: date, at: datetime) -> int:
    """Set the HSC of claims, dated, each with its note, and ask for their items to follow."""
    rows = Claim.objects.select_for_update(of=("self",)).filter(pk__in=notes)
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
            reason=notes[claim],
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
    audit.log_many("caseload.claim-assigned", "claim", found, at=at)
    follow(found, at)
    return len(found)


def follow(claims: Sequence[int], at: datetime) -> None:
    """Ask for the items of claims whose owner changed to follow, in blocks."""
    for start in range(0, len(claims), BLOCK):
        block = claims[start : start + BLOCK]
        key = f"{block[0]}-{block[-1]}:{at.timestamp():.6f}"
        outbox.enqueue(FOLLOW_TASK, key=key, at=at, claims=",".join(map(str, block)))
