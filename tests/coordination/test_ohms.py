"""Notes reach OHMS by a person's hands: the text to paste, the list, the mark, the item that asks (C6)."""

import uuid
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohe import clock
from cohe.access import Conflict
from coordination.actions import items, notes, ohms, records, worklist
from coordination.models import CaseNote, DeskAction, OhmsEntry, WorkItem
from coordination.ohms_text import Said, ohms_text
from tests import make
from tests.asking import queries_of

TODAY = date(2026, 10, 15)


def sign(claim, by, **other):
    fields = {
        "kind": "worker", "area": "monitoring", "person": "worker", "outcome": "reached",
        "contact_on": TODAY, "minutes": 10, "text": "Sleeping badly.",
    }  # fmt: skip
    return notes.sign_note(
        key=uuid.uuid4(), claim=claim, fields=fields | other, by=by, today=TODAY, at=clock.now()
    ).note


def mark(by, *entries):
    return ohms.mark_entered(entries=entries, by=by, today=TODAY, at=clock.now())


def asked():
    return [(item.about, item.due_on) for item in WorkItem.objects.filter(rule="T47", state="open")]


def test_a_signed_note_is_asked_for_until_it_is_marked(claim, ana):
    note = sign(claim, ana)
    assert asked() == [(str(note.pk), date(2026, 10, 16))]
    marked = mark(ana, OhmsEntry.objects.get())
    assert (asked(), marked.refreshed.cleared) == ([], ("Enter the note in OHMS",))


def test_the_mark_is_taken_back_in_one_go(claim, ana):
    for _ in range(2):
        sign(claim, ana)
    marked = mark(ana, *OhmsEntry.objects.all())
    items.undo(action=marked.action, by=ana, today=TODAY, at=clock.now())
    assert len(asked()) == 2
    assert not OhmsEntry.objects.exclude(entered_on=None).exists()


def test_a_note_is_marked_once(claim, ana):
    sign(claim, ana)
    entry = OhmsEntry.objects.get()
    mark(ana, entry)
    with pytest.raises(Conflict, match="marked as entered already"):
        mark(ana, entry)


def test_done_on_the_worklist_marks_the_note(claim, ana):
    sign(claim, ana)
    item = WorkItem.objects.get(rule="T47")
    done = items.done(items=[item], by=ana, today=TODAY, at=clock.now())
    assert OhmsEntry.objects.get().entered_on == TODAY
    items.undo(action=done.action, by=ana, today=TODAY, at=clock.now())
    assert OhmsEntry.objects.get().entered_on is None
    assert len(asked()) == 1


def test_a_cohe_that_does_not_want_it_is_not_asked(claim, ana):
    make.PolicyValue(name="ohms_asked", value=0)
    sign(claim, ana)
    assert not asked()
    assert OhmsEntry.objects.filter(entered_on=None).exists()


def test_a_note_from_before_counts_as_entered(claim):
    make.Note(claim=claim)
    worklist.refresh_claims(claim_ids={claim.pk}, today=TODAY, at=clock.now())
    assert not asked()


def test_going_live_marks_what_was_signed_before_and_gives_it_back(claim, ana, ada):
    sign(claim, ana)
    OhmsEntry.objects.update(signed_on=date(2026, 10, 1))
    action, _ = records.go_live(before=TODAY, by=ada, today=TODAY, at=clock.now())
    assert OhmsEntry.objects.get().entered_on == TODAY
    records.undo_go_live(action=action, by=ada, today=TODAY, at=clock.now())
    assert OhmsEntry.objects.get().entered_on is None


def test_nothing_is_entered_before_it_was_signed(claim, ana):
    sign(claim, ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        OhmsEntry.objects.update(entered_on=date(2026, 10, 1), entered_by=ana.person_id)


def test_the_text_is_only_what_is_named():
    said = Said(
        claim_number="B123456", on=TODAY, kind="Worker contact", area="Monitoring", minutes=10,
        text="Sleeping badly.", author="Ana", signed_on=TODAY, person="Worker", outcome="Reached",
        addenda=((TODAY, "Ben", "Called back."),),
    )  # fmt: skip
    assert ohms_text(said) == (
        "Claim: B123456\nDate: 10/15/2026\nType: Worker contact\nArea: Monitoring\nContact: Worker, reached\n"
        "Minutes: 10\n\nSleeping badly.\n\nAddendum, Ben, 10/15/2026: Called back.\n\n"
        "Signed: Ana, 10/15/2026"
    )


def test_the_claims_page_gives_the_text_and_the_button_marks_it(claim, ana, browse):
    sign(claim, ana)
    client, address = browse(ana), reverse("coordination:ohms-claim", args=[claim.pk])
    page = client.get(address).content.decode()
    assert f"Claim: {claim.claim_number}\nDate: 10/15/2026" in page
    entry = OhmsEntry.objects.get()
    answer = client.post(reverse("coordination:ohms-enter"), {"entry": entry.pk, "claim": claim.pk})
    assert answer.url == address
    assert "is entered in OHMS" in client.get(address).content.decode()


def test_many_are_marked_from_the_list_and_taken_back(claim, ana, browse):
    for _ in range(3):
        sign(claim, ana)
    client, address = browse(ana), reverse("coordination:time")
    assert "3 notes to enter" in " ".join(client.get(address).content.decode().split())
    client.post(reverse("coordination:ohms-enter"), {"entry": [e.pk for e in OhmsEntry.objects.all()]})
    assert not asked()
    client.post(reverse("coordination:ohms-undo", args=[DeskAction.objects.get(kind="ohms").pk]))
    assert len(asked()) == 3


def test_an_assistant_marks_nothing_of_a_claim_she_was_not_given(claim, ana, mia, browse):
    sign(claim, ana)
    browse(mia).post(reverse("coordination:ohms-enter"), {"entry": OhmsEntry.objects.get().pk})
    assert OhmsEntry.objects.get().entered_on is None


def test_the_list_asks_as_much_for_many_notes_as_for_one(claim, ana, browse):
    client, address = browse(ana), reverse("coordination:time")
    sign(claim, ana)
    few = queries_of(lambda: client.get(address))
    for _ in range(4):
        sign(make.Claim(hsc=ana.person), ana)
    assert queries_of(lambda: client.get(address)) == few <= 40
    assert client.get(address).content.decode().count("checkbox") >= 5
    assert CaseNote.objects.count() == 5
