"""Claims move in one step, to even the load or for a leaver, with a note each; and all of it comes back."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from claims.models import Claim, ClaimAssignment, Cover, Delegation, ProviderAssignment
from cohe import clock
from cohe.access import Conflict, Denied
from cohe.models import Employment, Membership, OutboxRow
from coordination.models import Draft, HandOver, ItemEvent, WorkItem
from staffing import tasks
from staffing.actions import leavers, shifts
from staffing.actions.leavers import Split
from staffing.actions.shifts import Wish
from staffing.models import Departure, RoleShare, ShiftedClaim
from staffing.queries.leavers import leaver_page, owned
from staffing.queries.load import load_page
from staffing.queries.loads import loads
from tests import make
from tests.asking import queries_of
from tests.pages import words

TODAY = date(2026, 10, 15)
LAST = date(2026, 10, 30)


def provider_of(member, claims, number):
    """Return a provider of an HSC with so many quiet claims of hers."""
    found = make.Provider(provider_number=number)
    found.assignments.create(cohe=member.cohe, hsc=member.person, since=date(2020, 1, 1))
    for _ in range(claims):
        make.Claim(
            hsc=member.person, attending_provider_number=number, claim_established_date=date(2026, 9, 4)
        )
    return found


@pytest.fixture
def uneven(ana, ben, sam):
    """Ana has six claims of two providers, Ben none; both work full time."""
    for one in (ana, ben):
        make.Share(person=one.person)
        make.Employment(person=one.person)
    return provider_of(ana, 3, "200801"), provider_of(ana, 3, "200802")


def hsc_of_claims():
    return dict(Claim.objects.order_by("pk").values_list("pk", "hsc__name"))


# ---- load ------------------------------------------------------------------------------------------------


def test_minutes_go_by_status_surgery_interpreter_and_frq(ana):
    plain, off, much, gone = (
        make.Claim(hsc=ana.person),
        make.Claim(hsc=ana.person),
        make.Claim(hsc=ana.person, interpreter_needed=True, tier="high"),
        make.Claim(hsc=ana.person, claim_status="closed"),
    )
    make.WorkStatus(claim=off, from_date=date(2026, 9, 2), through_date=TODAY)
    make.WorkStatus(claim=off, status="full_duty", from_date=date(2026, 9, 1))
    make.WorkStatus(claim=plain, from_date=date(2026, 9, 2), through_date=TODAY - timedelta(days=4))
    make.Surgery(claim=much, scheduled_for=TODAY + timedelta(days=42))
    make.Frq(claim=much, result="positive")
    found = {one.claim_id: one.minutes for one in loads(TODAY).claims}
    assert found == {plain.pk: 1, off.pk: 5, much.pk: 1 + 5 + 3 + 5 + 3}
    assert gone.pk not in found


def test_own_notes_decide_what_a_phase_takes(ana):
    make.PolicyValue(name="load_fewest_notes", value=2, since=date(2020, 1, 1))
    claim = make.Claim(hsc=ana.person)
    for minutes in (10, 22):
        make.Note(claim=claim, author=ana.person, contact_on=TODAY, minutes=minutes, started_at=None)
    assert [one.minutes for one in loads(TODAY).claims] == [8]


def test_load_asks_the_same_number_of_queries(ana):
    provider_of(ana, 1, "200801")
    few = queries_of(lambda: load_page(TODAY))
    provider_of(ana, 5, "200802")
    assert queries_of(lambda: load_page(TODAY)) == few <= 16


def test_moves_even_the_load_and_are_undone_as_one(uneven, ana, ben, sam):
    before = hsc_of_claims()
    page = load_page(TODAY)
    assert [one.key for one in page.moves] == [f"{uneven[0].pk}:{ana.person_id}:{ben.person_id}"]
    wishes = [Wish.read(one.key) for one in page.chosen]
    made = shifts.shift_load(wishes=wishes, seen=page.seen, by=sam, today=TODAY, at=clock.now())
    assert sorted(hsc_of_claims().values()) == ["Ana"] * 3 + ["Ben"] * 3
    assert load_page(TODAY).is_even
    assert ProviderAssignment.objects.get(provider=uneven[0], until=None).hsc_id == ben.person_id
    assert OutboxRow.objects.filter(task="coordination.tasks.follow_claims").count() == 1
    undone = shifts.undo_load(shift=made, by=sam, today=TODAY, at=clock.now())
    assert (undone.back, undone.left, hsc_of_claims()) == (3, 0, before)
    assert ProviderAssignment.objects.get(provider=uneven[0], until=None).hsc_id == ana.person_id
    with pytest.raises(Conflict, match="undone already"):
        shifts.undo_load(shift=made, by=sam, today=TODAY, at=clock.now())


def test_what_went_on_since_stays_when_a_step_is_undone(uneven, ana, ben, sam):
    page = load_page(TODAY)
    wishes = [Wish.read(one.key) for one in page.chosen]
    made = shifts.shift_load(wishes=wishes, seen=page.seen, by=sam, today=TODAY, at=clock.now())
    Claim.objects.filter(pk=made.claims.first().claim_id).update(hsc=make.Membership(role="hsc").person)
    undone = shifts.undo_load(shift=made, by=sam, today=TODAY, at=clock.now())
    assert (undone.back, undone.left) == (2, 1)


def test_a_claim_that_went_on_since_gets_no_delegation_back(uneven, ana, ben, mia, sam):
    page = load_page(TODAY)
    claim = Claim.objects.filter(attending_provider_number=uneven[0].provider_number).first()
    make.Delegation(claim=claim, assistant=mia.person, given_by=ana.person)
    wishes = [Wish.read(one.key) for one in page.chosen]
    made = shifts.shift_load(wishes=wishes, seen=page.seen, by=sam, today=TODAY, at=clock.now())
    Claim.objects.filter(pk=claim.pk).update(hsc=make.Membership(role="hsc").person)
    shifts.undo_load(shift=made, by=sam, today=TODAY, at=clock.now())
    assert Delegation.objects.get().ended_at is not None


def test_a_move_that_nobody_proposed_is_refused(uneven, ana, sam):
    page, other = load_page(TODAY), make.Membership(role="hsc").person_id
    wishes = [Wish(uneven[0].pk, ana.person_id, other)]
    with pytest.raises(Denied, match="among the moves that are proposed"):
        shifts.shift_load(wishes=wishes, seen=page.seen, by=sam, today=TODAY, at=clock.now())
    with pytest.raises(Denied, match="among the moves that are proposed"):
        Wish.read(f"1:2:{'9' * 5000}")


def test_a_proposal_that_is_no_longer_so_moves_nothing(browse, uneven, sam, ana):
    client = browse(sam)
    assert "1 move would make it more even" in words(client.get(reverse("staffing:load")))
    page = load_page(TODAY)
    make.Claim(hsc=ana.person, attending_provider_number="200801")
    sent = {"move": page.moves[0].key, "seen": page.seen}
    assert client.post(reverse("staffing:load-moves"), sent).status_code == 409
    assert client.post(reverse("staffing:load-moves"), {"move": "x", "seen": ""}).status_code == 403
    assert not ShiftedClaim.objects.exists()


# ---- leavers ---------------------------------------------------------------------------------------------


@pytest.fixture
def leaving(uneven, ana, ben, mia, sam):
    """Ana leaves on 30 October and owns one of everything."""
    mine, his = Claim.objects.filter(hsc=ana.person).first(), make.Claim(hsc=ben.person)
    make.Item(claim=mine, owner=ana.person, rule="T03", because="Call the clinic")
    make.Item(claim=mine, owner=ana.person, rule="T05", due_on=date(2026, 10, 20))
    make.Item(claim=his, owner=ana.person, rule="T10", is_reassigned=True)
    make.Draft(claim=mine, author=ana.person)
    make.Draft(claim=his, author=ana.person)
    make.HandOver(claim=his, receiver=ana.person, receiving_cohe=None, sent_by=mia.person)
    make.Delegation(claim=mine, assistant=mia.person, given_by=ana.person)
    make.Cover(absent=make.Membership(role="hsc", person__name="Eva").person, coverer=ana.person)
    return leavers.set_departure(person=ana.person, last_on=LAST, by=sam, at=clock.now())


def state(person):
    """Return all that undo has to put back."""
    return (
        hsc_of_claims(),
        set(WorkItem.objects.values_list("pk", "owner_id")),
        set(Draft.objects.values_list("pk", "author_id")),
        set(HandOver.objects.values_list("pk", "receiver_id")),
        set(Delegation.objects.values_list("pk", "ended_at", "why_ended")),
        set(Cover.objects.values_list("pk", "coverer_id")),
        set(ProviderAssignment.objects.filter(until=None).values_list("provider_id", "hsc_id")),
    )


def test_all_that_a_leaver_owns_is_seen(leaving, ana):
    assert owned(ana.person_id, TODAY).words == (
        "6 claims, 2 providers, 1 own task, 1 item given by others, 2 drafts, 1 hand-over to accept, "
        "1 cover of others"
    )
    assert RoleShare.objects.get(person=ana.person).until == date(2026, 10, 31)
    assert Employment.objects.get(person=ana.person).left_on == LAST


def test_it_goes_in_one_step_by_a_split_with_a_note_each_and_comes_back(leaving, uneven, ana, ben, sam):
    eva = Membership.objects.get(person__name="Eva")
    before = state(ana)
    split = Split(ben, {uneven[1].provider_number: eva}, "Ask me until Friday.")
    Cover.objects.update(absent=make.Person())
    made = leavers.hand_over(departure=leaving, split=split, by=sam, today=TODAY, at=clock.now())
    assert sorted(hsc_of_claims().values()) == ["Ben"] * 4 + ["Eva"] * 3
    assert not leaver_page(leaving, TODAY).owned.lines
    note = made.claims.get(note__contains="Call the clinic").note
    assert note.startswith("Ana leaves on 30 Oct 2026. Ask me until Friday. Open: ")
    assert ClaimAssignment.objects.filter(reason=note).exists()
    assert ItemEvent.objects.filter(kind="reassigned").count() == 2
    assert Draft.objects.filter(author=ben.person).count() == 2
    undone = leavers.undo_hand_over(shift=made, by=sam, today=TODAY, at=clock.now())
    assert (undone.back, undone.left) == (6, 0)
    assert state(ana) == before


def test_who_cannot_receive_is_refused_and_nothing_moves(leaving, ana, ben, sam):
    eva = Membership.objects.get(person__name="Eva")
    before = state(ana)
    for rest, sentence in ((ana, "somebody else"), (eva, "Ana covers Eva"), (sam, "is no HSC")):
        with pytest.raises(Denied, match=sentence):
            leavers.hand_over(departure=leaving, split=Split(rest), by=sam, today=TODAY, at=clock.now())
    leavers.set_departure(person=ben.person, last_on=LAST, by=sam, at=clock.now())
    with pytest.raises(Denied, match="Ben leaves too"):
        leavers.hand_over(departure=leaving, split=Split(ben), by=sam, today=TODAY, at=clock.now())
    assert state(ana) == before


def test_the_account_closes_after_the_last_day_once_nothing_is_left(leaving, ana, ben, sam):
    after = LAST + timedelta(days=1)
    for today, sentence in ((LAST, "works until 30 Oct 2026"), (after, "still owns 6 claims")):
        with pytest.raises(Denied, match=sentence):
            leavers.close_account(departure=leaving, by=sam, today=today, at=clock.now())
    assert leavers.close_due(today=after, at=clock.now()) == 0
    made = leavers.hand_over(departure=leaving, split=Split(ben), by=sam, today=TODAY, at=clock.now())
    with pytest.raises(Denied, match="undo that step first"):
        leavers.withdraw_departure(departure=leaving, by=sam, at=clock.now())
    assert leavers.close_due(today=after, at=clock.now()) == 1
    assert not Membership.objects.current(after).filter(person=ana.person).exists()
    with pytest.raises(Conflict, match="closed already"):
        leavers.undo_hand_over(shift=made, by=sam, today=after, at=clock.now())


def test_the_morning_asks_once_a_day_for_closing(leaving):
    tasks.ask_for_closing()
    assert tasks.ask_for_closing() == 2
    assert OutboxRow.objects.filter(task=tasks.CLOSE_TASK).count() == 1


def test_who_stays_after_all_works_on(leaving, ana, sam):
    leavers.withdraw_departure(departure=leaving, by=sam, at=clock.now())
    assert RoleShare.objects.get(person=ana.person).until is None
    assert Employment.objects.get(person=ana.person).left_on is None


@pytest.mark.parametrize(
    ("last_on", "sentence"), [(date(2024, 1, 7), "was hired on 8 Jan 2024"), (LAST, "noted already")]
)
def test_a_last_day_that_cannot_be_is_refused(browse, leaving, ana, ben, sam, last_on, sentence):
    person = ana.person if last_on == LAST else ben.person
    answer = browse(sam).post(reverse("staffing:leave", args=(person.pk,)), {"last_on": last_on})
    assert answer.status_code == 422 and sentence in words(answer)


def test_a_share_to_come_and_a_day_after_the_term_stand_against_a_departure(uneven, ana, ben, sam):
    make.Share(person=ana.person, role="outreach", minutes_a_week=1, since=date(2026, 12, 1))
    with pytest.raises(Denied, match="begins on 1 Dec 2026"):
        leavers.set_departure(person=ana.person, last_on=LAST, by=sam, at=clock.now())
    Employment.objects.filter(person=ben.person).update(left_on=LAST - timedelta(days=1))
    with pytest.raises(Denied, match="the employment ends on 29 Oct 2026"):
        leavers.set_departure(person=ben.person, last_on=LAST, by=sam, at=clock.now())


# ---- a fixed term ----------------------------------------------------------------------------------------

TERM = date(2026, 12, 31)


@pytest.fixture
def termed(uneven, ana):
    """Ana is employed until the end of the year, and her share goes no further."""
    Employment.objects.filter(person=ana.person).update(left_on=TERM)
    RoleShare.objects.filter(person=ana.person).update(until=TERM + timedelta(days=1))
    return ana.person


def ends(person):
    """Return the end of her employment and of her share."""
    share = RoleShare.objects.get(person=person)
    return Employment.objects.get(person=person).left_on, share.until - timedelta(days=1)


def test_who_is_here_for_a_term_is_asked_for_her_last_day_with_its_end(browse, termed, sam):
    client = browse(sam)
    address = reverse("staffing:leave", args=(termed.pk,))
    assert address in client.get(reverse("staffing:leavers")).content.decode()
    assert f'value="{TERM:%Y-%m-%d}"' in client.get(address).content.decode()


@pytest.mark.parametrize("last_on", [TERM, LAST])
def test_who_is_here_for_a_term_hands_everything_over_in_one_step(termed, ben, sam, last_on):
    made = leavers.set_departure(person=termed, last_on=last_on, by=sam, at=clock.now())
    assert ends(termed) == (last_on, last_on)
    before = hsc_of_claims()
    shift = leavers.hand_over(departure=made, split=Split(ben), by=sam, today=TODAY, at=clock.now())
    assert set(hsc_of_claims().values()) == {"Ben"}
    leavers.undo_hand_over(shift=shift, by=sam, today=TODAY, at=clock.now())
    leavers.withdraw_departure(departure=made, by=sam, at=clock.now())
    assert (hsc_of_claims(), ends(termed)) == (before, (TERM, TERM))


def test_whose_term_is_over_leaves_by_the_same_step_while_the_account_is_open(browse, termed, ben, sam):
    after = TODAY - timedelta(days=1)
    Employment.objects.filter(person=termed).update(left_on=after)
    address = reverse("staffing:leave", args=(termed.pk,))
    client = browse(sam)
    assert address in client.get(reverse("staffing:leavers")).content.decode()
    assert client.post(address, {"last_on": after.isoformat()}).status_code == 302
    departure = Departure.objects.get()
    leavers.hand_over(departure=departure, split=Split(ben), by=sam, today=TODAY, at=clock.now())
    assert leavers.close_due(today=TODAY, at=clock.now()) == 1


def test_the_supervisor_hands_over_on_the_page(browse, leaving, uneven, ana, ben, sam):
    client, at = browse(sam), (leaving.pk,)
    assert "Ana still has things to hand over" in words(client.get(reverse("staffing:leavers")))
    refused = client.post(reverse("staffing:leaver", args=at), {"remark": "Mind the gap"})
    assert refused.status_code == 422 and "Mind the gap" in refused.content.decode()
    answer = client.post(reverse("staffing:leaver", args=at), {"rest": ben.pk}, follow=True)
    assert "All that was Ana&#x27;s is handed over." in answer.content.decode()
    assert "6 claims moved" in words(answer) and Departure.objects.get().closed_at is None
