"""The quarterly check counts what is there, opens one discussion, and is harmless when repeated (H1-H3)."""

import json
from datetime import date
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cohe import clock, tenancy
from cohe.access import Conflict, Denied
from cohe.models import Employment, OutboxRow
from staffing import tasks
from staffing.actions import checks, shares
from staffing.choices import AbsenceKind, CheckKind, StaffRole
from staffing.models import Discussion, RoleShare, StaffingCheck
from staffing.quarter import Quarter
from staffing.queries.ratio import ratio_page
from tests import make
from tests.asking import queries_of

Q3 = Quarter(2026, 3)
OCTOBER = date(2026, 10, 15)


def claims_in(quarter, count):
    for _ in range(count):
        make.Claim(claim_established_date=quarter.first)


def check(cohe, quarter=Q3, today=OCTOBER, **more):
    return checks.check_staffing(
        cohe_id=cohe.pk, quarter=quarter, kind=CheckKind.BY_HAND, today=today, at=clock.now(), **more
    )


@pytest.fixture
def line_of_two(puget):
    """Two claims for each FTE: the line drawn low, so that a test needs few claims."""
    make.PolicyValue(name="claims_per_fte_quarter", value=2, since=date(2020, 1, 1))


def test_exactly_on_the_line_opens_nothing(puget, line_of_two):
    make.Share()
    claims_in(Q3, 2)
    assert check(puget).discussion is None


def test_one_claim_more_opens_a_discussion_with_the_figures(puget, line_of_two):
    make.Share(minutes_a_week=800)
    claims_in(Q3, 10)
    found = check(puget).discussion
    assert found.forecast == "10 claims initiated for 0.3333 HSC FTE: 10 more than 2 for each allows."
    assert found.due_on == date(2026, 11, 14)


def test_a_discussion_tells_no_number_under_ten(puget, line_of_two):
    make.Share(minutes_a_week=800)
    claims_in(Q3, 9)
    found = check(puget).discussion
    assert found.forecast == "Fewer than 10 claims initiated for 0.3333 HSC FTE: more than 2 for each allows."


def test_checked_again_it_opens_nothing_twice(puget, line_of_two):
    claims_in(Q3, 1)
    assert [check(puget).is_new, check(puget).is_new] == [True, False]
    assert (Discussion.objects.count(), StaffingCheck.objects.count()) == (1, 2)


def test_a_third_is_kept_as_a_third(puget):
    make.Share(minutes_a_week=800)
    assert check(puget).check.quarterly.fte == Fraction(1, 3)


def test_claims_of_other_quarters_and_undone_imports_do_not_count(puget):
    claims_in(Q3.next, 1)
    make.Claim(claim_established_date=Q3.first, withdrawn_at=clock.now())
    claims_in(Q3, 1)
    assert check(puget).check.claims == 1


def test_claims_and_staff_of_another_cohe_do_not_count(puget, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        make.Share()
        claims_in(Q3, 1)
    found = check(puget).check.quarterly
    assert (found.claims, found.fte) == (0, 0)


def test_the_year_to_the_quarters_end_is_a_check_of_its_own(puget):
    make.Claim(claim_established_date=date(2025, 9, 30))
    make.Claim(claim_established_date=date(2025, 10, 1))
    assert check(puget).check.yearly.claims == 1


def test_a_quarter_not_over_yet_is_refused(puget):
    with pytest.raises(Denied, match="Q4 2026 is not over: it can be checked from 1 Jan 2027"):
        check(puget, Quarter(2026, 4))


def test_the_ratio_page_asks_the_same_number_of_queries_for_few_and_many(puget):
    def queries(size):
        for _ in range(size):
            make.Share()
        claims_in(Q3, size)
        return queries_of(lambda: ratio_page(quarter=Q3, today=OCTOBER))

    assert queries(1) == queries(5) == 8


def test_the_command_prints_the_check_for_a_program(puget, line_of_two):
    make.Share(minutes_a_week=800)
    claims_in(Q3, 1)
    out = StringIO()
    call_command("check_staffing", cohe="PUGET", quarter=Q3, as_json=True, stdout=out)
    found = json.loads(out.getvalue())
    assert (found["fte"], found["ratio"], found["triggered"]) == ("1/3", "3.00", True)


def test_the_command_refuses_a_quarter_to_come_in_a_sentence(puget):
    with pytest.raises(CommandError, match="is not over"):
        call_command("check_staffing", cohe="PUGET", quarter=Quarter(2027, 1))


@pytest.mark.parametrize(("today", "asked"), [("2026-10-01", 1), ("2027-01-01", 0), ("2027-01-04", 1)])
def test_the_job_asks_from_the_first_business_day_after_the_quarter(puget, monkeypatch, today, asked):
    monkeypatch.setenv("COHE_TODAY", today)
    tasks.ask_for_checks()
    assert OutboxRow.objects.filter(task=tasks.CHECK_TASK).count() == asked


def test_the_job_asked_twice_checks_once(puget):
    tasks.ask_for_checks()
    tasks.ask_for_checks()
    row = OutboxRow.objects.get(task=tasks.CHECK_TASK)
    for _ in range(2):
        tasks.check_staffing(row_id=row.pk, cohe_id=puget.pk)
    assert StaffingCheck.objects.get().quarter == Q3


SAID = checks.Said("More claims in winter", "Hire half an FTE", date(2026, 10, 15))


def write(discussion, by, said=SAID, version=1):
    return checks.write_discussion(
        discussion=discussion, said=said, version=version, by=by, today=OCTOBER, at=clock.now()
    )


@pytest.fixture
def discussion(puget):
    claims_in(Q3, 1)
    return check(puget).discussion


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (checks.Said("", "Hire", date(2026, 10, 14)), "cannot be before the check"),
        (checks.Said("", "Hire", date(2026, 10, 16)), "cannot be after today"),
        (checks.Said("", "Hire", None, date(2026, 12, 1)), "on which day the talk was held"),
        (checks.Said("", "Hire", date(2026, 10, 15), date(2026, 10, 14)), "follow-up cannot be before"),
        (checks.Said("", "  ", date(2026, 10, 15)), "what strategy was agreed on"),
    ],
)
def test_a_discussion_that_cannot_be_is_refused(discussion, sam, said, sentence):
    with pytest.raises(Denied, match=sentence):
        write(discussion, sam, said)


