"""Case notes: drafts lose nothing, signing is once and for all, later words stand beside (C1, C2, C3)."""

import json
import re
import uuid

import pytest
from django.db import IntegrityError
from django.urls import reverse

from coordination.models import CaseNote, Draft, ItemEvent, WorkItem
from tests import make

KEY = uuid.UUID("11111111-2222-4333-8444-555555555555")
WINDOW, OTHER_WINDOW = str(uuid.uuid4()), str(uuid.uuid4())
SCRIPT = {"headers": {"accept": "application/json", "x-requested-with": "fetch"}}


def address(claim, name, *more):
    return reverse(f"coordination:{name}", args=[claim.pk, *more])


def filled(**other):
    """Return a form as the page posts it."""
    what = {"kind": "worker", "area": "monitoring", "contact_on": "2026-10-15", "minutes": "12"}
    whom = {"person": "worker", "person_name": "", "direction": "outgoing", "outcome": "reached"}
    rest = {"purpose": "", "is_billable": "on", "text": "Sleeping badly.", "step_title": "", "step_due": ""}
    return {"key": KEY, "version": 0, "window": WINDOW} | what | whom | rest | other


def save(client, claim, key=KEY, **other):
    return client.post(address(claim, "note-draft", key), filled(**other), **SCRIPT)


def sign(client, claim, **other):
    return client.post(address(claim, "note-sign"), filled(**other))


def signed_text():
    return CaseNote.objects.get().text


def said(client, answer):
    """Return the messages on the page one is led to."""
    page = client.get(answer.url).content.decode()
    return " ".join(re.findall(r'<p class="notice[^>]*>(.*?)</p>', page))


@pytest.mark.parametrize(
    ("rule", "about", "begun"),
    [
        ("T33", "milestone:3", ("surgery", "surgeon", "outgoing")),
        ("T11", "", ("employer", "employer", "outgoing")),
        ("T45", "daily", ("worker", "worker", "outgoing")),
        ("T45", "family", ("worker", "family", "outgoing")),
        ("T25", "", ("medication", "", "")),
        ("T34", "", ("worker", "", "")),
    ],
)
def test_a_note_begins_as_the_item_that_it_clears_asks_for(client, claim, ana, rule, about, begun):
    item = make.Item(claim=claim, rule=rule, about=about, owner=ana.person)
    form = client.get(f"{address(claim, 'claim')}?finish={item.pk}").context["note_form"]
    assert tuple(form[name].value() for name in ("kind", "person", "direction")) == begun


@pytest.mark.parametrize(("party", "person"), [("surgeon", "surgeon"), ("stranger", "")])
def test_a_link_may_say_whom_a_note_is_with(client, claim, party, person):
    form = client.get(f"{address(claim, 'claim')}?with={party}").context["note_form"]
    assert (form["person"].value() or "") == person


# ---- drafts ------------------------------------------------------------------------------------------


def test_opening_the_page_makes_no_draft(client, claim):
    client.get(address(claim, "claim"))
    assert not Draft.objects.exists()


def test_a_draft_is_kept_as_it_is_typed_right_or_wrong(client, claim):
    answer = save(client, claim, minutes="a lot", text="Half a sent")
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert re.fullmatch(r"\d\d:\d\d:\d\d", answer.json()["saved_at"])
    kept = Draft.objects.get().fields
    assert (kept["minutes"], kept["text"]) == ("a lot", "Half a sent")


def test_a_script_may_put_it_as_json(client, claim):
    body = json.dumps({"version": 0, "window": WINDOW, "text": "Typed.", "finish": ["7"]})
    answer = client.put(address(claim, "note-draft", KEY), body, content_type="application/json")
    assert answer.json()["version"] == 1
    assert Draft.objects.get().fields["finish"] == ["7"]


def test_the_draft_comes_back_with_the_page(client, claim):
    save(client, claim, text="Typed and not signed.", person="employer", outcome="no-answer")
    page = client.get(address(claim, "claim")).content.decode()
    assert "Typed and not signed." in page
    assert '<option value="employer" selected>' in page


def test_a_draft_never_shows_on_another_claim(client, claim, ana):
    save(client, claim, text="Typed here.")
    other = make.Claim(hsc=ana.person)
    page = client.get(address(other, "claim"), {"draft": str(KEY)}).content.decode()
    assert "Typed here." not in page


