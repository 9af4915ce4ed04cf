"""Who may open which claim, who says why first, and what stands in the trail (K1, K3)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from cohe import clock, tenancy
from cohe.models import AccessEvent
from coordination.models import Draft
from tests import make

TODAY = make.DAY


def address(claim, name="claim"):
    return reverse(f"coordination:{name}", args=[claim.pk])


def open_as(browse, person, claim):
    return browse(person).get(address(claim))


def trail_of(claim, action="opened"):
    rows = AccessEvent.objects.filter(subject="claim", subject_id=claim.pk, action=action)
    return list(rows.order_by("id").values_list("actor__name", "reason"))


# ---- who ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"), [("ana", 200), ("sam", 200), ("mia", 404), ("ito", 404), ("ada", 403), ("cleo", 403)]
)
def test_a_role_opens_the_claims_it_may_see(request, browse, ana, who, status):
    claim = make.Claim(hsc=ana.person)
    assert open_as(browse, request.getfixturevalue(who), claim).status_code == status


@pytest.mark.parametrize("who", ["mia", "ito"])
def test_an_item_of_theirs_lets_assistant_and_advisor_in(request, browse, ana, who):
    claim, person = make.Claim(hsc=ana.person), request.getfixturevalue(who)
    make.Item(claim=claim, owner=person.person, is_reassigned=True)
    assert open_as(browse, person, claim).status_code == 200


@pytest.mark.parametrize("who", ["mia", "ito"])
@pytest.mark.parametrize("state", ["done", "dismissed", "cleared"])
def test_what_is_closed_opens_no_claim_any_more(request, browse, ana, who, state):
    claim, person = make.Claim(hsc=ana.person, tier="low"), request.getfixturevalue(who)
    make.Item(claim=claim, owner=person.person, state=state, closed_at=clock.now())
    assert open_as(browse, person, claim).status_code == 404


def test_a_claim_of_another_cohe_is_not_there(browse, olga, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        claim = make.Claim(hsc=olga.person)
    with tenancy.acting(tenancy.Context(make.Cohe().pk)):
        stranger = make.Membership()
    assert open_as(browse, stranger, claim).status_code == 404


@pytest.mark.parametrize(
    "name", ["claim-readers", "claim-reason", "frq-answer", "record-add", "work-status-add"]
)
def test_no_page_of_a_foreign_claim_is_there(browse, puget, olga, name):
    claim = make.Claim()
    assert browse(olga).get(address(claim, name)).status_code == 404


@pytest.mark.parametrize("name", ["note-sign", "tier-change", "frq-answer", "record-add", "work-status-add"])
def test_no_act_on_a_foreign_claim_is_served(browse, puget, olga, name):
    claim = make.Claim()
    assert browse(olga).post(address(claim, name), {"text": "mine"}).status_code == 404


# ---- why ---------------------------------------------------------------------------------------------


def asks_why(answer, claim):
    return answer.status_code == 302 and answer.url.startswith(address(claim, "claim-reason"))


def test_a_colleagues_claim_asks_why_first(browse, ana, ben):
    claim = make.Claim(hsc=ben.person)
    assert asks_why(open_as(browse, ana, claim), claim)
    assert trail_of(claim) == []


def test_the_question_says_nothing_of_the_worker(browse, ana, ben):
    claim = make.Claim(hsc=ben.person, worker_last_name="Halvorsen")
    assert "Halvorsen" not in browse(ana).get(address(claim, "claim-reason")).content.decode()


def test_once_said_the_reason_is_good_for_the_day(browse, ana, ben):
    claim, client = make.Claim(hsc=ben.person), browse(ana)
    said = {"reason": "colleague-asked", "words": "", "next": address(claim)}
    assert client.post(address(claim, "claim-reason"), said).url == address(claim)
    assert client.get(address(claim)).status_code == 200
    assert trail_of(claim, "reason") == [("Ana", "The claim's HSC asked me for help")]


def test_tomorrow_it_is_asked_again(browse, ana, ben, monkeypatch):
    claim, client = make.Claim(hsc=ben.person), browse(ana)
    client.post(address(claim, "claim-reason"), {"reason": "quality"})
    monkeypatch.setenv("COHE_TODAY", "2026-10-16")
    client = browse(ana)
    assert asks_why(client.get(address(claim)), claim)


def test_my_reason_does_not_open_the_claim_to_others(browse, ana, ben):
    claim = make.Claim(hsc=ben.person)
    browse(ana).post(address(claim, "claim-reason"), {"reason": "quality"})
    other = make.Membership(cohe=claim.cohe)
    assert asks_why(open_as(browse, other, claim), claim)


@pytest.mark.parametrize("said", [{}, {"reason": "other"}, {"reason": "gossip"}])
def test_no_reason_opens_nothing(browse, ana, ben, said):
    claim = make.Claim(hsc=ben.person)
    assert browse(ana).post(address(claim, "claim-reason"), said).status_code == 422
    assert trail_of(claim, "reason") == []


def test_the_way_onward_never_leaves_the_product(browse, ana, ben):
    claim = make.Claim(hsc=ben.person)
    said = {"reason": "quality", "next": "https://elsewhere.example/"}
    assert browse(ana).post(address(claim, "claim-reason"), said).url == address(claim)


def hers(claim, ana, ben):
    claim.hsc = ana.person


def nobodys(claim, ana, ben):
    claim.hsc = None


def covered(claim, ana, ben):
    make.Cover(absent=ben.person, coverer=ana.person, since=TODAY, until=TODAY + timedelta(days=1))


def asked_of_her(claim, ana, ben):
    make.Item(claim=claim, owner=ana.person, is_reassigned=True)


@pytest.mark.parametrize("way", [hers, nobodys, covered, asked_of_her])
def test_a_claim_of_her_caseload_opens_at_once(browse, ana, ben, way):
    claim = make.Claim(hsc=ben.person)
    way(claim, ana, ben)
    claim.save()
    assert open_as(browse, ana, claim).status_code == 200


@pytest.mark.parametrize(("first", "last"), [(-3, 0), (1, 5)])
def test_cover_of_other_days_does_not_count(browse, ana, ben, first, last):
    claim = make.Claim(hsc=ben.person)
    days = {"since": TODAY + timedelta(days=first), "until": TODAY + timedelta(days=last)}
    make.Cover(absent=ben.person, coverer=ana.person, **days)
    assert asks_why(open_as(browse, ana, claim), claim)


def test_the_cohe_is_the_supervisors_caseload(browse, sam, ben):
    assert open_as(browse, sam, make.Claim(hsc=ben.person)).status_code == 200


def test_a_note_of_a_colleagues_claim_asks_why_too(browse, ana, ben):
    note = make.Note(claim__hsc=ben.person, author=ben.person)
    assert asks_why(browse(ana).get(reverse("coordination:note", args=[note.pk])), note.claim)


def frq_of(claim, person):
    return "frq-withdraw", make.Frq(claim=claim, asked_by=person), "withdrawn_at"


def record_of(claim, person):
    return "record-withdraw", make.Record(claim=claim, recorded_by=person), "withdrawn_at"


def work_status_of(claim, person):
    return "work-status-withdraw", make.WorkStatus(claim=claim, recorded_by=person), "withdrawn_at"


@pytest.mark.parametrize("thing_of", [frq_of, record_of, work_status_of])
def test_taking_something_of_a_colleagues_claim_back_asks_why_first(browse, ana, ben, thing_of):
    claim = make.Claim(hsc=ben.person)
    name, thing, mark = thing_of(claim, ben.person)
    assert asks_why(browse(ana).post(reverse(f"coordination:{name}", args=[thing.pk])), claim)
    thing.refresh_from_db()
    assert getattr(thing, mark) is None


def test_an_addendum_on_a_colleagues_claim_asks_why_first_and_is_kept(browse, ana, ben):
    note = make.Note(claim__hsc=ben.person, author=ben.person)
    address_of = reverse("coordination:note-addendum", args=[note.pk])
    assert asks_why(browse(ana).post(address_of, {"text": "He called back."}), note.claim)
    assert (note.addenda.count(), Draft.objects.get().fields["text"]) == (0, "He called back.")


# ---- the trail ---------------------------------------------------------------------------------------


def test_every_opening_is_in_the_trail(browse, ana, sam):
    claim = make.Claim(hsc=ana.person)
    open_as(browse, ana, claim)
    open_as(browse, sam, claim)
    assert trail_of(claim) == [("Ana", ""), ("Sam", "")]


def test_turning_its_pages_is_not_opening_it_anew(browse, ana):
    claim, client = make.Claim(hsc=ana.person), browse(ana)
    for show in ("", "notes", "forms"):
        client.get(address(claim), {"show": show} if show else {})
    assert trail_of(claim) == [("Ana", "")]


def test_a_quarter_of_an_hour_later_it_is(browse, ana, monkeypatch):
    claim, client = make.Claim(hsc=ana.person), browse(ana)
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start)
    client.get(address(claim))
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=10))
    client.get(address(make.Claim(hsc=ana.person)))
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=16))
    client.get(address(claim))
    assert len(trail_of(claim)) == 2


def test_who_has_read_a_claim_is_answered_from_the_trail(browse, ana, ben, sam):
    claim = make.Claim(hsc=ana.person)
    browse(ben).post(address(claim, "claim-reason"), {"reason": "other", "words": "Called by the clinic"})
    open_as(browse, ben, claim)
    words = browse(sam).get(address(claim, "claim-readers")).content.decode()
    assert words.count("Called by the clinic") == 2  # the reason, and the opening it was given for
    assert "in her caseload" in words  # Sam's own looking


@pytest.mark.parametrize("who", ["mia", "ito"])
def test_who_has_read_it_is_not_for_assistant_and_advisor(request, browse, ana, who):
    claim, person = make.Claim(hsc=ana.person, tier="low"), request.getfixturevalue(who)
    make.Item(claim=claim, owner=person.person)
    assert browse(person).get(address(claim, "claim-readers")).status_code == 403


def test_visibility_is_decided_in_the_query_itself(mia, ana):
    for tier in ("low", "standard", "high"):
        make.Claim(hsc=ana.person, tier=tier)
    make.Delegation(claim=Claim.objects.get(tier="low"), assistant=mia.person)
    with CaptureQueriesContext(connection) as asked:
        assert [claim.tier for claim in Claim.objects.visible_to(mia)] == ["low"]
    assert len(asked) == 1
