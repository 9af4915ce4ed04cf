"""B5: what was done is taken back as one; and what a script is answered, all of it in one answer."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cohe import clock
from coordination.models import DeskAction, Record, WorkItem
from tests import make
from tests.coordination.desk_rows import (
    DAY,
    MONDAY,
    SCRIPT,
    TODAY,
    for_worker,
    key,
    post,
    state,
    step,
    text,
    undo,
    url,
)


@pytest.fixture
def item(ana):
    return step(ana, -1, claim=for_worker("Delgado"))


# ---- undo ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "said"),
    [("done", {}), ("snooze", {"until": MONDAY}), ("dismiss", {"reason": "No"}), ("reassign", {"to": "ben"})],
)
def test_undo_puts_everything_back_exactly(client, ben, item, verb, said):
    kept = ("state", "owner_id", "is_reassigned", "snoozed_until", "closed_at", "due_on", "because")
    before = WorkItem.objects.values(*kept).get(pk=item.pk)
    post(client, verb, item, **({"to": ben.person_id} if "to" in said else said))
    assert WorkItem.objects.values(*kept).get(pk=item.pk) != before
    assert undo(client).status_code == 303
    assert WorkItem.objects.values(*kept).get(pk=item.pk) == before


def test_undo_takes_back_a_whole_bulk(client, ana):
    items = [step(ana) for _ in range(3)]
    client.post(url("done"), {"items": [key(item) for item in items]})
    undo(client)
    assert {state(item).state for item in items} == {"open"}


def test_undo_withdraws_the_fact_that_was_recorded(client, ana):
    item = make.Item(owner=ana.person, rule="T01", area="monitoring", due_on=TODAY)
    post(client, "done", item)
    undo(client)
    assert Record.objects.get(claim=item.claim_id).withdrawn_at is not None


def test_nothing_is_undone_once_the_item_has_moved_on(client, ana, ben, browse, item):
    post(client, "snooze", item, until=MONDAY)
    post(browse(ben), "wake", state(item))
    response = client.post(
        reverse("coordination:desk-undo"), {"action": str(DeskAction.objects.earliest("id").key)}
    )
    assert response.status_code == 409
    assert "Something else happened to this item since" in text(response)


def test_nothing_is_undone_twice(client, item):
    post(client, "done", item)
    assert [undo(client).status_code, undo(client).status_code] == [303, 409]


def test_only_ones_own_action_is_undone(client, ben, browse, item):
    post(client, "done", item)
    assert undo(browse(ben)).status_code == 404


@pytest.mark.parametrize("action", ["", "last", "7"])
def test_an_action_that_cannot_be_read_is_said(client, action):
    assert client.post(reverse("coordination:desk-undo"), {"action": action}).status_code == 400


def test_what_one_did_stands_on_the_list_for_a_while_with_its_undo(client, item, monkeypatch):
    post(client, "done", item)
    page = text(client.get(reverse("coordination:worklist")))
    assert "Done: <b>Delgado, Rosa, Next step</b>" in page
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "Done: <b>" not in text(client.get(reverse("coordination:worklist")))


def test_my_last_actions_lists_them_with_their_items_and_undo(client, ben, browse, item):
    post(browse(ben), "snooze", step(ben), until=MONDAY)
    post(client, "done", item)
    page = text(client.get(reverse("coordination:my-actions")))
    assert "Delgado, Rosa</a>: Next step" in page
    assert "Snoozed" not in page
    assert f'value="{DeskAction.objects.latest("id").key}"' in page


def test_the_history_of_an_item_says_who_did_what_when_and_why(client, item):
    post(client, "snooze", item, until=MONDAY, reason="Waits for the surgeon")
    page = text(client.get(reverse("coordination:item-history", args=(item.pk,))))
    for words in ("Snoozed", "Ana", "Waits for the surgeon", "15 Oct"):
        assert words in page


# ---- the answer to a script ----------------------------------------------------------------------------


def test_a_script_gets_row_counts_undo_line_and_what_is_next_in_one_answer(client, ana, item):
    step(ana, claim=for_worker("Fenwick"))
    answer = post(client, "done", item, script=True)
    page = text(answer)
    assert f'<tr id="row-{item.pk}" hx-swap-oob="delete">' in page
    assert "1 due, none overdue" in page
    assert re.search(r"Today <b>1</b>", page)
    assert "Done: <b>Delgado, Rosa, Next step</b>" in page
    assert "Done. 1 left. Next: Fenwick, Rosa, Next step." in page
    assert answer["HX-Reswap"] == "none"


def test_the_answer_keeps_to_the_filters_of_the_list(client, ana, item):
    step(ana, claim=for_worker("Fenwick"))
    page = text(post(client, "done", item, script=True, list="q=delgado"))
    assert "Done. 0 left." in page
    assert "Your filter lets nothing through" in page


def test_an_item_that_stays_on_the_list_is_drawn_anew_in_its_place(sam, ana, ben, browse):
    item = step(ana)
    page = text(post(browse(sam), "reassign", item, script=True, to=ben.person_id))
    assert f'<tr id="row-{item.pk}"' in page
    assert '<span class="tag tag-line">Ben</span>' in page
    assert "delete" not in page


def test_what_cleared_besides_leaves_the_list_too_and_is_named(client, ana):
    claim = make.Claim(roa_received_date="2026-09-03")
    gone = make.Item(owner=ana.person, claim=claim, rule="T07")
    own = step(ana, claim=claim)
    page = text(post(client, "done", own, script=True))
    assert f'<tr id="row-{gone.pk}" hx-swap-oob="delete">' in page
    assert "Cleared too: Get the ROA in." in page


def test_a_script_that_is_refused_gets_the_sentence_for_its_place(client, item):
    WorkItem.objects.filter(pk=item.pk).update(version=2)
    answer = post(client, "done", item, script=True)
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#notices"
    assert "<html" not in text(answer)


def test_an_undo_by_a_script_that_cannot_be_is_said_above_the_list(client):
    answer = client.post(reverse("coordination:desk-undo"), {"action": "x", "list": ""}, headers=SCRIPT)
    assert (answer.status_code, answer["HX-Retarget"]) == (400, "#notices")


def test_a_restored_row_is_there_and_open(client, item):
    post(client, "done", item)
    body = {"action": str(DeskAction.objects.latest("id").key), "list": ""}
    answer = client.post(reverse("coordination:desk-undo"), body, headers=SCRIPT)
    assert answer["HX-Retarget"] == "#desk"
    assert f'<tr id="row-{item.pk}" class="new on"' in text(answer)


def test_snoozed_items_come_back_by_themselves_where_the_snoozed_tab_said(client, item):
    post(client, "snooze", item, until=MONDAY)
    page = client.get(reverse("coordination:worklist"), {"tab": "snoozed"})
    assert page.context["desk"].rows[0].tag.words == "until Mon 19 Oct"
    assert page.context["desk"].rows[0].tag.beside == f"due {(TODAY - DAY).day} Oct"
