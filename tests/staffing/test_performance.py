"""Performance metrics, samples and figures in words: each edge (domain.md 2.4, 10.3)."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.urls import reverse

from coordination.policy import Policy
from staffing import sampling, spark
from staffing.measure_words import figure_in_words
from staffing.measures import BY_CODE
from staffing.performance import (
    Fill,
    Opioids,
    forms_due,
    is_documented_in_time,
    is_on_opioids,
    is_return,
    unchecked,
)
from staffing.quarter import Quarter
from staffing.queries.performance import cases_of, performance_of
from staffing.queries.performance_cases import timed
from staffing.queries.report import built
from tests import make
from tests.pages import words

FRIDAY = date(2026, 7, 17)


@pytest.mark.parametrize(("signed", "in_time"), [("17", True), ("18", True), ("20", True), ("21", False)])
def test_a_note_is_signed_within_one_business_day(signed, in_time):
    assert is_documented_in_time(FRIDAY, date.fromisoformat(f"2026-07-{signed}"), 1) is in_time


@pytest.mark.parametrize(("seconds", "in_time"), [(0, True), (1, False)])
def test_exactly_72_hours_are_in_time_and_a_second_more_is_not(seconds, in_time):
    ordered = datetime(2026, 7, 1, 16, tzinfo=UTC)
    scheduled = ordered + timedelta(hours=72, seconds=seconds)
    case, hours = timed(None, 1, "A100001", FRIDAY, (ordered, scheduled), Policy())
    assert case.counts is in_time and round(hours, 2) == 72


@pytest.mark.parametrize(("admitted", "back"), [(0, False), (1, True), (30, True), (31, False), (-1, False)])
def test_a_return_is_from_the_day_after_through_day_30(admitted, back):
    assert is_return(FRIDAY, FRIDAY + timedelta(days=admitted), 30) is back


@pytest.mark.parametrize(("after", "on_them"), [(-1, False), (0, True), (14, True), (15, False)])
def test_a_supply_lasts_its_days_and_the_grace(after, on_them):
    assert is_on_opioids([Fill(FRIDAY, 7)], FRIDAY + timedelta(days=after), 7) is on_them


def test_each_contact_wants_a_check_of_its_day():
    days = [FRIDAY, FRIDAY + timedelta(days=3)]
    assert unchecked(days, days) == [] and unchecked(days, days[:1]) == days[1:]


def test_a_sample_does_not_depend_on_the_order_of_the_list():
    keys = [f"A{n} 200001 2026-07-01" for n in range(50)]
    drawn = sampling.draw(keys, 5, "CEDAR 2026Q3")
    assert drawn == sampling.draw(reversed(keys), 5, "CEDAR 2026Q3") and len(drawn) == 5
    assert drawn != sampling.draw(keys, 5, "CEDAR 2026Q4")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Fraction(80), "80.0 %"),
        (Fraction("79.96"), "79.96 %"),
        (Fraction("79.9999"), "79.9999 %"),
        (None, "n/a"),
    ],
)
def test_a_figure_never_rounds_over_its_benchmark(figure, words):
    assert figure_in_words(BY_CODE["M10"], figure and Fraction(figure), Fraction(80)) == words


def test_a_small_line_leaves_a_gap_where_nothing_is_known():
    drawn = spark.drawn([Fraction(1), None, Fraction(3)], None, is_missed=False, spoken="")
    assert drawn.path == "M4.0 18.0M86.0 4.0"
    assert spark.drawn([None, Fraction(1)], None, is_missed=False, spoken="") is None


def test_every_metric_is_the_cases_behind_it_and_of_each_coordinator(ana, ben):
    claim = make.Claim(hsc=ana.person)
    for author, signed in ((ana, 17), (ana, 22), (ben, 17)):
        make.Note(
            claim=claim, author=author.person, contact_on=FRIDAY,
            signed_at=datetime(2026, 7, signed, 20, tzinfo=UTC),
        )  # fmt: skip
    make.Prescription(claim=claim, filled_on=FRIDAY, drug="oxycodone", is_opioid=True, days_supply=3)
    make.MedicationCheck(claim=claim, checked_on=FRIDAY, checked_by=ana.person)
    make.Surgery(claim=claim, procedure="Knee", performed_on=FRIDAY)
    make.HospitalStay(claim=claim, admitted_on=FRIDAY + timedelta(days=9), recorded_by=ana.person)
    make.Referral(
        claim=claim, ordered_on=FRIDAY, ordered_at=datetime(2026, 7, 17, 17, tzinfo=UTC),
        scheduled_on=FRIDAY, scheduled_at=datetime(2026, 7, 17, 19, tzinfo=UTC), scheduled_for=FRIDAY,
        recorded_by=ana.person,
    )  # fmt: skip
    quarter, today = Quarter(2026, 3), date(2026, 10, 15)
    found = performance_of(quarter, today)
    parts = {one.metric.code: tuple(one.part) for one in found.metrics}
    none = dict.fromkeys(("P1", "P6", "P7"), (0, 0))
    assert parts == {**none, "P2": (1, 1), "P3": (1, 1), "P4": (2, 2), "P5": (2, 3)}
    for code in ("P2", "P3", "P4", "P5"):
        rows = cases_of(code, quarter, today)
        assert (sum(row.counts for row in rows), len(rows)) == parts[code], code
    own = {one.person.name: one.parts["P5"] for one in found.people}
    assert {name: tuple(part) for name, part in own.items()} == {"Ana": (1, 2), "Ben": (1, 1)}


# ---- authorization asked on time, programmes used --------------------------------------------------------

INJURY = date(2026, 6, 1)
DUE = INJURY + timedelta(days=42)


def opioids(days, **more):
    """An injury on 1 June, and an opioid for so many days from then on."""
    return Opioids(**{"begins": (INJURY,), "fills": (Fill(INJURY, days),), "subacute": (), "chronic": (),
                      "approvals": (), **more})  # fmt: skip


def due(one):
    found = forms_due(one, subacute=42, chronic=84, renewal=90, grace=7)
    return [(form.what, (form.on - INJURY).days, form.sent_on) for form in found]


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (opioids(34), []),
        (opioids(35), [("Subacute form", 42, None)]),
        (opioids(35, subacute=(DUE,)), [("Subacute form", 42, DUE)]),
        (opioids(35, subacute=(DUE + timedelta(days=1),)), [("Subacute form", 42, None)]),
        (opioids(35, subacute=(INJURY - timedelta(days=1),)), [("Subacute form", 42, None)]),
        (opioids(77), [("Subacute form", 42, None), ("Chronic form", 84, None)]),
        # a surgery begins the count again
        (opioids(60, begins=(INJURY, DUE)), []),
        (opioids(60, begins=(INJURY, DUE - timedelta(days=20))), [("Subacute form", 64, None)]),
        (opioids(60, begins=()), []),
    ],
)
def test_an_opioid_form_is_due_while_an_opioid_is_active_and_in_time_until_its_last_day(one, found):
    assert due(one) == found


def test_an_approval_wants_another_within_ninety_days():
    approved, again = INJURY + timedelta(days=80), INJURY + timedelta(days=170)
    one = opioids(300, chronic=(approved, again), approvals=(approved, again))
    assert due(one)[1:] == [("Chronic form", 84, approved), ("Renewal", 170, again), ("Renewal", 260, None)]


@pytest.fixture
def asked_and_used(ana):
    """Two opioid forms due in July, one sent; of three programmes open, two were used."""
    for n in range(2):
        claim = make.Claim(hsc=ana.person, date_of_injury=INJURY)
        make.Prescription(
            claim=claim,
            filled_on=INJURY,
            drug="oxycodone",
            is_opioid=True,
            days_supply=60,
        )
        if n:
            make.Paper(claim=claim, sent_on=DUE)
    used, _, certified = (
        make.Referral(claim=claim, kind=kind, ordered_on=INJURY, orderer=orderer)
        for kind, orderer in (
            ("stay-at-work", "hsc"),
            ("stay-at-work", "hsc"),
            ("preferred-worker", "worker"),
        )
    )
    make.ReferralUse(referral=used, what="wages", on=FRIDAY)
    type(certified).objects.filter(pk=certified.pk).update(
        outcome="Certified", engaged_on=FRIDAY, completed_on=FRIDAY
    )


def test_forms_sent_on_time_and_programmes_used_are_counted_case_by_case(asked_and_used):
    found = {one.metric.code: one for one in performance_of(Quarter(2026, 3), date(2026, 10, 15)).metrics}
    assert (tuple(found["P6"].part), tuple(found["P7"].part)) == ((1, 2), (2, 3))
    assert [one.why for one in cases_of("P6", Quarter(2026, 3), date(2026, 10, 15))] == [
        "Subacute form, not sent", "Subacute form, sent 13 Jul 2026",
    ]  # fmt: skip


def test_a_form_whose_last_day_is_not_over_is_not_due_yet(asked_and_used):
    assert cases_of("P6", Quarter(2026, 3), DUE) == []


def test_page_and_report_show_the_same_figures_of_both(browse, asked_and_used, sam):
    page = words(browse(sam).get(reverse("staffing:performance-of", args=("2026Q3",))))
    assert "50.0 % 1 / 2" in page and "have no last day to be held against" in page
    assert "2 2 / 3" in page and "What it saved is not known here" in page
    found = {one.code: one for one in built(Quarter(2026, 3), date(2026, 10, 15))}
    assert [(one.value, one.numerator, one.denominator) for one in (found["P6"], found["P7"])] == [
        (50, 1, 2), (2, 2, 3),
    ]  # fmt: skip
