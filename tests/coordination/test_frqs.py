"""Asking the FRQ: attempts, refusals, answers with their exact score (F1, domain.md 3)."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cohe.access import Denied
from coordination.actions import frqs
from coordination.models import Frq, WorkItem
from tests import make


@pytest.fixture
def claim(ana):
    claim = make.Claim(hsc=ana.person)
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 20))
    return claim


def ask(client, claim, **answers):
    fields = {"outcome": "answered", "asked_on": "2026-10-15", **answers}
    return client.post(reverse("coordination:frq-answer", args=[claim.pk]), fields)


POSITIVE = {"off_work": "yes", "interference": "7", "sites": ["neck", "shoulder"]}


def test_it_was_not_asked_tomorrow(claim, when):
    asking = frqs.Asking("attempted", make.DAY + timedelta(days=1), {})
    with pytest.raises(Denied, match="after today"):
        frqs.record_frq(claim=claim, asking=asking, **when)


def said(client, answer):
    return " ".join(re.findall(r'<p class="notice[^>]*>(.*?)</p>', client.get(answer.url).content.decode()))


@pytest.mark.parametrize(
    ("off_work", "interference", "sites", "result"),
    [
        ("yes", "5", ["neck", "shoulder"], "positive"),
        ("yes", "4", ["neck", "shoulder"], "negative"),
        ("yes", "5", ["low-back-with-leg-pain"], "positive"),
        ("yes", "10", ["low-back"], "negative"),
        ("yes", "10", ["none"], "negative"),
        ("no", "10", ["neck", "shoulder", "knee", "hip", "hand"], "negative"),
        ("yes", "5", ["low-back-with-leg-pain", "knee"], "positive"),
        ("yes", "5", [], "incomplete"),
        ("yes", "", ["neck", "shoulder"], "incomplete"),
    ],
)
def test_the_score_is_exact(client, claim, off_work, interference, sites, result):
    ask(client, claim, off_work=off_work, interference=interference, sites=sites)
    assert Frq.objects.get().result == result


def test_questions_4_to_6_left_out_make_it_partial(client, claim):
    answer = ask(client, claim, **POSITIVE)
    assert Frq.objects.get().is_partial
    assert "questions 4 to 6 not all answered" in said(client, answer)


def test_a_positive_one_opens_the_next_duty_at_once_and_says_so(client, claim):
    answer = ask(client, claim, **POSITIVE)
    words = said(client, answer)
    assert "FRQ recorded: positive" in words
    assert "next, tell the attending provider" in words
    assert re.search("opened: .*Tell the attending provider of the FRQ", words)
    assert WorkItem.objects.filter(claim=claim, rule="T14", state="open").exists()


@pytest.mark.parametrize("outcome", ["attempted", "declined"])
def test_an_attempt_and_a_refusal_are_kept_without_answers(client, claim, outcome):
    ask(client, claim, outcome=outcome, remark="No answer at noon")
    frq = Frq.objects.get()
    assert (frq.outcome, frq.result, frq.remark) == (outcome, "", "No answer at noon")


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"interference": "11"}, "11 is not one of the available choices"),
        ({"interference": "-1"}, "-1 is not one of the available choices"),
        ({"interference": "4.5"}, "4.5 is not one of the available choices"),
        ({"outcome": "declined", "interference": "4"}, "There are answers below"),
        ({}, "Answered, but no answer is given"),
        ({"sites": ["none", "neck"]}, "None, and a site"),
        ({"asked_on": "2026-10-16", **POSITIVE}, "after today"),
        ({"outcome": ""}, "What came of it: This field is required"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, claim, answers, sentence):
    answer = ask(client, claim, remark="Kept.", **answers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Kept." in page
    assert not Frq.objects.exists()


def test_the_summary_of_errors_leads_to_the_first_answer_of_a_question(client, claim):
    page = ask(client, claim, outcome="", sites=["none", "neck"]).content.decode()
    targets = re.findall(r'<a href="#(id_[^"]+)"', page)
    assert targets == ["id_outcome_0", "id_sites_0"]
    assert all(f'id="{target}"' in page for target in targets)


def test_the_page_says_where_the_worker_stands_in_the_window(client, claim):
    page = client.get(reverse("coordination:frq-answer", args=[claim.pk])).content.decode()
    words = re.sub(r"\s+", " ", page)
    assert "Day 26 off work. May be asked from 29 Sep, due 17 Oct, last day 16 Nov 2026." in words


@pytest.mark.parametrize(
    ("first", "words"),
    [(date(2026, 10, 10), "Too early:"), (date(2026, 8, 1), "The window closed on 27 Sep 2026")],
)
def test_outside_the_window_the_page_says_so(browse, ana, first, words):
    claim = make.Claim(hsc=ana.person)
    make.WorkStatus(claim=claim, from_date=first)
    assert words in browse(ana).get(reverse("coordination:frq-answer", args=[claim.pk])).content.decode()


def test_the_page_says_whose_the_questions_are(client, claim):
    page = client.get(reverse("coordination:frq-answer", args=[claim.pk])).content.decode()
    assert "© University of Washington" in page


def test_every_asking_is_kept(client, claim):
    ask(client, claim, outcome="attempted")
    ask(client, claim, **POSITIVE)
    assert Frq.objects.count() == 2


def test_a_withdrawn_one_counts_no_more_and_stays(client, claim):
    ask(client, claim, **POSITIVE)
    client.post(reverse("coordination:frq-withdraw", args=[Frq.objects.get().pk]))
    assert not WorkItem.objects.filter(claim=claim, rule="T14", state="open").exists()
    assert Frq.objects.get().withdrawn_at


def test_an_advisor_does_not_ask_it(browse, ito, claim):
    make.Item(claim=claim, owner=ito.person)
    assert ask(browse(ito), claim, **POSITIVE).status_code == 403


def test_an_frq_of_another_cohe_is_not_there(browse, olga, claim, ana):
    frq = make.Frq(claim=claim, asked_by=ana.person)
    assert browse(olga).post(reverse("coordination:frq-withdraw", args=[frq.pk])).status_code == 404
