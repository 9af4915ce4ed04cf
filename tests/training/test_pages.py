"""The supervisor sees who does not count yet and keeps it; a coordinator sees her own page and no other's."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cohe import clock, people
from cohe.models import AccessEvent, Employment, ProviderNumber
from tests import make
from tests.asking import queries_of
from tests.pages import words
from training.choices import Skill
from training.models import Course, Evidence, Experience, SkillShown

PDF = b"%PDF-1.7 evidence"


def qualified(person):
    make.Experience(person=person)
    make.Degree(person=person)
    make.Course(person=person, topics=["a", "b"], required_testing=True)
    make.SupplementalApplication(person=person)
    own = {"cohe_id": tenant(person), "person": person}
    ProviderNumber.objects.create(
        **own, applied_on=date(2026, 6, 3), number="654321", active_since=date(2026, 8, 1)
    )
    SkillShown.objects.bulk_create(
        SkillShown(**own, skill=skill, how="Shown", shown_on=date(2026, 7, 1)) for skill in Skill
    )


def tenant(person):
    return Employment.objects.get(person=person).cohe_id


def page_of(client, person):
    return words(client.get(reverse("training:person", args=(person.pk,))))


def post(client, name, pk, **given):
    return client.post(reverse(f"training:{name}", args=(pk,)), given)


def test_the_team_says_who_does_not_count_and_what_is_missing_by_when(supervisor, new):
    page = words(supervisor.get(reverse("training:team")))
    assert "1 of 1 does not count yet" in page
    assert "48 days left, to 2 Dec 2026" in page
    assert re.search(r"2 Dec 2026 one of the ways: .*; topic: L&I business process", page)


def test_somebody_with_everything_misses_nothing(supervisor, new):
    qualified(new)
    make.Mentor(person=new)
    assert "Everybody counts, and nothing is missing" in words(supervisor.get(reverse("training:team")))
    page = page_of(supervisor, new)
    assert "Ana counts as HSC" in page and "Nothing is missing" in page
    assert "First training: done 1 Oct 2026" in page


def test_the_file_says_a_line_for_each_thing_and_is_logged(supervisor, new):
    answer = supervisor.get(reverse("training:missing-csv"))
    assert "Ana,hsc,not-qualified,topic: L&I business process,2026-12-02,no,L&I" in answer.content.decode()
    assert AccessEvent.objects.filter(action="training.exported").exists()


@pytest.mark.parametrize("address", ["team", "person"])
def test_a_page_asks_the_same_of_few_and_of_many(address, supervisor, new):
    parts = (new.pk,) if address == "person" else ()

    def asked():
        return queries_of(lambda: supervisor.get(reverse(f"training:{address}", args=parts)))

    qualified(new)
    make.Evidence(course=make.Course(person=new))
    few = asked()
    for _ in range(3):
        make.Experience(person=make.Membership().person)
        make.Evidence(course=make.Course(person=new))
    assert asked() == few < 30


def test_claims_management_shows_where_the_versions_differ(supervisor, new):
    qualified(new)
    Experience.objects.update(work="claims-management")
    page = page_of(supervisor, new)
    assert "Workers' compensation claims management" in page
    assert "4 years no counts" in page
    assert "Not qualified Qualified" in page


def test_what_was_typed_stays_when_it_cannot_be(supervisor, new):
    answer = post(
        supervisor, "course-add", new.pk, way="approved-content", title="Claims basics", hours="3",
        delivered_on="2026-09-01", approved_on="2026-09-02",
    )  # fmt: skip
    assert answer.status_code == 422 and "approval is dated after" in words(answer)
    assert 'value="Claims basics"' in answer.content.decode() and not Course.objects.exists()


def test_work_is_recorded_judged_taken_back_and_put_back(supervisor, new, ito):
    post(
        supervisor, "experience-add", new.pk, work="scheduler", employer="Foss Clinic", since="2015-01-01",
        last_on="2018-12-31", hours_a_week="40", review_asked="on",
    )  # fmt: skip
    row = Experience.objects.get()
    assert row.until == date(2019, 1, 1) and "waits for a reviewer" in page_of(supervisor, new)
    post(supervisor, "experience-judge", row.pk, is_equivalent="yes", member=ito.pk, reason="Ran the clinic")
    assert "Judged equivalent by Dr. Ito: Ran the clinic" in page_of(supervisor, new)
    post(supervisor, "experience-withdraw", row.pk)
    assert "1 taken back Work for Foss Clinic" in page_of(supervisor, new)
    post(supervisor, "experience-withdraw", row.pk, back="1")
    assert "taken back" not in page_of(supervisor, new)


def test_every_form_saves_and_shows_it(supervisor, new, ben):
    day = "2026-10-01"
    post(supervisor, "degree-add", new.pk, title="BSN", awarded_on=day)
    post(supervisor, "skill-show", new.pk, skill="communication", how="Ran groups", shown_on=day)
    post(supervisor, "issue-report", new.pk, text="Late bills", reported_on=day)
    post(supervisor, "number-keep", new.pk, applied_on=day)
    post(supervisor, "application-send", new.pk, on=day)
    post(supervisor, "goal-set", new.pk, text="Lead a conference", target_on="2027-01-01")
    post(supervisor, "review-hold", new.pk, held_on=day, summary="Calm on the phone", next_on="2027-10-01")
    post(supervisor, "mentor-name", new.pk, member=ben.pk, since=day)
    page = page_of(supervisor, new)
    for said in ("BSN", "Ran groups", "Late bills open", "applied for 1 Oct 2026", "no answer yet"):
        assert said in page
    for said in ("Lead a conference by 1 Jan 2027", "Calm on the phone", "Mentor: Ben."):
        assert said in page


def test_evidence_is_kept_given_as_a_file_and_each_opening_logged(supervisor, browse, new, ana):
    course = make.Course(person=new)
    sent = SimpleUploadedFile("übung.txt", PDF, content_type="text/html")
    post(supervisor, "evidence-add", course.pk, file=sent)
    answer = browse(ana).get(reverse("training:evidence", args=(Evidence.objects.get().pk,)))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    event = AccessEvent.objects.get(action="training.evidence-opened")
    assert event.actor_id == ana.person_id


@pytest.mark.parametrize("content", [b"", b"MZ program", PDF + b" " * 5_000_000])
def test_a_file_of_another_kind_is_refused(supervisor, new, content):
    sent = SimpleUploadedFile("a.pdf", content)
    answer = post(supervisor, "evidence-add", make.Course(person=new).pk, file=sent)
    assert answer.status_code == 422 and not Evidence.objects.exists()


def test_a_coordinator_sees_her_own_page_without_anything_to_press(browse, ana, new):
    qualified(new)
    page = browse(ana).get(reverse("training:mine"))
    assert "Ana counts as HSC" in words(page) and "Take back" not in words(page)
    assert b"Your training" in browse(ana).get("/me/").content


def test_nobody_sees_a_colleagues_page_or_evidence(browse, ben, new):
    row = make.Evidence(course=make.Course(person=new))
    for address in (reverse("training:person", args=(new.pk,)), reverse("training:evidence", args=(row.pk,))):
        assert browse(ben).get(address).status_code == 404
    assert browse(ben).get(reverse("training:team")).status_code == 403
    assert not AccessEvent.objects.filter(action="training.evidence-opened").exists()


def test_who_does_not_coordinate_reads_why_there_is_nothing(supervisor):
    assert "No training is asked of you here" in words(supervisor.get(reverse("training:mine")))


def test_after_saving_for_somebody_who_coordinates_no_longer_comes_the_team(supervisor, new, ana):
    goal = make.Goal(person=new, text="Lead", target_on=make.DAY)
    people.end_membership(membership=ana, today=make.DAY, at=clock.now())
    answer = post(supervisor, "goal-end", goal.pk, is_met="yes", on=f"{make.DAY}")
    assert answer.url == reverse("training:team")
