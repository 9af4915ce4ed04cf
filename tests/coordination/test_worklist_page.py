"""B2, B8, B9, B11: the list of a person as the page shows it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make

TODAY = date(2026, 10, 15)
PAGE = "coordination:worklist"


def item(owner, **said):
    return make.Item(owner=owner.person if owner else None, **said)


def show(client, **params):
    return client.get(reverse(PAGE), params)


def text(response):
    return response.content.decode()


def test_the_page_opens(ana, browse):
    item(ana)
    response = show(browse(ana))
    assert response.status_code == 200
    assert "1 due, 1 of them overdue" in text(response)
