"""Going live marks old claims as reviewed in one counted step that can be undone (issue 2.4)."""

from datetime import date

import pytest
from django.urls import reverse

from cohe import tenancy
from cohe.models import AccessEvent, OutboxRow
from coordination.models import DeskAction, Record
from tests import make

PAGE = "coordination:go-live"


@pytest.fixture
def old(puget):
    return [make.Claim(claim_established_date=date(2026, 9, 4)) for _ in range(3)]


@pytest.fixture
def new(puget):
    return make.Claim(claim_established_date=date(2026, 10, 14))


def do(client, before="2026-10-14"):
    return client.post(reverse(PAGE), {"before": before})


def reviewed():
    return set(Record.objects.filter(kind="reviewed", withdrawn_at=None).values_list("claim", flat=True))


@pytest.mark.parametrize(("who", "leads"), [("ada", True), ("ana", False)])
def test_the_rules_page_leads_an_administrator_here(request, browse, who, leads):
    page = browse(request.getfixturevalue(who)).get(reverse("coordination:rules")).content.decode()
    assert (f'href="{reverse(PAGE)}"' in page) is leads


def test_counting_changes_nothing(browse, ada, old, new):
    page = browse(ada).get(reverse(PAGE), {"before": "2026-10-14"}).content.decode()
    assert "Mark 3 claims as reviewed" in page
    assert not reviewed()


def test_claims_that_appeared_before_the_day_are_marked_and_no_others(browse, ada, old, new):
    do(browse(ada))
    assert reviewed() == {claim.pk for claim in old}


def test_a_claim_reviewed_by_hand_is_not_marked_again(browse, ada, old):
    make.Record(claim=old[0], kind="reviewed")
    page = browse(ada).get(reverse(PAGE), {"before": "2026-10-14"}).content.decode()
    assert "Mark 2 claims as reviewed" in page


def test_the_worklist_is_asked_for_and_the_step_is_in_the_trail(browse, ada, old):
    do(browse(ada))
    assert OutboxRow.objects.filter(key__startswith="go-live-").exists()
    assert AccessEvent.objects.filter(action="worklist.went-live", reason="3 claims").exists()


def test_undo_takes_exactly_that_step_back(browse, ada, old):
    by_hand = make.Record(claim=make.Claim(), kind="reviewed")
    client = browse(ada)
    do(client)
    client.post(reverse("coordination:go-live-undo", args=[DeskAction.objects.get().pk]))
    assert reviewed() == {by_hand.claim_id}


def test_undo_says_first_what_it_does(browse, ada, old):
    client = browse(ada)
    do(client)
    page = client.get(reverse("coordination:go-live-undo", args=[DeskAction.objects.get().pk]))
    assert "<b>3</b> claims will wait for a review again" in page.content.decode()
    assert len(reviewed()) == 3


def test_undoing_twice_is_refused(browse, ada, old):
    client = browse(ada)
    do(client)
    url = reverse("coordination:go-live-undo", args=[DeskAction.objects.get().pk])
    client.post(url)
    assert client.post(url).status_code == 403


@pytest.mark.parametrize("before", ["", "soon", "2026-10-16"])
def test_a_day_that_cannot_be_is_said(browse, ada, old, before):
    assert do(browse(ada), before).status_code == 422
    assert not reviewed()


@pytest.mark.parametrize("who", ["ana", "mia", "sam", "ito", "cleo"])
def test_only_an_administrator_takes_a_cohe_live(request, browse, who):
    client = browse(request.getfixturevalue(who))
    assert client.get(reverse(PAGE)).status_code == 403
    assert do(client).status_code == 403


def test_another_cohes_step_is_not_there(browse, ada, old, olympia):
    do(browse(ada))
    step = DeskAction.objects.get()
    with tenancy.acting(tenancy.Context(olympia.pk)):
        stranger = make.Membership(person__name="Ole", role="administrator")
    assert browse(stranger).post(reverse("coordination:go-live-undo", args=[step.pk])).status_code == 404
    assert len(reviewed()) == 3
