"""Transfers of care, days in hospital, checklists, and the pages of hand-overs."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coordination.models import ChecklistMark, HandOver, HospitalStay, Transfer, WorkItem
from coordination.queries import hand_over_packet
from tests import make
from tests.asking import queries_of


def url(name, *args):
    return reverse(f"coordination:{name}", args=args)


def page_of(client, claim):
    return re.sub(r"\s+", " ", client.get(url("claim", claim.pk)).content.decode())


TRANSFER = {"asked_on": "2026-10-05", "asked_by": "worker", "provider_name": "Dr. Lindqvist"}
STAY = {"facility": "Harborview", "admitted_on": "2026-10-12"}


def test_a_transfer_is_asked_about_after_seven_days_until_it_is_decided(client, claim):
    client.post(url("transfer", claim.pk), TRANSFER)
    assert WorkItem.objects.get(claim=claim, rule="T27").due_on == date(2026, 10, 12)
    assert "Transfer to Dr. Lindqvist: not decided" in page_of(client, claim)
    client.post(url("transfer", claim.pk), {**TRANSFER, "decision": "approved", "decided_on": "2026-10-14"})
    assert Transfer.objects.get().decision == "approved"
    assert not WorkItem.objects.open().filter(rule="T27").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"asked_on": "2026-10-16"}, "after today"),
        ({"card_sent_on": "2026-10-04"}, "cannot be before the day the transfer was asked for"),
        ({"decision": "approved"}, "A decision has a day"),
        ({"decided_on": "2026-10-14"}, "A decision has a day"),
        ({"first_visit_on": "2026-10-14"}, "seen after the transfer is approved"),
        ({"provider_name": ""}, "Name the new provider"),
        ({"asked_by": "nobody"}, "not one of the available choices"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_and_kept_on_the_page(client, claim, said, sentence):
    answer = client.post(url("transfer", claim.pk), {**TRANSFER, "reason": "Kept.", **said})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page and "Kept." in page
    assert not Transfer.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"card_sent_on": date(2026, 10, 4)},
        {"decided_on": date(2026, 10, 6)},
        {"decision": "approved"},
        {"first_visit_on": date(2026, 10, 9)},
        {"provider_name": ""},
    ],
)
def test_the_database_refuses_it_too(claim, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        make.Transfer(claim=claim, **wrong)


def test_in_hospital_the_head_says_so_and_the_call_is_due_until_somebody_is_reached(ana, client, claim):
    client.post(url("stay", claim.pk), STAY)
    assert "In hospital, day 4" in page_of(client, claim)
    assert WorkItem.objects.get(claim=claim, rule="T45").about == "daily"
    client.post(url("stay", claim.pk), {**STAY, "discharged_on": "2026-10-15"})
    assert "In hospital, day" not in page_of(client, claim)
    assert not WorkItem.objects.open().filter(rule="T45").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"admitted_on": "2026-10-16"}, "after today"),
        ({"discharged_on": "2026-10-11"}, "discharge cannot be before"),
        ({"papers_on": "2026-10-14"}, "come with the discharge"),
        ({"discharged_on": "2026-10-14", "follow_up_on": "2026-10-13"}, "cannot be before the discharge"),
        ({"facility": ""}, "required"),
    ],
)
def test_a_stay_that_cannot_be_is_refused(client, claim, said, sentence):
    answer = client.post(url("stay", claim.pk), {**STAY, **said})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HospitalStay.objects.exists()


def test_two_stays_do_not_overlap_and_one_may_begin_on_the_day_of_the_other_s_discharge(client, claim):
    first = make.HospitalStay(claim=claim, admitted_on=date(2026, 10, 1), discharged_on=date(2026, 10, 12))
    client.post(url("stay", claim.pk), STAY)
    assert HospitalStay.objects.count() == 2
    answer = client.post(url("stay-change", first.pk), {**STAY, "admitted_on": "2026-10-01"})
    assert "already: change that stay" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.HospitalStay(claim=claim, admitted_on=date(2026, 10, 5))


def test_the_calls_of_a_stay_stand_on_its_page(ana, client, claim):
    stay = make.HospitalStay(claim=claim)
    make.Note(claim=claim, author=ana.person, person="family", contact_on=date(2026, 10, 13))
    make.Note(claim=claim, author=ana.person, person="surgeon", contact_on=date(2026, 10, 13))
    assert "1 call" in client.get(url("stay-change", stay.pk)).content.decode()


def test_a_step_of_a_checklist_is_done_by_one_click_and_taken_back_by_one(client, claim):
    client.post(url("checklist-begin", claim.pk), {"change": "hospital-to-home"})
    one = claim.checklists.get()
    client.post(url("checklist-mark", one.pk), {"step": "papers", "is_done": "on"})
    assert "Hospital to home: 1 of 6 done" in page_of(client, claim)
    client.post(url("checklist-mark", one.pk), {"step": "papers"})
    assert "Hospital to home: 0 of 6 done" in page_of(client, claim)
    assert ChecklistMark.objects.count() == 1
    assert (
        client.post(url("checklist-mark", one.pk), {"step": "nonsense", "is_done": "on"}).status_code >= 400
    )


def test_a_claim_without_transitions_has_no_region(client, claim):
    assert "transitions-title" not in page_of(client, claim)


def seen(claim):
    return hand_over_packet.digest_of(hand_over_packet.packet_of(claim, make.DAY))


def test_a_hand_over_is_sent_with_the_packet_in_sight_and_accepted_by_the_receiver(
    ana, ben, client, browse, claim
):
    form = url("hand-over-add", claim.pk)
    page = client.get(form).content.decode()
    assert claim.worker_last_name in page and seen(claim) in page
    said = {"receiver": f"hsc-{ben.person_id}", "reason": "Moved.", "seen": seen(claim)}
    assert "Read the packet" in client.post(form, said).content.decode()
    client.post(form, {**said, "confirmed": "on"})
    one = HandOver.objects.get()
    theirs = browse(ben)
    assert claim.claim_number in theirs.get(url("hand-overs")).content.decode()
    assert "Accept" in theirs.get(url("hand-over", one.pk)).content.decode()
    theirs.post(url("hand-over-answer", one.pk), {"kind": "accepted"})
    claim.refresh_from_db()
    assert claim.hsc_id == ben.person_id


def test_a_packet_of_another_cohe_is_accepted_on_its_page(ana, client, olympia):
    packet = make.Packet(from_cohe=olympia, packet={"claim_number": "AB12345", "sections": []})
    page = client.get(url("hand-overs")).content.decode()
    assert "AB12345" in page
    client.post(url("packet-answer", packet.pk), {"kind": "accepted"})
    packet.refresh_from_db()
    assert packet.state == "accepted"


def test_a_refusal_stands_at_the_field_that_is_wrong(client, claim):
    answer = client.post(url("transfer", claim.pk), {**TRANSFER, "decision": "approved"})
    assert list(answer.context["form"].errors) == ["decided_on"]
    answer = client.post(url("stay", claim.pk), {**STAY, "follow_up_on": "2026-10-20"})
    assert list(answer.context["form"].errors) == ["discharged_on"]


@pytest.mark.parametrize("name", ["transfer", "stay"])
def test_what_was_entered_by_mistake_is_taken_back_from_its_page(client, claim, name):
    client.post(url(name, claim.pk), {**TRANSFER, **STAY})
    one = (Transfer if name == "transfer" else HospitalStay).objects.get()
    back = url(f"{name}-withdraw", one.pk)
    assert back in client.get(url(f"{name}-change", one.pk)).content.decode()
    client.post(back)
    assert "transitions-title" not in page_of(client, claim)


@pytest.mark.parametrize("words", ["", "x" * 2001])
def test_a_question_that_cannot_go_is_refused_beside_its_field_and_kept(ana, ben, browse, claim, words):
    one = make.HandOver(claim=claim, receiver=ben.person, sent_by=ana.person)
    answer = browse(ben).post(url("hand-over-answer", one.pk), {"kind": "questioned", "text": words})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["text"]
    assert f">{words}</textarea>" in answer.content.decode()


def test_a_question_that_comes_too_late_is_not_lost(ana, ben, browse, claim):
    one = make.HandOver(claim=claim, receiver=ben.person, sent_by=ana.person, state="taken-back")
    answer = browse(ben).post(url("hand-over-answer", one.pk), {"kind": "questioned", "text": "Who speaks?"})
    assert answer.status_code == 409
    assert "Who speaks?" in answer.content.decode()
    assert "This hand-over is taken back" in answer.content.decode()


def test_an_assistant_neither_hands_over_nor_sees_hand_overs(mia, browse, claim):
    assert browse(mia).get(url("hand-overs")).status_code == 403


def test_the_list_asks_the_database_as_often_for_many_as_for_few(ana, client, claim):
    def queries(size):
        for _ in range(size):
            make.HandOver(claim=make.Claim(hsc=ana.person), sent_by=ana.person, receiving_cohe=make.Cohe())
            make.Packet()
        return queries_of(lambda: client.get(url("hand-overs")))

    assert queries(1) == queries(6) <= 8
