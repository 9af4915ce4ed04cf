"""How the API is asked: keys, sessions, bodies and addresses that cannot be read."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from cohe import clock, tokens
from cohe.models import AccessEvent, ApiToken
from tests.api.conftest import Program

BROKEN = [
    ("{", "JSON"),
    ('{"tier": NaN}', "JSON"),
    (b"\xff\xfe", "UTF-8"),
    ("[" * 100_000, "deep"),
    ('{"a":' + "9" * 5000 + "}", "JSON"),
]


@pytest.mark.parametrize(("body", "word"), BROKEN)
def test_a_body_that_is_no_json_is_refused_with_a_sentence(program, ana, claim, body, word):
    status, answer = program(ana).post(f"claims/{claim.pk}/tier/", body)
    assert status == 400
    assert word in answer["detail"]


@pytest.mark.parametrize("body", ["[]", "17", '"x"', "null"])
def test_a_body_that_is_no_object_is_refused(program, ana, claim, body):
    status, answer = program(ana).post(f"claims/{claim.pk}/tier/", body)
    assert (status, answer["detail"]) == (400, "Send a JSON object with named fields.")


def test_a_body_that_is_too_large_is_refused(program, ana, claim):
    with override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100):
        assert program(ana).post(f"claims/{claim.pk}/tier/", {"reason": "x" * 200})[0] == 413


def test_a_body_of_another_kind_is_refused(program, ana, claim):
    headers = {"Authorization": f"Token {program(ana).key}"}
    response = Client().post(f"/api/claims/{claim.pk}/tier/", {"tier": "high"}, headers=headers)
    assert response.status_code == 415
    assert response.json()["detail"]


def test_an_unknown_field_is_named_with_those_that_are_known(program, ana, claim):
    _, answer = program(ana).post(f"claims/{claim.pk}/tier/", {"tier": "high", "reason": "x", "cohe_id": 2})
    assert answer["fields"] == {"cohe_id": ["There is no such field here. Known: reason, tier."]}


def test_a_body_where_none_belongs_is_refused(program, ana, claim):
    status, answer = program(ana).post("desk-actions/1/undo/", {"force": True})
    assert (status, list(answer["fields"])) == (400, ["force"])


def test_nobody_gets_nothing(db):
    response = Client().get("/api/claims/")
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Token")


@pytest.mark.parametrize("spoiled", ["revoked_at", "expires_at"])
def test_a_key_that_was_taken_back_or_has_ended_opens_nothing(program, ana, spoiled):
    ask, at = program(ana), clock.now()
    ApiToken.objects.update(**{"created_at": at - timedelta(days=100), spoiled: at - timedelta(seconds=1)})
    assert ask.get("claims/")[0] == 401


def test_a_made_up_key_opens_nothing(db):
    assert Program("x" * 43).get("claims/")[0] == 401


def test_a_key_acts_for_its_own_cohe_only(puget, olympia, ana):
    foreign = tokens.make_token(membership=ana, name="x", at=clock.now())
    ApiToken.objects.update(cohe=olympia)
    assert Program(foreign).get("claims/")[0] == 401


def test_a_session_needs_the_pages_protection(ana, claim):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana.person)
    body = {"tier": "high", "reason": "x"}
    response = client.post(f"/api/claims/{claim.pk}/tier/", body, content_type="application/json")
    assert (response.status_code, "CSRF" in response.json()["detail"]) == (403, True)


def test_a_session_without_the_second_factor_it_needs_opens_nothing(program, ana, browse, settings):
    settings.MFA_REQUIRED = True
    assert browse(ana).get("/api/claims/").status_code == 403
    assert program(ana).get("claims/")[0] == 200


def test_a_refusal_is_in_the_trail(program, cleo):
    program(cleo).get("claims/")
    assert AccessEvent.objects.get(action="refused").reason == "api-claims"


def test_an_address_that_is_none_is_answered_as_json(program, ana):
    status, answer = program(ana).get("nothing/")
    assert (status, answer["detail"]) == (404, "There is nothing here for you, or not any more.")


def test_the_description_names_every_address_and_only_refused_bodies_are_one_form(browse, ana):
    described = browse(ana).get(reverse("api-schema"), headers={"Accept": "application/json"}).json()
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert len(operations) > 45
    assert all({"400", "401", "403", "404"} <= set(one["responses"]) for one in operations)


def test_the_description_is_a_page(browse, ana):
    page = browse(ana).get(reverse("api-docs")).content.decode()
    assert "swagger-ui-bundle" in page
    assert "<style" not in page
