"""Surgeries and return to work by program: the same actions, the same sentences (J4)."""

from datetime import date

import pytest

from coordination.models import JobPaper, Milestone
from tests import make

KEY = "arthroscopy 2026-09-10"


@pytest.fixture
def surgery(claim):
    return make.Surgery(claim=claim, requested_on=date(2026, 9, 10), scheduled_for=date(2026, 10, 20))


PLAN = {
    "about": KEY,
    "kind": "pre-op",
    "made_on": "2026-10-15",
    "goals": "Light work by week three.",
    "milestones": [{"kind": "light", "offset_days": 21}],
}


def test_a_surgery_is_planned_previewed_moved_and_put_back(program, ana, claim, surgery):
    ask, at = program(ana), f"claims/{claim.pk}/surgeries/"
    assert ask.post(f"{at}plan/", PLAN)[0] == 201
    told = {"about": KEY, "told_scheduled_for": "2026-10-27"}
    _, preview = ask.post(f"{at}preview/", told)
    assert [one["after"] for one in preview["moves"]] == ["2026-11-17"]
    _, dated = ask.post(f"{at}dates/", told)
    assert Milestone.objects.get().expected_on == date(2026, 11, 17)
    ask.post(f"surgery-moves/{dated['move']}/undo/", {})
    assert Milestone.objects.get().expected_on == date(2026, 11, 10)


def test_the_list_says_what_the_page_says(program, ana, claim, surgery):
    ask = program(ana)
    ask.post(f"claims/{claim.pk}/surgeries/plan/", PLAN)
    status, answer = ask.get(f"claims/{claim.pk}/surgeries/")
    one = answer["surgeries"][0]
    assert (status, one["key"], one["plans"][0]["milestones"][0]["words"]) == (200, KEY, "Light work")


def test_a_candidate_is_named_and_days_that_cannot_be_are_refused(program, ana, claim):
    ask, at = program(ana), f"claims/{claim.pk}/surgeries/"
    assert ask.post(at, {"procedure": "fusion", "candidate_on": "2026-10-01"})[0] == 201
    status, answer = ask.post(at, {"procedure": "other", "told_performed_on": "2026-10-16"})
    assert (status, "after today" in answer["detail"]) == (403, True)


def test_a_milestone_is_met_on_a_day(program, ana, claim, surgery):
    ask = program(ana)
    ask.post(f"claims/{claim.pk}/surgeries/plan/", PLAN)
    one = Milestone.objects.get()
    assert ask.post(f"milestones/{one.pk}/met/", {"on": "2026-10-15"})[0] == 200
    assert ask.post(f"milestones/{one.pk}/met/", {"on": "2026-10-15"})[0] == 403


def test_a_job_paper_is_recorded_answered_and_withdrawn(program, ana, claim):
    ask = program(ana)
    paper = {"kind": "job-analysis", "title": "Gate", "drafted_by": "vrc", "drafted_on": "2026-10-01"}
    assert ask.post(f"claims/{claim.pk}/job-papers/", paper)[0] == 201
    one = JobPaper.objects.get()
    answered = {
        **paper, "sent_to_ap_on": "2026-10-02", "answer": "approved", "answered_on": "2026-10-09"
    }  # fmt: skip
    assert ask.put(f"job-papers/{one.pk}/", answered)[1]["job_paper"]["answer"] == "approved"
    assert ask.post(f"job-papers/{one.pk}/withdraw/", {})[0] == 200


def test_what_the_employer_says_is_kept(program, ana, claim):
    said = {
        "on": "2026-10-15", "contact_person": "R. Stroud", "modified_duty": "offered",
        "offered_on": "2026-10-14", "hours_a_week": "20.0",
    }  # fmt: skip
    status, answer = program(ana).post(f"claims/{claim.pk}/employer/", said)
    assert (status, answer["employer_contact"]["hours_a_week"]) == (201, "20.0")


def test_overlapping_work_status_is_refused_in_the_same_sentence(program, ana, claim):
    ask, at = program(ana), f"claims/{claim.pk}/work-status/"
    heard = {"status": "off_work", "from_date": "2026-09-10", "said_by": "worker"}
    ask.post(at, heard)
    status, answer = ask.post(at, {**heard, "from_date": "2026-10-01"})
    assert (status, "It overlaps what the Worker said" in answer["detail"]) == (403, True)
    assert ask.post(at, {**heard, "from_date": "2026-10-01", "ends_earlier": True})[0] == 201
