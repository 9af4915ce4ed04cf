"""A plan on its pages: made and changed as one form without JavaScript, worked in single clicks (D1, D2)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cohe import clock
from coordination.actions import plan_marks, worklist
from coordination.models import CaseNote, Plan, PlanMark, PlanVersion, StakeholderUpdate
from coordination.queries import plan_rows
from tests import make
from tests.asking import queries_of
from tests.coordination.plans import ROA, a_plan, an_active_plan, goal, step

TODAY = make.DAY


def address(name, *parts):
    return reverse(f"coordination:{name}", args=parts)


def words_of(answer):
    body = answer.content.decode().split("<main", 1)[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def rows(*lines, **other):
    """Return a form as the page posts it: each line a row."""
    posted = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0, "number": 0, "contact_every_days": 14}
    for place, line in enumerate(lines):
        posted |= {f"form-{place}-{name}": value for name, value in line.items()}
    return posted | other


GOAL = {"kind": "goal", "text": "Lift 20 lb", "owner": "worker", "target_on": "2026-12-01"}
STEP = {"kind": "step", "text": "Send the job description", "owner": "employer", "target_on": "2026-11-02"}
EMPTY = {"kind": "step", "text": "", "owner": "worker"}


def test_a_claim_without_a_plan_says_how_one_begins(client, claim):
    words = words_of(client.get(address("plan", claim.pk)))
    assert "No plan for" in words and "Begin a plan" in words


def test_a_plan_is_made_from_the_form_and_empty_rows_are_no_lines(client, claim):
    answer = client.post(address("plan-create", claim.pk), rows(GOAL, STEP, EMPTY, sources=[ROA]))
    assert answer.url == address("plan", claim.pk)
    assert [line.text for line in plan_rows.lines_of(Plan.objects.get())] == [GOAL["text"], STEP["text"]]


def test_more_rows_come_without_javascript_and_keep_what_was_typed(client, claim):
    answer = client.post(
        address("plan-create", claim.pk), rows({**GOAL, "target_on": "soon"}, add="1", sources=[ROA])
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="soon"' in page and "Lift 20 lb" in page and f'value="{ROA}"' in page
    assert 'name="form-2-text"' in page
    assert not Plan.objects.exists()


def test_barriers_that_the_worker_named_are_taken_in_as_rows_unless_the_plan_has_them(client, claim):
    make.Assessment(claim=claim, is_reading=False, scores={}, barriers=["Money is short", "Language"])
    make.Assessment(claim=claim, barriers=["Poor sleep"], withdrawn_at=clock.now())
    known = {"kind": "barrier", "text": "language", "owner": "worker"}
    assert "Money is short; Language" in words_of(client.get(address("plan-create", claim.pk)))
    page = client.post(address("plan-create", claim.pk), rows(GOAL, known, add="barriers")).content.decode()
    assert "Money is short</textarea>" in page and 'name="form-2-text"' in page
    assert 'name="form-3-text"' not in page and "Take these barriers" not in page
    assert "Poor sleep" not in page


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        (rows(GOAL), "Name the documents the plan is made from"),
        (rows(STEP, sources=[ROA]), "at least one goal"),
        (rows(GOAL, {**STEP, "target_on": ""}, sources=[ROA]), "A step needs the day"),
        (rows(GOAL, {**STEP, "target_on": "2026-02-30"}, sources=[ROA]), "Enter a valid date"),
        (rows(GOAL, {**STEP, "owner": ""}, sources=[ROA]), "This field is required"),
        (rows(GOAL, sources=[ROA], contact_every_days="0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_typed_is_lost(client, claim, posted, sentence):
    answer = client.post(address("plan-create", claim.pk), posted)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert STEP["text"] in page or GOAL["text"] in page
    assert not Plan.objects.exists()


def test_the_summary_of_errors_leads_to_the_field(client, claim):
    page = client.post(
        address("plan-create", claim.pk), rows(GOAL, {**STEP, "target_on": ""}, sources=[ROA])
    ).content.decode()
    assert re.findall(r'<a href="#(id_[^"]+)"', page) == ["id_form-1-target_on"]


def folded(answer):
    """Return for each line of the form whether its fields are folded under its words."""
    lines = answer.content.decode().split('<fieldset class="plan-row">')[1:]
    return [re.search("<details( open)?>", line)[1] is None for line in lines]


def test_a_line_is_folded_unless_it_is_new_asked_for_or_something_is_wrong_in_it(client, claim, ana):
    plan = a_plan(claim, ana)
    there = address("plan-change", plan.pk)
    words = words_of(client.get(there))
    assert "Goal Lift 20 lb" in words and "; by 1 Dec 2026" in words
    assert folded(client.get(there)) == [True, True, False]
    assert folded(client.get(there, {"line": 2})) == [True, False, False]
    wrong = changed(plan, {**GOAL, "key": 1}, {**STEP, "key": 2, "target_on": ""})
    assert folded(client.post(there, wrong)) == [True, False]


def test_a_line_that_is_kept_asks_only_what_its_kind_has_and_a_new_one_may_be_of_any(client, claim, ana):
    plan = a_plan(claim, ana)
    page = client.get(address("plan-change", plan.pk)).content.decode()
    asked = set(re.findall(r'name="(form-\d-(?:kind|job_goal|intervention))" (?!value|type="hidden")', page))
    assert asked == {"form-0-job_goal", "form-2-kind", "form-2-job_goal", "form-2-intervention"}


def changed(plan, *lines, **other):
    return rows(*lines, number=plan.number, **{"reason": "The visit moved."} | other)


def test_a_change_makes_a_version_and_drops_what_was_ticked(client, claim, ana):
    plan = a_plan(claim, ana)
    lines = {**GOAL, "key": 1, "text": "Lift 30 lb"}, {**STEP, "key": 2, "drop": "on"}
    client.post(address("plan-change", plan.pk), changed(plan, *lines))
    plan.refresh_from_db()
    assert [line.text for line in plan_rows.lines_of(plan)] == ["Lift 30 lb"]
    words = words_of(client.get(address("plan-versions", plan.pk)))
    assert "Changed" in words and "Dropped" in words and "The visit moved." in words


def test_who_began_on_an_older_version_sees_that_and_keeps_her_text(client, claim, ana):
    plan = a_plan(claim, ana)
    posted = changed(plan, {**GOAL, "key": 1, "text": "Lift 40 lb"})
    client.post(address("plan-change", plan.pk), changed(plan, {**GOAL, "key": 1, "text": "Lift 30 lb"}))
    answer = client.post(address("plan-change", plan.pk), posted)
    assert answer.status_code == 409
    assert "Version 2 was made" in answer.content.decode() and "Lift 40 lb" in answer.content.decode()
    assert PlanVersion.objects.count() == 2


def test_the_activate_button_is_grey_with_its_reason_until_the_worker_agreed(client, claim, ana):
    plan = a_plan(claim, ana)
    assert "has not been discussed with the worker" in words_of(client.get(address("plan", claim.pk)))
    client.post(address("plan-discuss", plan.pk), {"on": "2026-10-15", "result": "agreed"})
    client.post(address("plan-activate", plan.pk))
    plan.refresh_from_db()
    assert plan.state == "active"


def test_a_line_is_done_in_one_click_and_taken_back_in_one(client, claim, ana):
    plan = an_active_plan(claim, ana)
    client.post(address("plan-line-done", plan.pk, 2))
    mark = PlanMark.objects.get()
    back = address("plan-mark-withdraw", mark.pk)
    place = client.get(address("plan", claim.pk)).content.decode()
    assert re.search(rf'action="{back}">\s*<[^>]+><button[^>]*>Not done<', place)
    client.post(back)
    mark.refresh_from_db()
    assert mark.withdrawn_at
    assert "Not done<" not in client.get(address("plan", claim.pk)).content.decode()


def test_the_nine_steps_say_which_hold_and_what_is_next(client, claim, ana):
    a_plan(claim, ana)
    words = words_of(client.get(address("plan", claim.pk)))
    assert "Next: Discuss the plan with the worker" in words
    assert all(title in words for title in ("1 Plan from the file", "5 Reports of services", "9 Employer"))


def test_an_update_is_read_and_confirmed_before_it_is_sent(client, claim, ana):
    an_active_plan(claim, ana)
    fields = {"audience": "employer", "receiver": "Ms. Bell", "abilities": "Light work."}
    client.post(address("plan-update-add", claim.pk), fields)
    update = StakeholderUpdate.objects.get()
    answer = client.post(address("plan-update-send", update.pk), {"on": "2026-10-15"})
    assert answer.status_code == 422
    client.post(address("plan-update-send", update.pk), {"on": "2026-10-15", "confirmed": "on"})
    update.refresh_from_db()
    assert update.sent_on == TODAY


def test_the_claim_page_shows_the_plan_and_tells_its_story(client, claim, ana):
    an_active_plan(claim, ana)
    words = words_of(client.get(address("claim", claim.pk)))
    assert "Plan active: 0 of 1 goals reached" in words
    assert "Version 1 discussed with the worker: agreed" in words


@pytest.mark.parametrize(
    ("about", "place", "checked"),
    [
        ("next-contact", "contact/", ""),
        ("line 2&kind=done", "lines/2/", "done"),
        ("line 1&kind=no-change", "lines/1/", "no-change"),
    ],
)
def test_an_item_leads_to_the_contact_or_line_that_it_is_about(client, claim, ana, about, place, checked):
    an_active_plan(claim, ana)
    answer = client.get(f"{address('plan', claim.pk)}?about={about}", follow=True)
    assert answer.request["PATH_INFO"].endswith(place)
    assert not checked or re.search(f'value="{checked}"[^>]*checked', answer.content.decode())


@pytest.mark.parametrize("about", ["line 7", "line x", "7 pass"])
def test_what_the_plan_does_not_have_is_answered_by_the_plan(client, claim, ana, about):
    an_active_plan(claim, ana)
    assert "The nine steps" in words_of(client.get(address("plan", claim.pk), {"about": about}))


def test_the_items_of_a_plan_lead_from_list_and_claim_to_where_they_are_done(client, claim, ana):
    an_active_plan(claim, ana, goal(expected_on=date(2026, 10, 8)), on=date(2026, 10, 1))
    worklist.refresh_claims(claim_ids={claim.pk}, today=TODAY, at=clock.now())
    leads = {
        f"{address('plan', claim.pk)}?kind=done&amp;about=next-contact",
        f"{address('plan', claim.pk)}?kind=no-change&amp;about=line+1",
    }
    for page in (address("worklist"), address("claim", claim.pk)):
        assert leads <= set(re.findall(r'href="([^"]+)"', client.get(page).content.decode()))


def test_a_note_is_signed_with_the_goals_it_touches(client, claim, ana):
    an_active_plan(claim, ana)
    assert "touches the goal “Lift 20 lb”" in words_of(client.get(address("claim", claim.pk)))
    note = {"kind": "worker", "area": "monitoring", "contact_on": "2026-10-15", "minutes": "5",
            "person": "worker", "outcome": "reached", "text": "Lifts 15 lb.", "finish": ["line-1"],
            "key": "11111111-2222-4333-8444-555555555555", "version": 0,
            "window": "11111111-2222-4333-8444-555555555556"}  # fmt: skip
    client.post(address("note-sign", claim.pk), note)
    assert PlanMark.objects.get(kind="touched").note == CaseNote.objects.get()


@pytest.mark.parametrize("page", ["plan", "claim"])
def test_the_page_takes_as_many_queries_for_few_as_for_many_rows(client, claim, ana, page):
    plan = an_active_plan(claim, ana, goal(), *(step(f"Step {n}") for n in range(9)))
    counts = []
    for numbers in (range(1, 2), range(2, 9)):
        for number in numbers:
            said = plan_marks.Said("progress", TODAY, number)
            plan_marks.mark_line(plan=plan, key=number, said=said, by=ana, today=TODAY, at=clock.now())
        counts.append(queries_of(lambda: client.get(address(page, claim.pk))))
    assert counts[0] == counts[1]


def test_a_plan_of_another_cohe_is_not_there(browse, olga, claim, ana):
    plan = a_plan(claim, ana)
    for name in ("plan-change", "plan-versions", "plan-contact"):
        assert browse(olga).get(address(name, plan.pk)).status_code == 404


def test_an_advisor_reads_a_plan_and_does_not_change_it(browse, ito, claim, ana):
    plan = a_plan(claim, ana)
    make.Item(claim=claim, owner=ito.person)
    assert browse(ito).get(address("plan", claim.pk), {"about": "next-contact"}).status_code == 200
    assert browse(ito).post(address("plan-activate", plan.pk)).status_code == 403
