"""K2: who may come in, for how long, and what happens when she is let go."""

import re
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from cohe import clock
from cohe.models import Membership

PAGE = "preferences"
PASSWORD = "seven brown horses ran"


@pytest.fixture
def at(monkeypatch):
    """Move the product's clock by minutes."""
    start = clock.now()

    def move(minutes: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(minutes=minutes))

    return move


def is_in(response) -> bool:
    return response.status_code == 200


@pytest.mark.parametrize(("minutes", "still_in"), [(14.9, True), (15.1, False)])
def test_fifteen_idle_minutes_end_the_session(ana, browse, at, minutes, still_in):
    client = browse(ana)
    client.get(reverse(PAGE))
    at(minutes)
    assert is_in(client.get(reverse(PAGE))) is still_in


def test_twelve_hours_end_the_session_however_busy(ana, browse, at):
    client = browse(ana)
    client.get(reverse(PAGE))
    for minute in range(10, 12 * 60 + 1, 10):
        at(minute)
        assert is_in(client.get(reverse(PAGE)))
    at(12 * 60 + 1)
    assert not is_in(client.get(reverse(PAGE)))


def test_a_pages_own_polls_do_not_keep_a_session_alive(ana, browse, at):
    client = browse(ana)
    client.get(reverse(PAGE))
    for minute in range(1, 15):
        at(minute)
        client.get(reverse(PAGE), headers={"X-Poll": "1"})
    at(15.1)
    assert not is_in(client.get(reverse(PAGE)))


def test_staying_keeps_it_alive(ana, browse, at):
    client = browse(ana)
    client.get(reverse(PAGE))
    at(14)
    client.post(reverse("stay"))
    at(28)
    assert is_in(client.get(reverse(PAGE)))


def test_a_page_leads_to_the_sign_in_and_back(db, client):
    response = client.get(reverse(PAGE))
    assert response["Location"] == f"{reverse('account_login')}?next={reverse(PAGE)}"


def test_a_script_is_told_so_that_nothing_typed_is_lost(db, client):
    response = client.post(reverse("stay"), headers={"X-Requested-With": "fetch"})
    assert response.status_code == 401
    assert "Nothing you typed is lost" in response.content.decode()


def test_somebody_let_go_is_out_at_her_next_click(ana, browse):
    client = browse(ana)
    assert is_in(client.get(reverse(PAGE)))
    Membership.objects.filter(pk=ana.pk).update(until=clock.today())
    assert client.get(reverse(PAGE)).status_code == 403


def test_a_disabled_account_is_out_at_its_next_click(ana, browse):
    client = browse(ana)
    ana.person.is_active = False
    ana.person.save()
    assert not is_in(client.get(reverse(PAGE)))


def sign_in(client, person, password):
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def test_the_right_password_opens_the_door(ana, client):
    ana.person.set_password(PASSWORD)
    ana.person.save()
    assert sign_in(client, ana.person, PASSWORD).status_code == 302
    assert is_in(client.get(reverse(PAGE)))


def test_guessing_is_stopped_before_the_right_password_comes(ana, client):
    ana.person.set_password(PASSWORD)
    ana.person.save()
    for guess in range(6):
        sign_in(client, ana.person, f"wrong password {guess}")
    sign_in(client, ana.person, PASSWORD)
    assert not is_in(client.get(reverse(PAGE)))


def test_nobody_signs_up_by_herself(db, client):
    page = client.get(reverse("account_signup")).content.decode()
    assert "password1" not in page


def test_a_forgotten_password_is_set_anew_by_mail_that_names_nobody_else(ana, client):
    client.post(reverse("account_reset_password"), {"email": ana.person.email})
    link = re.search(r"https?://\S+", mail.outbox[0].body)
    assert link
    assert "claim" not in mail.outbox[0].body.lower()


def test_a_required_second_factor_is_asked_before_any_page(ana, browse, settings):
    settings.MFA_REQUIRED = True
    response = browse(ana).get(reverse(PAGE))
    assert response["Location"] == reverse("mfa_activate_totp")


def test_a_second_factor_is_set_up_once_the_password_is_given_anew(ana, client):
    ana.person.set_password(PASSWORD)
    ana.person.save()
    client.force_login(ana.person)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert asked.resolver_match.view_name == "account_reauthenticate"
    given = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    assert (given.status_code, given.resolver_match.view_name) == (200, "mfa_activate_totp")


def test_pages_of_people_signed_in_are_not_kept_by_the_browser(ana, browse):
    assert browse(ana).get(reverse(PAGE))["Cache-Control"] == "no-store"


def test_the_clock_moves_with_the_demonstration(monkeypatch):
    monkeypatch.setenv("COHE_TODAY", "2026-03-02")
    assert clock.now().date() == clock.today() == datetime(2026, 3, 2).date()  # noqa: DTZ001
