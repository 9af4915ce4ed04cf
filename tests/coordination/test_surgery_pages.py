"""Pages of surgery and return to work: shown, previewed, refused, kept, taken back (G1, G2)."""

from datetime import date

import pytest
from django.urls import reverse

from claims.models import WorkStatus
from coordination.models import EmployerContact, JobPaper, Milestone, ReleasePlan, SurgeryEpisode
from tests import make
from tests.asking import queries_of

TODAY = make.DAY
KEY = "arthroscopy 2026-09-10"


@pytest.fixture
def surgery(claim):
    return make.Surgery(claim=claim, requested_on=date(2026, 9, 10), scheduled_for=date(2026, 10, 20))


def url(name, claim):
    return reverse(f"coordination:{name}", args=[claim.pk])


def about(name, *parts):
    return f"{reverse(f'coordination:{name}', args=parts)}?about={KEY}"


def made(client, claim, **fields):
    values = {"made_on": "2026-10-15", "goals": "Light work by week three.", "light": "21", **fields}
    return client.post(about("surgery-plan", claim.pk, "pre-op"), values)


def text(answer):
    return answer.content.decode()


def test_a_claim_without_surgery_says_what_to_do(client, claim):
    assert "name the worker as" in text(client.get(url("surgeries", claim)))


def test_the_region_is_drawn_only_with_a_surgery(client, claim):
    page = reverse("coordination:claim", args=[claim.pk])
    assert 'id="surgery"' not in text(client.get(page))
    make.Surgery(claim=claim, requested_on=date(2026, 9, 10))
    assert "1 surgery is open" in text(client.get(page))


def test_a_plan_is_made_on_its_page_and_shown(client, claim, surgery):
    assert made(client, claim).status_code == 302
    page = text(client.get(url("surgeries", claim)))
    assert "Light work by week three." in page
    assert "10 Nov 2026" in page


def test_a_plan_without_goals_keeps_what_was_typed(client, claim, surgery):
    answer = made(client, claim, goals="", capacities="Sits an hour.")
    assert answer.status_code == 422
    assert "Sits an hour." in text(answer)
    assert not ReleasePlan.objects.exists()


def test_half_a_milestone_is_refused_beside_its_field(client, claim, surgery):
    answer = made(client, claim, own_1="Drives herself")
    assert "Say how many days after the surgery." in text(answer)


def test_another_day_shows_first_what_moves_and_then_moves_it(client, claim, surgery):
    made(client, claim)
    page = about("surgery-dates", claim.pk)
    shown = client.post(page, {"told_scheduled_for": "2026-10-27"})
    assert "1 milestone moves" in text(shown)
    assert Milestone.objects.get().expected_on == date(2026, 11, 10)
    client.post(page, {"told_scheduled_for": "2026-10-27", "confirm": "yes"})
    assert Milestone.objects.get().expected_on == date(2026, 11, 17)


def test_one_click_puts_the_move_back(client, claim, surgery):
    made(client, claim)
    client.post(about("surgery-dates", claim.pk), {"told_scheduled_for": "2026-10-27", "confirm": "yes"})
    move = SurgeryEpisode.objects.get().moves.get()
    assert "Undo the move" in text(client.get(url("surgeries", claim)))
    client.post(reverse("coordination:surgery-move-undo", args=[move.pk]))
    assert Milestone.objects.get().expected_on == date(2026, 11, 10)


def test_a_colleagues_change_is_not_written_over(client, claim, surgery):
    make.SurgeryEpisode(claim=claim, about=KEY, version=4)
    answer = client.post(about("surgery-dates", claim.pk), {"version": "3", "records_sent_on": "2026-10-15"})
    assert answer.status_code == 422
    assert "Somebody changed this surgery" in text(answer)


def test_a_milestone_is_met_and_taken_back_by_one_click_each(client, claim, surgery):
    made(client, claim)
    one = Milestone.objects.get()
    client.post(reverse("coordination:milestone-met", args=[one.pk]))
    assert Milestone.objects.get().met_on == TODAY
    client.post(reverse("coordination:milestone-unmet", args=[one.pk]))
    assert Milestone.objects.get().met_on is None


def test_both_dates_are_shown_where_they_differ(client, claim, surgery):
    make.SurgeryEpisode(
        claim=claim, about=KEY, told_scheduled_for=date(2026, 10, 27), told_over=date(2026, 10, 20)
    )
    page = text(client.get(url("surgeries", claim)))
    assert "<td>20 Oct 2026</td>" in page
    assert '<td class="counts">27 Oct 2026</td>' in page


def test_a_surgery_of_another_claim_is_not_there(client, claim):
    assert client.get(about("surgery-dates", claim.pk)).status_code == 404


def test_the_page_takes_as_many_queries_for_one_surgery_as_for_many(client, claim, surgery):
    page = url("surgeries", claim)
    made(client, claim)
    few = queries_of(lambda: client.get(page))
    for number in range(6):
        row = make.Surgery(claim=claim, procedure=f"fusion {number}")
        episode = make.SurgeryEpisode(claim=claim, about=row.procedure)
        make.Milestone(plan=make.ReleasePlan(episode=episode))
    assert queries_of(lambda: client.get(page)) == few


# ---- return to work ----------------------------------------------------------------------------------


def paper(client, claim, **fields):
    values = {
        "kind": "job-description", "title": "Sorting", "source": "employer", "drafted_on": "2026-10-01",
        "answer": "", **fields,
    }  # fmt: skip
    return client.post(url("job-paper-add", claim), values)


