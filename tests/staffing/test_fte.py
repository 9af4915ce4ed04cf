"""HSC FTE follows shares and days exactly (domain.md 6.1)."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing import fte
from staffing.fte import Away, Share
from staffing.quarter import NoSuchQuarter, Quarter
from staffing.ratio import as_decimal

HSC = frozenset({"hsc"})
Q2, Q4 = Quarter(2026, 2), Quarter(2026, 4)


def share(part="1", since="2020-01-01", until=None, person=1, role="hsc"):
    exact = Fraction(part)
    ends = date.fromisoformat(until) if until else None
    return Share(person, role, exact.numerator, exact.denominator, date.fromisoformat(since), ends)


def of_quarter(*shares, quarter=Q2, away=()):
    return fte.total(fte.terms(shares, quarter.first, quarter.last, HSC, away))


def test_hired_on_16_may_counts_46_of_91_days():
    assert as_decimal(of_quarter(share(since="2026-05-16")), 4) == Decimal("0.5055")


def test_three_roles_count_a_third_and_the_third_is_exact():
    assert of_quarter(share("1/3")) == Fraction(1, 3)


def test_two_days_a_week_on_claims_count_two_fifths():
    assert of_quarter(share("2/5")) == Fraction(2, 5)


@pytest.mark.parametrize(
    ("kept", "days"),
    [(share(until="2026-10-17"), 16), (share("1/2", since="2026-11-02"), 60), (share(), 92)],
)
def test_hires_and_leavers_inside_a_quarter_count_their_days(kept, days):
    (term,) = fte.terms([kept], Q4.first, Q4.last, HSC)
    assert term.days == days


def test_who_left_before_the_quarter_does_not_count():
    assert of_quarter(share(until="2026-04-01")) == 0


def test_assistants_do_not_count_unless_configured():
    assistant = share(role="hsc-assistant")
    assert of_quarter(assistant) == 0
    assert fte.total(fte.terms([assistant], Q2.first, Q2.last, HSC | {"hsc-assistant"})) == 1


def test_long_leave_takes_its_days_off():
    leave = Away(1, date(2026, 4, 1), date(2026, 6, 30))
    assert of_quarter(share(), away=[leave]) == 0


def test_leave_of_another_takes_nothing_off():
    assert of_quarter(share(), away=[Away(2, Q2.first, Q2.last)]) == 1


@given(st.integers(0, 91), st.integers(0, 91))
def test_a_person_who_changes_her_share_counts_each_day_once(one, other):
    change = Q2.first + timedelta(days=min(one, other))
    before = Share(1, "hsc", 1, 1, date(2020, 1, 1), change)
    assert of_quarter(before, before._replace(since=change, until=None)) == 1


def test_the_last_day_shows_the_staff_of_that_day():
    kept = [share(until="2026-10-17"), share("1/2", since="2026-11-02", person=2)]
    assert fte.on_day(kept, Q4.last, HSC) == Fraction(1, 2)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_lies_in_its_quarter(day):
    found = Quarter.of(day)
    assert found.first <= day <= found.last
    assert found.next.first - found.last == timedelta(days=1)
    assert Quarter.named(str(found)) == found == found.next.previous


@pytest.mark.parametrize("words", ["2026Q5", "2026", "Q3", "2026-Q3", "0000Q1", ""])
def test_words_that_name_no_quarter_are_refused(words):
    with pytest.raises(NoSuchQuarter, match="write it like 2026Q3"):
        Quarter.named(words)
