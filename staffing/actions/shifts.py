"""Claims that go to other HSCs in one step to even the load, and the undo of any such step (H8)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from claims.actions import caseload
from claims.actions.caseload import Gift
from claims.models import Claim, Delegation, Provider
from claims.queries import caseload as caseload_queries
from cohe import audit
from cohe.access import Conflict, Denied
from cohe.models import Membership
from staffing import policies
from staffing.choices import ShiftKind
from staffing.models import Shift, ShiftedClaim
from staffing.queries.load import claims_of_moves, fingerprint, proposed
from staffing.queries.loads import Loads, loads

NOT_PROPOSED = "Choose among the moves that are proposed."
# What a number of ours can need, and three of them: longer is nothing that a page has sent.
LONGEST_NUMBER, LONGEST_WISH = 18, 60
UNDONE = "Given back: the step was undone"


@dataclass(frozen=True, slots=True)
class Wish:
    """A provider whose claims go from one HSC to another."""

    provider_id: int
    giver: int
    taker: int

    @classmethod
    def read(cls, words: str) -> "Wish":
        """Return what `provider:giver:taker` says; raise `Denied` for what says nothing."""
        parts = words.split(":")
        is_number = all(one.isascii() and one.isdigit() and len(one) <= LONGEST_NUMBER for one in parts)
        if len(words) > LONGEST_WISH or len(parts) != len(cls.__slots__) or not is_number:
            raise Denied(NOT_PROPOSED)
        return cls(*map(int, parts))


@dataclass(frozen=True, slots=True)
class Undone:
    """How many claims went back, and how many stay because somebody gave them on since."""

    back: int
    left: int


@transaction.atomic
def shift_load(*, wishes: Sequence[Wish], seen: str, by: Membership, today: date, at: datetime) -> Shift:
    """Give the claims of providers to other HSCs in one step; their items follow.

    The provider goes along where it was the giver's. `seen` is the fingerprint of the claims that were
    previewed: raises `Conflict` when others would move now; `Denied` for no move, or one that cannot be.
    """
    policies.check_can_change_staffing(by)
    if not wishes:
        raise Denied("Choose one move at least.")
    caseload.hold_caseload(by.cohe_id)
    found = loads(today)
    pairs = [(one.giver, one.provider_id) for one in wishes]
    claims = claims_of_moves(found, pairs)
    if len(set(pairs)) < len(pairs) or fingerprint(claims) != seen:
        raise Conflict("The caseload has changed since you saw this proposal: look at it again.")
    check_is_proposed(found, wishes)
    made = Shift.objects.create(cohe_id=by.cohe_id, kind=ShiftKind.LOAD, done_by_id=by.person_id, done_at=at)
    providers = going_along(found, wishes)
    made.kept = {"providers": [[one.provider_id, one.giver, one.taker] for one in providers]}
    made.save(update_fields=["kept"])
    names = {one.pk: one for one in found.providers.values()}
    gifts = [
        gift_of(one, claims[one.giver, one.provider_id], names[one.provider_id], one in providers, by, today)
        for one in wishes
    ]
    keep_claims(made, [(one.giver, gift) for one, gift in zip(wishes, gifts, strict=True)])
    caseload.give(gifts=gifts, by=by, today=today, at=at)
    audit.log("staffing.load-shifted", "shift", made.pk, at=at)
    return made


def check_is_proposed(found: Loads, wishes: Iterable[Wish]) -> None:
    """Refuse a taker whom neither the proposal names nor the provider belongs to."""
    takers = {(one.block.hsc_id, one.block.provider_id): one.to for one in proposed(found)}
    for one in wishes:
        if one.taker not in (takers.get((one.giver, one.provider_id)), found.homes.get(one.provider_id)):
            raise Denied(NOT_PROPOSED)


def going_along(found: Loads, wishes: Iterable[Wish]) -> list[Wish]:
    """Return the moves in which the provider itself goes, since it was the giver's."""
    return [one for one in wishes if found.homes.get(one.provider_id) == one.giver]


