"""B7: one call, one card: everything open that a call can settle, one note, one transaction."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cohe.clock import now
from coordination.forms.calls import KINDS
from coordination.models import Assessment, CaseNote, Draft, Frq, MedicationCheck, Referral, WorkItem
from coordination.queries.desk_rows import BY_CALL
from tests import make
from tests.asking import queries_of
from tests.coordination.desk_rows import state, step, text

FRQ = {"outcome": "answered", "off_work": "yes", "interference": "7", "sites": ["neck", "shoulder"]}


@pytest.fixture
def claim(ana):
    claim = make.Claim(hsc=ana.person, worker_last_name="Delgado", worker_first_name="Rosa")
    make.Record(claim=claim, kind="reviewed")
    make.WorkStatus(claim=claim)
    return claim


@pytest.fixture
def frq_due(claim, ana):
    return make.Item(
        claim=claim, owner=ana.person, rule="T12", area="barriers", because="Off work since 2 Sep."
    )


def card(claim):
    return reverse("coordination:call", args=[claim.pk])


def said(**more):
    return {
        "key": str(uuid.uuid4()), "window": str(uuid.uuid4()), "version": "0", "outcome": "reached",
        "contact_on": "2026-10-15", "minutes": "9", "area": "barriers", "text": "", "proposed": "", **more,
    }  # fmt: skip


def frq(item, **more):
    return {f"item-{item.pk}-{name}": value for name, value in (FRQ | more).items()}


def sign(client, claim, **more):
    return client.post(card(claim), said(**more))


def test_the_card_holds_what_a_call_settles_and_says_what_it_does_not(client, claim, ana, frq_due):
    make.Item(claim=claim, owner=ana.person, rule="T29", because="Asked 1 Oct.")
    page = text(client.get(card(claim)))
    assert "One call, one card: 1" in page
    assert "Not by this call" in page
    assert "206-555-0100" in page


def test_signing_records_the_answers_signs_the_note_and_clears(client, claim, ana, frq_due):
    task = step(ana, claim=claim)
    answer = sign(client, claim, **frq(frq_due), **{f"item-{task.pk}-done": "on"})
    assert answer.status_code == 302
    assert Frq.objects.get().result == "positive"
    assert (state(frq_due).state, state(task).state) == ("cleared", "done")
    assert WorkItem.objects.filter(claim=claim, rule="T14", state="open").exists()


def test_the_note_is_written_from_the_answers(client, claim, frq_due):
    sign(client, claim, **frq(frq_due))
    note = CaseNote.objects.get().text
    assert note.startswith("Reached Rosa Delgado by phone.")
    assert "FRQ given: positive" in note
    assert "pain interference 7" in note


def test_what_a_person_wrote_stays_hers(client, claim, frq_due):
    sign(client, claim, text="My own words", proposed="Reached Rosa.", **frq(frq_due))
    assert CaseNote.objects.get().text == "My own words"


def test_the_note_says_what_the_call_was_for_or_it_could_never_be_billed(client, claim, frq_due):
    sign(client, claim, **frq(frq_due))
    assert CaseNote.objects.get().purpose == "Offer the FRQ"


def test_what_the_call_was_for_is_hers_to_say(client, claim, frq_due):
    assert "Offer the FRQ</textarea>" in text(client.get(card(claim)))
    sign(client, claim, purpose="Ask about the ride", **frq(frq_due))
    assert CaseNote.objects.get().purpose == "Ask about the ride"


def test_the_preview_says_what_signing_does_and_writes_nothing(client, claim, frq_due):
    page = text(sign(client, claim, preview="1", **frq(frq_due)))
    assert "Offer the FRQ" in page
    assert "Tell the attending provider of the FRQ" in page
    assert "Reached Rosa Delgado by phone." in page
    assert not Frq.objects.exists()
    assert not CaseNote.objects.exists()
    assert state(frq_due).state == "open"


def test_not_reached_is_noted_and_counted_and_clears_nothing(client, claim, frq_due):
    sign(client, claim, outcome="left-message", step_title="Try again", step_due="2026-10-16")
    assert CaseNote.objects.get().text == "Called Rosa Delgado: left a message. Try 1 of 3."
    assert Frq.objects.get().outcome == "attempted"
    assert state(frq_due).state == "open"
    assert WorkItem.objects.filter(because="Try again").exists()


def test_answers_of_somebody_not_reached_are_refused_and_nothing_is_kept(client, claim, frq_due):
    answer = sign(client, claim, outcome="no-answer", **frq(frq_due))
    assert "the worker was not reached" in text(answer)
    assert not CaseNote.objects.exists()
    assert not Frq.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": ""}, "Say what came of the call."),
        ({"minutes": ""}, "Say how many minutes"),
        ({"minutes": "1441"}, "1440"),
        ({"contact_on": "2026-10-16"}, "is after today"),
        ({"step_title": "Call"}, "Say by when."),
        ({"status-status": "modified", "status-from_date": "2026-02-30"}, "valid date"),
    ],
)
def test_what_cannot_be_is_said_with_all_that_was_typed(client, claim, frq_due, wrong, sentence):
    answer = sign(client, claim, text="Long words", **wrong)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Long words" in text(answer)
    assert not CaseNote.objects.exists()


def test_what_cannot_be_is_said_before_a_word_is_written_too(client, claim, frq_due):
    wrong = {"status-status": "modified", "status-from_date": "2026-02-30"}
    answer = sign(client, claim, text="", **wrong)
    assert (answer.status_code, "valid date" in text(answer)) == (422, True)


def test_a_card_is_signed_once(client, claim, frq_due):
    once = said(**frq(frq_due))
    client.post(card(claim), once)
    assert client.post(card(claim), once).status_code == 409
    assert (CaseNote.objects.count(), Frq.objects.count()) == (1, 1)


def test_a_reading_is_taken_with_its_score(client, claim, ana):
    item = make.Item(claim=claim, owner=ana.person, rule="T16", area="barriers")
    part = f"item-{item.pk}"
    sign(client, claim, **{f"{part}-pain": "7", f"{part}-enjoyment": "7", f"{part}-activity": "6"})
    assert Assessment.objects.get().scores == {"": "6.6667"}
    assert "PEG 6.67." in CaseNote.objects.get().text


@pytest.fixture
def start_due(claim, ana):
    """A referral whose first visit was yesterday."""
    days = dict.fromkeys(("ordered_on", "sent_on", "scheduled_on", "last_step_on"), date(2026, 10, 5))
    referral = make.Referral(claim=claim, kind="pgap", orderer="attending-provider", ordered_by="Dr. Sato",
        scheduled_for=date(2026, 10, 14), recorded_by=ana.person, recorded_at=now(), **days,
    )  # fmt: skip
    because = "PGAP: first visit was set for 14 Oct; start not confirmed."
    return make.Item(
        claim=claim, owner=ana.person, rule="T43", about=str(referral.pk), area="referrals", because=because
    )


def start(item, **said):
    return {f"item-{item.pk}-{name}": value for name, value in said.items()}


def test_that_a_referral_started_is_recorded_on_it(client, claim, start_due):
    sign(client, claim, **start(start_due, step="engage", on="2026-10-14"))
    assert Referral.objects.get().engaged_on == date(2026, 10, 14)
    assert "PGAP: started on 14 Oct." in CaseNote.objects.get().text
    assert state(start_due).state == "cleared"


def test_that_it_did_not_start_needs_the_barrier(client, claim, start_due):
    answer = sign(client, claim, **start(start_due, step="miss", on="2026-10-14"))
    assert "what kept her" in text(answer).lower()
    sign(client, claim, **start(start_due, step="miss", on="2026-10-14", barrier="transport"))
    assert Referral.objects.get().barrier == "transport"
    assert "did not start (transport)" in CaseNote.objects.get().text


def test_a_card_is_kept_as_it_is_typed_and_comes_back(client, claim, frq_due):
    url = reverse("coordination:call-draft", args=[claim.pk])
    typed = said(text="Half a sentence", **frq(frq_due, interference="4"))
    answer = client.post(url, typed, headers={"Accept": "application/json"})
    assert answer.json()["version"] == 1
    page = text(client.get(card(claim)))
    assert "Half a sentence" in page
    assert Draft.objects.get().fields["card"]["outcome"] == ["reached"]


def test_a_signed_card_leaves_no_draft(client, claim, frq_due):
    typed = said(**frq(frq_due))
    client.post(
        reverse("coordination:call-draft", args=[claim.pk]), typed, headers={"Accept": "application/json"}
    )
    client.post(card(claim), {**typed, "version": "1"})
    assert not Draft.objects.exists()


def test_a_kept_card_is_no_draft_of_a_note(client, claim, frq_due):
    url = reverse("coordination:call-draft", args=[claim.pk])
    client.post(url, said(text="Half a sentence"), headers={"Accept": "application/json"})
    page = text(client.get(reverse("coordination:claim", args=[claim.pk])))
    assert "Call card of" in page
    assert ">Half a sentence</textarea>" not in page


def test_an_assistants_card_holds_her_own_items_only(browse, claim, ana, mia, frq_due):
    step(mia, claim=claim, is_reassigned=True, because="Hers")
    page = text(browse(mia).get(card(claim)))
    assert "Hers" in page
    assert "Off work since 2 Sep." not in page


def test_the_list_offers_one_call_for_what_the_card_holds():
    assert set(BY_CALL) == set(KINDS)


def test_the_card_asks_the_database_as_often_for_many(client, claim, ana):
    step(ana, claim=claim)
    make.Note(claim=claim)
    few = queries_of(lambda: client.get(card(claim)))
    for _ in range(12):
        step(ana, claim=claim)
        make.Note(claim=claim)
    assert queries_of(lambda: client.get(card(claim))) == few


def test_medication_is_asked_on_the_same_call(client, claim, frq_due):
    medication = {"as_prescribed": "no", "pain_complaint": "on", "concern": "not-as-prescribed"}
    sign(client, claim, **frq(frq_due), **{f"medication-{name}": value for name, value in medication.items()})
    check = MedicationCheck.objects.get()
    assert (check.checked_on, check.pain_complaint) == (date(2026, 10, 15), True)
    assert "Medication as prescribed: no; complains of pain" in CaseNote.objects.get().text


def test_a_concern_without_an_answer_is_refused_on_the_card(client, claim, frq_due):
    answer = sign(client, claim, **frq(frq_due), **{"medication-concern": "not-as-prescribed"})
    assert answer.status_code == 422 and not MedicationCheck.objects.exists()
