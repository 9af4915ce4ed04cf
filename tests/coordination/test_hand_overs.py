"""Handing over: within the COHE the claim moves when it is accepted; to another only the packet crosses."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.models import Claim
from cohe import tenancy
from cohe.access import Conflict, Denied
from cohe.models import OutboxRow
from coordination import tasks
from coordination.actions import hand_over_carrying, hand_overs
from coordination.actions.hand_overs import Offer
from coordination.choices import TurnKind
from coordination.models import HandOver, HandOverTurn, ReceivedPacket, WorkItem
from coordination.queries import hand_over_packet
from tests import make

AT = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
DAY = make.DAY


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, roa_complete=False)


def offer(claim, **to):
    seen = hand_over_packet.digest_of(hand_over_packet.packet_of(claim, DAY))
    return Offer(
        **{"receiver": None, "receiving_cohe": None, "reason": "Moved to Olympia.", "seen": seen, **to}
    )


def send(claim, by, at=AT, **to):
    return hand_overs.send_hand_over(claim=claim, offer=offer(claim, **to), by=by, today=DAY, at=at)[0]


def carry(cohe, times=1):
    """Let the workers do what waits in a COHE's outbox, each message as often as it came."""
    with tenancy.acting(tenancy.Context(cohe.pk)):
        rows = list(OutboxRow.objects.filter(task=hand_overs.CARRY_TASK).values_list("pk", flat=True))
    for row_id in rows * times:
        tasks.carry_hand_over(row_id=row_id, cohe_id=cohe.pk)


def acting_in(cohe):
    return tenancy.acting(tenancy.Context(cohe.pk))


def packet_at(cohe):
    with tenancy.acting(tenancy.Context(cohe.pk)):
        return ReceivedPacket.objects.get()


def reply(cohe, by, kind, text="Why?", minutes=5):
    with tenancy.acting(tenancy.Context(cohe.pk, by.person_id)):
        hand_overs.answer_packet(
            packet=ReceivedPacket.objects.get(), kind=kind, text=text, by=by, today=DAY,
            at=AT + timedelta(minutes=minutes),
        )  # fmt: skip


def opened(claim, rule):
    return WorkItem.objects.filter(claim=claim, rule=rule, state="open")


def test_accepting_within_the_cohe_moves_the_claim_its_items_and_the_senders_steps(ana, ben, claim):
    step = make.Item(claim=claim, rule="T03", about="x", owner=ana.person)
    sent = send(claim, ana, receiver=ben)
    assert opened(claim, "T28").get().owner_id == ana.person_id
    hand_overs.accept_hand_over(hand_over=sent, by=ben, today=DAY, at=AT)
    claim.refresh_from_db()
    step.refresh_from_db()
    assert (claim.hsc_id, step.owner_id) == (ben.person_id, ben.person_id)
    assert set(WorkItem.objects.open().values_list("owner", flat=True)) == {ben.person_id}
    assert not opened(claim, "T28").exists()


def test_a_question_leaves_the_claim_with_the_sender_who_answers_and_sends_again(ana, ben, claim):
    sent = send(claim, ana, receiver=ben)
    hand_overs.question_hand_over(hand_over=sent, question="Which clinic?", by=ben, today=DAY, at=AT)
    claim.refresh_from_db()
    assert claim.hsc_id == ana.person_id
    assert not opened(claim, "T28").exists()
    hand_overs.send_again(
        hand_over=sent, answer="Cascade.", seen=offer(claim).seen, by=ana, today=DAY,
        at=AT + timedelta(minutes=1),
    )  # fmt: skip
    assert opened(claim, "T28").exists()
    kinds = HandOverTurn.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["sent", "questioned", "sent"]


def test_only_the_receiver_answers_and_only_once(ana, ben, sam, claim):
    sent = send(claim, ana, receiver=ben)
    for other in (ana, sam):
        with pytest.raises(Denied, match="Only the person it was sent to"):
            hand_overs.accept_hand_over(hand_over=sent, by=other, today=DAY, at=AT)
    hand_overs.accept_hand_over(hand_over=sent, by=ben, today=DAY, at=AT)
    with pytest.raises(Conflict, match="accepted"):
        hand_overs.question_hand_over(hand_over=sent, question="?", by=ben, today=DAY, at=AT)


def test_neither_question_nor_answer_is_without_words(ana, ben, claim):
    sent = send(claim, ana, receiver=ben)
    with pytest.raises(Denied, match="Say what you need to know"):
        hand_overs.question_hand_over(hand_over=sent, question=" ", by=ben, today=DAY, at=AT)
    hand_overs.question_hand_over(hand_over=sent, question="Which clinic?", by=ben, today=DAY, at=AT)
    with pytest.raises(Denied, match="Answer the question"):
        hand_overs.send_again(hand_over=sent, answer=" ", seen=offer(claim).seen, by=ana, today=DAY, at=AT)