def gift_of(
    wish: Wish, claims: Sequence[int], provider: Provider, goes_along: bool, by: Membership, today: date
) -> Gift:
    """Return what the taker of a move gets."""
    taker = caseload_queries.hsc_of(cohe_id=by.cohe_id, person_id=wish.taker, today=today)
    if taker is None or wish.taker == wish.giver or not claims:
        raise Denied(NOT_PROPOSED)
    note = (
        f"To even the load, with {provider}" if goes_along else f"To even the load, back to {provider}'s HSC"
    )
    return Gift(taker, dict.fromkeys(claims, note), {provider.pk: note} if goes_along else {})


def keep_claims(shift: Shift, gifts: Iterable[tuple[int, Gift]]) -> None:
    """Keep from whom each claim went to whom, with its note."""
    ShiftedClaim.objects.bulk_create(
        (
            ShiftedClaim(
                cohe_id=shift.cohe_id,
                shift=shift,
                claim_id=claim,
                given_by_id=giver,
                given_to_id=gift.hsc.person_id,
                note=note,
            )
            for giver, gift in gifts
            for claim, note in gift.notes.items()
        ),
        batch_size=1000,
    )


@transaction.atomic
def undo_load(*, shift: Shift, by: Membership, today: date, at: datetime) -> Undone:
    """Give the claims of a step back to whom they were with.

    Those that somebody gave on since stay where they are. Raises `Conflict` when it was undone already,
    `Denied` when an HSC who would get claims back is none any more.
    """
    begin_undo(shift, ShiftKind.LOAD, by, at)
    undone = give_back(shift, by, today, at)
    restore_delegations(shift)
    audit.log("staffing.shift-undone", "shift", shift.pk, at=at)
    return undone


def begin_undo(shift: Shift, kind: ShiftKind, by: Membership, at: datetime) -> None:
    """Mark a step undone, once."""
    policies.check_can_change_staffing(by)
    if not Shift.objects.filter(pk=shift.pk, kind=kind, undone_at=None).update(undone_at=at):
        raise Conflict("This step was undone already.")


def give_back(shift: Shift, by: Membership, today: date, at: datetime) -> Undone:
    """Give claims and providers back to whom they were with, unless they went on since."""
    caseload.hold_caseload(by.cohe_id)
    rows = list(
        ShiftedClaim.objects.filter(shift=shift).values_list("claim_id", "given_by_id", "given_to_id")
    )
    now = dict(Claim.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "hsc_id"))
    back: dict[int, list[int]] = {}
    for claim, giver, taker in rows:
        if now.get(claim) == taker:
            back.setdefault(giver, []).append(claim)
    providers = providers_back(shift.kept, today)
    gifts = [
        Gift(
            hsc_or_refuse(by.cohe_id, giver, today),
            dict.fromkeys(back.get(giver, ()), UNDONE),
            dict.fromkeys(providers.get(giver, ()), UNDONE),
        )
        for giver in sorted({*back, *providers})
    ]
    count = caseload.give(gifts=gifts, by=by, today=today, at=at)
    return Undone(count, len(rows) - count)


def providers_back(kept: Mapping[str, Any], today: date) -> dict[int, list[int]]:
    """Return the providers that are still with whom they were given, by whom they were with."""
    held = dict(caseload_queries.in_force(today).values_list("provider_id", "hsc_id"))
    found: dict[int, list[int]] = {}
    for provider, giver, taker in kept.get("providers", ()):
        if held.get(provider) == taker:
            found.setdefault(giver, []).append(provider)
    return found


def hsc_or_refuse(cohe_id: int, person_id: int, today: date) -> Membership:
    """Return the HSC who gets claims back; refuse somebody who is none any more."""
    found = caseload_queries.hsc_of(cohe_id=cohe_id, person_id=person_id, today=today)
    if found is None:
        raise Denied("Who had these claims is no HSC of the COHE any more: give them by the caseload.")
    return found


def restore_delegations(shift: Shift) -> None:
    """Hold again the delegations that the step ended, where the claim is back and not delegated since."""
    back = shift.claims.filter(claim__hsc=F("given_by")).values("claim")
    ended = Delegation.objects.filter(claim__in=back, ended_at=shift.done_at)
    again = Delegation.objects.filter(ended_at=None).values("claim")
    ended.exclude(claim__in=again).update(ended_at=None, ended_by=None, why_ended="")
