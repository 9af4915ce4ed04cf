"""The board answers who is over, who is away, what is uncovered and what is about to be late."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests import make
from tests.asking import queries_of
from tests.pages import words
from tests.staffing.test_checks import Q3, check, claims_in, line_of_two

__all__ = ["line_of_two"]

TOMORROW = make.DAY + timedelta(days=1)


def away(person, first=TOMORROW, last=TOMORROW):
    return make.Absence(person=person, first_on=first, last_on=last)


def board(client):
    return words(client.get(reverse("staffing:board")))


def test_it_is_where_a_supervisors_day_begins(supervisor):
    assert supervisor.get("/").url == reverse("staffing:board")


def test_an_empty_cohe_is_told_that_nothing_needs_anybody(supervisor):
    assert "Nothing needs you today" in board(supervisor)


def test_a_quarter_over_the_line_and_its_discussion_come_first(supervisor, puget, line_of_two):
    claims_in(Q3, 1)
    check(puget)
    assert "One thing needs you: the discussion of Q3 2026" in board(supervisor)


def test_what_falls_due_while_somebody_is_away_is_uncovered_until_somebody_covers(supervisor, ana, ben):
    make.Item(owner=ana.person, due_on=TOMORROW, claim__hsc=ana.person)
    away(ana.person)
    assert f"{ana.person.name}: 1 of 1 uncovered" in board(supervisor)
    make.Cover(
        absent=ana.person,
        coverer=ben.person,
        since=TOMORROW,
        until=TOMORROW + timedelta(days=1),
    )
    assert f"{ana.person.name} is covered: 1 fall due" in board(supervisor)


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_cover_who_is_away_herself_covers_nobody(supervisor, ana, ben, is_whole):
    item = make.Item(owner=ana.person, due_on=TOMORROW, claim__hsc=ana.person)
    cover = make.Cover(absent=ana.person, coverer=ben.person, is_whole=is_whole,
        since=TOMORROW, until=TOMORROW + timedelta(days=1),
    )  # fmt: skip
    make.CoverPart(cover=cover, claim=item.claim)
    away(ana.person)
    assert f"{ana.person.name} is covered: 1 fall due" in board(supervisor)
    away(ben.person)
    assert f"{ana.person.name}: 1 of 1 uncovered" in board(supervisor)


def test_who_has_more_than_her_share_is_named(supervisor, ana, ben):
    for one in (ana, ben):
        make.Share(person=one.person)
    for _ in range(4):
        make.Claim(hsc=ana.person)
    assert f"{ana.person.name} has 2 claims more than her share" in board(supervisor)


def test_whoever_is_late_with_a_list_is_seen_with_the_way_to_it(supervisor, ana):
    make.Item(owner=ana.person, due_on=make.DAY - timedelta(days=1), claim__hsc=ana.person)
    page = supervisor.get(reverse("staffing:board")).content.decode()
    assert "1 item overdue" in page
    assert f"?tab=overdue&amp;owner={ana.person_id}" in page


def test_more_people_and_claims_ask_no_more_queries(supervisor, puget):
    def queries(size):
        people_with_claims(puget, size)
        return queries_of(lambda: supervisor.get(reverse("staffing:board")))

    assert queries(1) == queries(4) <= 50


def people_with_claims(puget, size):
    for _ in range(size):
        hsc = make.Membership().person
        make.Employment(person=hsc)
        make.Share(person=hsc, since=date(2024, 1, 8))
        make.Share(person=make.Membership().person, until=date(2026, 10, 1))
        make.Item(owner=hsc, due_on=TOMORROW, claim__hsc=hsc)
        away(hsc)


def test_what_slips_comes_after_the_board_and_has_a_page_of_its_own_without_javascript(supervisor):
    make.Claim(hsc=None)
    address = reverse("staffing:board-slips")
    assert "Nobody coordinates it" in words(supervisor.get(address, headers={"HX-Request": "true"}))
    assert supervisor.get(address).url == reverse("coordination:nothing-slips")


def test_an_hsc_has_no_board(browse, ana):
    assert browse(ana).get(reverse("staffing:board")).status_code == 403
