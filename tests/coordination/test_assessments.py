"""Taking assessments, alerting to no progress, interventions, and an administrator's own forms (F2, F3)."""

from datetime import date

import pytest
from django.urls import reverse

from cohe.models import Role
from coordination.models import (
    Assessment,
    AssessmentForm,
    CaseNote,
    Draft,
    FunctionalIntervention,
    Record,
    WorkItem,
)
from tests import make
from tests.asking import queries_of
from tests.coordination.desk_rows import open_items

PEG = {"q_pain": "7", "q_enjoyment": "7", "q_activity": "6"}


def take(client, claim, slug="peg", **fields):
    url = reverse("coordination:assessment-take", args=[claim.pk, slug])
    return client.post(url, {"taken_on": "2026-10-15", "remark": "", **fields})


def page(client, claim):
    return client.get(reverse("coordination:claim", args=[claim.pk])).content.decode()


def test_a_reading_is_scored_and_clears_the_item_that_asks_for_it(client, claim):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    take(client, claim, taken_on="2026-09-03", **PEG)
    assert "T16" in open_items(claim)
    take(client, claim, **PEG)
    assert "T16" not in open_items(claim)
    one = Assessment.objects.last()
    assert (one.title, one.version, one.scores) == ("PEG", 1, {"": "6.6667"})


