"""B4, B5, B10: what one does to items, by a page and by a script; one event each, taken back as one."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cohe import clock
from coordination.models import DeskAction, ItemEvent, Record, WorkItem
from tests import make
from tests.coordination.desk_rows import DAY, SCRIPT, TODAY, cover, for_worker, key, step, text

MONDAY, WEEK_LATER = "2026-10-19", "2026-10-22"


def url(verb):
    return reverse(f"coordination:item-{verb}")


def post(client, verb, *items, script=False, **said):
    """Post a verb on items, as the page's form does, or as its script."""
    body = {"item": [key(item) for item in items], **said}
    return client.post(
        url(verb), body | ({"list": said.get("list", "")} if script else {}), headers=SCRIPT if script else {}
    )


def undo(client, **said):
    action = DeskAction.objects.latest("id")
    return client.post(reverse("coordination:desk-undo"), {"action": str(action.key), **said})


def state(item):
    return WorkItem.objects.get(pk=item.pk)


@pytest.fixture
def item(ana):
    return step(ana, -1, claim=for_worker("Delgado"))


@pytest.fixture
def client(ana, browse):
    return browse(ana)


# ---- each verb -----------------------------------------------------------------------------------------


def test_done_takes_the_item_off_and_leads_back(client, item):
    back = "/worklist/?area=monitoring"
    response = post(client, "done", item, back=back)
    assert (response.status_code, response["Location"]) == (303, back)
    assert state(item).state == "done"
    assert "Done: 1 item." in text(client.get(back))


def test_the_verb_takes_the_item_of_its_address_with_the_version_that_was_seen(client, item):
    address = reverse("coordination:item-done", args=(item.pk,))
    assert client.post(address, {"version": item.version}).status_code == 303
    assert state(item).state == "done"


@pytest.mark.parametrize(("said", "until"), [({"until": MONDAY}, MONDAY), ({"day": WEEK_LATER}, WEEK_LATER)])
def test_a_snooze_asks_until_when_and_sleeps(client, item, said, until):
    asked = post(client, "snooze", item)
    assert asked.status_code == 200
    for choice in ("Tomorrow, Fri 16 Oct", "Monday, 19 Oct", "In a week, Thu 22 Oct"):
        assert choice in text(asked)
    assert post(client, "snooze", item, **said).status_code == 303
    assert state(item).snoozed_until.isoformat() == until


def test_a_sleeping_item_is_woken(client, item):
    post(client, "snooze", item, until=MONDAY)
    assert post(client, "wake", state(item)).status_code == 303
    assert state(item).state == "open"


def test_dismissing_asks_why_and_keeps_the_reason(client, item):
    assert post(client, "dismiss", item).status_code == 200
    assert post(client, "dismiss", item, reason="The worker moved away").status_code == 303
    assert ItemEvent.objects.get(item=item, kind="dismissed").reason == "The worker moved away"


def test_an_item_is_given_to_somebody_of_the_cohe(client, ben, olga, item):
    asked = text(post(client, "reassign", item))
    assert "Ben, HSC" in asked
    assert "Olga" not in asked
    assert post(client, "reassign", item, to=ben.person_id).status_code == 303
    assert state(item).owner_id == ben.person_id


def test_done_records_the_fact_its_rule_waits_for(client, ana):
    item = make.Item(owner=ana.person, rule="T01", area="monitoring", due_on=TODAY)
    post(client, "done", item)
    assert Record.objects.get(claim=item.claim_id).kind == "reviewed"


@pytest.mark.parametrize("script", [False, True])
def test_what_only_a_note_clears_leads_to_the_note(client, ana, script):
    item = make.Item(owner=ana.person, rule="T02", due_on=TODAY)
    response = post(client, "done", item, script=script)
    assert (
        response["HX-Redirect" if script else "Location"] == f"/claims/{item.claim_id}/?finish={item.pk}#note"
    )
    assert state(item).state == "open"


# ---- refused, with nothing lost ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"until": ""}, "Choose until when it sleeps."),
        ({"until": "2026-10-15"}, "Choose a day after today."),
        ({"until": "2027-10-15"}, "At most 90 days"),
        ({"until": "2026-11-15"}, "Snoozing for more than 7 days needs a reason."),
        ({"day": "31 October"}, "Enter a valid date."),
    ],
)
def test_a_snooze_that_cannot_be_is_said_on_the_form(client, item, said, sentence):
    response = post(client, "snooze", item, **said)
    assert response.status_code == 422
    assert sentence in text(response)
    assert state(item).state == "open"


def test_a_refused_form_keeps_what_was_typed(client, item):
    response = post(client, "snooze", item, reason="Away until spring", until="2027-10-15")
    assert "Away until spring" in text(response)
    assert f'value="{key(item)}"' in text(response)


def test_dismissing_without_a_reason_is_refused(client, item):
    assert post(client, "dismiss", item, reason=" ").status_code == 422
    assert state(item).state == "open"


