"""B10: the label says the true scope, the result is kept row by row, and undone as one."""

from django.urls import reverse

from cohe.models import AccessEvent
from coordination.models import DeskAction, WorkItem
from coordination.views import item_answers
from tests.coordination.desk_rows import SCRIPT, for_worker, key, post, show, state, step, text, undo, url


def all_of(client, verb, n, query="", script=False, **said):
    return client.post(url(verb), {"all_of": n, "list": query, **said}, headers=SCRIPT if script else {})


def test_the_page_says_what_is_shown_and_what_matches(client, ana, monkeypatch):
    monkeypatch.setattr("coordination.queries.desk.ROWS_A_PAGE", 2)
    for _ in range(3):
        step(ana)
    page = text(show(client))
    assert "of the 2 shown" in page
    assert "all 3 that match" in page


def test_all_that_match_are_done_those_not_shown_too(client, ana, monkeypatch):
    monkeypatch.setattr("coordination.queries.desk.ROWS_A_PAGE", 2)
    items = [step(ana) for _ in range(5)]
    all_of(client, "done", 5)
    assert {state(item).state for item in items} == {"done"}


def test_the_filter_narrows_them(client, ana):
    mine, other, another = step(ana), step(ana), step(ana)
    WorkItem.objects.filter(pk__in=[mine.pk, another.pk]).update(area="surgery")
    all_of(client, "done", 2, "area=surgery")
    assert [state(one).state for one in (mine, another, other)] == ["done", "done", "open"]


def test_a_list_that_grew_meanwhile_is_not_acted_on(client, ana):
    items = [step(ana) for _ in range(3)]
    answer = all_of(client, "done", 2)
    assert answer.status_code == 400
    assert "3 items match now, not 2" in text(answer)
    assert {state(item).state for item in items} == {"open"}


def test_a_list_that_is_too_long_is_to_be_narrowed(client, ana, monkeypatch):
    monkeypatch.setattr(item_answers, "MOST_OF_A_LIST", 2)
    for _ in range(3):
        step(ana)
    assert "narrow the list" in text(all_of(client, "done", 3))


def test_a_rows_own_button_means_that_row_alone(client, ana):
    one, other = step(ana), step(ana)
    client.post(url("done"), {"item": key(one), "all_of": "2", "list": ""})
    assert [state(one).state, state(other).state] == ["done", "open"]


def test_nobody_elses_items_are_among_all(client, ana, ben):
    theirs = step(ben)
    step(ana)
    assert all_of(client, "done", 2, "owner=team").status_code == 400
    assert state(theirs).state == "open"


def result(client):
    return text(client.get(reverse("coordination:desk-action", args=[DeskAction.objects.latest("id").key])))


def test_what_was_refused_is_kept_with_the_reason(client, ana):
    from_note = WorkItem.objects.filter(pk=step(ana, claim=for_worker("Delgado")).pk)
    from_note.update(rule="T05")
    fine = step(ana)
    answer = client.post(url("done"), {"items": [key(from_note.get()), key(fine)]}, follow=True)
    assert "Done: 1 of 2" in text(answer)
    assert "only a signed note clears this" in result(client)
    assert state(fine).state == "done"


def test_when_all_were_refused_that_is_kept_too_and_there_is_nothing_to_undo(client, ana):
    items = [step(ana), step(ana)]
    WorkItem.objects.update(rule="T05")
    client.post(url("done"), {"items": [key(item) for item in items]})
    assert "Done: 0 of 2" in result(client)
    assert "Undo all of it" not in result(client)


def test_a_script_hears_of_the_page_of_the_result(client, ana):
    items = [step(ana), step(ana)]
    WorkItem.objects.filter(pk=items[0].pk).update(rule="T05")
    answer = text(post(client, "done", *items, script=True))
    assert reverse("coordination:desk-action", args=[DeskAction.objects.latest("id").key]) in answer


def test_it_is_undone_as_one(client, ana):
    items = [step(ana) for _ in range(3)]
    all_of(client, "dismiss", 3, reason="A mistake")
    undo(client)
    assert {state(item).state for item in items} == {"open"}


def test_the_download_names_no_worker_and_is_in_the_trail(client, ana):
    items = [step(ana, claim=for_worker("Delgado")), step(ana)]
    client.post(url("done"), {"items": [key(item) for item in items]})
    address = reverse("coordination:desk-action-csv", args=[DeskAction.objects.latest("id").key])
    rows = text(client.get(address))
    assert items[0].claim_number in rows
    assert "Delgado" not in rows
    assert AccessEvent.objects.filter(action="worklist.result-downloaded").exists()


def test_a_result_is_ones_own(client, ana, ben, browse):
    client.post(url("done"), {"items": [key(step(ana)), key(step(ana))]})
    address = reverse("coordination:desk-action", args=[DeskAction.objects.latest("id").key])
    assert browse(ben).get(address).status_code == 404
