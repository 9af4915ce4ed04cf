"""Everything the pages of training accept, a program may send; who may not see them, may not read here."""

from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohe import clock, tokens
from cohe.models import AccessEvent
from tests import make
from tests.api.conftest import program
from training.models import Course, Evidence

__all__ = ["program"]

PDF = b"%PDF-1.7 evidence"


@pytest.fixture
def keep(program, sam):
    return program(sam)


def test_what_is_missing_goes_as_it_is_recorded(keep, new):
    status, team = keep.get("training/team/")
    assert (status, team["finding"]) == (200, "1 of 1 does not count yet")
    day, own = "2026-07-01", f"training/people/{new.pk}/"
    sent = {
        "experience": {"work": "direct-care", "employer": "Clinic", "since": "2020-01-01", "last_on": day},
        "degrees": {"title": "BSN", "awarded_on": day},
        "provider-number": {"applied_on": day, "number": "654321", "active_since": day},
        "applications": {"on": day},
        "courses": {
            "way": "orientation", "title": "Orientation", "delivered_on": day, "hours": "6",
            "topics": ["a", "b"], "required_testing": True,
        },
    }  # fmt: skip
    for end, body in sent.items():
        assert keep.post(f"{own}{end}/", body)[0] == 201, end
    for skill in ("communication", "data-management", "documentation", "analysis"):
        keep.post(f"{own}skills/", {"skill": skill, "how": "Shown", "shown_on": day})
    found = keep.get(own)[1]
    assert found["summary"]["verdict"] == "qualified"
    assert [one["what"] for one in found["summary"]["needs"]] == ["a mentor for the first months"]
    assert found["first_training"]["met_on"] == day
    assert [one["hsc"]["verdict"] for one in found["versions"]] == ["qualified", "qualified"]


def test_a_judgement_names_a_reviewer_of_the_cohe(keep, new, ito, olga):
    row = make.Degree(person=new, review_asked=True)
    body = {"is_equivalent": True, "reviewer": olga.person_id, "reason": "Evaluated"}
    status, refused = keep.post(f"training/degrees/{row.pk}/judge/", body)
    assert (status, refused["fields"]) == (400, {"reviewer": ["Nobody of this COHE has this number."]})
    body["reviewer"] = ito.person_id
    status, found = keep.post(f"training/degrees/{row.pk}/judge/", body)
    assert (status, found["degrees"][0]["is_equivalent"]) == (200, True)


def test_what_was_taken_back_is_put_back(keep, new):
    course = make.Course(person=new)
    assert keep.post(f"training/courses/{course.pk}/withdraw/")[1]["courses"] == []
    assert len(keep.post(f"training/courses/{course.pk}/put-back/")[1]["courses"]) == 1
    status, refused = keep.post(f"training/courses/{course.pk}/put-back/")
    assert (status, refused["detail"]) == (403, "This counts already.")


def test_the_rest_of_a_story_is_told(keep, new, ben):
    day, own = "2026-10-01", f"training/people/{new.pk}/"
    issue = keep.post(f"{own}issues/", {"text": "Late bills", "reported_on": day})[1]["issues"][0]
    goal = keep.post(f"{own}goals/", {"text": "Lead", "target_on": "2027-01-01"})[1]["goals"][0]
    mentor = keep.post(f"{own}mentors/", {"mentor": ben.person_id, "since": day})[1]["mentors"][0]
    held = {"held_on": day, "summary": "Calm", "next_on": "2027-10-01"}
    keep.post(f"{own}evaluations/", held)
    keep.post(f"training/issues/{issue['id']}/resolve/", {"on": "2026-10-02"})
    keep.post(f"training/goals/{goal['id']}/end/", {"is_met": True, "on": "2026-10-02"})
    found = keep.post(f"training/mentors/{mentor['id']}/end/", {"last_on": "2026-10-02"})[1]
    assert found["issues"][0]["resolved_on"] == found["goals"][0]["met_on"] == "2026-10-02"
    assert found["mentors"][0]["last_on"] == "2026-10-02"
    assert found["evaluations"][0]["held_by"] == "Sam"


@pytest.mark.parametrize(
    "wrong", [{"approved_on": "2026-10-02"}, {"delivered_on": "2026-10-16"}, {"hours": "0"}]
)
def test_training_that_cannot_be_is_refused_with_a_sentence(keep, new, wrong):
    body = {"way": "approved-content", "title": "Basics", "delivered_on": "2026-10-01", "hours": "3", **wrong}
    status, refused = keep.post(f"training/people/{new.pk}/courses/", body)
    assert status == 403 and refused["detail"].endswith(".") and not Course.objects.exists()


def test_evidence_is_sent_as_a_form_and_its_opening_logged(sam, ana, program, new):
    course = make.Course(person=new)
    key = tokens.make_token(membership=sam, name="a test", at=clock.now())
    sent = {"file": SimpleUploadedFile("a.pdf", PDF)}
    address, headers = f"/api/training/courses/{course.pk}/evidence/", {"Authorization": f"Token {key}"}
    assert Client().post(address, sent, headers=headers).status_code == 201
    status, found = program(ana).get(f"training/evidence/{Evidence.objects.get().pk}/")
    assert (status, found["media"], b64decode(found["content"])) == (200, "application/pdf", PDF)
    assert AccessEvent.objects.filter(action="training.evidence-opened", actor_id=ana.person_id).exists()


def test_a_coordinator_reads_her_own_training_and_no_other(program, ana, ben, new):
    assert program(ana).get(f"training/people/{new.pk}/")[0] == 200
    assert program(ben).get(f"training/people/{new.pk}/")[0] == 404
    assert program(ana).get("training/team/")[0] == 403
    assert program(ana).post(f"training/people/{new.pk}/goals/", {})[0] == 403
