"""The directory of resources, what workers were given of it, and documents reviewed (G5, T41, T46)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from coordination.models import DocumentReview, Resource, ResourceShare, ResourceVerification
from tests import make
from tests.asking import queries_of
from tests.coordination.desk_rows import open_items

FOOD = {"name": "Valley Food Bank", "kind": "food", "languages": "Spanish", "web": "https://food.example"}


@pytest.fixture
def resource(ana):
    return make.Resource(name="Valley Food Bank", kept_by=ana.person)


def url(name, *parts):
    return reverse(f"coordination:{name}", args=parts)


def shown(client, address):
    return " ".join(client.get(address).content.decode().split())


def share(client, claim, resource, **fields):
    sent = {"resource": resource.pk, "shared_on": "2026-10-01", "in_plan": "on", "remark": "", **fields}
    return client.post(url("claim-resources", claim.pk), sent)


def follow_up(client, **fields):
    sent = {"followed_up_on": "2026-10-15", "outcome": "used", "remark": "", **fields}
    return client.post(url("share-follow-up", ResourceShare.objects.get().pk), sent)


def test_who_enters_a_resource_has_verified_it(client):
    client.post(url("resource-new"), FOOD)
    page = shown(client, url("resources"))
    assert "Valley Food Bank" in page
    assert "15 Oct 2026" in page
    assert "Ana" in page


@pytest.mark.parametrize("wrong", [{"name": " "}, {"kind": "toys"}, {"web": "javascript:alert(1)"}])
def test_a_resource_that_cannot_be_is_refused_and_what_was_typed_is_kept(client, wrong):
    answer = client.post(url("resource-new"), {**FOOD, **wrong})
    assert answer.status_code == 422
    assert "Spanish" in answer.content.decode()
    assert not Resource.objects.exists()


def test_the_database_takes_no_web_address_that_is_a_script(ana):
    with pytest.raises(IntegrityError, match="web_is_a_page"), transaction.atomic():
        make.Resource(web="javascript:alert(1)")


@pytest.mark.parametrize(
    ("verified", "is_stale"),
    [(date(2026, 4, 18), False), (date(2026, 4, 17), True), (None, True)],
)
def test_after_180_days_or_never_a_resource_is_to_be_verified(client, resource, verified, is_stale):
    if verified:
        make.ResourceVerification(resource=resource, verified_on=verified)
    assert ("Valley Food Bank" in shown(client, url("resources") + "?show=stale")) == is_stale


def test_one_click_verifies_and_one_takes_it_back(client, resource):
    row = f'id="resource-{resource.pk}"'
    client.post(url("resource-verify", resource.pk))
    assert row not in shown(client, url("resources") + "?show=stale")
    client.post(url("verification-withdraw", ResourceVerification.objects.get().pk))
    assert row in shown(client, url("resources") + "?show=stale")


def test_a_retired_resource_is_shared_no_more_and_can_be_used_again(client, claim, resource):
    client.post(url("resource-retire", resource.pk))
    assert share(client, claim, resource).status_code == 422
    assert "Valley Food Bank" in shown(client, url("resources") + "?show=retired")
    client.post(url("resource-use-again", resource.pk))
    assert share(client, claim, resource).status_code == 302


def test_the_directory_is_searched_in_the_address_and_a_filter_that_is_none_is_refused(client, resource):
    make.Resource(name="Ride Link", kind="transport", languages="Somali")
    assert "Valley" not in shown(client, url("resources") + "?q=somali&kind=transport")
    assert "Ride Link" in shown(client, url("resources") + "?q=somali&kind=transport")
    assert client.get(url("resources") + "?kind=toys").status_code == 400


def test_the_file_has_the_directory_and_no_formula(client, resource):
    make.Resource(name="=1+1")
    text = client.post(url("resource-export")).content.decode()
    assert "Valley Food Bank,food" in text
    assert "'=1+1" in text


def test_queries_of_the_directory_do_not_grow_with_it(client):
    make.ResourceShare(resource=make.Resource())
    few = queries_of(lambda: client.get(url("resources")))
    for _ in range(9):
        make.ResourceShare(resource=make.Resource())
    assert queries_of(lambda: client.get(url("resources"))) == few <= 14


def test_a_resource_in_the_plan_is_followed_up_and_that_can_be_taken_back(client, claim, resource):
    share(client, claim, resource)
    assert "T41" in open_items(claim)
    assert "1 of 1 community resource not followed up" in shown(client, url("claim", claim.pk))
    follow_up(client)
    assert "T41" not in open_items(claim)
    assert "1 of 1 used it" in shown(client, url("resources"))
    follow_up(client, followed_up_on="", outcome="")
    assert "T41" in open_items(claim)


def test_a_resource_outside_the_plan_asks_for_nothing(client, claim, resource):
    share(client, claim, resource, in_plan="")
    assert "T41" not in open_items(claim)


@pytest.mark.parametrize(
    "wrong",
    [
        {"followed_up_on": "2026-10-16"},
        {"followed_up_on": "2026-09-30"},
        {"outcome": ""},
        {"outcome": "some"},
    ],
)
def test_a_follow_up_that_cannot_be_is_refused(client, claim, resource, wrong):
    share(client, claim, resource)
    assert follow_up(client, **wrong).status_code == 422
    assert "T41" in open_items(claim)


def test_sharing_cannot_be_to_come(client, claim, resource):
    assert share(client, claim, resource, shared_on="2026-10-16").status_code == 422


def test_a_share_withdrawn_counts_no_more(client, claim, resource):
    share(client, claim, resource)
    client.post(url("share-withdraw", ResourceShare.objects.get().pk))
    assert "T41" not in open_items(claim)
    assert "not shared yet" in shown(client, url("resources"))


def test_a_chart_note_is_reviewed_by_one_click_and_that_is_taken_back_by_one(client, claim):
    note = make.Document(claim=claim, arrived_on=date(2026, 10, 12))
    make.Document(claim=claim, kind="apf", arrived_on=date(2026, 10, 12))
    client.post(url("document-review", note.pk))
    assert "T46" not in open_items(claim)
    assert "1 of 2 documents not reviewed" in shown(client, url("documents", claim.pk))
    client.post(url("document-review-withdraw", DocumentReview.objects.get().pk))
    assert "T46" in open_items(claim)


def test_a_document_is_not_reviewed_twice(client, claim):
    note = make.Document(claim=claim)
    client.post(url("document-review", note.pk))
    client.post(url("document-review", note.pk))
    assert DocumentReview.objects.count() == 1


def test_the_story_tells_of_sharing_and_of_the_review(client, claim, resource):
    share(client, claim, resource)
    client.post(url("document-review", make.Document(claim=claim, title="Visit of 2 Oct").pk))
    page = shown(client, url("claim", claim.pk))
    assert "Valley Food Bank shared, part of the plan." in page
    assert "Reviewed: Visit of 2 Oct." in page


def test_who_only_advises_sees_the_directory_and_keeps_nothing(ito, browse, resource):
    client = browse(ito)
    assert "Valley Food Bank" in shown(client, url("resources"))
    assert client.post(url("resource-verify", resource.pk)).status_code == 403
