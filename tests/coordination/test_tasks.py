"""B6: tasks one sets oneself or a colleague, on the same list with the same states."""

from uuid import uuid4

import pytest
from django.urls import reverse

from coordination.models import WorkItem
from tests import make
from tests.coordination.desk_rows import post, show, state, step, text, undo

SAID = {
    "title": "Ask about the light job",
    "due_on": "2026-10-16",
    "area": "return-to-work",
    "remark": "Mornings",
}


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, worker_last_name="Delgado")


def add(client, claim, who, **said):
    return client.post(
        reverse("coordination:task-add", args=[claim.pk]), {**SAID, "to": who.person_id, **said}
    )


def change(client, item, to, **said):
    url = reverse("coordination:task-change", args=[item.pk])
    return client.post(url, {**SAID, "to": to.person_id, "version": item.version, **said})


def task():
    return WorkItem.objects.get(rule="T03")


def test_a_task_stands_on_the_list_like_any_item(client, claim, ana):
    assert add(client, claim, ana).status_code == 303
    page = text(show(client, tab="upcoming"))
    assert "Ask about the light job" in page
    assert "Mornings" in page
    assert (task().area, task().state, task().owner) == ("return-to-work", "open", ana.person)


def test_a_task_for_a_colleague_is_on_her_list(client, claim, ana, ben, browse):
    add(client, claim, ben)
    assert "Ask about the light job" in text(show(browse(ben), tab="upcoming"))
    assert "Ask about the light job" not in text(show(client, tab="upcoming"))


def test_a_new_task_is_undone_and_done_like_any_item(client, claim, ana):
    add(client, claim, ana)
    undo(client)
    assert state(task()).state == "dismissed"
    add(client, claim, ana, title="Once more")
    again = WorkItem.objects.get(because="Once more")
    post(client, "done", again)
    assert state(again).state == "done"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "What is to be done"),
        ({"due_on": "2026-10-14"}, "cannot be due before today"),
        ({"due_on": "2026-02-31"}, "valid date"),
        ({"to": 0}, "Who does it"),
        ({"area": "gossip"}, "Area"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, claim, ana, wrong, said):
    answer = add(client, claim, ana, **wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Mornings" in text(answer)
    assert not WorkItem.objects.exists()


def test_changing_a_task_keeps_its_history_and_is_undone(client, claim, ana, ben):
    add(client, claim, ana)
    change(client, task(), ben, title="Ask the employer", due_on="2026-10-20", remark="")
    assert (task().because, str(task().due_on), task().owner) == (
        "Ask the employer",
        "2026-10-20",
        ben.person,
    )
    undo(client)
    assert (task().because, str(task().due_on), task().remark) == (
        "Ask about the light job", "2026-10-16", "Mornings",
    )  # fmt: skip
    assert task().owner == ana.person


def test_an_overdue_task_keeps_its_day_when_its_words_change(client, ana):
    item = step(ana, -3)
    assert change(client, item, ana, due_on=item.due_on.isoformat()).status_code == 303
    assert change(client, state(item), ana, due_on="2026-10-01").status_code == 422


def test_a_task_changed_meanwhile_is_not_written_over(client, claim, ana):
    add(client, claim, ana)
    seen = task()
    change(client, seen, ana, title="First")
    answer = change(client, seen, ana, title="Second")
    assert "You changed this item yourself" in text(answer)
    assert task().because == "First"


def test_what_a_rule_found_is_not_changed_as_a_task(client, ana):
    item = make.Item(owner=ana.person)
    assert change(client, item, ana).status_code == 404


def test_an_assistant_sets_tasks_for_herself_only(browse, claim, mia, ana):
    make.Delegation(claim=claim, assistant=mia.person)
    assert add(browse(mia), claim, ana).status_code == 422
    assert add(browse(mia), claim, mia).status_code == 303


def test_a_notes_next_step_is_such_a_task(client, claim, ana):
    client.post(
        reverse("coordination:note-sign", args=[claim.pk]),
        {"key": str(uuid4()), "version": 0, "window": str(uuid4()), "kind": "worker", "area": "monitoring",
             "person": "worker", "outcome": "reached",
         "contact_on": "2026-10-15", "minutes": 5, "text": "Spoke.", "step_title": "Call again",
         "step_due": "2026-10-20"},
    )  # fmt: skip
    undo(client)
    assert WorkItem.objects.get(because="Call again").state == "dismissed"
