"""Transfers, stays, checklists and hand-overs through the API."""

from coordination.models import HandOver, HospitalStay
from tests import make

TRANSFER = {"asked_on": "2026-10-05", "asked_by": "worker", "provider_name": "Dr. Lindqvist"}


def test_a_transfer_is_recorded_decided_and_taken_back(program, ana, claim):
    ask = program(ana)
    status, made = ask.post(f"claims/{claim.pk}/transfers/", TRANSFER)
    assert status == 201 and "Ask about the transfer of care" in made["refreshed"]["opened"]
    decided = {**TRANSFER, "decision": "denied", "decided_on": "2026-10-14"}
    status, changed = ask.post(f"transfers/{made['transfer']['id']}/change/", decided)
    assert status == 200 and "Ask about the transfer of care" in changed["cleared"]
    assert ask.post(f"transfers/{made['transfer']['id']}/withdraw/")[0] == 200
    assert ask.post(f"transfers/{made['transfer']['id']}/withdraw/")[0] >= 400


def test_a_stay_that_cannot_be_is_refused_with_the_sentence_of_the_page(program, ana, claim):
    stay = {"facility": "Harborview", "admitted_on": "2026-10-12", "discharged_on": "2026-10-11"}
    status, answer = program(ana).post(f"claims/{claim.pk}/hospital-stays/", stay)
    assert status == 403
    assert "discharge cannot be before" in str(answer)
    assert not HospitalStay.objects.exists()


def test_a_step_is_marked_and_taken_back(program, ana, claim):
    ask = program(ana)
    _, one = ask.post(f"claims/{claim.pk}/checklists/", {"change": "to-surgeon"})
    _, marked = ask.post(f"checklists/{one['id']}/mark/", {"step": "job", "is_done": True})
    assert marked["done"] == ["job"]
    _, again = ask.post(f"checklists/{one['id']}/mark/", {"step": "job", "is_done": False})
    assert again["done"] == []


def test_the_packet_that_was_read_is_the_one_that_is_sent(program, ana, olympia, claim):
    ask = program(ana)
    _, drafted = ask.get(f"claims/{claim.pk}/hand-over-packet/")
    offer = {"receiving_cohe": "OLYMPIA", "reason": "Moved.", "seen": "another"}
    assert ask.post(f"claims/{claim.pk}/hand-overs/", offer)[0] == 409
    status, sent = ask.post(f"claims/{claim.pk}/hand-overs/", {**offer, "seen": drafted["seen"]})
    assert (status, sent["hand_over"]["receiving_cohe"]) == (201, "OLYMPIA")
    assert HandOver.objects.get().packet == drafted["packet"]
    assert ask.post(f"hand-overs/{sent['hand_over']['id']}/take-back/")[0] == 200


def test_a_packet_is_questioned(program, ana, olympia):
    one = make.Packet(from_cohe=olympia)
    ask = program(ana)
    assert ask.post(f"packets/{one.pk}/answer/", {"kind": "questioned"})[0] == 403
    status, answer = ask.post(f"packets/{one.pk}/answer/", {"kind": "questioned", "text": "Which clinic?"})
    assert (status, answer["state"], answer["turns"][0]["text"]) == (200, "questioned", "Which clinic?")
