"""Expected minutes go by what a claim is; a proposal evens loads with few moves and never makes it worse."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from staffing import evening, load
from staffing.evening import Block, Desk, Move
from staffing.load import Noted, Phase, Traits
from staffing.policy import StaffingPolicy

TODAY, LIMITS = date(2026, 10, 15), StaffingPolicy()
OLD, NEW = date(2026, 9, 1), date(2026, 10, 2)


@pytest.mark.parametrize(
    ("claim", "phase", "minutes"),
    [
        (Traits(NEW), Phase.NEW, 8),
        (Traits(date(2026, 10, 1)), Phase.QUIET, 1),
        (Traits(OLD, "off_work"), Phase.OFF_WORK, 5),
        (Traits(OLD, "kos"), Phase.OFF_WORK, 5),
        (Traits(NEW, "off_work"), Phase.NEW, 8),
        (Traits(OLD, "modified"), Phase.RESTRICTED, 3),
        (Traits(OLD, "full_duty"), Phase.QUIET, 1),
        (Traits(OLD, "off_work", "high"), Phase.OFF_WORK, 10),
        (Traits(OLD, "", "low"), Phase.QUIET, 0),
        (Traits(OLD, "modified", "high", True, True, True), Phase.RESTRICTED, 19),
    ],
)
def test_minutes_a_week_of_a_claim(claim, phase, minutes):
    assert load.phase_of(claim, TODAY, LIMITS) == phase
    assert load.plain(claim, phase, LIMITS) == minutes


def test_less_than_nothing_is_nothing():
    limits = StaffingPolicy(load_low_tier_less=5)
    assert load.plain(Traits(OLD, "", "low"), Phase.QUIET, limits) == 0


@pytest.mark.parametrize(("notes", "factor"), [(199, Fraction(1)), (200, Fraction(3, 2)), (0, Fraction(1))])
def test_own_notes_decide_once_there_are_enough(notes, factor):
    found = load.weights({Phase.NEW: Noted(notes, 300, Fraction(200))}, LIMITS)
    assert found[Phase.NEW].factor == factor
    assert found[Phase.OFF_WORK].factor == 1


def test_with_nothing_expected_own_notes_say_nothing():
    assert load.factor_of(Noted(500, 300, Fraction(0)), 200) == 1


def test_a_claim_counts_in_own_notes_as_long_as_it_was_there():
    weeks = [load.weeks_noted(day, TODAY, 28) for day in (TODAY, NEW, OLD, date(2026, 10, 20))]
    assert weeks == [Fraction(1, 7), 2, 4, 0]


# ---- evening ---------------------------------------------------------------------------------------------

ANN, BEA, CAT = 1, 2, 3


def block(hsc, provider, minutes, known=0, home=None):
    return Block(hsc, provider, minutes, 1, known, home or hsc)


def proposed(desks, blocks, percent=10, most=10):
    return [
        (one.block.provider_id, one.to) for one in evening.proposal(desks, blocks, percent=percent, most=most)
    ]


def test_even_loads_stay_as_they_are():
    assert proposed([Desk(ANN, 100, 10), Desk(BEA, 50, 5)], [block(ANN, 1, 50)]) == []


def test_one_move_that_does_is_all():
    desks = [Desk(ANN, 140, 10), Desk(BEA, 60, 10)]
    assert proposed(desks, [block(ANN, n, minutes) for n, minutes in ((1, 20), (2, 20), (3, 40))]) == [
        (3, BEA)
    ]


def test_of_moves_that_do_the_same_the_workers_who_know_nobody_go():
    desks = [Desk(ANN, 140, 10), Desk(BEA, 60, 10)]
    assert proposed(desks, [block(ANN, 1, 40, known=9), block(ANN, 2, 40, known=1)]) == [(2, BEA)]


def test_half_a_share_takes_half_of_the_work():
    desks = [Desk(ANN, 150, 10), Desk(BEA, 0, 5)]
    assert proposed(desks, [block(ANN, 1, 50), block(ANN, 2, 75)]) == [(1, BEA)]


def test_claims_of_somebody_elses_provider_only_go_home():
    desks = [Desk(ANN, 140, 10), Desk(BEA, 60, 10), Desk(CAT, 100, 10)]
    assert proposed(desks, [block(ANN, 1, 40, home=CAT)]) == []
    assert proposed(desks, [block(ANN, 1, 40, home=BEA)]) == [(1, BEA)]


def test_who_has_no_share_today_takes_no_part():
    desks = [Desk(ANN, 140, 10), Desk(BEA, 0, 0)]
    assert proposed(desks, [block(ANN, 1, 40)]) == []


def test_a_provider_too_large_to_help_stays():
    assert proposed([Desk(ANN, 100, 10), Desk(BEA, 60, 10)], [block(ANN, 1, 100)]) == []


DESKS = some.lists(some.tuples(some.integers(0, 3000), some.integers(0, 40)), min_size=2, max_size=6)
BLOCKS = some.lists(
    some.tuples(some.integers(0, 5), some.integers(0, 400), some.integers(0, 9), some.integers(0, 5)),
    max_size=12,
)


# Whether a busy machine draws slowly says nothing about the rule.
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DESKS, BLOCKS, some.integers(1, 6))
def test_a_proposal_is_never_worse_and_never_more_than_needed(shares, rows, most):
    blocks = [
        Block(hsc, n, minutes, 1, known, home % len(shares))
        for n, (hsc, minutes, known, home) in enumerate(rows)
        if hsc < len(shares)
    ]
    has = {n: sum(one.minutes for one in blocks if one.hsc_id == n) for n in range(len(shares))}
    desks = [Desk(n, has[n] + rest, share) for n, (rest, share) in enumerate(shares)]
    working = [one for one in desks if one.share]
    found = evening.proposal(desks, blocks, percent=10, most=most)
    after = evening.moved(working, found)
    assert len(found) <= most and len({one.block for one in found}) == len(found)
    assert sum(one.minutes for one in after) == sum(one.minutes for one in working)
    assert all(one.minutes >= 0 for one in after)
    if found:
        assert evening.unevenness(after) < evening.unevenness(working)
    if found and evening.is_even(after, 10):
        for one in found:
            rest: list[Move] = [other for other in found if other != one]
            assert not rest or not evening.is_even(evening.moved(working, rest), 10)