def test_a_job_paper_waits_for_its_answer_on_the_claim(client, claim):
    paper(client, claim, sent_to_ap_on="2026-10-02")
    page = text(client.get(reverse("coordination:claim", args=[claim.pk])))
    assert "Sorting: no answer yet" in page
    assert "No reply since 2 Oct 2026: chase" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"sent_to_ap_on": "2026-09-30"}, "sent before it was drafted"),
        ({"answer": "approved", "answered_on": "2026-10-05"}, "was not sent before that"),
        ({"sent_to_ap_on": "2026-10-02", "answer": "approved"}, "give both"),
        (
            {"sent_to_ap_on": "2026-10-02", "answer": "disapproved", "answered_on": "2026-10-05"},
            "wants changed, or why not",
        ),
        ({"sent_to_ap_on": "2026-10-16"}, "is after today"),
    ],
)
def test_a_job_paper_that_cannot_be_is_refused(client, claim, fields, sentence):
    answer = paper(client, claim, **fields)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not JobPaper.objects.exists()


def test_a_job_paper_is_answered_on_its_own_page(client, claim):
    paper(client, claim, sent_to_ap_on="2026-10-02")
    one = JobPaper.objects.get()
    values = {
        "kind": one.kind, "title": one.title, "source": one.source, "drafted_on": "2026-10-01",
        "sent_to_ap_on": "2026-10-02", "answer": "approved-with-changes", "answered_on": "2026-10-10",
        "remark": "Four hours a day.",
    }  # fmt: skip
    client.post(reverse("coordination:job-paper", args=[one.pk]), values)
    page = text(client.get(reverse("coordination:claim", args=[claim.pk])))
    assert "Approved with changes on 10 Oct 2026" in page
    client.post(reverse("coordination:job-paper-withdraw", args=[one.pk]))
    assert JobPaper.objects.get().withdrawn_at


def test_the_employers_offer_stands_on_the_claim(client, claim):
    values = {
        "on": "2026-10-15", "contact_person": "R. Stroud", "modified_duty": "offered",
        "offered_on": "2026-10-14", "hours_a_week": "20",
    }  # fmt: skip
    client.post(url("employer-contact", claim), values)
    page = text(client.get(reverse("coordination:claim", args=[claim.pk])))
    assert "Modified duty offered, 20 hours a" in " ".join(page.split())


def test_an_offer_without_its_day_is_refused(client, claim):
    values = {"on": "2026-10-15", "contact_person": "R. Stroud", "modified_duty": "offered"}
    assert client.post(url("employer-contact", claim), values).status_code == 422
    assert not EmployerContact.objects.exists()


def hear(client, claim, first, last="", **more):
    values = {"status": "off_work", "from_date": first, "through_date": last, "source": "worker", **more}
    return client.post(url("work-status-add", claim), values)


def test_a_work_status_that_overlaps_is_refused_and_names_the_other(client, claim):
    hear(client, claim, "2026-09-10")
    answer = hear(client, claim, "2026-10-01")
    assert answer.status_code == 422
    assert "From: It overlaps what the Worker said: Off work, from 10 Sep 2026 with no last" in text(answer)
    assert WorkStatus.objects.count() == 1


def test_another_source_may_say_otherwise(client, claim):
    hear(client, claim, "2026-09-10")
    hear(client, claim, "2026-10-01", source="employer")
    assert WorkStatus.objects.count() == 2


def test_the_earlier_one_ends_the_day_before_when_asked(client, claim):
    hear(client, claim, "2026-09-10")
    hear(client, claim, "2026-10-01", ends_earlier="on")
    assert list(WorkStatus.objects.order_by("pk").values_list("through_date", flat=True)) == [
        date(2026, 9, 30),
        None,
    ]


def test_ending_never_loses_days_behind_the_new_one(client, claim):
    hear(client, claim, "2026-09-10")
    assert hear(client, claim, "2026-10-01", "2026-10-05", ends_earlier="on").status_code == 422


@pytest.mark.parametrize("last", ["", "2026-11-20"])
def test_a_later_apf_replaces_the_earlier_one_whole(client, claim, last):
    apf = {"source": "apf", "exam_date": "2026-09-10"}
    hear(client, claim, "2026-09-10", last, **apf)
    later = {"source": "apf", "exam_date": "2026-10-15", "status": "modified"}
    hear(client, claim, "2026-10-15", "2026-11-12", **later, ends_earlier="on")
    told = WorkStatus.objects.order_by("pk").values_list("status", "through_date")
    assert list(told) == [("off_work", date(2026, 10, 14)), ("modified", date(2026, 11, 12))]


@pytest.mark.parametrize("last", ["", "2026-11-20"])
def test_what_a_work_status_ended_holds_on_when_it_is_taken_back(client, claim, last):
    hear(client, claim, "2026-09-10", last)
    hear(client, claim, "2026-10-15", status="modified", ends_earlier="on")
    taken = WorkStatus.objects.get(status="modified")
    client.post(reverse("coordination:work-status-withdraw", args=[taken.pk]))
    first = WorkStatus.objects.get(status="off_work")
    assert first.through_date == (date.fromisoformat(last) if last else None)


def test_days_in_which_another_stands_by_now_are_not_given_back(client, claim):
    hear(client, claim, "2026-09-10")
    hear(client, claim, "2026-10-12", status="modified", ends_earlier="on")
    hear(client, claim, "2026-10-15", status="full_duty", ends_earlier="on")
    taken = WorkStatus.objects.get(status="modified")
    client.post(reverse("coordination:work-status-withdraw", args=[taken.pk]))
    assert WorkStatus.objects.get(status="off_work").through_date == date(2026, 10, 11)


def test_rows_of_the_extract_may_overlap(claim):
    for source, first in (("worker", date(2026, 9, 10)), ("worker", date(2026, 9, 12))):
        make.WorkStatus(claim=claim, source=source, from_date=first)
    assert WorkStatus.objects.count() == 2