@pytest.mark.parametrize(
    "wrong", [{"q_pain": ""}, {"q_pain": "11"}, {"taken_on": "2026-10-16"}, {"taken_on": ""}]
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(client, claim, wrong):
    answer = take(client, claim, **{**PEG, "remark": "Slept badly.", **wrong})
    assert answer.status_code == 422
    assert "Slept badly." in answer.content.decode()
    assert not Assessment.objects.exists()


def test_a_withdrawn_reading_counts_no_more(client, claim):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    take(client, claim, **PEG)
    url = reverse("coordination:assessment-withdraw", args=[Assessment.objects.get().pk])
    client.post(url)
    assert "T16" in open_items(claim)
    assert client.post(url).status_code == 403


def test_a_reading_recorded_before_there_were_forms_still_counts(client, claim):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    make.Record(claim=claim, kind="scale-reading", about="peg", value="6.67", on=date(2026, 10, 1))
    take(client, claim, taken_on="2026-10-15", **PEG)
    assert "T17" in open_items(claim)
    shown = page(client, claim)
    assert "2 readings" in shown
    assert reverse("coordination:progress-alert", args=[claim.pk]) + "?about=peg" in shown


def test_no_progress_drafts_the_note_whose_signing_clears_it(client, claim):
    make.Assessment(claim=claim, scores={"": "7"}, taken_on=date(2026, 9, 30))
    take(client, claim, **PEG)
    item = WorkItem.objects.get(rule="T17", state="open")
    url = reverse("coordination:progress-alert", args=[claim.pk]) + "?about=peg"
    assert "No progress in PEG: 6.67 on 15 Oct beside 7 on 30 Sep" in client.get(url).content.decode()
    assert not Draft.objects.exists()
    answer = client.post(url)
    draft = Draft.objects.get()
    assert (draft.fields["person"], draft.fields["finish"]) == ("attending-provider", [str(item.pk)])
    assert "finishes Alert the attending provider" in client.get(answer.url).content.decode()
    note = {**draft.fields, "key": draft.key, "version": 1, "window": draft.key, "outcome": "reached"}
    client.post(
        reverse("coordination:note-sign", args=[claim.pk]),
        {**note, "person_name": "", "minutes": "5", "step_title": "", "step_due": ""},
    )
    assert CaseNote.objects.count() == 1
    told = Record.objects.get(kind="ap-alerted")
    assert (told.about, told.on) == ("peg", date(2026, 10, 15))
    assert "T17" not in open_items(claim)


def test_where_there_is_progress_there_is_nothing_to_alert_to(client, claim):
    make.Assessment(claim=claim, scores={"": "10"}, taken_on=date(2026, 9, 30))
    take(client, claim, **PEG)
    url = reverse("coordination:progress-alert", args=[claim.pk]) + "?about=peg"
    assert "no lack of progress" in client.get(url).content.decode()
    assert client.post(url).status_code == 403


def test_barriers_are_proposed_for_the_plan(client, claim):
    take(client, claim, "barriers", q_money="yes", q_sleep="no", q_expects="Never")
    assert Assessment.objects.get().barriers == ["Money is short", "Does not expect to be back"]
    assert "Money is short; Does not expect to be back" in page(client, claim)


def test_the_page_says_the_same_as_its_picture_in_a_table(client, claim):
    make.Assessment(claim=claim, scores={"": "8"}, taken_on=date(2026, 9, 20))
    make.Assessment(claim=claim, scores={"": "5"}, taken_on=date(2026, 10, 5))
    shown = page(client, claim)
    assert "PEG 5 on 5 Oct: improved" in shown
    assert "Improved: 37.5 % better than 8 on 20 Sep." in shown
    assert "37.5 % better, improved" in shown


def test_the_claim_page_asks_as_often_for_many_assessments_as_for_few(client, claim):
    make.Assessment(claim=claim)
    make.Paper(claim=claim)
    few = queries_of(lambda: page(client, claim))
    for day in range(1, 11):
        make.Assessment(claim=claim, taken_on=date(2026, 9, day))
        make.MedicationCheck(claim=claim)
        make.Paper(claim=claim)
    assert queries_of(lambda: page(client, claim)) == few


# ---- interventions -----------------------------------------------------------------------------------


def visit(client, claim, **fields):
    url = reverse("coordination:interventions", args=[claim.pk])
    sent = {"kind": "active-part", "visit_on": "2026-10-15", "outcome": "begun", "remark": "", **fields}
    return client.post(url, sent)


@pytest.fixture
def told(claim):
    make.Frq(claim=claim, asked_on=date(2026, 9, 25))
    make.Record(claim=claim, kind="ap-told", about="2026-09-25", on=date(2026, 9, 26))


def test_one_intervention_begun_answers_the_worklist(client, claim, told):
    visit(client, claim, visit_on="2026-10-14", outcome="declined")
    assert "T15" in open_items(claim)
    visit(client, claim)
    assert "T15" not in open_items(claim)
    assert "1 of 6 interventions begun" in page(client, claim)


@pytest.mark.parametrize("wrong", [{"visit_on": "2026-10-16"}, {"visit_on": "2026-09-24"}, {"kind": "rest"}])
def test_an_intervention_that_cannot_be_is_refused(client, claim, told, wrong):
    assert visit(client, claim, **wrong).status_code == 422
    assert not FunctionalIntervention.objects.exists()


def test_the_same_intervention_twice_at_a_visit_is_refused_until_withdrawn(client, claim, told):
    visit(client, claim)
    assert visit(client, claim, outcome="done").status_code == 422
    one = FunctionalIntervention.objects.get()
    client.post(reverse("coordination:intervention-withdraw", args=[one.pk]))
    assert visit(client, claim, outcome="done").status_code == 302


# ---- forms by configuration --------------------------------------------------------------------------


@pytest.fixture
def admin(puget, browse):
    return browse(make.Membership(cohe=puget, role=Role.ADMINISTRATOR))


def version(**fields):
    first = {
        "form-0-label": "How far can you walk, in minutes?",
        "form-0-kind": "scale",
        "form-0-low": "0",
        "form-0-high": "60",
        "form-0-required": "on",
    }
    sent = {"title": "Walking", "scoring": "sum", "is_reading": "on", "higher_is_better": "on", "notice": ""}
    return {
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        **first,
        "form-1-kind": "text",
        **sent,
        **fields,
    }


def test_an_administrator_adds_an_assessment_without_code(admin, client, claim):
    url = reverse("coordination:assessment-form-new")
    shown = admin.post(url, version(preview="1"))
    assert "How far can you walk" in shown.content.decode().split('id="preview-title"')[1]
    assert not AssessmentForm.objects.exists()
    admin.post(url, version(keep="1"))
    take(client, claim, "walking", **{"q_how-far-can-you-walk-in-minute": "20"})
    one = Assessment.objects.get()
    assert (one.title, one.scores, one.higher_is_better) == ("Walking", {"": "20"}, True)


def test_a_change_is_the_next_version_and_old_answers_keep_theirs(admin, client, claim):
    take(client, claim, **PEG)
    admin.post(reverse("coordination:assessment-form-change", args=["peg"]), version(title="PEG", keep="1"))
    row = AssessmentForm.objects.get()
    assert (row.slug, row.version) == ("peg", 2)
    old = Assessment.objects.get()
    assert "enjoying life" in client.get(reverse("coordination:assessment", args=[old.pk])).content.decode()
    assert take(client, claim, **PEG).status_code == 422


def test_a_retired_form_is_offered_no_more_until_it_is_used_again(admin, client, claim):
    admin.post(reverse("coordination:assessment-form-retire", args=["odi"]))
    url = reverse("coordination:assessment-take", args=[claim.pk, "odi"])
    assert client.get(url).status_code == 404
    admin.post(reverse("coordination:assessment-form-use-again", args=["odi"]))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "—"},
        {"form-0-label": ""},
        {"form-0-low": ""},
        {"form-0-high": "0"},
        {"scoring": "none"},
    ],
)
def test_a_form_that_cannot_be_is_refused_and_stays_as_typed(admin, wrong):
    answer = admin.post(reverse("coordination:assessment-form-new"), version(**{**wrong, "keep": "1"}))
    assert answer.status_code == 422
    assert not AssessmentForm.objects.exists()


def test_only_an_administrator_changes_forms(client):
    assert client.get(reverse("coordination:assessment-forms")).status_code == 403