def test_a_draft_cannot_be_saved_under_another_claim(client, claim, ana):
    save(client, claim)
    answer = save(client, make.Claim(hsc=ana.person), version=1)
    assert (answer.status_code, answer.json()["detail"]) == (422, "This draft belongs to another claim.")


def test_a_draft_is_its_authors_only(client, claim, sam, browse):
    save(client, claim, text="My own words.")
    supervisor = browse(sam)
    assert "My own words." not in supervisor.get(address(claim, "claim")).content.decode()
    assert save(supervisor, claim, version=1, text="Overwritten").status_code == 422
    assert Draft.objects.get().fields["text"] == "My own words."


def test_two_windows_do_not_overwrite_each_other(client, claim):
    save(client, claim, text="First window.")
    answer = save(client, claim, window=OTHER_WINDOW, text="Second window.")
    assert answer.status_code == 409
    assert "Another window has saved this draft" in answer.json()["detail"]
    assert Draft.objects.get().fields["text"] == "First window."


def test_a_window_that_missed_the_answer_to_its_save_goes_on(client, claim):
    save(client, claim, text="One.")
    assert save(client, claim, text="One. Two.").json()["version"] == 2


def test_without_a_script_the_draft_is_saved_by_a_button(client, claim):
    answer = client.post(address(claim, "note-draft", KEY), filled(text="Saved by hand."))
    assert answer.status_code == 302
    assert "Draft saved at" in said(client, answer)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_no_database_can_hold_is_left_out_of_a_draft(client, claim, text):
    body = json.dumps({"version": 0, "window": WINDOW, "text": text})
    assert (
        client.put(address(claim, "note-draft", KEY), body, content_type="application/json").status_code
        == 200
    )
    assert Draft.objects.get().fields["text"] in ("ab", "a?b")


@pytest.mark.parametrize("body", ["", "[]", "{", "7", '{"version": "' + "9" * 5000 + '"}'])
def test_a_body_that_cannot_be_read_breaks_nothing(client, claim, body):
    answer = client.put(address(claim, "note-draft", KEY), body, content_type="application/json")
    assert answer.status_code == 200


def test_a_text_longer_than_a_draft_holds_is_refused_with_a_sentence(client, claim):
    answer = save(client, claim, text="a" * 50_000)
    assert answer.status_code == 422
    assert "at most 40,000 characters" in answer.json()["detail"]


def test_an_ended_session_tells_the_script_so_that_the_text_stays(client, claim):
    client.logout()
    assert save(client, claim).status_code == 401


def test_a_form_sent_after_the_session_has_ended_gives_the_text_back(client, claim):
    client.logout()
    answer = sign(client, claim, text='Everything I typed, "quoted" & all.')
    assert answer.status_code == 401
    assert "Everything I typed, &quot;quoted&quot; &amp; all." in answer.content.decode()
    assert not CaseNote.objects.exists()


def test_a_draft_can_be_thrown_away_by_its_author_only(client, claim, sam, browse):
    save(client, claim)
    address_of_it = reverse("coordination:draft-discard", args=[Draft.objects.get().pk])
    assert browse(sam).post(address_of_it).status_code == 404
    client.post(address_of_it)
    assert not Draft.objects.exists()


# ---- signing -----------------------------------------------------------------------------------------


def test_a_signed_note_holds_what_was_typed(client, claim, ana):
    answer = sign(client, claim, purpose="Check in")
    assert answer.url == address(claim, "claim")
    note = CaseNote.objects.get()
    assert (note.text, note.minutes, note.purpose, note.author) == (
        "Sleeping badly.",
        12,
        "Check in",
        ana.person,
    )


def test_signing_takes_the_draft_away(client, claim):
    save(client, claim)
    sign(client, claim, version=1)
    assert not Draft.objects.exists()


def test_signing_finishes_the_ticked_items_and_says_what_cleared(client, claim, ana):
    item = make.Item(claim=claim, rule="T08", owner=ana.person)
    answer = sign(client, claim, finish=[item.pk])
    item.refresh_from_db()
    assert item.state == "done"
    assert re.match(r"Note signed\. \d items? cleared: .*ROA", said(client, answer))


def test_items_that_were_not_ticked_stay(client, claim, ana):
    item = make.Item(claim=claim, rule="T03", about="x", area="monitoring", owner=ana.person)
    sign(client, claim)
    item.refresh_from_db()
    assert item.state == "open"


