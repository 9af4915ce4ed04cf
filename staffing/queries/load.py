"""Load of each HSC in expected minutes a week, beside plain counts, and what would even it (H8)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.models import Provider
from cohe.models import Person
from staffing import evening, load
from staffing.evening import Desk, Move
from staffing.load import Weight
from staffing.policy import StaffingPolicy
from staffing.queries.loads import Loads, loads


@dataclass(frozen=True, slots=True)
class DeskShown:
    """One HSC: claims, minutes and share as they are and as they would be."""

    person: Person
    claims: int
    high: int
    minutes: int
    share: int
    after: int
    is_away: bool

    @property
    def percent(self) -> int | None:
        """Return the minutes in percent of the share."""
        return load.share_used(self.minutes, self.share)

    @property
    def percent_after(self) -> int | None:
        """Return the minutes after the moves in percent of the share."""
        return load.share_used(self.after, self.share)


@dataclass(frozen=True, slots=True)
class MoveShown:
    """One move in words; `key` is what a form sends."""

    move: Move
    provider: Provider
    giver: Person
    taker: Person
    is_chosen: bool

    @property
    def key(self) -> str:
        """Return provider, giver and taker as a form sends them."""
        return f"{self.provider.pk}:{self.giver.pk}:{self.taker.pk}"


@dataclass(frozen=True, slots=True)
class LoadPage:
    """Load of all HSCs, the proposal, what it would do; `seen` names exactly the claims that would move."""

    desks: tuple[DeskShown, ...]
    moves: tuple[MoveShown, ...]
    weights: tuple[Weight, ...]
    limits: StaffingPolicy
    is_even: bool
    seen: str

    @property
    def chosen(self) -> tuple[MoveShown, ...]:
        """Return the moves that are chosen."""
        return tuple(one for one in self.moves if one.is_chosen)

    @property
    def heading(self) -> str:
        """Return the finding."""
        used = [(one.percent, one.person.name) for one in self.desks if one.percent is not None]
        if not used:
            return "No HSC has a share of claim-specific time today"
        low, high = min(used), max(used)
        if self.is_even:
            return f"Loads are even: {low[0]} to {high[0]} % of each share"
        return f"{high[1]} has {high[0]} % of the share to do, {low[1]} {low[0]} %"


def load_page(today: date, chosen: Sequence[str] | None = None) -> LoadPage:
    """Return the load and the proposal, with what the `chosen` of its moves (all when None) would do."""
    found = loads(today)
    desks, limits = found.desks(), found.limits
    by_id = {one.pk: one for one in found.providers.values()}
    moves = tuple(
        MoveShown(
            one,
            by_id[one.block.provider_id],
            found.people[one.block.hsc_id],
            found.people[one.to],
            chosen is None or f"{one.block.provider_id}:{one.block.hsc_id}:{one.to}" in chosen,
        )
        for one in proposed(found)
    )
    taken = [one.move for one in moves if one.is_chosen]
    return LoadPage(
        desks=desks_shown(found, desks, evening.moved(desks, taken)),
        moves=moves,
        weights=tuple(found.weights.values()),
        limits=limits,
        is_even=evening.is_even([one for one in desks if one.share], limits.load_even_percent),
        seen=fingerprint(
            claims_of_moves(found, [(one.block.hsc_id, one.block.provider_id) for one in taken])
        ),
    )


def proposed(found: Loads) -> tuple[Move, ...]:
    """Return the moves that would even the load."""
    limits = found.limits
    return evening.proposal(
        found.desks(), found.blocks(), percent=limits.load_even_percent, most=limits.load_most_moves
    )


def desks_shown(found: Loads, before: Sequence[Desk], after: Sequence[Desk]) -> tuple[DeskShown, ...]:
    """Return the HSCs as a page shows them."""
    claims = Counter(one.hsc_id for one in found.claims)
    high = Counter(one.hsc_id for one in found.claims if one.is_high)
    return tuple(
        DeskShown(
            found.people[one.hsc_id], claims[one.hsc_id], high[one.hsc_id], one.minutes, one.share,
            then.minutes, one.hsc_id in found.away,
        )
        for one, then in zip(before, after, strict=True)
    )  # fmt: skip


def claims_of_moves(found: Loads, moves: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[int]]:
    """Return the claims of each HSC and provider that would move, in order."""
    blocks = found.by_block()
    return {one: sorted(claim.claim_id for claim in blocks.get(one, ())) for one in moves}


def fingerprint(claims: Mapping[tuple[int, int], Sequence[int]]) -> str:
    """Return what tells exactly these claims from others."""
    return hashlib.sha256(repr(sorted(claims.items())).encode()).hexdigest()[:32]
