"""Which claims can still change a measure, until when, and by what (J4)."""

from datetime import date

import pytest

from staffing.counting import Day
from staffing.policy import StaffingPolicy
from staffing.rescue import Around, chances
from tests.staffing.test_counting import EMPTY, START, day_of_claim

CLOSES = date(2026, 10, 30)
JULY_3 = date(2026, 7, 3)

# measure, day it is asked on, what is known, unbilled note, last day (None: nothing can be done)
ROWS = (
    ("M1", START, {}, None, None),
    ("M2", day_of_claim(84), {}, None, day_of_claim(84)),
    ("M2", day_of_claim(85), {}, None, None),
    ("M2", START, {"apf_on": START}, None, None),
    ("M3", CLOSES, {}, None, CLOSES),
    ("M3", date(2026, 10, 31), {}, None, None),
    ("M3", CLOSES, {"call_on": START}, None, None),
    ("M4", START, {}, None, None),
    ("M4", START, {"time_loss_on": START}, None, CLOSES),
    ("M4", START, {"time_loss_on": START, "billed_call_on": START}, None, None),
    ("M5", START, {}, None, CLOSES),
    ("M5", START, {"activity_on": START}, None, None),
    ("M6", START, {"time_loss_on": START}, None, CLOSES),
    ("M6", START, {}, None, None),
    ("M7", START, {}, None, date(2026, 7, 16)),
    ("M7", date(2026, 7, 17), {}, None, None),
    ("M7", date(2026, 7, 17), {}, JULY_3, CLOSES),
    ("M7", date(2026, 8, 17), {}, date(2026, 8, 1), None),
    ("M8", START, {}, None, None),
    ("M9", START, {}, None, None),
    ("M10", START, {}, None, CLOSES),
    ("M10", START, {"roa_received": START, "roa_complete": False}, None, None),
    ("M11", date(2026, 7, 6), {}, None, date(2026, 7, 6)),
    ("M11", date(2026, 7, 7), {}, None, None),
    ("M11", START, {"first_visit": None}, None, None),
)


@pytest.mark.parametrize(("code", "today", "facts", "unbilled", "last"), ROWS)
def test_a_claim_can_be_rescued_until_a_day(code, today, facts, unbilled, last):
    around = Around(Day(today, StaffingPolicy()), CLOSES)
    found = chances(code, [EMPTY._replace(**facts)], {1: unbilled} if unbilled else {}, around)
    assert [one.last_day for one in found] == ([last] if last else [])


def test_the_fewest_days_left_come_first_and_a_note_is_billed_rather_than_made_again():
    around = Around(Day(START, StaffingPolicy()), CLOSES)
    other = EMPTY._replace(claim_id=2, established=JULY_3)
    found = chances("M7", [other, EMPTY], {2: JULY_3}, around)
    assert [(one.claim.claim_id, one.days_left(START)) for one in found] == [(1, 15), (2, 121)]
    assert found[1].title == "Bill the note of 3 Jul 2026"
