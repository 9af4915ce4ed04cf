"""Which providers, with their claims, go to another HSC so that loads are even: as few as will do. Pure (H8).

A provider moves with all claims of one HSC, or not at all: who works with whom stays together. Of moves that
do the same, those win in which the fewest workers lose an HSC who has spoken with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

# With more candidates than this, pairs are not all tried: the search goes move by move.
PAIRS_OF = 150


class Desk(NamedTuple):
    """An HSC with the minutes her claims are expected to take, and those of her share; all a week."""

    hsc_id: int
    minutes: int
    share: int


class Block(NamedTuple):
    """The claims that an HSC has of one provider. `known`: workers she has spoken with.

    `home`: the HSC who has the provider; claims of a provider of somebody else's go to that HSC or stay.
    """

    hsc_id: int
    provider_id: int
    minutes: int
    claims: int
    known: int
    home: int | None


class Move(NamedTuple):
    """A block that goes to another HSC."""

    block: Block
    to: int


def moved(desks: Iterable[Desk], moves: Iterable[Move]) -> tuple[Desk, ...]:
    """Return the desks as they are after some moves."""
    change: dict[int, int] = {}
    for one in moves:
        change[one.block.hsc_id] = change.get(one.block.hsc_id, 0) - one.block.minutes
        change[one.to] = change.get(one.to, 0) + one.block.minutes
    return tuple(one._replace(minutes=one.minutes + change.get(one.hsc_id, 0)) for one in desks)


def mean(desks: Sequence[Desk]) -> Fraction:
    """Return what all minutes are of all shares; nothing when there is no share."""
    share = sum(one.share for one in desks)
    return Fraction(sum(one.minutes for one in desks), share) if share else Fraction(0)


def unevenness(desks: Sequence[Desk]) -> Fraction:
    """Return how far loads are from even: nothing when each has the same part of her share to do."""
    even = mean(desks)
    return sum(
        (one.share * (Fraction(one.minutes, one.share) - even) ** 2 for one in desks if one.share),
        Fraction(0),
    )


def is_even(desks: Sequence[Desk], percent: int) -> bool:
    """Say whether every HSC is within so many percent of the mean."""
    minutes, share = sum(one.minutes for one in desks), sum(one.share for one in desks)
    # Minutes of a share beside all minutes of all shares, multiplied by both shares: no fraction is made.
    return all(
        abs(one.minutes * share - minutes * one.share) * 100 <= minutes * one.share * percent
        for one in desks
        if one.share
    )


def proposal(desks: Sequence[Desk], blocks: Sequence[Block], *, percent: int, most: int) -> tuple[Move, ...]:
    """Return the moves that even the loads: one or two where they do, else as few as step by step will do.

    Empty when loads are even, or no whole provider can move without making it worse. At most `most` moves,
    each of another block; after each the loads are more even than before. HSCs without a share today take no
    part: their claims go by cover or as a leaver's.
    """
    working = [one for one in desks if one.share]
    if is_even(working, percent):
        return ()
    open_moves = list(candidates(working, blocks))
    for size in range(1, min(2, most) + 1):
        if size > 1 and len(open_moves) > PAIRS_OF:
            break
        if found := fewest(working, open_moves, size, percent):
            return found
    return pruned(working, step_by_step(working, open_moves, percent, most), percent)


def candidates(desks: Sequence[Desk], blocks: Iterable[Block]) -> Iterator[Move]:
    """Yield every move that can be: of a block with minutes, from one who works to another who does."""
    at = {one.hsc_id for one in desks}
    for block in blocks:
        if block.minutes <= 0 or block.hsc_id not in at:
            continue
        goals = at if block.home in (None, block.hsc_id) else at & {block.home}
        yield from (Move(block, to) for to in sorted(goals - {block.hsc_id}))


def fewest(desks: Sequence[Desk], moves: Sequence[Move], size: int, percent: int) -> tuple[Move, ...]:
    """Return the best of all sets of so many moves that make the loads even; empty when none does."""
    before, found = unevenness(desks), []
    for chosen in combinations(moves, size):
        if len({one.block for one in chosen}) < size:
            continue
        after = moved(desks, chosen)
        if is_even(after, percent) and (left := unevenness(after)) < before:
            found.append((sum(one.block.known for one in chosen), left, chosen))
    return min(found, key=lambda one: one[:2])[2] if found else ()


def step_by_step(desks: Sequence[Desk], moves: Sequence[Move], percent: int, most: int) -> tuple[Move, ...]:
    """Return moves chosen one after the other, each the one that evens most; it ends, since each does."""
    now, left = tuple(desks), list(moves)
    chosen: list[Move] = []
    while left and len(chosen) < most and not is_even(now, percent):
        state = {one.hsc_id: one for one in now}
        best = max(left, key=lambda one: (gain(state, one), -one.block.known))
        if gain(state, best) <= 0:
            break
        chosen.append(best)
        now = moved(now, [best])
        left = [one for one in left if one.block != best.block]
    return tuple(chosen)


def gain(state: Mapping[int, Desk], move: Move) -> Fraction:
    """Return by how much a move lessens the unevenness."""
    giver, taker, minutes = state[move.block.hsc_id], state[move.to], move.block.minutes
    gives = Fraction(giver.minutes**2 - (giver.minutes - minutes) ** 2, giver.share)
    takes = Fraction((taker.minutes + minutes) ** 2 - taker.minutes**2, taker.share)
    return gives - takes


def pruned(desks: Sequence[Desk], moves: tuple[Move, ...], percent: int) -> tuple[Move, ...]:
    """Return the moves without those that are not needed for even loads."""
    if not is_even(moved(desks, moves), percent):
        return moves
    kept = moves
    for one in moves:
        fewer = tuple(other for other in kept if other != one)
        after = moved(desks, fewer)
        if is_even(after, percent) and unevenness(after) < unevenness(desks):
            kept = fewer
    return kept
