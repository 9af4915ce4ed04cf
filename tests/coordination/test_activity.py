"""The activity log counts clients, notes and minutes as they are asked for (C4)."""

from datetime import date

import pytest
from django.urls import reverse

from coordination.queries.activity import Asked, NoSuchFilter, activity
from tests import make

SINCE, THROUGH = date(2026, 9, 1), date(2026, 10, 31)


@pytest.fixture
def claim(ana, ben):
    claim = make.Claim(hsc=ana.person)
    make.Note(claim=claim, author=ana.person, minutes=10)
    make.Note(claim=claim, author=ana.person, minutes=20, area="surgery", contact_on=date(2026, 9, 30))
    make.Note(author=ben.person, minutes=5)
    return claim


def log(member, **asked):
    found = activity(asked=Asked(**{"since": SINCE, "through": THROUGH} | asked), membership=member)
    return [(row.words, row.clients, row.notes, row.minutes) for row in found.rows]


def test_by_hsc(claim, sam):
    assert log(sam) == [("Ana", 1, 2, 30), ("Ben", 1, 1, 5)]


def test_by_month(claim, sam):
    assert log(sam, by="month") == [("Sep 2026", 1, 1, 20), ("Oct 2026", 2, 2, 15)]


def test_by_area_of_one_hsc(claim, sam, ana):
    hsc = str(ana.person_id)
    assert log(sam, by="area", hsc=hsc) == [("Monitoring", 1, 1, 10), ("Surgery", 1, 1, 20)]


def test_the_days_of_the_span_count_both(claim, sam):
    assert log(sam, since=date(2026, 9, 30), through=date(2026, 9, 30)) == [("Ana", 1, 1, 20)]


def test_an_hsc_sees_her_own(claim, ben):
    assert log(ben) == [("Ben", 1, 1, 5)]


def test_a_client_of_two_rows_is_one_client_of_the_sum(claim, ana):
    asked = Asked(SINCE, THROUGH, by="month")
    assert activity(asked=asked, membership=ana).total.clients == 1


def test_other_words_are_refused_with_the_words_there_are(sam):
    with pytest.raises(NoSuchFilter, match="choose one of hsc, month"):
        log(sam, by="week")


def test_the_page_and_its_file_say_the_same(claim, sam, browse):
    client, query = browse(sam), "?since=2026-09-01&through=2026-10-31&by=hsc"
    page = client.get(reverse("coordination:activity") + query).content.decode()
    file = client.post(reverse("coordination:activity-export") + query).content.decode()
    assert "2 clients served" in " ".join(page.split())
    assert "Ana,1,2,30,0,0" in file
