"""B2, B8, B11: whose items stand on the list of a person, and what a row says."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from cohe import clock
from cohe.models import AccessEvent, OutboxRow
from coordination import tasks
from tests import make
from tests.claims.imports.importing import bring_in
from tests.coordination.desk_rows import (
    DAY,
    MONDAY,
    TODAY,
    cover,
    for_worker,
    post,
    run_of_today,
    show,
    step,
    tabs,
    text,
    workers,
)

MOST_QUERIES = 12


# ---- whose items ---------------------------------------------------------------------------------------


def test_an_hsc_sees_her_own_items_and_nobody_elses(ana, ben, browse):
    step(ana, claim=for_worker("Mine"))
    step(ben, claim=for_worker("Hers"))
    step(None, claim=for_worker("Nobodys"))
    assert workers(show(browse(ana))) == ["Mine"]


def test_whom_she_covers_today_is_on_her_list_and_says_so(ana, ben, browse):
    step(ben, claim=for_worker("Lent"))
    cover(ben, ana)
    page = show(browse(ana))
    assert workers(page) == ["Lent"]
    assert "for Ben" in text(page)
    assert tabs(page)["Covering"] == 1


@pytest.mark.parametrize(("since", "until"), [(1, 5), (-5, 0)])
def test_a_cover_counts_on_its_days_only(ana, ben, browse, since, until):
    step(ben)
    cover(ben, ana, TODAY + since * DAY, TODAY + until * DAY)
    assert workers(show(browse(ana))) == []


def test_the_covered_one_keeps_her_list(ana, ben, browse):
    step(ben, claim=for_worker("Lent"))
    cover(ben, ana)
    assert workers(show(browse(ben))) == ["Lent"]


def test_a_supervisor_sees_the_team_with_its_owners_and_what_nobody_owns(ana, sam, browse):
    step(ana, claim=for_worker("Anas"))
    step(None, -1, claim=for_worker("Nobodys"))
    page = show(browse(sam))
    assert workers(page) == ["Nobodys", "Anas"]
    assert '<span class="tag tag-line">Ana</span>' in text(page)
    assert '<span class="tag tag-line">Nobody</span>' in text(page)


def test_a_supervisor_reads_who_is_furthest_behind_first(ana, ben, sam, browse):
    for due_in in (-1, 0):
        step(ana, due_in)
    step(ben)
    team = text(show(browse(sam))).partition('class="team"')[2]
    assert team.index("1 of 2 (50 %)") < team.index("1 of 1 (100 %)")


@pytest.mark.parametrize("who", ["mia", "ito"])
def test_an_assistant_and_an_advisor_see_only_what_was_given_to_them(request, ana, browse, who):
    she = request.getfixturevalue(who)
    step(ana, claim=for_worker("Anas"))
    step(she, claim=for_worker("Given"))
    assert workers(show(browse(she))) == ["Given"]


@pytest.mark.parametrize("owner", ["team", "nobody", "stranger"])
def test_an_hsc_who_asks_for_another_list_reads_why_not_and_keeps_hers(ana, ben, browse, owner):
    step(ana, claim=for_worker("Mine"))
    page = show(browse(ana), owner=str(ben.person_id) if owner == "stranger" else owner)
    assert page.status_code == 422
    assert "nobody else" in text(page)
    assert workers(page) == ["Mine"]


@pytest.mark.parametrize("who", ["cleo", "ada"])
def test_who_has_no_desk_has_no_list(request, browse, who):
    assert show(browse(request.getfixturevalue(who))).status_code == 403


def test_another_cohe_is_another_world(ana, olga, browse):
    step(ana)
    assert workers(show(browse(olga), tab="all")) == []


# ---- a row ---------------------------------------------------------------------------------------------


def test_a_row_says_why_what_clears_it_and_by_when(ana, browse):
    claim = for_worker("Delgado")
    make.Item(
        owner=ana.person, claim=claim, rule="T12", due_on=TODAY - DAY, last_day=TODAY + 29 * DAY,
        because="Off work since 17 Sep; no FRQ on file.", clears="an FRQ is answered or declined, or more",
    )  # fmt: skip
    page = text(show(browse(ana)))
    assert "Off work since 17 Sep; no FRQ on file." in page
    assert '<td class="c-clears">an FRQ is answered or declined</td>' in page
    assert "Cleared when an FRQ is answered or declined, or more." in page
    assert "1 d over" in page
    assert "Last day Fri 13 Nov" in page
    assert ">T12</a>, standard numbers" in page


@pytest.mark.parametrize(
    ("due_in", "last_in", "words", "css"),
    [
        (-3, None, "3 d over", "tag-late"),
        (-3, -1, "Lost", "tag-late"),
        (-3, 0, "Today, last day", "tag-soon"),
        (0, 0, "Today, last day", "tag-soon"),
        (0, None, "Today", "facts"),
        (1, None, "Tomorrow", "facts"),
        (4, None, "Mon 19 Oct", "facts"),
    ],
)
def test_overdue_lost_and_the_last_day_are_different_words(ana, browse, due_in, last_in, words, css):
    step(ana, due_in, last_day=None if last_in is None else TODAY + last_in * DAY)
    tag = show(browse(ana), tab="all").context["desk"].rows[0].tag
    assert tag.words == words
    assert css in tag.css


def test_a_worker_is_bold_until_this_person_has_opened_the_claim(ana, ben, browse):
    item = step(ana)
    seen = {"cohe_id": ana.cohe_id, "at": clock.now(), "action": "opened", "subject": "claim"}
    AccessEvent.objects.create(**seen, actor=ben.person, subject_id=item.claim_id)
    client = browse(ana)
    assert "(not opened yet)" in text(show(client))
    AccessEvent.objects.create(**seen, actor=ana.person, subject_id=item.claim_id)
    assert "(not opened yet)" not in text(show(client))


def opened(browse, person, claim):
    assert browse(person).get(reverse("coordination:claim", args=(claim.pk,))).status_code == 200


def is_changed(browse, person):
    return bool(show(browse(person)).context["desk"].rows[0].changed)


def test_a_row_says_that_its_claim_changed_since_this_person_looked(ana, ben, sam, browse):
    item = step(ana)
    assert not is_changed(browse, ana)
    opened(browse, ana, item.claim)
    post(browse(sam), "snooze", step(ben, claim=item.claim), until=MONDAY)
    page = show(browse(ana))
    assert re.search(r"Changed 15 Oct \d\d:\d\d by Sam, since you opened the claim", text(page))
    opened(browse, ana, item.claim)
    assert not is_changed(browse, ana)


def test_what_one_does_oneself_is_no_news_and_hides_nobody_elses(ana, sam, browse):
    item = step(ana)
    opened(browse, ana, item.claim)
    post(browse(ana), "snooze", step(ana, claim=item.claim), until=MONDAY)
    assert not is_changed(browse, ana)
    post(browse(sam), "snooze", step(sam, claim=item.claim), until=MONDAY)
    post(browse(ana), "snooze", step(ana, 1, claim=item.claim), until=MONDAY)
    assert is_changed(browse, ana)


def test_an_extract_is_news_to_everybody(puget, sam, browse):
    bring_in(puget)
    item = step(sam, claim=Claim.objects.get())
    opened(browse, sam, item.claim)
    bring_in(puget, claims=[{"fund": ""}])
    follow = OutboxRow.objects.latest("pk")
    tasks.follow_import(row_id=follow.pk, cohe_id=puget.pk)
    assert is_changed(browse, sam)


def test_a_row_counts_the_days_off_work_today_and_draws_twelve_weeks(ana, browse):
    claim = make.Claim()
    make.WorkStatus(claim=claim, from_date=TODAY - 28 * DAY)
    step(ana, claim=claim)
    weeks = show(browse(ana)).context["desk"].rows[0].weeks
    assert weeks.today == "29 d"
    assert weeks.off == "M52.4 1h27.6v12h-27.6z"
    assert not weeks.modified


def test_an_open_row_carries_what_a_call_needs(ana, browse):
    make.Provider(provider_number="200777", name="Imani Sato")
    claim = for_worker(
        "Delgado", worker_phone="253-555-0142", worker_language="Spanish", interpreter_needed=True,
        attending_provider_number="200777",
    )  # fmt: skip
    make.Note(claim=claim, outcome="left-message", contact_on=TODAY - 3 * DAY)
    step(ana, claim=claim)
    page = text(show(browse(ana)))
    assert 'href="tel:253-555-0142"' in page
    for words in ("Spanish, interpreter needed", "Imani Sato", "Last 12 Oct: worker, left a message"):
        assert words in page


def test_an_item_that_only_a_note_clears_leads_to_the_note(ana, browse):
    item = make.Item(owner=ana.person, rule="T02", due_on=TODAY)
    assert f'href="/claims/{item.claim_id}/?finish={item.pk}#note"' in text(show(browse(ana)))


def test_numbers_of_the_cohes_own_say_since_when(ana, browse):
    make.PolicyValue(name="frq_due_day", value=21)
    make.Item(owner=ana.person, rule="T12", area="barriers", due_on=TODAY)
    assert "own numbers since 1 Jan" in text(show(browse(ana)))


# ---- nothing to show, and how fresh it is --------------------------------------------------------------


def test_nothing_due_is_good_news_with_what_comes_next(puget, ana, browse):
    run_of_today(puget, clock.now())
    step(ana, 4)
    page = text(show(browse(ana)))
    assert "Clear: nothing is due" in page
    assert "Next: 1 on Mon 19 Oct" in page


def test_a_filter_that_hides_everything_says_how_much(puget, ana, browse):
    run_of_today(puget, clock.now())
    step(ana)
    step(ana)
    page = text(show(browse(ana), area="surgery"))
    assert "Show all 2" in page


def test_a_list_that_was_not_made_is_not_called_empty(ana, browse):
    page = text(show(browse(ana)))
    assert "Today&#x27;s list is not made yet" in page
    assert "Clear: nothing is due" not in page


def test_the_foot_says_how_old_the_facts_are(puget, ana, browse):
    run_of_today(puget, clock.now().replace(hour=5, minute=31))
    page = text(show(browse(ana)))
    assert "No claims file yet" in page
    assert "Morning run 05:31, complete" in page


# ---- cost ----------------------------------------------------------------------------------------------


def queries_of(client):
    """Return how many statements a page asks; a savepoint stands for the transaction of a real request."""
    with CaptureQueriesContext(connection) as asked:
        show(client)
    return sum(one["sql"].startswith(("SELECT", "(SELECT")) for one in asked.captured_queries)


@pytest.mark.parametrize("who", ["ana", "sam", "mia"])
def test_a_page_costs_the_same_few_queries_however_long_the_list(request, ana, ben, browse, who):
    she = request.getfixturevalue(who)
    client, counts = browse(she), []
    cover(ben, ana)
    for many in (1, 70):
        for n in range(many):
            claim = make.Claim()
            make.WorkStatus(claim=claim)
            make.Note(claim=claim)
            step(she, -n % 5, claim=claim)
        show(client)
        counts.append(queries_of(client))
    assert counts[0] == counts[1] <= MOST_QUERIES
