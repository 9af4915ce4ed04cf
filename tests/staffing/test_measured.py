"""A quarter's measures are the rows behind them, whatever is known (J3)."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from cohe import clock, tenancy
from coordination.models import BillingCode
from staffing.models import AdopterClass, Comparison
from staffing.quarter import Quarter
from staffing.queries.measures import counted, measured
from tests import make, make_measures
from tests.asking import queries_of

Q3 = Quarter(2026, 3)
OCTOBER, DECEMBER = date(2026, 10, 15), date(2026, 12, 31)
JULY = date(2026, 7, 1)


def claim(days=0, **fields):
    """Return a claim of the quarter, established `days` after its first day."""
    established = JULY + timedelta(days=days)
    given = {"first_visit_date": established, "roa_received_date": established} | fields
    return make.Claim(claim_established_date=established, **given)


def billed(of, on, author, **fields):
    """Return a billing line that stands, of a signed note."""
    note = make.Note(claim=of, contact_on=on, author=author, **fields)
    code = BillingCode.objects.first() or make.BillingCode(set_by=author)
    return make.BillingLine(note=note, biller=author, made_by=author, code=code, on=on)


def own(by):
    return {"cohe_id": tenancy.required().cohe_id, "set_by": by.person, "set_at": clock.now()}


def call(of, on, by, **fields):
    return make_measures.ProviderCall(claim=of, on=on, recorded_by=by.person, **fields)


def lost_time(of, since):
    make.TimeLoss(claim=of, paid_from=since, paid_through=since)


def review(of, by, *, passed=None):
    read = {} if passed is None else {"reviewed_by": by.person, "reviewed_on": OCTOBER}
    apf = make.Apf(claim=of, exam_date=JULY)
    make_measures.ApfReview(apf=apf, drawn_by=by.person, is_complete=passed, is_on_time=passed, **read)


def classed(provider, adoption, since, by):
    AdopterClass.objects.create(provider=provider, adoption=adoption, since=since, **own(by))


@pytest.fixture
def quarter(ana, sam):
    """Seven claims of the quarter, one of the next, one that was withdrawn."""
    touched, called, late, plain, _young, early, told = (claim(n) for n in (0, 1, 2, 3, 80, 4, 5))
    claim(92)
    claim(withdrawn_at=clock.now())
    for one in (touched, called, late):
        lost_time(one, JULY)
    lost_time(plain, DECEMBER)
    billed(touched, JULY + timedelta(days=1), ana.person)
    billed(early, JULY + timedelta(days=10), ana.person)
    make.Note(claim=plain, author=ana.person, contact_on=JULY + timedelta(days=5))
    call(called, JULY + timedelta(days=9), sam, is_billed=True)
    call(plain, JULY + timedelta(days=9), sam, withdrawn_at=clock.now())
    make.Note(claim=told, author=ana.person, kind="provider", person="employer", contact_on=JULY)
    make.Apf(claim=late, exam_date=JULY + timedelta(days=2 + 85))
    review(touched, sam, passed=True), review(called, sam, passed=False), review(plain, sam)
    providers = [make.Provider() for _ in range(3)]
    classed(providers[0], "low", date(2026, 9, 30), sam)
    classed(providers[1], "low", date(2026, 1, 1), sam)
    classed(providers[1], "high", date(2026, 8, 1), sam)
    classed(providers[2], "low", date(2026, 10, 1), sam)
    make.Provider(left_on=date(2026, 9, 30))
    Comparison.objects.create(year=2026, number=3, percent="42.9", source="L&I, area 4", **own(sam))


# measure: numerator, denominator, met
EXPECTED = {
    "M1": (1, 2, False),
    "M2": (3, 6, False),
    "M3": (2, 7, True),
    "M4": (2, 3, False),
    "M5": (2, 7, False),
    "M6": (1, 3, False),
    "M7": (None, 2, True),
    "M8": (3, 7, True),
    "M9": (1, 3, False),
    "M10": (7, 7, True),
    "M11": (7, 7, True),
}


def test_every_measure_counts_what_it_says(quarter):
    found = {one.measure.code: (one.numerator, one.denominator, one.met) for one in measured(Q3, OCTOBER)}
    assert found == EXPECTED


@pytest.mark.parametrize("today", [OCTOBER, date(2026, 8, 1), date(2026, 6, 30), DECEMBER])
def test_every_figure_is_the_rows_behind_it(quarter, today):
    for one in measured(Q3, today):
        rows = counted(one.measure.code, Q3, today).rows
        assert len(rows) == one.denominator, one.measure.code
        if one.numerator is not None and one.figure is not None:
            assert sum(row.counts for row in rows) == one.numerator, one.measure.code
        assert all(row.why for row in rows)
    to_date = counted("M2", Q3, today, to_date=True).rows
    young = measured(Q3, today)[1].to_date
    assert (sum(row.counts for row in to_date), len(to_date)) == young


def test_what_a_figure_leaves_out_is_said(quarter):
    found = {one.measure.code: one for one in measured(Q3, OCTOBER)}
    assert found["M1"].note == "1 drawn APF is not reviewed yet"
    before = measured(Q3, OCTOBER - timedelta(days=1))
    assert before[0].note == "3 drawn APFs are not reviewed yet"
    assert (found["M2"].note, found["M2"].to_date) == ("1 claim is younger than 84 days", (3, 7))
    assert (found["M7"].figure, found["M7"].note) == (Fraction(3), "5 claims have no activity yet")
    assert found["M9"].note == "1 provider is not classed yet"
    assert found["M8"].benchmark == Fraction("42.9")


def test_a_quarter_without_anything_is_not_applicable(puget):
    for one in measured(Quarter(2020, 1), OCTOBER):
        assert (one.figure, one.met, one.denominator) == (None, None, 0), one.measure.code


def test_the_number_of_claims_does_not_change_the_number_of_queries(quarter, ana):
    few = queries_of(lambda: measured(Q3, OCTOBER))
    for n in range(10, 15):
        billed(claim(n), JULY + timedelta(days=n), ana.person)
    assert queries_of(lambda: measured(Q3, OCTOBER)) == few == 6
