"""The demonstration's referrals hold to the product's own rules, whatever the day it is loaded on."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace

import pytest

from coordination.demonstration.load_referrals import referral_of
from coordination.demonstration.referral_courses import LATE, OPEN, OVER, SHOWPIECE
from coordination.referral_kinds import ReferralKind
from coordination.referral_steps import Exit

DAYS = [date(2026, 10, 1) + timedelta(days=number) for number in range(0, 140, 3)]


def made(course, day):
    desk = SimpleNamespace(
        team=SimpleNamespace(cohe=SimpleNamespace(pk=1)),
        world=SimpleNamespace(setting=SimpleNamespace(day=day, treating=())),
    )
    story = SimpleNamespace(
        first_visit=day - timedelta(days=112), attendings=[], initiating="", claim_manager="Lee"
    )
    return referral_of(desk, Random(7), (1, story), 1, course)


@pytest.mark.parametrize("day", DAYS)
def test_every_course_can_happen_whatever_the_day(day):
    for course in (*OPEN, *LATE, *OVER, *SHOWPIECE):
        one = made(course, day)
        days = [event.on for event in one.events]
        assert days == sorted(days)
        assert days[-1] <= day


def test_every_kind_and_every_way_to_end_is_told():
    told = [made(course, DAYS[0]).referral for course in (*OPEN, *LATE, *OVER, *SHOWPIECE)]
    assert {one.kind for one in told} == {kind.value for kind in ReferralKind} - {"other"}
    assert {one.ended_as for one in told} == {exit.value for exit in Exit} | {""}
