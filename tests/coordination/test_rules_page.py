"""The rules page is made from the rules themselves (B13)."""

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from coordination.policy import Policy
from coordination.queries.rules_page import rules_page
from coordination.worklist.catalogue import RULES
from tests import make


def words(client):
    page = client.get(reverse("coordination:rules")).content.decode()
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def test_every_rule_is_there_in_words(browse, ana):
    page = words(browse(ana))
    assert all(rule.title in page and rule.clears in page for rule in RULES)


def test_a_number_of_the_cohes_own_takes_the_place_of_the_default(browse, ana):
    make.PolicyValue(name="frq_due_day", value=21, since=date(2026, 10, 1), reason="Our pilot")
    page = words(browse(ana))
    assert "Due on day 21;" in page
    assert re.search(r"21 day of the spell the FRQ is due 28 own since 1 Oct 2026 Our pilot", page)


def test_a_number_of_tomorrow_does_not_hold_today(browse, ana):
    make.PolicyValue(name="frq_due_day", value=21, since=date(2026, 10, 16))
    assert "Due on day 28;" in words(browse(ana))


def test_the_numbers_of_another_cohe_do_not_hold_here(browse, olga, puget):
    make.PolicyValue(name="frq_due_day", value=21)
    assert "Due on day 28;" in words(browse(olga))


def test_every_number_of_the_policy_is_on_the_page(puget):
    page = rules_page(today=make.DAY)
    shown = {one.number.name for rule in page.rules for one in rule.numbers} | {
        one.number.name for one in page.desk
    }
    assert shown == Policy.names()


def test_examples_are_answered_by_the_rule_itself(puget):
    rule = next(one for one in rules_page(today=make.DAY).rules if one.rule.code == "T12")
    answers = {example.words: example.answer for example in rule.examples}
    assert answers["day 9 is too early"] == "nothing is owed"
    assert answers["day 10 opens it, due on day 28"] == "due 28 Mar, last day 27 Apr"


@pytest.mark.parametrize(("code", "has"), [("T12", True), ("T05", False), ("T30", True)])
def test_a_rule_with_a_last_day_says_so(puget, code, has):
    rule = next(one for one in rules_page(today=make.DAY).rules if one.rule.code == code)
    assert rule.last_days is has


@pytest.mark.parametrize("who", ["ana", "mia", "sam", "ito", "ada", "cleo"])
def test_everybody_may_read_the_rules(request, browse, who):
    assert browse(request.getfixturevalue(who)).get(reverse("coordination:rules")).status_code == 200


def test_every_rule_opens_a_page_that_is_there(puget):
    for rule in RULES:
        assert reverse(rule.opens, args=[1])
