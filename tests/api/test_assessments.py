"""Assessments, interventions, medication and papers by the API: the same actions as the pages."""

from datetime import date

import pytest

from cohe.models import Role
from tests import make


@pytest.fixture
def ask(program, ana):
    return program(ana)


PEG = {"slug": "peg", "taken_on": "2026-10-15", "answers": {"pain": 7, "enjoyment": 7, "activity": 6}}


def test_an_assessment_is_scored_listed_and_withdrawn(ask, claim):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    status, taken = ask.post(f"claims/{claim.pk}/assessments/", PEG)
    assert (status, taken["assessment"]["scores"]) == (201, {"": "6.6667"})
    one = taken["assessment"]["id"]
    assert ask.get(f"claims/{claim.pk}/assessments/")[1]["results"][0]["id"] == one
    assert ask.get(f"assessments/{one}/")[1]["title"] == "PEG"
    status, refreshed = ask.post(f"assessments/{one}/withdraw/")
    assert (status, refreshed["opened"]) == (200, ["Take a pain and function reading"])


@pytest.mark.parametrize(
    "wrong", [{"slug": "nothing"}, {"answers": {"pain": 11}}, {"taken_on": "2026-10-16"}]
)
def test_what_cannot_be_is_refused(ask, claim, wrong):
    assert ask.post(f"claims/{claim.pk}/assessments/", {**PEG, **wrong})[0] in (400, 403)


def test_an_intervention_follows_a_positive_frq(ask, claim):
    body = {"kind": "active-part", "visit_on": "2026-10-15", "outcome": "begun"}
    assert ask.post(f"claims/{claim.pk}/interventions/", body)[0] == 403
    make.Frq(claim=claim, asked_on=date(2026, 10, 1))
    status, made = ask.post(f"claims/{claim.pk}/interventions/", body)
    assert status == 201
    assert ask.post(f"interventions/{made['intervention']['id']}/withdraw/")[0] == 200


def test_a_concern_is_told_and_a_paper_goes_on(ask, claim):
    body = {"checked_on": "2026-10-14", "as_prescribed": "no", "concern": "side-effects"}
    _, check = ask.post(f"claims/{claim.pk}/medication-checks/", body)
    status, told = ask.post(f"medication-checks/{check['id']}/told/", {"told_on": "2026-10-15"})
    assert (status, told["ap_told_on"]) == (200, "2026-10-15")
    _, filed = ask.post(f"claims/{claim.pk}/papers/", {"code": "F252-097-000", "given_on": "2026-10-10"})
    paper = filed["paper"]["id"]
    days = {"given_on": "2026-10-10", "sent_on": "2026-10-09"}
    status, answer = ask.put(f"papers/{paper}/", days)
    assert (status, answer["detail"]) == (403, "Sent on 9 Oct 2026 is before given on 10 Oct 2026.")
    assert ask.put(f"papers/{paper}/", {**days, "sent_on": "2026-10-12"})[0] == 200


def test_an_administrator_makes_and_retires_forms(program, puget, ask):
    admin = program(make.Membership(cohe=puget, role=Role.ADMINISTRATOR))
    question = {"key": "steps", "words": "Steps a day", "kind": "scale", "low": 0, "high": 900}
    body = {"slug": "steps", "title": "Steps", "questions": [question], "scoring": "sum"}
    status, made = admin.post("assessment-forms/", body)
    assert (status, made["version"]) == (201, 1)
    assert "steps" in {one["slug"] for one in ask.get("assessment-forms/")[1]["forms"]}
    assert admin.post("assessment-forms/steps/retire/")[1]["retired_on"] == "2026-10-15"
    assert admin.post("assessment-forms/steps/use-again/")[1]["retired_on"] is None
    assert ask.post("assessment-forms/", body)[0] == 403
