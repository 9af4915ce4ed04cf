"""The directory, shares and reviews by the API: the same actions as the pages."""

import pytest

from tests import make
from tests.coordination.desk_rows import open_items


@pytest.fixture
def ask(ana, program):
    return program(ana)


def test_a_resource_is_kept_shared_and_followed_up(ask, claim):
    status, made = ask.post("resources/", {"name": "Valley Food Bank", "kind": "food"})
    assert (status, made["verified_on"]) == (201, "2026-10-15")
    body = {"resource": made["id"], "shared_on": "2026-10-01", "in_plan": True}
    status, given = ask.post(f"claims/{claim.pk}/resource-shares/", body)
    assert status == 201
    assert "T41" in open_items(claim)
    body = {"followed_up_on": "2026-10-14", "outcome": "used"}
    assert ask.post(f"resource-shares/{given['share']['id']}/follow-up/", body)[0] == 200
    assert "T41" not in open_items(claim)
    assert ask.get(f"resources/{made['id']}/")[1]["used"] == 1


def test_a_verification_is_taken_back_and_a_resource_retired(ask):
    _, made = ask.post("resources/", {"name": "Ride Link", "kind": "transport"})
    assert ask.post(f"verifications/{made['verification']}/withdraw/")[1]["verified_on"] is None
    assert ask.post(f"resources/{made['id']}/verify/")[1]["verified_on"] == "2026-10-15"
    assert ask.post(f"resources/{made['id']}/retire/")[1]["retired_on"] == "2026-10-15"
    assert ask.get("resources/")[1]["results"] == []
    assert ask.post(f"resources/{made['id']}/use-again/")[1]["retired_on"] is None


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"kind": "toys"}, {"web": "javascript:alert(1)"}, {"colour": "red"}]
)
def test_a_resource_that_cannot_be_is_refused(ask, wrong):
    assert ask.post("resources/", {"name": "Ride Link", "kind": "transport", **wrong})[0] == 400


def test_a_follow_up_has_a_day_and_an_outcome(ask, claim):
    given = make.ResourceShare(claim=claim)
    body = {"followed_up_on": "2026-10-14", "outcome": ""}
    assert ask.post(f"resource-shares/{given.pk}/follow-up/", body)[0] == 403


def test_a_resource_that_is_not_there_cannot_be_shared(ask, claim):
    body = {"resource": 987_654, "shared_on": "2026-10-01"}
    assert ask.post(f"claims/{claim.pk}/resource-shares/", body)[0] == 400


def test_documents_are_reviewed_and_that_is_taken_back(ask, claim):
    note = make.Document(claim=claim)
    status, made = ask.post(f"documents/{note.pk}/review/")
    assert status == 201
    assert ask.get(f"claims/{claim.pk}/documents/")[1]["results"][0]["reviewed_by"] == "Ana"
    assert ask.post(f"document-reviews/{made['review']}/withdraw/")[0] == 200
    assert "T46" in open_items(claim)