def test_a_packet_that_changed_since_it_was_read_does_not_go(ana, ben, claim):
    seen = offer(claim, receiver=ben)
    Claim.objects.filter(pk=claim.pk).update(worker_phone="206-555-0199")
    with pytest.raises(Conflict, match="changed since you read it"):
        hand_overs.send_hand_over(claim=claim, offer=seen, by=ana, today=DAY, at=AT)


def test_one_hand_over_at_a_time_and_to_somebody_else(ana, ben, mia, olympia, claim):
    for to in ({"receiver": ana}, {"receiver": mia}, {}, {"receiver": ben, "receiving_cohe": olympia}):
        with pytest.raises(Denied):
            send(claim, ana, **to)
    send(claim, ana, receiver=ben)
    with pytest.raises(Denied, match="under way"):
        send(claim, ana, receiving_cohe=olympia)


def test_the_packet_says_what_it_names_and_no_text_of_a_note(ana, claim):
    make.Note(claim=claim, author=ana.person, text="Canary in the note.", person_name="Canary")
    make.WorkStatus(claim=claim)
    make.Item(claim=claim, because="Canary in the reason.")
    packet = hand_over_packet.packet_of(claim, DAY)
    words = str(packet)
    assert "Canary" not in words
    titles = [one.title for one in hand_over_packet.sections_of(packet)]
    assert titles[0] == "Worker" and "Last contacts" in titles
    assert claim.worker_last_name in words and "1 Oct 2026" in words


def test_only_the_packet_crosses_once_however_often_the_message_comes(ana, olympia, puget, claim):
    send(claim, ana, receiving_cohe=olympia)
    carry(puget, times=3)
    packet = packet_at(olympia)
    assert (packet.from_cohe_id, packet.state) == (puget.pk, "sent")
    with acting_in(olympia):
        assert not Claim.objects.exists()
        assert not HandOver.objects.exists()
        assert HandOverTurn.objects.count() == 1


def test_neither_cohe_sees_the_rows_of_the_other(ana, olga, olympia, puget, claim):
    send(claim, ana, receiving_cohe=olympia)
    carry(puget)
    assert not ReceivedPacket.objects.exists()
    with acting_in(olympia):
        assert list(HandOverTurn.objects.values_list("hand_over", "by")) == [(None, None)]


def test_acceptance_by_the_other_cohe_takes_the_claim_off_the_list_from_that_day(
    ana, olga, olympia, puget, claim
):
    send(claim, ana, receiving_cohe=olympia)
    carry(puget)
    reply(olympia, olga, TurnKind.ACCEPTED, "")
    carry(olympia, times=2)
    claim.refresh_from_db()
    assert (claim.handed_over_on, claim.hsc_id) == (DAY, ana.person_id)
    assert HandOver.objects.get().state == "accepted"
    assert not WorkItem.objects.open().filter(claim=claim).exists()


def test_given_back_the_claim_is_on_the_senders_list_again(ana, olga, olympia, puget, claim):
    send(claim, ana, receiving_cohe=olympia)
    carry(puget)
    reply(olympia, olga, TurnKind.ACCEPTED, "")
    reply(olympia, olga, TurnKind.RETURNED, "Lives elsewhere.", minutes=9)
    carry(olympia, times=2)
    claim.refresh_from_db()
    assert claim.handed_over_on is None
    assert HandOver.objects.get().state == "returned"
    assert opened(claim, "T08").exists()


def test_taken_back_by_hand_it_is_the_senders_again_and_the_receiver_is_told(
    ana, olga, olympia, puget, claim
):
    sent = send(claim, ana, receiving_cohe=olympia)
    carry(puget)
    reply(olympia, olga, TurnKind.ACCEPTED, "")
    carry(olympia)
    hand_overs.take_back(hand_over=sent, reason="", by=ana, today=DAY, at=AT + timedelta(hours=1))
    carry(puget)
    claim.refresh_from_db()
    assert claim.handed_over_on is None
    assert packet_at(olympia).state == "taken-back"


def test_taking_back_and_accepting_at_once_end_the_same_on_both_sides(ana, olga, olympia, puget, claim):
    sent = send(claim, ana, receiving_cohe=olympia)
    carry(puget)
    hand_overs.take_back(hand_over=sent, reason="", by=ana, today=DAY, at=AT + timedelta(minutes=1))
    reply(olympia, olga, TurnKind.ACCEPTED, "")
    carry(olympia)
    carry(puget)
    claim.refresh_from_db()
    assert claim.handed_over_on is None
    assert (HandOver.objects.get().state, packet_at(olympia).state) == ("taken-back", "taken-back")


def test_an_answer_of_a_cohe_it_was_not_sent_to_changes_nothing(ana, olympia, puget, claim):
    sent = send(claim, ana, receiving_cohe=olympia)
    with acting_in(make.Cohe()):
        forged = make.Packet(from_cohe=puget, key=sent.key)
        make.Turn(received=forged, kind="accepted", by=make.Person())
        with pytest.raises(HandOver.DoesNotExist):
            hand_over_carrying.carry_to_sender(received_id=forged.pk, today=DAY, at=AT)
    assert HandOver.objects.get().state == "sent"
