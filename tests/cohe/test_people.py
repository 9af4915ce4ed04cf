"""Who works here: added, let go, with settings and keys of their own."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cohe import forms, tenancy
from cohe.models import AccessEvent, ApiToken, Employment, Membership, Person
from tests import make

NEW = {
    "name": "Lena Ito",
    "email": "Lena@Cohe.Example",
    "role": "hsc",
    "since": "2026-10-15",
    "password": "seven brown horses ran",
}


def add(client, **changes):
    return client.post(reverse("people"), {**NEW, **changes})


def test_an_administrator_adds_a_person_who_may_sign_in_from_that_day(ada, browse):
    assert add(browse(ada)).status_code == 302
    lena = Person.objects.get(email="lena@cohe.example")
    assert lena.check_password(NEW["password"])
    assert Membership.objects.get(person=lena).role == "hsc"
    assert Employment.objects.get(person=lena).hired_on.isoformat() == "2026-10-15"
    assert AccessEvent.objects.filter(action="membership.began", actor=ada.person).exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"password": "too short"}, "at least 15 characters"),
        ({"password": "coordinator worklist"}, "nothing to do with this workplace"),
        ({"password": ""}, "A new person needs a first password."),
        ({"role": "king"}, "not one of the available choices"),
        ({"email": "lena"}, "valid email"),
        ({"since": "2026-02-30"}, "valid date"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_typed_is_lost(ada, browse, changes, sentence):
    response = add(browse(ada), **changes)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Lena Ito" in page
    assert not Person.objects.filter(name="Lena Ito").exists()


def test_somebody_with_a_role_gets_no_second_one_for_the_same_days(ada, ana, browse):
    page = add(browse(ada), email=ana.person.email, password="").content.decode()
    assert "has a role in" in page


def test_nothing_tells_that_another_cohe_knows_an_address(ada, olga, browse):
    client = browse(ada)
    answers = [add(client, email=email, password="") for email in (olga.person.email, "nobody@cohe.example")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("A new person needs a first password." in one.content.decode() for one in answers)
    assert add(client, email=olga.person.email).status_code == 302
    olga.person.refresh_from_db()
    assert not olga.person.check_password(NEW["password"])


def test_one_who_is_being_added_in_two_windows_is_refused_in_a_sentence(ada, ana, browse, monkeypatch):
    monkeypatch.setattr(forms.PersonForm, "clean", lambda form: form.cleaned_data)
    answer = add(browse(ada), email=ana.person.email)
    assert answer.status_code == 422
    assert "Somebody has just added this person" in answer.content.decode()


def test_an_ended_membership_ends_today_and_the_employment_yesterday(ada, ana, browse):
    make.Employment(person=ana.person, hired_on="2020-01-01")
    browse(ada).post(reverse("membership-end", args=[ana.pk]))
    ana.refresh_from_db()
    assert ana.until.isoformat() == "2026-10-15"
    assert Employment.objects.get(person=ana.person).left_on.isoformat() == "2026-10-14"


def test_nobody_ends_her_own_membership(ada, browse):
    response = browse(ada).post(reverse("membership-end", args=[ada.pk]))
    assert response.status_code == 403
    assert "ask another administrator" in response.content.decode()


def test_people_of_another_cohe_cannot_be_let_go(ada, olga, browse):
    assert browse(ada).post(reverse("membership-end", args=[olga.pk])).status_code == 404


def test_the_first_administrator_comes_in_by_command(puget, monkeypatch, capsys):
    monkeypatch.setenv("COHE_NEW_PASSWORD", NEW["password"])
    call_command("add_person", "first@cohe.example", "--cohe=PUGET", "--role=administrator", "--name=First")
    assert Membership.objects.get(person__email="first@cohe.example").role == "administrator"
    assert "First is Administrator" in capsys.readouterr().out


def test_the_command_refuses_a_weak_password_and_an_unknown_cohe(puget, monkeypatch):
    monkeypatch.setenv("COHE_NEW_PASSWORD", "short")
    with pytest.raises(CommandError, match="too short"):
        call_command("add_person", "first@cohe.example", "--cohe=PUGET", "--role=hsc")
    with pytest.raises(CommandError, match="no COHE with the code NOWHERE"):
        call_command("add_person", "first@cohe.example", "--cohe=NOWHERE", "--role=hsc")


def test_somebody_with_roles_in_two_cohes_goes_from_one_to_the_other(puget, olympia, cleo, browse):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        make.Membership(person=cleo.person, role=cleo.role)
    client = browse(cleo)
    first, other = sorted((puget, olympia), key=lambda cohe: cohe.code == "PUGET")
    assert f"Go to {other.name}" in client.get(reverse("preferences")).content.decode()
    client.post(reverse("switch-cohe"), {"cohe": other.code})
    assert f"Go to {first.name}" in client.get(reverse("preferences")).content.decode()


def test_nobody_goes_to_a_cohe_without_a_role_there(olympia, ana, browse):
    assert browse(ana).post(reverse("switch-cohe"), {"cohe": olympia.code}).status_code == 404


def test_settings_are_ones_own_and_kept(ana, browse):
    browse(ana).post(reverse("preferences"), {"row_height": "36"})
    ana.person.refresh_from_db()
    assert (ana.person.row_height, ana.person.keys_on) == (36, False)


def test_a_key_is_shown_once_and_only_its_hash_is_kept(ana, browse):
    client = browse(ana)
    page = client.post(reverse("tokens"), {"name": "My script"}).content.decode()
    token = ApiToken.objects.get()
    assert token.digest not in page
    assert "Copy your new key now" in page
    assert "Copy your new key now" not in client.get(reverse("tokens")).content.decode()


def test_a_key_taken_back_no_longer_works(ana, browse, client):
    mine = browse(ana)
    page = mine.post(reverse("tokens"), {"name": "My script"}).content.decode()
    key = page.split('<code class="id">')[1].split("<")[0]
    headers = {"Authorization": f"Token {key}"}
    assert client.get(reverse("api-schema"), headers=headers).status_code == 200
    mine.post(reverse("token-revoke", args=[ApiToken.objects.get().pk]))
    assert client.get(reverse("api-schema"), headers=headers).status_code == 401


def test_health_tells_a_monitor_that_all_is_well(db, client):
    answer = client.get(reverse("health"), headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["signs"]["database"] == {"well": True, "words": "The database answers."}
