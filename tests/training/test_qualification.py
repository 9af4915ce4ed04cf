"""Who may be an HSC or an Assistant: every row of domain.md 7."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohe.workdays import add_months
from training.choices import Skill, Verdict, Work
from training.qualification import VERSIONS, Candidate, Job, judge, version_on

TODAY = date(2026, 10, 15)
V1, V2 = VERSIONS
PASS, FAIL = Verdict.QUALIFIED, Verdict.NOT_QUALIFIED


def job(work, months, ended=TODAY, **more):
    return Job(work, add_months(ended, -months), ended, **more)


def one_after_another(*parts):
    """Return jobs that follow each other and end today."""
    jobs, ended = [], TODAY
    for work, months in parts:
        jobs.append(job(work, months, ended))
        ended = jobs[-1].since
    return tuple(jobs)


def verdicts(degree, jobs, version=V2, **more):
    found = judge(Candidate(degree, tuple(jobs), **more), TODAY, version)
    return found.hsc.verdict, found.assistant.verdict


# degree, (work, months) one after another, version, HSC, Assistant
ROWS = {
    "BA + 2y 11m MA": (True, [(Work.DIRECT_CARE, 35)], V1, FAIL, FAIL),
    "BA + 3y 0m": (True, [(Work.DIRECT_CARE, 36)], V1, PASS, PASS),
    "no degree, 6y RN + 1y RTW": (
        False, [(Work.DIRECT_CARE, 72), (Work.RETURN_TO_WORK, 12)], V1, PASS, PASS,
    ),
    "no degree, 6y 11m": (False, [(Work.DIRECT_CARE, 83)], V1, FAIL, PASS),
    "BA + 10y scheduler": (True, [(Work.SCHEDULER, 120)], V1, FAIL, FAIL),
    "BA + 2y referral coordinator + 3y care coordinator": (
        True, [(Work.REFERRAL_COORDINATOR, 24), (Work.DIRECT_CARE, 36)], V1, PASS, PASS,
    ),
    "no degree + 3y MA": (False, [(Work.DIRECT_CARE, 36)], V1, FAIL, PASS),
    "BA + 3y claims adjuster, V1": (True, [(Work.CLAIMS_MANAGEMENT, 36)], V1, FAIL, FAIL),
    "BA + 3y claims adjuster, V2": (True, [(Work.CLAIMS_MANAGEMENT, 36)], V2, PASS, PASS),
    "case 2: degree, under 3": (True, [(Work.OCCUPATIONAL_HEALTH, 24)], V2, FAIL, FAIL),
    "case 3: no degree, 7": (False, [(Work.OCCUPATIONAL_HEALTH, 84)], V2, PASS, PASS),
    "case 4: no degree, 3": (False, [(Work.RETURN_TO_WORK, 36)], V2, FAIL, PASS),
    "case 5: no degree, under 3": (False, [(Work.RETURN_TO_WORK, 35)], V2, FAIL, FAIL),
}  # fmt: skip


@pytest.mark.parametrize(("degree", "parts", "version", "hsc", "assistant"), ROWS.values(), ids=ROWS)
def test_the_decision_table_says_who_qualifies(degree, parts, version, hsc, assistant):
    assert verdicts(degree, one_after_another(*parts), version) == (hsc, assistant)


@pytest.mark.parametrize(
    "missing",
    [
        {"provider_number": False},
        {"no_issues": False},
        *({"skills": frozenset(Skill) - {one}} for one in Skill),
    ],
)
def test_one_missing_condition_fails_both_roles(missing):
    assert verdicts(True, [job(Work.DIRECT_CARE, 120)], **missing) == (FAIL, FAIL)


def test_pending_training_qualifies_conditionally():
    found = verdicts(True, [job(Work.DIRECT_CARE, 120)], training=False)
    assert found == (Verdict.CONDITIONAL, Verdict.CONDITIONAL)


def test_equivalent_experience_counts_once_a_reviewer_has_said_so():
    years = job(Work.CLAIMS_MANAGEMENT, 36)
    assert verdicts(True, [years], V1)[0] is FAIL
    assert verdicts(True, [years], V1, to_review=True)[0] is Verdict.TO_REVIEW
    assert verdicts(True, [years._replace(equivalent=True)], V1)[0] is PASS


def test_two_jobs_at_once_count_once():
    both = [job(Work.DIRECT_CARE, 24), job(Work.OCCUPATIONAL_HEALTH, 24)]
    assert judge(Candidate(True, tuple(both)), TODAY).months == 24


def test_part_time_is_shown_beside_and_decides_nothing():
    half = judge(Candidate(True, (job(Work.DIRECT_CARE, 36, hours_a_week=20),)), TODAY)
    assert (half.hsc.verdict, half.months, half.full_time_months) == (PASS, 36, 18)


def test_what_is_missing_is_said_in_words():
    found = judge(Candidate(True, (job(Work.DIRECT_CARE, 35),)), TODAY)
    assert found.hsc.missing == ("3 years of counted experience, of which 2 years 11 months are there",)


@pytest.mark.parametrize(("day", "code"), [("2023-12-31", "V1"), ("2024-01-01", "V2"), ("2020-01-01", "V1")])
def test_the_version_of_the_day_decides(day, code):
    assert version_on(date.fromisoformat(day)).code == code


spells = st.tuples(st.integers(0, 100), st.integers(1, 60))


@given(st.lists(spells, max_size=6), spells)
def test_more_work_never_counts_for_less(parts, more):
    def months(parts):
        jobs = tuple(
            Job(
                Work.DIRECT_CARE, add_months(date(2010, 1, 1), start), add_months(date(2010, 1, 1), start + n)
            )
            for start, n in parts
        )
        return judge(Candidate(True, jobs), TODAY).months

    assert months(parts) <= months([*parts, more]) <= months(parts) + more[1]


@pytest.mark.parametrize(("hours", "months"), [((40, 24), 36), ((20, 20), 36), ((10, 10), 18), ((20,), 18)])
def test_jobs_at_once_add_up_to_a_full_week_at_most(hours, months):
    jobs = tuple(job(Work.DIRECT_CARE, 36, hours_a_week=one) for one in hours)
    assert judge(Candidate(True, jobs), TODAY).full_time_months == months