def test_nobody_is_given_an_item_who_is_not_here(client, olga, item):
    assert post(client, "reassign", item, to=olga.person_id).status_code == 422
    assert state(item).owner_id != olga.person_id


def test_an_item_that_somebody_changed_meanwhile_stays_as_it_is(client, item):
    WorkItem.objects.filter(pk=item.pk).update(version=2)
    response = post(client, "done", item)
    assert response.status_code == 409
    assert "Somebody changed this item" in text(response)
    assert state(item).state == "open"


def test_a_closed_item_is_not_done_again(client, item):
    post(client, "done", item)
    response = post(client, "done", state(item))
    assert response.status_code == 409
    assert DeskAction.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"item": "seven"},
        {"item": "7"},
        {"item": "7:1:2"},
        {"item": "-7:1"},
        {"item": f"{2**40}:1"},
        {"item": "٣"},
    ],
)
def test_what_cannot_be_read_is_said(client, body):
    response = client.post(url("done"), body)
    assert response.status_code == 400
    assert "This was not done" in text(response)


def test_too_many_at_once_are_refused(client):
    response = client.post(url("done"), {"items": [f"{n}:1" for n in range(1, 202)]})
    assert response.status_code == 400
    assert "At most 200 items in one go" in text(response)


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(client, item, back):
    assert post(client, "done", item, back=back)["Location"] == reverse("coordination:worklist")


@pytest.mark.parametrize("verb", ["done", "snooze", "dismiss", "reassign", "wake"])
def test_looking_changes_nothing(client, verb):
    assert client.get(url(verb)).status_code == 405


# ---- whose ---------------------------------------------------------------------------------------------


def test_an_hsc_of_another_cohe_gets_404(olga, browse, item):
    assert post(browse(olga), "done", item).status_code == 404
    assert state(item).state == "open"


def test_an_assistant_works_her_own_items_only(mia, browse, item):
    assert post(browse(mia), "done", item).status_code == 404
    hers = step(mia)
    assert post(browse(mia), "done", hers).status_code == 303


def test_an_hsc_works_what_she_covers(ana, ben, browse, item):
    cover(ana, ben)
    assert post(browse(ben), "done", item).status_code == 303


@pytest.mark.parametrize(
    ("who", "verb"),
    [("ito", "done"), ("cleo", "done"), ("ada", "done"), ("mia", "reassign"), ("ito", "snooze")],
)
def test_a_role_without_the_right_is_refused(request, browse, item, who, verb):
    assert post(browse(request.getfixturevalue(who)), verb, item).status_code == 403


def test_a_supervisor_gives_away_what_nobody_owns(sam, ben, browse):
    item = step(None)
    post(browse(sam), "reassign", item, to=ben.person_id)
    assert state(item).owner_id == ben.person_id


def test_somebody_elses_history_is_not_to_be_found(mia, olga, browse, item):
    address = reverse("coordination:item-history", args=(item.pk,))
    assert {browse(who).get(address).status_code for who in (mia, olga)} == {404}


def test_another_hsc_says_why_before_she_reads_the_history_of_an_item(ana, ben, browse):
    item = step(ana, claim=for_worker("Delgado", hsc=ana.person))
    address = reverse("coordination:item-history", args=(item.pk,))
    asked = browse(ben).get(address)
    assert asked.status_code == 302
    assert asked["Location"].startswith(reverse("coordination:claim-reason", args=(item.claim_id,)))
    assert browse(ana).get(address).status_code == 200


# ---- several at once -----------------------------------------------------------------------------------


def test_ticked_items_are_done_in_one_go_and_each_has_its_event(client, ana):
    items = [step(ana) for _ in range(3)]
    client.post(url("done"), {"items": [key(item) for item in items]})
    assert [state(item).state for item in items] == ["done"] * 3
    assert DeskAction.objects.get().events.count() == 3


def test_the_button_of_a_row_acts_on_that_row_whatever_is_ticked(client, ana):
    ticked, pressed = step(ana), step(ana)
    client.post(url("done"), {"items": key(ticked), "item": key(pressed)})
    assert (state(ticked).state, state(pressed).state) == ("open", "done")


def test_of_several_the_refused_are_named_with_the_reason_and_the_others_done(client, ana):
    fine, stale = step(ana), step(ana, claim=make.Claim(claim_number="K418207"))
    needs_note = make.Item(owner=ana.person, rule="T02", due_on=TODAY)
    said = [key(fine), f"{stale.pk}:7", key(needs_note)]
    page = text(client.post(url("done"), {"items": said}, follow=True))
    assert state(fine).state == "done"
    assert "K418207, Next step: Somebody changed this item" in page
    assert "only a signed note clears this" in page


def test_a_bulk_with_a_strangers_item_does_nothing(client, ana, olga, puget):
    mine = step(ana)
    response = client.post(url("done"), {"items": [key(mine), "999999:1"]})
    assert response.status_code == 404
    assert state(mine).state == "open"


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
