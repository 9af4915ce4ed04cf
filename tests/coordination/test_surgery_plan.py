"""Checks of a surgery on their edges, the steps of its line, and what another day moves (domain.md 9)."""

from datetime import date, timedelta

import pytest

from coordination import surgery_plan
from coordination.policy import Policy
from coordination.surgery_plan import Course, Planned, Verdict

LIMITS = Policy()
INJURED, AUTHORIZED, TODAY = date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)


def days(number):
    return timedelta(days=number)


def course(**known):
    return Course(injured_on=INJURED, authorized_on=AUTHORIZED, **known)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(0, Verdict.PASSED), (21, Verdict.PASSED), (22, Verdict.FAILED), (90, Verdict.FAILED)],
)
def test_the_surgery_is_in_time_on_day_21_and_late_on_day_22(day, verdict):
    found = surgery_plan.timely(course(performed_on=AUTHORIZED + days(day)), LIMITS, TODAY)
    assert found.verdict == verdict


@pytest.mark.parametrize(("day", "verdict"), [(21, Verdict.OPEN), (22, Verdict.FAILED)])
def test_a_surgery_that_waits_is_late_once_day_21_has_passed(day, verdict):
    assert surgery_plan.timely(course(), LIMITS, AUTHORIZED + days(day)).verdict == verdict


@pytest.mark.parametrize(("day", "emergent"), [(0, True), (11, True), (12, False)])
def test_a_surgery_within_11_days_of_the_injury_is_emergent(day, emergent):
    found = Course(injured_on=INJURED, authorized_on=INJURED, performed_on=INJURED + days(day))
    assert surgery_plan.is_emergent(found, LIMITS) is emergent
    verdicts = [one.verdict for one in surgery_plan.checks(found, LIMITS, TODAY)]
    assert (verdicts[0] == Verdict.NOT_APPLICABLE, verdicts[1] == Verdict.NOT_APPLICABLE) == (emergent,) * 2


def test_without_a_day_of_injury_nothing_says_emergent():
    assert surgery_plan.is_emergent(Course(performed_on=TODAY), LIMITS) is None


def test_the_numbers_are_the_policys():
    limits = Policy.from_values({"surgery_timely_days": 30})
    found = surgery_plan.timely(course(performed_on=AUTHORIZED + days(30)), limits, TODAY)
    assert found.verdict == Verdict.PASSED


@pytest.mark.parametrize(
    ("made", "surgery", "verdict"),
    [
        (date(2026, 4, 20), date(2026, 4, 20), Verdict.PASSED),
        (date(2026, 4, 21), date(2026, 4, 20), Verdict.FAILED),
        (None, date(2026, 4, 20), Verdict.FAILED),
        (None, TODAY, Verdict.OPEN),
    ],
)
def test_the_plan_is_made_before_the_surgery_or_on_its_day(made, surgery, verdict):
    found = surgery_plan.preop_plan(course(preop_plan_on=made, scheduled_for=surgery), LIMITS, TODAY)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("exam", "verdict"),
    [(19, Verdict.FAILED), (20, Verdict.PASSED), (27, Verdict.PASSED), (28, Verdict.FAILED)],
)
def test_the_apf_after_the_surgery_is_of_its_day_to_day_7(exam, verdict):
    found = course(performed_on=date(2026, 4, 20), apfs=(date(2026, 4, exam),))
    assert surgery_plan.postop_apf(found, LIMITS, TODAY).verdict == verdict


def test_the_apf_before_the_surgery_is_of_an_earlier_day():
    same_day = course(performed_on=date(2026, 4, 20), apfs=(date(2026, 4, 20),))
    assert surgery_plan.preop_apf(same_day).verdict == Verdict.FAILED


def test_a_surgery_that_was_cancelled_has_no_checks():
    found = course(scheduled_for=date(2026, 4, 20), ended_on=date(2026, 4, 1), ended_how="Cancelled")
    assert {one.verdict for one in surgery_plan.checks(found, LIMITS, TODAY)} == {Verdict.NOT_APPLICABLE}


def test_the_line_says_what_is_next():
    steps = surgery_plan.steps(course(scheduled_for=date(2026, 4, 20)), LIMITS)
    assert [one.name for one in steps if one.state == "wait"] == ["Plan before"]
    assert [one.name for one in steps if one.state == "skip-step"] == ["Candidate", "Requested"]


def test_what_stays_owed_after_the_surgery_is_next_though_later_steps_are_done():
    done = course(performed_on=date(2026, 4, 20), postop_plan_on=date(2026, 4, 25))
    assert [one.name for one in surgery_plan.steps(done, LIMITS) if one.state == "wait"] == ["APF after"]


def test_another_day_moves_the_milestones_that_are_not_met():
    light = Planned(1, "Light work", 21, date(2026, 5, 11))
    sedentary = Planned(2, "Sedentary work", 7, date(2026, 4, 27), met_on=date(2026, 4, 26))
    moves = surgery_plan.moves((light, sedentary), date(2026, 4, 27))
    assert [(one.key, one.before, one.after) for one in moves] == [(1, date(2026, 5, 11), date(2026, 5, 18))]


def test_the_same_day_moves_nothing():
    assert surgery_plan.moves((Planned(1, "Light work", 21, date(2026, 5, 11)),), date(2026, 4, 20)) == ()


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"performed_on": TODAY + days(1)}, "performed after today"),
        ({"requested_on": AUTHORIZED + days(1)}, "Authorized on"),
        ({"requested_on": AUTHORIZED, "scheduled_for": AUTHORIZED - days(1)}, "Scheduled on"),
        ({"performed_on": AUTHORIZED - days(1)}, "Performed on"),
        ({"performed_on": AUTHORIZED, "scheduled_for": TODAY + days(40)}, ""),
    ],
)
def test_days_that_cannot_be_are_named(known, words):
    found = surgery_plan.order_refusal(course(**known), TODAY)
    assert (words in found) if words else found == ""
