"""A key reaches the API alone; a membership ends once."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cohe import clock, tokens
from cohe.models import AccessEvent
from tests import make


@pytest.mark.parametrize("name", ["tokens", "people", "claims:import-list", "claims:caseload"])
def test_a_key_opens_no_page(ada, name):
    key = tokens.make_token(membership=ada, name="a test", at=clock.now())
    answer = Client().get(reverse(name), headers={"Authorization": f"Token {key}"})
    assert (answer.status_code, answer.url.startswith("/account/login/")) == (302, True)


def test_somebody_who_left_is_not_let_go_again_with_a_later_day(ada, browse):
    gone = make.Membership(until=date(2026, 9, 1))
    answer = browse(ada).post(reverse("membership-end", args=[gone.pk]))
    gone.refresh_from_db()
    assert (answer.status_code, gone.until) == (403, date(2026, 9, 1))


def test_the_trail_says_whose_membership_of_today_was_taken_back(ada, browse):
    begun = make.Membership(since=clock.today())
    browse(ada).post(reverse("membership-end", args=[begun.pk]))
    assert AccessEvent.objects.get(action="membership.ended").subject_id == begun.pk


def test_ending_a_role_says_first_what_it_does(ada, browse):
    leaving = make.Membership(person__name="Lena")
    page = browse(ada).get(reverse("membership-end", args=[leaving.pk]))
    leaving.refresh_from_db()
    assert "End the role of Lena?" in page.content.decode()
    assert leaving.until is None
