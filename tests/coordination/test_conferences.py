"""D4: case conferences whose follow-ups become tasks, and questions that an advisor sees and answers."""

import pytest
from django.urls import reverse

from coordination.models import AdvisorQuestion, Conference, WorkItem
from tests import make
from tests.coordination.desk_rows import text


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, worker_last_name="Delgado")


def url(name, *parts):
    return reverse(f"coordination:{name}", args=parts)


def plan(client, claim, **said):
    return client.post(
        url("conference-plan", claim.pk), {"subject": "Stairs", "planned_on": "2026-10-20", **said}
    )


def hold(client, **said):
    found = Conference.objects.latest("id")
    body = {"held_on": "2026-10-15", "participants": "Dr. Sato\nAna", "decisions": "Light duty first", **said}
    return client.post(url("conference-hold", found.pk), body)


def ask(client, claim, advisor):
    body = {"advisor": advisor.person_id, "question": "Is the knee ready?"}
    return client.post(url("question-ask", claim.pk), body)


def reply(client, words="Yes, with a rail"):
    return client.post(url("question-answer", AdvisorQuestion.objects.latest("id").pk), {"answer": words})


def opens(browse, who, claim):
    return browse(who).get(url("claim", claim.pk)).status_code


# ---- conferences ---------------------------------------------------------------------------------------


def test_a_planned_conference_stands_on_the_claim(client, claim):
    plan(client, claim, participants="Dr. Sato, AP")
    page = text(client.get(url("claim", claim.pk)))
    assert "1 conference planned" in page
    assert "Dr. Sato, AP" in page


def test_what_follows_becomes_tasks(client, claim, ben):
    plan(client, claim)
    hold(client, title_1="Ask the employer", due_1="2026-10-20", title_2="Send the APF", due_2="2026-10-21",
         to_2=ben.person_id)  # fmt: skip
    tasks = dict(WorkItem.objects.filter(claim=claim).values_list("because", "owner__name"))
    assert tasks == {"Ask the employer": "Ana", "Send the APF": "Ben"}
    assert "Light duty first" in text(client.get(url("claim", claim.pk)))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_on": "2026-10-16"}, "is after today"),
        ({"decisions": ""}, "required"),
        ({"participants": " "}, "required"),
        ({"title_1": "Ask"}, "Say by when."),
        ({"title_1": "Ask", "due_1": "2026-10-01"}, "cannot be due before today"),
    ],
)
def test_a_conference_that_cannot_be_is_refused_as_a_whole(client, claim, wrong, sentence):
    plan(client, claim)
    answer = hold(client, **wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert Conference.objects.get().held_on is None
    assert not WorkItem.objects.exists()


def test_none_is_planned_for_yesterday(client, claim):
    assert "planned for today or later" in text(plan(client, claim, planned_on="2026-10-14"))


def test_it_is_held_or_cancelled_once(client, claim):
    plan(client, claim)
    client.post(url("conference-cancel", Conference.objects.get().pk), {"reason": "The AP is ill"})
    assert "held or cancelled already" in text(hold(client))


# ---- questions -----------------------------------------------------------------------------------------


def test_a_question_lets_the_advisor_see_that_claim_only(client, browse, claim, ana, ito):
    other = make.Claim(hsc=ana.person)
    ask(client, claim, ito)
    assert (opens(browse, ito, claim), opens(browse, ito, other)) == (200, 404)
    assert "Is the knee ready?" in text(browse(ito).get(url("question-list")))


def test_the_answer_comes_back_as_a_task_to_pass_it_on(client, browse, claim, ana, ito):
    ask(client, claim, ito)
    reply(browse(ito))
    task = WorkItem.objects.get(claim=claim)
    assert (task.because, task.owner) == ("Pass the advisor’s answer on", ana.person)
    assert "Yes, with a rail" in text(client.get(url("claim", claim.pk)))


def test_once_passed_on_the_advisor_sees_the_claim_no_longer(client, browse, claim, ito):
    ask(client, claim, ito)
    reply(browse(ito))
    client.post(url("question-pass-on", AdvisorQuestion.objects.get().pk), {"to": "the attending provider"})
    assert opens(browse, ito, claim) == 404


def test_taken_back_it_shows_nothing(client, browse, claim, ito):
    ask(client, claim, ito)
    client.post(url("question-withdraw", AdvisorQuestion.objects.get().pk))
    assert opens(browse, ito, claim) == 404


def test_only_the_advisor_who_was_asked_answers(client, browse, claim, ito, puget):
    other = make.Membership(role="advisor")
    ask(client, claim, ito)
    assert reply(browse(other)).status_code == 404
    assert reply(client).status_code == 403


def test_questions_go_to_advisors(client, claim, ben):
    assert ask(client, claim, ben).status_code == 422


def test_an_answer_is_given_once(client, browse, claim, ito):
    ask(client, claim, ito)
    reply(browse(ito))
    assert "answered already" in text(reply(browse(ito), "No"))
