"""A scenario is laid over the staff there is, exactly; the last day to hire is the last one (H6)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing import fte, whatif
from staffing.fte import Away, Share
from staffing.quarter import Quarter
from staffing.ratio import Quarterly, Yearly
from staffing.whatif import Hire, LastDay, Leave, Outlook, Resignation

DAY = date.fromisoformat
Q1 = Quarter(2027, 1)
HSC = frozenset({"hsc"})
ANA = Share(1, "hsc", 2400, 2400, DAY("2020-01-01"))
BEN = Share(2, "hsc", 800, 2400, DAY("2020-01-01"))


def fte_of(steps, shares=(ANA, BEN), away=()):
    held, gone = whatif.applied(shares, away, steps)
    return fte.total(fte.terms(held, Q1.first, Q1.last, HSC, gone))


@pytest.mark.parametrize(
    ("steps", "total"),
    [
        ((), "4/3"),
        ((Hire(2400, 2400, DAY("2027-01-01")),), "7/3"),
        ((Hire(800, 2400, DAY("2027-01-01")),), "5/3"),
        # the last 45 of the 90 days of the quarter
        ((Hire(2400, 2400, DAY("2027-02-15")),), "11/6"),
        ((Hire(2400, 2400, DAY("2027-01-01"), DAY("2027-02-15")),), "11/6"),
        ((Hire(2400, 2400, DAY("2027-04-01")),), "4/3"),
        ((Hire(1200, 2400, DAY("2027-01-01")), Hire(1200, 2400, DAY("2027-01-01"))), "7/3"),
        ((Resignation(1, DAY("2027-02-14")),), "5/6"),
        ((Resignation(1, DAY("2026-12-31")),), "1/3"),
        ((Resignation(1, DAY("2027-03-31")),), "4/3"),
        ((Leave(1, DAY("2027-01-01"), DAY("2027-02-14")),), "5/6"),
        ((Leave(2, DAY("2027-01-01"), DAY("2027-03-31")),), "1"),
        ((Leave(3, DAY("2027-01-01"), DAY("2027-03-31")),), "4/3"),
        # leave after the last day takes nothing off twice
        ((Resignation(1, DAY("2027-02-14")), Leave(1, DAY("2027-02-15"), DAY("2027-03-31"))), "5/6"),
        ((Resignation(1, DAY("2026-12-31")), Hire(2400, 2400, DAY("2027-01-01"))), "4/3"),
    ],
)
def test_a_step_changes_the_fte_of_a_quarter_by_its_days(steps, total):
    assert fte_of(steps) == Fraction(total)


def test_days_of_two_leaves_are_taken_off_once():
    there = [Away(1, DAY("2027-01-01"), DAY("2027-01-31"))]
    assert fte_of([Leave(1, DAY("2027-01-15"), DAY("2027-02-14"))], away=there) == Fraction(5, 6)


@pytest.mark.parametrize(
    ("claims", "percent", "found"),
    [(2352, 0, 2352), (2352, 10, 2587), (2350, -10, 2115), (5, 10, 6), (0, 300, 0), (1, -90, 0)],
)
def test_a_volume_in_percent_makes_whole_claims_halves_up(claims, percent, found):
    assert whatif.changed(claims, percent) == found


def test_what_a_quarter_has_already_does_not_change_with_the_volume():
    assert [whatif.to_come(588, so_far, 10) for so_far in (0, 500, 588, 600)] == [647, 597, 588, 600]


def outlook(claims, staff, quarter=Q1, line=588, high=None):
    return Outlook(
        quarter, Quarterly(claims, Fraction(staff), line), Yearly(0, Fraction(1), 2350), None, high
    )


@pytest.mark.parametrize(
    ("claims", "staff", "part", "found"),
    [
        (588, "1", "1", LastDay(Q1, False, None)),
        (0, "0", "1", LastDay(Q1, False, None)),
        # 294 claims more need half an FTE: the last 45 of 90 days of a full one
        (882, "1", "1", LastDay(Q1, True, DAY("2027-02-15"))),
        (883, "1", "1", LastDay(Q1, True, DAY("2027-02-14"))),
        (589, "1", "1", LastDay(Q1, True, DAY("2027-03-31"))),
        (1176, "1", "1", LastDay(Q1, True, DAY("2027-01-01"))),
        (1177, "1", "1", LastDay(Q1, True, None)),
        (882, "1", "1/2", LastDay(Q1, True, DAY("2027-01-01"))),
        (883, "1", "1/2", LastDay(Q1, True, None)),
        (1, "0", "1/3", LastDay(Q1, True, DAY("2027-03-31"))),
    ],
)
def test_the_last_day_to_hire(claims, staff, part, found):
    assert whatif.last_day_to_hire(outlook(claims, staff), Fraction(part)) == found


PARTS = st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=40)


@given(
    claims=st.integers(0, 6000),
    staff=st.fractions(min_value=0, max_value=8, max_denominator=120),
    hours=st.integers(1, 40),
    quarter=st.builds(Quarter, st.integers(2024, 2030), st.integers(1, 4)),
)
def test_hired_on_that_day_the_quarter_stays_and_a_day_later_it_does_not(claims, staff, hours, quarter):
    last = whatif.last_day_to_hire(outlook(claims, staff, quarter), Fraction(hours, 40))

    def is_over(day):
        hired, _ = whatif.applied((), (), [Hire(hours, 40, day)])
        more = fte.total(fte.terms(hired, quarter.first, quarter.last, HSC))
        return Quarterly(claims, staff + more, 588).is_over

    if not last.is_needed:
        assert not Quarterly(claims, staff, 588).is_over
    elif last.day is None:
        assert is_over(quarter.first)
    else:
        assert quarter.first <= last.day <= quarter.last
        assert not is_over(last.day)
        assert is_over(last.day + timedelta(days=1))


def test_one_hire_for_all_quarters_is_due_for_the_first_that_needs_it():
    quarters = [outlook(588, 1), outlook(589, 1, Q1.next), outlook(882, 1, Q1.plus(2))]
    assert whatif.last_day_for_all(quarters, Fraction(1)) == LastDay(Q1.next, True, Q1.next.last)


def test_a_quarter_that_one_hire_cannot_keep_is_the_answer():
    quarters = [outlook(589, 1), outlook(1177, 1, Q1.next)]
    assert whatif.last_day_for_all(quarters, Fraction(1)) == LastDay(Q1.next, True, None)
    assert whatif.last_day_for_all([outlook(588, 1)], Fraction(1)) is None


def test_what_is_needed_and_what_may_be_over():
    on_the_line, near = outlook(588, 1, high=600), outlook(580, 1, high=588)
    assert (on_the_line.needed, on_the_line.is_over, on_the_line.may_be_over) == (1, False, True)
    assert not near.may_be_over
    assert whatif.first_over([near, on_the_line, outlook(589, 1, Q1.next)]).quarter == Q1.next
