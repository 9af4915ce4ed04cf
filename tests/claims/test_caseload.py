"""Who coordinates what: by date, with the open claims that move, and the worklist following."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from claims.actions import caseload as actions
from claims.actions import locks
from claims.models import Claim, ClaimAssignment, ProviderAssignment
from claims.queries import caseload as queries
from cohe.access import Conflict, Denied
from cohe.models import OutboxRow, Role
from coordination import tasks
from tests import make
from tests.asking import queries_of
from tests.claims.imports.importing import AT

TODAY = date(2026, 10, 15)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def provider(puget):
    return make.Provider(provider_number="200001", name="Dr. Ng")


def assigned(provider, hsc, since=date(2026, 1, 1), until=None):
    return ProviderAssignment.objects.create(
        cohe_id=provider.cohe_id, provider=provider, hsc=hsc.person, since=since, until=until
    )


def give(provider, hsc, by, **options):
    return actions.assign_provider(
        provider=provider, hsc=hsc, by=by, today=TODAY, at=AT, reason="", **{"move_claims": True, **options}
    )


def give_claims(claims, hsc, by):
    return actions.assign_claims(claims=claims, hsc=hsc, by=by, today=TODAY, at=AT, reason="Her language")


def spans(model):
    return list(model.objects.order_by("since").values_list("hsc__name", "since", "until"))


def test_a_provider_has_an_hsc_by_date(provider, ana, ben, sam):
    assigned(provider, ana)
    give(provider, ben, sam)
    assert spans(ProviderAssignment) == [("Ana", date(2026, 1, 1), TODAY), ("Ben", TODAY, None)]


def test_changing_ones_mind_on_the_same_day_leaves_one_span(provider, ana, ben, sam):
    give(provider, ana, sam)
    give(provider, ben, sam)
    assert spans(ProviderAssignment) == [("Ben", TODAY, None)]


def test_a_decision_for_a_later_day_stands(provider, ana, ben, sam):
    later = TODAY + timedelta(days=7)
    assigned(provider, ana, since=later)
    give(provider, ben, sam)
    assert spans(ProviderAssignment) == [("Ben", TODAY, later), ("Ana", later, None)]


def test_two_changes_at_once_wait_for_each_other(provider, ana, sam, monkeypatch):
    monkeypatch.setattr(locks, "lock_imports_now", lambda cohe_id: False)
    with pytest.raises(Conflict, match="being changed just now"):
        give(provider, ana, sam)
    with pytest.raises(Conflict, match="being changed just now"):
        give_claims([make.Claim()], ana, sam)


def test_the_open_claims_of_the_former_hsc_and_of_nobody_move(provider, ana, ben, mia, sam):
    assigned(provider, ana)
    moves = [make.Claim(hsc=ana.person), make.Claim()]
    stays = [
        make.Claim(hsc=mia.person),
        make.Claim(hsc=ana.person, attending_provider_number="999"),
        make.Claim(hsc=ana.person, claim_status="closed", status_date=YESTERDAY),
    ]
    assert set(queries.moving_claims(provider=provider, chosen=ben.person, today=TODAY)) == set(moves)
    assert give(provider, ben, sam) == 2
    assert set(Claim.objects.filter(hsc=ben.person)) == set(moves)
    assert {claim.hsc_id for claim in stays} == {ana.person_id, mia.person_id}


def test_the_initiating_provider_decides_before_the_attending_one_begins(provider, ana, ben, sam):
    claim = make.Claim(attending_provider_number="999", attending_since=TODAY + timedelta(days=1))
    give(provider, ben, sam)
    claim.refresh_from_db()
    assert claim.hsc == ben.person


def test_claims_may_stay_when_their_provider_goes(provider, ana, ben, sam):
    claim = make.Claim(hsc=ana.person)
    assert give(provider, ben, sam, move_claims=False) == 0
    claim.refresh_from_db()
    assert claim.hsc == ana.person


def test_a_claim_has_an_hsc_by_date_too(puget, ana, ben, sam):
    claim = make.Claim(hsc=ana.person)
    ClaimAssignment.objects.create(cohe=puget, claim=claim, hsc=ana.person, since=YESTERDAY)
    give_claims([claim], ben, sam)
    claim.refresh_from_db()
    assert spans(ClaimAssignment) == [("Ana", YESTERDAY, TODAY), ("Ben", TODAY, None)]
    assert claim.hsc == ben.person


def test_items_follow_the_claim_to_its_new_hsc(puget, ana, ben, sam):
    claim = make.Claim(hsc=ana.person, roa_received_date=None)
    give_claims([claim], ben, sam)
    row = OutboxRow.objects.get(task=actions.FOLLOW_TASK)
    tasks.follow_claims(row_id=row.pk, cohe_id=puget.pk)
    owners = set(claim.items.values_list("owner", flat=True))
    assert owners == {ben.person_id}


@pytest.mark.parametrize("who", ["ana", "mia", "ito"])
def test_only_supervisors_and_administrators_change_the_caseload(provider, ben, request, who):
    with pytest.raises(Denied, match="does not change who coordinates"):
        give(provider, ben, request.getfixturevalue(who))


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.ADMINISTRATOR])
def test_claims_go_to_an_hsc_of_today_only(provider, sam, role):
    with pytest.raises(Denied, match="is no HSC of this COHE today"):
        give(provider, make.Membership(role=role), sam)
    with pytest.raises(Denied, match="is no HSC of this COHE today"):
        give_claims([make.Claim()], make.Membership(role=role), sam)


def test_one_who_has_left_gets_nothing(provider, sam):
    with pytest.raises(Denied, match="is no HSC of this COHE today"):
        give(provider, make.Membership(until=TODAY), sam)


def test_the_overview_counts_open_claims_and_what_nobody_has(provider, ana, ben):
    assigned(provider, ana)
    make.Claim(hsc=ana.person, tier="high")
    make.Claim(hsc=ana.person, claim_status="rejected", status_date=YESTERDAY)
    make.Claim()
    alone = make.Provider(provider_number="200009")
    make.Provider(left_on=YESTERDAY)
    page = queries.caseload(cohe_id=provider.cohe_id, today=TODAY)
    assert [(desk.person.name, desk.providers, desk.claims, desk.high) for desk in page.desks] == [
        ("Ana", 1, 1, 1),
        ("Ben", 0, 0, 0),
    ]
    assert (page.unassigned, [one.provider for one in page.providers]) == (1, [alone])


def test_unassigned_claims_are_given_on_their_page(puget, ana, sam, browse):
    claims = [make.Claim(), make.Claim()]
    desk = browse(sam)
    assert claims[0].claim_number in desk.get(reverse("claims:unassigned")).content.decode()
    data = {"claims": [claims[0].pk], "hsc": ana.pk, "reason": ""}
    assert desk.post(reverse("claims:claims-assign"), data).status_code == 303
    assert list(Claim.objects.unassigned()) == [claims[1]]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"claims": []}, "Choose one claim at least"),
        ({"hsc": "x"}, "Select a valid choice"),
        ({"hsc": ""}, "required"),
    ],
)
def test_what_cannot_be_given_is_refused_with_a_sentence(puget, ana, sam, browse, change, sentence):
    claim = make.Claim()
    data = {"claims": [claim.pk], "hsc": ana.pk} | change
    response = browse(sam).post(reverse("claims:claims-assign"), data)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)


def test_the_page_of_a_provider_shows_what_would_move_before_it_moves(provider, ana, ben, sam, browse):
    assigned(provider, ana)
    claim = make.Claim(hsc=ana.person)
    address = reverse("claims:provider", args=(provider.pk,))
    page = browse(sam).get(address, {"hsc": ben.pk}).content.decode()
    assert "1 open claim would move" in page
    assert claim.claim_number in page
    post = reverse("claims:provider-assign", args=(provider.pk,))
    browse(sam).post(post, {"hsc": ben.pk, "move_claims": "on", "reason": ""})
    claim.refresh_from_db()
    assert claim.hsc == ben.person


def test_the_caseload_of_an_hsc_lists_her_providers_and_claims(provider, ana, browse):
    assigned(provider, ana)
    claim = make.Claim(hsc=ana.person)
    page = browse(ana).get(reverse("claims:caseload-person", args=(ana.person_id,))).content.decode()
    assert "Dr. Ng" in page
    assert claim.claim_number in page
    assert "Give the chosen claims" not in page


def test_no_worker_is_named_on_the_pages_of_the_caseload(puget, ada, browse):
    make.Claim(worker_last_name="Quillfeather")
    assert "Quillfeather" not in browse(ada).get(reverse("claims:unassigned")).content.decode()


@pytest.mark.parametrize("name", ["caseload", "unassigned"])
def test_the_queries_of_the_overview_do_not_grow(name, ana, browse):
    client = browse(ana)

    def queries(size):
        for _ in range(size):
            make.Claim(hsc=ana.person if name == "caseload" else None)
            make.Provider()
        return queries_of(lambda: client.get(reverse(f"claims:{name}")))

    assert queries(1) == queries(9) <= 16
