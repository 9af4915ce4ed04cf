"""B4, B10: what one does to items, one or several at once; one event each, and every refusal a sentence."""

import pytest
from django.urls import reverse

from cohe import clock
from coordination.models import DeskAction, ItemEvent, Record, WorkItem
from tests import make
from tests.coordination.desk_rows import (
    DAY,
    MONDAY,
    TODAY,
    cover,
    for_worker,
    key,
    post,
    show,
    state,
    step,
    tabs,
    text,
    undo,
    url,
)

WEEK_LATER = "2026-10-22"


@pytest.fixture
def item(ana):
    return step(ana, -1, claim=for_worker("Delgado"))


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


def test_what_was_dismissed_is_found_among_the_closed_and_reopened_there(client, ana, item):
    post(client, "dismiss", item, reason="The employer called")
    done = step(ana, claim=for_worker("Nguyen"))
    post(client, "done", done)
    page = text(show(client, tab="done"))
    assert "Dismissed by Ana: The employer called" in page
    assert "Done by Ana" in page
    assert tabs(show(client))["Done"] == 2
    assert post(client, "reopen", state(item)).status_code == 303
    assert (state(item).state, tabs(show(client))["Done"]) == ("open", 1)
    undo(client)
    assert state(item).state == "dismissed"


def test_one_undoes_what_one_did_and_reopens_what_others_did(client, ana, sam, browse):
    item, others = step(ana), step(ana)
    post(client, "done", item)
    post(browse(sam), "done", others)
    rows = {row.pk: row.closing for row in show(client, tab="done").context["desk"].rows}
    assert rows[item.pk].undo_key == str(DeskAction.objects.earliest("id").key)
    assert (rows[others.pk].undo_key, rows[others.pk].may_reopen) == ("", True)


def test_what_has_no_reason_any_more_is_not_reopened(client, ana):
    item = make.Item(
        claim=for_worker("Ruiz"),
        owner=ana.person,
        rule="T12",
        facts="",
        state="dismissed",
        closed_at=clock.now(),
    )
    refused = post(client, "reopen", item)
    assert (refused.status_code, "comes back by itself" in text(refused)) == (403, True)


def test_an_open_item_is_not_reopened(client, item):
    assert post(client, "reopen", item).status_code == 409


def test_what_is_on_the_list_again_is_not_reopened(client, ana, item):
    post(client, "done", item)
    make.Item(claim=item.claim, rule="T03", about=item.about, owner=ana.person)
    assert post(client, "reopen", state(item)).status_code == 409


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


def test_past_its_last_day_an_item_sleeps_with_a_reason_only(client, ana):
    item = step(ana, last_day=TODAY + DAY, claim=for_worker("Delgado"))
    refused = post(client, "snooze", item, until=MONDAY)
    assert refused.status_code == 422 and "cannot be done after 16 Oct 2026" in text(refused)
    post(client, "snooze", item, until=MONDAY, reason="The clinic is closed")
    assert state(item).state == "snoozed"


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


def test_a_reading_is_not_done_without_its_score(ana, client):
    reading = make.Item(owner=ana.person, rule="T16", area="barriers")
    response = post(client, "done", reading)
    assert "record the reading with its score" in response.content.decode()
    assert state(reading).state == "open"
    assert not Record.objects.exists()


def test_going_live_is_not_taken_back_from_a_list(ana, client):
    DeskAction.objects.create(
        cohe_id=ana.cohe_id, kind="go-live", label="Went live", by=ana.person, at=clock.now()
    )
    response = undo(client)
    assert "on its own page" in response.content.decode()
    assert DeskAction.objects.get().undone_at is None


def test_an_hsc_of_another_cohe_gets_404(olga, browse, item):
    assert post(browse(olga), "done", item).status_code == 404
    assert state(item).state == "open"


def test_an_assistant_works_her_own_items_only(mia, browse, item):
    assert post(browse(mia), "done", item).status_code == 404
    hers = step(mia)
    assert post(browse(mia), "done", hers).status_code == 303


def test_an_assistant_works_all_items_of_a_claim_delegated_to_her_and_no_others(mia, ana, browse):
    item = make.Item(claim=make.Claim(hsc=ana.person, tier="low"), rule="T08", owner=ana.person)
    assert post(browse(mia), "done", item).status_code == 404
    make.Delegation(claim=item.claim, assistant=mia.person)
    assert post(browse(mia), "done", item).status_code == 303


@pytest.mark.parametrize("verb", ["done", "snooze", "reassign"])
def test_an_item_of_a_colleagues_claim_is_not_worked_before_the_reason(ana, ben, browse, verb):
    theirs = make.Item(claim=make.Claim(hsc=ben.person), owner=ben.person)
    response = post(browse(ana), verb, theirs, to=ana.person_id)
    assert (response.status_code, state(theirs).owner_id) == (403, ben.person_id)
    assert theirs.claim.worker_last_name not in response.content.decode()


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
    assert "Done: 1 of 3" in page
    assert "K418207" in page
    assert "Somebody changed this item" in page
    assert "only a signed note clears this" in page


def test_a_bulk_with_a_strangers_item_does_nothing(client, ana, olga, puget):
    mine = step(ana)
    response = client.post(url("done"), {"items": [key(mine), "999999:1"]})
    assert response.status_code == 404
    assert state(mine).state == "open"


def test_an_item_that_one_changed_oneself_in_another_window_says_so(client, item):
    assert post(client, "snooze", item, until=MONDAY).status_code == 303
    answer = client.post(url("done"), {"item": key(item)}, headers={"HX-Request": "true"})
    assert "Somebody changed" not in text(answer)
    assert "You changed this item yourself" in text(answer)
