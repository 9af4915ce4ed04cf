"""The supervisor sees who works how much and what it makes of the line, and changes it; others do not."""

from datetime import date

import pytest
from django.urls import reverse

from staffing.models import Absence, Discussion, ReportingLine, RoleShare
from tests import make
from tests.asking import queries_of
from tests.pages import words
from tests.staffing.test_checks import Q3, check, claims_in, line_of_two

__all__ = ["line_of_two"]


@pytest.fixture
def ann(ana):
    make.Employment(person=ana.person)
    return ana.person


def test_the_team_says_what_is_missing(supervisor, ann):
    claims_in(Q3, 3)
    page = words(supervisor.get(reverse("staffing:team")))
    assert "0.0013 HSC FTE missing: 0.0000 today, 0.0013 required" in page
    assert "No share: no claim-specific time counts." in page


def test_a_share_is_given_in_hours_and_minutes(supervisor, ann):
    given = {"role": "hsc", "hours": 13, "minutes": 20, "full_time_hours": 40, "since": "2026-10-01"}
    supervisor.post(reverse("staffing:share-add", args=(ann.pk,)), given)
    assert "13:20 of 40 h" in words(supervisor.get(reverse("staffing:team")))


def test_a_share_that_cannot_be_keeps_what_was_typed(supervisor, ann):
    given = {"role": "hsc", "hours": 41, "minutes": 0, "full_time_hours": 40, "since": "2026-10-01"}
    answer = supervisor.post(reverse("staffing:share-add", args=(ann.pk,)), given)
    assert answer.status_code == 422
    assert "at most a full week" in words(answer) and 'value="41"' in answer.content.decode()


def test_days_away_are_noted_and_taken_back(supervisor, ann):
    given = {"kind": "vacation", "first_on": "2026-11-19", "last_on": "2026-11-25"}
    supervisor.post(reverse("staffing:absence-add", args=(ann.pk,)), given)
    assert "19 Nov to 25 Nov 2026, vacation" in words(supervisor.get(reverse("staffing:team")))
    supervisor.post(reverse("staffing:absence-withdraw", args=(Absence.objects.get().pk,)))
    assert "19 Nov" not in words(supervisor.get(reverse("staffing:team")))


def test_a_share_ends_on_its_last_day(supervisor, ann):
    share = make.Share(person=ann)
    supervisor.post(reverse("staffing:share-end", args=(share.pk,)), {"last_on": "2026-10-31"})
    assert RoleShare.objects.get().until == date(2026, 11, 1)


def test_lines_do_not_go_in_a_circle(supervisor, ann, ben):
    make.Employment(person=ben.person)
    for one, other in ((ann, ben.person), (ben.person, ann)):
        answer = supervisor.post(
            reverse("staffing:line-set", args=(one.pk,)), {"reports_to": other.pk, "since": "2026-10-01"}
        )
    assert answer.status_code == 422 and "that is a circle" in words(answer)
    assert ReportingLine.objects.count() == 1


def test_an_hsc_reads_in_her_settings_to_whom_she_escalates(browse, ana, ann, sam):
    ReportingLine.objects.create(cohe=ana.cohe, person=ann, reports_to=sam.person, since=date(2026, 10, 1))
    assert f"You answer to {sam.person}: escalate to {sam.person.email}" in words(browse(ana).get("/me/"))


def test_a_share_is_corrected_with_what_it_was_at_hand(supervisor, ann):
    share = make.Share(person=ann)
    address = reverse("staffing:share-correct", args=(share.pk,))
    assert 'value="40"' in supervisor.get(address).content.decode()
    given = {"role": "hsc", "hours": 20, "minutes": 0, "full_time_hours": 40, "since": "2024-01-08"}
    supervisor.post(address, given)
    assert RoleShare.objects.get().minutes_a_week == 1200


def test_somebody_of_another_cohe_is_not_there(supervisor, olga):
    assert supervisor.get(reverse("staffing:share-add", args=(olga.person_id,))).status_code == 404


def test_a_quarter_is_explained_and_its_number_opens_its_rows(supervisor, ann, line_of_two):
    make.Share(person=ann, minutes_a_week=800)
    claims_in(Q3, 2)
    page = words(supervisor.get(reverse("staffing:ratio-of", args=("2026Q3",))))
    assert "Q3 2026 is over the 2 line: 6.00 claims per HSC FTE" in page
    assert "2 claims too many, 0.6667 FTE too few." in page
    rows = words(supervisor.get(reverse("staffing:initiated", args=("2026Q3",))))
    assert "2 claims initiated in Q3 2026" in rows


def test_a_quarter_that_is_none_is_not_found(supervisor):
    assert supervisor.get("/staffing/ratio/2026Q9/").status_code == 404


def test_checking_by_hand_opens_the_discussion(supervisor, line_of_two):
    claims_in(Q3, 1)
    answer = supervisor.post(reverse("staffing:check-make"), {"quarter": "2026Q3"}, follow=True)
    assert "a discussion is required" in words(answer)
    assert "Open the discussion" in words(answer)


def test_the_contract_manager_writes_to_the_discussion_and_sees_no_staffing(browse, cleo, puget):
    claims_in(Q3, 1)
    row, client = check(puget).discussion, browse(cleo)
    given = {"forecast": "More", "strategy": "Hire", "held_on": "2026-10-15", "version": 1}
    page = words(client.get(reverse("staffing:discussion", args=(row.pk,))))
    assert "Fewer than 10 claims" in page and "1 claim" not in page
    assert "hidden" in words(client.get(reverse("staffing:discussions")))
    assert client.post(reverse("staffing:discussion", args=(row.pk,)), given).status_code == 302
    assert client.get(reverse("staffing:team")).status_code == 403


def test_the_second_writer_sees_both_texts(supervisor, puget):
    claims_in(Q3, 1)
    row = check(puget).discussion
    Discussion.objects.update(strategy="Theirs", version=2)
    answer = supervisor.post(
        reverse("staffing:discussion", args=(row.pk,)), {"strategy": "Mine", "version": 1}
    )
    assert answer.status_code == 409
    assert "Theirs" in words(answer) and "Mine" in answer.content.decode()


def test_an_hsc_sees_no_staffing(browse, ana):
    assert browse(ana).get(reverse("staffing:team")).status_code == 403


def test_the_team_page_asks_the_same_number_of_queries(supervisor, puget):
    def queries(people):
        people_away(puget, people)
        return queries_of(lambda: supervisor.get(reverse("staffing:team")))

    assert queries(1) == queries(5) <= 21


def people_away(puget, people):
    for _ in range(people):
        member = make.Membership()
        make.Employment(person=member.person)
        make.Share(person=member.person)
        make.Absence(person=member.person, kind="sick", first_on=make.DAY, last_on=make.DAY)