def test_the_contract_manager_writes_to_it_too(discussion, cleo):
    assert write(discussion, cleo).strategy == "Hire half an FTE"


def test_an_hsc_does_not(discussion, ana):
    with pytest.raises(Denied, match="does not write to this discussion"):
        write(discussion, ana)


def test_the_second_of_two_writers_is_told(discussion, sam, cleo):
    write(discussion, sam)
    with pytest.raises(Conflict, match="Somebody else has changed this discussion"):
        write(discussion, cleo)


def test_it_closes_after_it_was_held_and_opens_again(discussion, sam):
    with pytest.raises(Denied, match="closed after it was held"):
        checks.close_discussion(discussion=discussion, by=sam, today=OCTOBER, at=clock.now())
    held = write(discussion, sam)
    checks.close_discussion(discussion=held, by=sam, today=OCTOBER, at=clock.now())
    checks.open_again(discussion=held, by=sam, at=clock.now())
    assert Discussion.objects.get().closed_on is None


# ---- shares and absences -------------------------------------------------------------------------


@pytest.fixture
def employed(ana):
    make.Employment(person=ana.person)
    return ana.person


def give(person, by, minutes=2400, since=date(2026, 1, 1), until=None, role=StaffRole.HSC):
    work = shares.Work(role, minutes, 2400, since, until)
    return shares.set_share(person=person, work=work, by=by, at=clock.now())


def test_a_new_share_ends_the_one_before(employed, sam):
    give(employed, sam)
    give(employed, sam, minutes=1200, since=date(2026, 7, 1))
    assert list(RoleShare.objects.order_by("since").values_list("minutes_a_week", "until")) == [
        (2400, date(2026, 7, 1)),
        (1200, None),
    ]


def test_all_roles_together_are_at_most_a_full_week(employed, sam):
    give(employed, sam, minutes=1600)
    with pytest.raises(Denied, match=r"would work 1\.0004 of a full week from 1 Mar 2026"):
        give(employed, sam, minutes=801, since=date(2026, 3, 1), role=StaffRole.OUTREACH)
    assert RoleShare.objects.count() == 1


def test_three_thirds_are_a_full_week(employed, sam):
    for role in (StaffRole.HSC, StaffRole.OUTREACH, StaffRole.PROVIDER_TRAINER):
        give(employed, sam, minutes=800, role=role)
    assert RoleShare.objects.count() == 3


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"since": date(2024, 1, 7)}, "not employed here on 7 Jan 2024"),
        ({"minutes": 0}, "more than nothing"),
        ({"minutes": 2401}, "at most a full week"),
        ({"until": date(2026, 1, 1)}, "last day cannot be before the first"),
    ],
)
def test_a_share_that_cannot_be_is_refused(employed, sam, more, sentence):
    with pytest.raises(Denied, match=sentence):
        give(employed, sam, **more)


def test_a_share_after_leaving_is_refused(employed, sam):
    Employment.objects.update(left_on=date(2026, 6, 30))
    with pytest.raises(Denied, match="leaves on 30 Jun 2026"):
        give(employed, sam)


def away(person, by, first, last, is_long=False):
    return shares.add_absence(
        person=person, kind=AbsenceKind.VACATION, first_on=date.fromisoformat(first),
        last_on=date.fromisoformat(last), is_long=is_long, by=by, at=clock.now(),
    )  # fmt: skip


def test_days_away_do_not_overlap(employed, sam):
    away(employed, sam, "2026-11-19", "2026-11-25")
    with pytest.raises(Denied, match="away on some of these days already"):
        away(employed, sam, "2026-11-25", "2026-11-30")


def test_an_absence_of_more_than_two_years_is_a_slip_in_the_year(employed, sam):
    with pytest.raises(Denied, match="two years at most"):
        away(employed, sam, "2026-11-19", "2036-11-25")


def test_an_absence_taken_back_makes_room(employed, sam):
    first = away(employed, sam, "2026-11-19", "2026-11-25")
    shares.withdraw_absence(absence=first, by=sam, today=date(2026, 10, 15), at=clock.now())
    away(employed, sam, "2026-11-25", "2026-11-30")


def test_long_leave_takes_its_days_off_the_ratio(employed, sam, puget):
    give(employed, sam)
    away(employed, sam, "2026-07-01", "2026-08-15", is_long=True)
    assert check(puget).check.quarterly.fte == Fraction(1, 2)


def test_an_hsc_changes_no_staffing(employed, ben):
    with pytest.raises(Denied, match="does not change staffing"):
        give(employed, ben)