def test_an_item_of_another_claim_cannot_be_finished(client, claim, ana):
    item = make.Item(claim=make.Claim(hsc=ana.person), owner=ana.person)
    answer = sign(client, claim, finish=[item.pk])
    assert answer.status_code == 422
    assert "no longer open" in answer.content.decode()
    assert not CaseNote.objects.exists()


def test_the_next_step_becomes_an_item_of_ones_own(client, claim, ana):
    sign(client, claim, step_title="Call after the visit", step_due="2026-10-20")
    step = WorkItem.objects.get(rule="T03")
    assert (step.because, step.owner, str(step.due_on)) == ("Call after the visit", ana.person, "2026-10-20")


def test_signing_twice_makes_one_note(client, claim):
    sign(client, claim)
    answer = sign(client, claim)
    assert answer.status_code == 302
    assert CaseNote.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "What was said: This field is required."),
        ({"minutes": ""}, "Minutes: This field is required."),
        ({"minutes": "1441"}, "less than or equal to 1440"),
        ({"minutes": "-1"}, "greater than or equal to 0"),
        ({"contact_on": "2026-10-16"}, "16 Oct 2026 is after today."),
        ({"contact_on": "soon"}, "Enter a valid date."),
        ({"outcome": ""}, "Say what came of the contact."),
        ({"person": ""}, "Say whom you reached, or tried to reach."),
        ({"person": "", "outcome": ""}, "Say whom you reached, or tried to reach."),
        ({"kind": "claim-manager", "person": "", "outcome": ""}, "Say whom you reached"),
        ({"text": "x" * 20_001}, "at most 20000 characters (it has 20001)"),
        ({"person_name": "x" * 201}, "at most 200 characters (it has 201)"),
        ({"step_title": "Call"}, "Say by when."),
        ({"step_due": "2026-10-20"}, "Say what the next step is."),
        ({"step_title": "Call", "step_due": "2026-10-14"}, "cannot be due before today"),
        ({"kind": "gossip"}, "not one of the available choices"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(client, claim, wrong, sentence):
    answer = sign(client, claim, **{"purpose": "Everything typed", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Everything typed" in page
    assert not CaseNote.objects.exists()


def test_no_text_is_cut_by_the_browser_before_it_is_refused(client, claim):
    assert "maxlength" not in client.get(address(claim, "claim")).content.decode()


def test_a_note_that_is_no_contact_names_nobody(client, claim):
    assert sign(client, claim, kind="plan", person="", outcome="", direction="").status_code == 302


def test_the_database_keeps_no_contact_with_nobody(claim, ana):
    with pytest.raises(IntegrityError, match="note_contact_names_a_person"):
        make.Note(claim=claim, author=ana.person, person="", outcome="", direction="")


def test_a_text_refused_until_the_reason_is_given_is_one_draft(browse, ben, claim):
    client = browse(ben)
    save(client, claim, text="Half a sent")
    assert "reason" in sign(client, claim, text="Half a sentence.").url
    assert [draft.fields["text"] for draft in Draft.objects.all()] == ["Half a sentence."]


def test_a_wrong_form_goes_on_under_its_own_key(client, claim):
    page = sign(client, claim, minutes="").content.decode()
    assert f'name="key" value="{KEY}"' in page


def test_signing_what_another_window_changed_shows_both_texts_and_keeps_both(client, claim):
    save(client, claim, text="First window.")
    answer = sign(client, claim, window=OTHER_WINDOW, text="Second window.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "First window." in page
    assert "Second window." in page
    assert {draft.fields["text"] for draft in Draft.objects.all()} == {"First window.", "Second window."}


def test_a_save_on_its_way_is_no_conflict_with_signing_in_the_same_window(client, claim):
    save(client, claim, text="Nearly done")
    sign(client, claim, version=0, text="Done.")
    assert signed_text() == "Done."


def test_another_text_for_a_signed_note_is_kept_and_offered_as_an_addendum(client, claim):
    sign(client, claim, text="Signed.")
    answer = sign(client, claim, text="Signed, and more.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Add it as an addendum" in page
    assert Draft.objects.get().fields["text"] == "Signed, and more."
    assert signed_text() == "Signed."


def test_an_advisor_writes_notes_but_finishes_nothing(browse, ito, claim):
    item = make.Item(claim=claim, owner=ito.person, is_reassigned=True)
    client = browse(ito)
    assert "Signing this note also" not in client.get(address(claim, "claim")).content.decode()
    assert sign(client, claim, finish=[item.pk]).status_code == 422
    assert sign(client, claim).status_code == 302


def test_a_refused_item_does_not_lose_the_note(client, claim, ana, monkeypatch):
    item = make.Item(claim=claim, rule="T08", owner=ana.person)
    WorkItem.objects.filter(pk=item.pk).update(state="done", closed_at=make.clock.now())
    answer = sign(client, claim, finish=[item.pk], text="Long words.")
    assert answer.status_code == 422
    assert "Long words." in answer.content.decode()


def test_a_signature_after_the_reason_has_run_out_keeps_the_text(browse, sam, ben, ana):
    claim, client = make.Claim(hsc=ben.person), browse(ana)
    assert sign(client, claim, minutes="", text="Late at night.").url.startswith(
        address(claim, "claim-reason")
    )
    assert Draft.objects.get().fields["text"] == "Late at night."


def test_nothing_is_signed_on_a_claim_before_the_reason_to_open_it(browse, ana, ben):
    claim, client = make.Claim(hsc=ben.person), browse(ana)
    answer = sign(client, claim, step_title="Call her", step_due="2026-10-20")
    assert answer.url.startswith(address(claim, "claim-reason"))
    assert (CaseNote.objects.count(), WorkItem.objects.count()) == (0, 0)
    assert Draft.objects.get().fields["step_title"] == "Call her"


def test_an_assistants_note_finishes_her_own_items_only(browse, mia, claim, ana):
    hers = make.Item(claim=claim, rule="T08", owner=mia.person, is_reassigned=True)
    theirs = make.Item(claim=claim, rule="T09", owner=ana.person)
    client = browse(mia)
    page = client.get(address(claim, "claim")).content.decode()
    assert (f'value="{hers.pk}"' in page, f'name="finish" value="{theirs.pk}"' in page) == (True, False)
    assert sign(client, claim, finish=[theirs.pk]).status_code == 422


# ---- signed ------------------------------------------------------------------------------------------


@pytest.fixture
def note(claim, ana):
    return make.Note(claim=claim, author=ana.person, minutes=10, text="Ride arranged.")


def act(client, note, name, **fields):
    return client.post(reverse(f"coordination:{name}", args=[note.pk]), fields)


def test_anybody_who_writes_notes_here_may_add_a_word(browse, sam, note):
    act(browse(sam), note, "note-addendum", text="The ride came late.")
    assert note.addenda.get().text == "The ride came late."
    note.refresh_from_db()
    assert note.text == "Ride arranged."


def test_an_empty_addendum_is_refused(client, note):
    assert act(client, note, "note-addendum", text=" ").status_code == 422


def test_minutes_are_put_right_where_everybody_sees_it(client, note):
    answer = act(client, note, "note-minutes", minutes=15, reason="Typing slip")
    page = client.get(answer.url).content.decode()
    assert "Minutes put right</b> from 10 to 15 by Ana" in page


@pytest.mark.parametrize(
    "wrong", [{"minutes": 15, "reason": ""}, {"minutes": 10, "reason": "Same"}, {"minutes": "x"}]
)
def test_minutes_are_not_put_right_without_a_reason_or_a_change(client, note, wrong):
    assert act(client, note, "note-minutes", **wrong).status_code == 422
    assert not note.corrections.exists()


def test_minutes_of_somebody_else_are_not_hers_to_put_right(browse, sam, note):
    assert act(browse(sam), note, "note-minutes", minutes=15, reason="Mine now").status_code == 422
    assert not note.corrections.exists()


@pytest.mark.parametrize("name", ["note", "note-addendum", "note-minutes"])
def test_a_note_of_another_cohe_is_not_there(browse, olga, note, name):
    client, url = browse(olga), reverse(f"coordination:{name}", args=[note.pk])
    answer = (
        client.get(url) if name == "note" else client.post(url, {"text": "x", "minutes": 1, "reason": "y"})
    )
    assert answer.status_code == 404


def test_what_a_note_finished_stands_in_the_items_history(client, claim, ana):
    item = make.Item(claim=claim, rule="T08", owner=ana.person)
    sign(client, claim, finish=[item.pk])
    assert ItemEvent.objects.filter(item=item, kind="done", by=ana.person).exists()
