"""Case notes through the API."""

import uuid

import pytest

from coordination.models import CaseNote, Draft, WorkItem
from tests import make

KEY = "5f0c1a4e-8f52-4c37-9a1f-3a6f0b1d2c3e"


def note(**changes):
    """A sound note; a test names only what matters to it."""
    return {
        "key": KEY,
        "kind": "worker",
        "area": "monitoring",
        "person": "worker",
        "direction": "outgoing",
        "outcome": "reached",
        "contact_on": "2026-10-15",
        "minutes": 12,
        "text": "She starts modified duty on Monday.",
        **changes,
    }


def test_a_note_is_signed_and_says_what_it_cleared(program, ana, claim):
    make.WorkStatus(claim=claim)
    item = make.Item(claim=claim, rule="T05", owner=ana.person)
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", note(finish=[item.pk]))
    assert (status, answer["note"]["text"]) == (201, "She starts modified duty on Monday.")
    assert answer["finished"] == [item.pk]
    assert WorkItem.objects.get(pk=item.pk).state == "done"


def test_the_same_key_again_answers_the_same_note_and_writes_nothing(program, ana, claim):
    ask = program(ana)
    _, first = ask.post(f"claims/{claim.pk}/notes/", note())
    status, second = ask.post(f"claims/{claim.pk}/notes/", note(text="Something else."))
    assert (status, second["note"]) == (200, first["note"])
    assert CaseNote.objects.count() == 1


def test_a_key_of_somebody_elses_note_is_a_conflict(program, ana, sam, claim):
    make.Note(claim=claim, key=uuid.UUID(KEY), author=sam.person)
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", note())
    assert (status, answer["detail"]) == (409, "This note is signed already.")


def test_a_next_step_becomes_an_item_of_the_author(program, ana, claim):
    step = {"title": "Call the employer", "due_on": "2026-10-20"}
    program(ana).post(f"claims/{claim.pk}/notes/", note(next_step=step))
    assert WorkItem.objects.get(rule="T03").owner_id == ana.person_id


def test_an_item_of_another_claim_cannot_be_finished(program, ana, claim):
    other = make.Item(owner=ana.person)
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", note(finish=[other.pk]))
    assert (status, answer["fields"]) == (400, {"finish": [f"There is no item {other.pk} on this claim."]})
    assert not CaseNote.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "gossip"}, "kind"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 10**30}, "minutes"),
        ({"contact_on": "yesterday"}, "contact_on"),
        ({"contact_on": "0001-01-01"}, "contact_on"),
        ({"text": " "}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"text": "\ud800"}, "text"),
        ({"key": "17"}, "key"),
        ({"signed_at": "2020-01-01"}, "signed_at"),
        ({"author": 1}, "author"),
        ({"next_step": {"title": "x", "due_on": "soon"}}, "next_step.due_on"),
        ({"finish": [0]}, "finish.0"),
    ],
)
def test_a_value_that_cannot_be_is_refused_by_its_name(program, ana, claim, change, field):
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", note(**change))
    assert (status, list(answer["fields"])) == (400, [field])
    assert not CaseNote.objects.exists()


def test_a_contact_after_today_is_refused_in_the_words_of_the_page(program, ana, claim):
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", note(contact_on="2026-10-16"))
    assert (status, answer["detail"]) == (403, "The contact cannot be after today.")


def test_notes_are_read_with_what_stands_beside_them(program, ana, claim):
    ask = program(ana)
    mine = make.Note(claim=claim, author=ana.person)
    ask.post(f"notes/{mine.pk}/addenda/", {"text": "The form came."})
    ask.post(f"notes/{mine.pk}/minutes/", {"minutes": 15, "reason": "Call was longer."})
    _, page = ask.get(f"claims/{claim.pk}/notes/")
    [answer] = page["results"]
    assert answer["addenda"][0]["text"] == "The form came."
    assert (answer["minutes"], answer["corrections"][0]["before"]) == (15, 10)
    assert ask.get(f"notes/{mine.pk}/") == (200, answer)


def test_only_the_author_corrects_minutes(program, sam, ana, claim):
    mine = make.Note(claim=claim, author=ana.person)
    status, answer = program(sam).post(f"notes/{mine.pk}/minutes/", {"minutes": 1, "reason": "x"})
    assert (status, answer["detail"]) == (403, "Only the person who wrote this may change it.")


def test_a_draft_is_kept_by_version(program, ana, claim):
    ask = program(ana)
    body = {"claim": claim.pk, "version": 0, "typed": {"text": "Half a sen"}}
    assert ask.put(f"drafts/{KEY}/", body)[1]["version"] == 1
    assert ask.put(f"drafts/{KEY}/", {**body, "version": 1})[1]["version"] == 2
    assert ask.put(f"drafts/{KEY}/", {**body, "version": 1})[0] == 409


def test_nobody_else_sees_or_discards_a_draft(program, ana, sam, claim):
    draft = make.Draft(claim=claim, author=ana.person, fields={"text": "mine"})
    assert program(sam).get("drafts/")[1]["results"] == []
    assert program(sam).delete(f"drafts/{draft.key}/")[0] == 404
    assert program(ana).delete(f"drafts/{draft.key}/")[0] == 204
    assert not Draft.objects.exists()


def test_a_contact_that_names_nobody_is_refused(program, ana, claim):
    body = note(person="", outcome="", direction="")
    status, answer = program(ana).post(f"claims/{claim.pk}/notes/", body)
    assert (status, answer["detail"]) == (403, "Say whom you reached, or tried to reach.")
