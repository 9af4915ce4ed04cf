"""The plan of a claim: made from the file, agreed before it is active, never written over (D1, D2)."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from cohe.access import Conflict, Denied
from coordination.actions import notes, plan_contacts, plan_marks, plan_papers, plans
from coordination.models import Plan, PlanMark, PlanVersion, ServiceReport, StakeholderUpdate, WorkItem
from coordination.queries import plan_page, plan_rows
from tests import make
from tests.coordination.plans import RECOMMENDED, ROA, a_plan, an_active_plan, goal, step, treatment

TODAY = make.DAY


def items(claim):
    return sorted(WorkItem.objects.filter(claim=claim, state="open").values_list("rule", "about"))


def asked(claim, rule):
    return [about for code, about in items(claim) if code == rule]


# ---- made from the file ------------------------------------------------------------------------------


def test_a_plan_needs_a_document_it_is_made_from(claim, when):
    with pytest.raises(Denied, match="Name the documents"):
        plans.make_plan(claim=claim, sources=[], drawn=plans.Drawn([goal()], 14), **when)


def test_a_document_of_another_claim_is_no_source(claim, when):
    with pytest.raises(Denied, match="not on this claim"):
        plans.make_plan(claim=claim, sources=["apf:2020-01-01"], drawn=plans.Drawn([goal()], 14), **when)


def test_the_database_refuses_a_plan_made_from_nothing(claim, ana):
    plan = a_plan(claim, ana)
    with pytest.raises(IntegrityError, match="plan_has_sources"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(sources=[])


def test_a_claim_has_one_plan_at_a_time(claim, ana, when):
    a_plan(claim, ana)
    with pytest.raises(Denied, match="has a plan"):
        plans.make_plan(claim=claim, sources=[ROA], drawn=plans.Drawn([goal()], 14), **when)


def test_after_the_conclusion_there_can_be_another(claim, ana, when):
    plans.conclude_plan(plan=a_plan(claim, ana), reason="Back at work.", **when)
    assert a_plan(claim, ana).state == "proposed"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (step(text=" "), "Line 2: Say what it is"),
        (step(target_on=None), "Line 2: A step needs the day"),
        (step(target_on=date(2026, 10, 14)), "cannot be before today"),
        (step(expected_on=date(2026, 10, 14)), "cannot be before today"),
        (step(owner=""), "Say who sees to it"),
        (step(job_goal="same-job"), "Only a goal is a job goal"),
        (step(recommended_by="Dr. Lane"), "Only an intervention"),
        (treatment(intervention=""), "Say which intervention"),
        (treatment(recommended_by="Dr. Lane"), "has the provider's name and its day"),
        (treatment(recommended_by="Dr. Lane", recommended_on=date(2026, 10, 16)), "cannot be after today"),
        (step(key=9), "not of this plan"),
    ],
)
def test_lines_that_cannot_be_are_refused_with_a_sentence(claim, when, line, sentence):
    with pytest.raises(Denied, match=sentence):
        plans.make_plan(claim=claim, sources=[ROA], drawn=plans.Drawn([goal(), line], 14), **when)


def test_a_plan_has_a_goal(claim, when):
    with pytest.raises(Denied, match="at least one goal"):
        plans.make_plan(claim=claim, sources=[ROA], drawn=plans.Drawn([step()], 14), **when)


# ---- versions ----------------------------------------------------------------------------------------


def change(plan, when, *lines, reason="The visit moved.", seen=None):
    drawn = plans.Drawn(lines, plan.contact_every_days, reason)
    return plans.change_plan(plan=plan, drawn=drawn, seen=seen or plan.number, **when).plan


def test_a_change_is_a_new_version_with_its_reason_and_the_old_one_stays(claim, ana, when):
    plan = a_plan(claim, ana)
    first = plan_rows.lines_of(plan)
    plan = change(plan, when, first[0], step(key=2, target_on=date(2026, 11, 9)), treatment())
    assert plan_rows.lines_of(plan, 1) == first
    assert [line.key for line in plan_rows.lines_of(plan)] == [1, 2, 3]
    assert [one.reason for one in plan_rows.versions_of(plan)] == ["The visit moved.", "First version."]


def test_a_change_without_a_reason_or_without_a_change_is_refused(claim, ana, when):
    plan = a_plan(claim, ana)
    with pytest.raises(Denied, match="Say why"):
        change(plan, when, goal(key=1), reason=" ")
    with pytest.raises(Denied, match="Nothing is changed"):
        change(plan, when, *plan_rows.lines_of(plan))


def test_who_saw_an_older_version_changes_nothing(claim, ana, when):
    plan = a_plan(claim, ana)
    change(plan, when, goal(key=1))
    with pytest.raises(Conflict, match="Version 2 was made"):
        change(plan, when, goal(key=1, text="Lift 30 lb"), seen=1)


def test_the_key_of_a_dropped_line_is_never_given_again(claim, ana, when):
    plan = change(a_plan(claim, ana), when, goal(key=1))
    plan = change(plan, when, goal(key=1), step("Another step"))
    assert [line.key for line in plan_rows.lines_of(plan)] == [1, 3]


def test_nobody_changes_a_version_not_even_the_program(claim, ana):
    a_plan(claim, ana)
    for table in ("coordination_planversion", "coordination_planline"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,)
    assert PlanVersion.objects.count() == 1


def test_two_versions_stand_side_by_side(claim, ana, when):
    plan = change(a_plan(claim, ana), when, goal(key=1, text="Lift 30 lb"), treatment())
    rows = plan_page.side_by_side(plan=plan, before=1, after=2)
    assert [(bool(one.before), bool(one.after), one.changed) for one in rows] == [
        (True, True, ("words",)),
        (False, True, ()),
        (True, False, ()),
    ]


# ---- the worker's word -------------------------------------------------------------------------------


def talk(plan, when, result="agreed", concerns="", on=TODAY):
    return plans.discuss_plan(plan=plan, talk=plans.Talk(on, result, concerns), **when).plan


def test_a_plan_is_active_only_after_the_worker_agreed(claim, ana, when):
    plan = a_plan(claim, ana)
    with pytest.raises(Denied, match="not been discussed"):
        plans.activate_plan(plan=plan, **when)
    talk(plan, when)
    assert plans.activate_plan(plan=plan, **when).plan.state == "active"


def test_concerns_send_the_plan_back_and_block_it(claim, ana, when):
    plan = talk(a_plan(claim, ana), when, "concerns", "Fears the lifting.")
    assert plan.state == "re-evaluate"
    with pytest.raises(Denied, match="has concerns"):
        plans.activate_plan(plan=plan, **when)


def test_agreement_to_an_older_version_is_none_to_the_new_one(claim, ana, when):
    plan = talk(a_plan(claim, ana), when)
    plan = change(plan, when, goal(key=1))
    with pytest.raises(Denied, match="Version 2 has not been discussed"):
        plans.activate_plan(plan=plan, **when)


def test_concerns_stop_an_active_plan_and_its_work(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), step(target_on=date(2026, 10, 16)))
    assert asked(claim, "T04") == ["line 2"]
    talk(plan, when, "concerns", "Too much at once.")
    assert asked(claim, "T04") == []


@pytest.mark.parametrize(
    ("result", "concerns", "on", "sentence"),
    [
        ("concerns", " ", TODAY, "Write down"),
        ("agreed", "But the lifting", TODAY, "There are concerns"),
        ("agreed", "", date(2026, 10, 16), "after today"),
        ("agreed", "", date(2026, 10, 14), "cannot have been discussed before"),
    ],
)
def test_a_discussion_that_cannot_be_is_refused(claim, ana, when, result, concerns, on, sentence):
    with pytest.raises(Denied, match=sentence):
        talk(a_plan(claim, ana), when, result, concerns, on)


def test_concerns_taken_back_let_the_plan_go_on(claim, ana, when):
    plan = talk(an_active_plan(claim, ana), when, "concerns", "Wrong worker.")
    wrong = plan.discussions.get(result="concerns")
    assert plans.withdraw_discussion(discussion=wrong, **when).plan.state == "active"


def test_the_agreement_behind_an_active_plan_is_not_taken_back_before_the_activation(claim, ana, when):
    plan = an_active_plan(claim, ana)
    with pytest.raises(Denied, match="take the activation back"):
        plans.withdraw_discussion(discussion=plan.discussions.get(), **when)
    assert plans.deactivate_plan(plan=plan, **when).plan.state == "proposed"


def test_a_conclusion_is_taken_back(claim, ana, when):
    plan = plans.conclude_plan(plan=an_active_plan(claim, ana), reason="Back at work.", **when).plan
    assert plans.reopen_plan(plan=plan, **when).plan.state == "active"


# ---- lines -------------------------------------------------------------------------------------------


def mark(plan, key, when, kind="done", **said):
    return plan_marks.mark_line(
        plan=plan, key=key, said=plan_marks.Said(kind, **{"on": TODAY} | said), **when
    )


def test_done_clears_the_item_and_taking_it_back_brings_it_again(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), step(target_on=date(2026, 10, 16)))
    mark(plan, 2, when)
    assert asked(claim, "T04") == []
    plan_marks.withdraw_mark(mark=PlanMark.objects.get(), **when)
    assert asked(claim, "T04") == ["line 2"]


def test_done_twice_is_done_once(claim, ana, when):
    plan = an_active_plan(claim, ana)
    mark(plan, 2, when)
    with pytest.raises(Conflict, match="done already"):
        mark(plan, 2, when)


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("progress", {}, "Say how far"),
        ("progress", {"percent": 101}, "from 0 to 100"),
        ("done", {"percent": 50}, "Only progress"),
        ("no-change", {}, "Write what the attending provider answered"),
        ("done", {"on": date(2026, 10, 16)}, "after today"),
        ("done", {"on": date(2026, 10, 14)}, "nothing happened with it before"),
        ("started", {}, "Only an intervention is started"),
        ("touched", {}, "when you sign the note"),
    ],
)
def test_what_cannot_have_happened_is_refused(claim, ana, when, kind, said, sentence):
    with pytest.raises(Denied, match=sentence):
        mark(an_active_plan(claim, ana), 1, when, kind, **said)


def test_an_intervention_is_listed_before_it_is_recommended_and_started_only_after(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), treatment())
    with pytest.raises(Denied, match="has not recommended"):
        mark(plan, 2, when, "started")
    plan = change(plan, when, goal(key=1), treatment(key=2, **RECOMMENDED))
    mark(plan, 2, when, "started")
    assert PlanMark.objects.get().recommended_by == "Dr. Lane"


def test_the_database_refuses_a_start_without_a_recommendation(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), treatment(**RECOMMENDED))
    mark(plan, 2, when, "started")
    with pytest.raises(IntegrityError, match="plan_start_was_recommended"), transaction.atomic():
        PlanMark.objects.update(recommended_by="", recommended_on=None)


def test_slower_than_expected_asks_the_provider_until_it_is_answered(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(expected_on=TODAY))
    later = {**when, "today": date(2026, 10, 20)}
    mark(plan, 1, later, "progress", percent=30)
    assert asked(claim, "T48") == ["line 1"]
    mark(plan, 1, later, "no-change", on=date(2026, 10, 20), words="Dr. Lane: healing as it should.")
    assert asked(claim, "T48") == []


# ---- contacts and notes ------------------------------------------------------------------------------


def sign(claim, when, touches=(), **other):
    fields = {
        "kind": "worker", "area": "monitoring", "person": "worker", "outcome": "reached",
        "contact_on": TODAY, "minutes": 10, "text": "Doing well.",
    } | other  # fmt: skip
    also = notes.Also(touches=touches)
    return notes.sign_note(key=uuid4(), claim=claim, fields=fields, also=also, **when).note


def test_a_plan_always_has_a_next_contact(claim, ana, when):
    plan = a_plan(claim, ana)
    assert plan.next_contact_on == date(2026, 10, 29)
    later = {**when, "today": date(2026, 10, 20)}
    sign(claim, later, contact_on=date(2026, 10, 20))
    plan.refresh_from_db()
    assert plan.next_contact_on == date(2026, 11, 3)


def test_a_note_touches_a_goal(claim, ana, when):
    plan = a_plan(claim, ana)
    note = sign(claim, when, touches=[1])
    assert list(PlanMark.objects.values_list("plan", "key", "kind", "note")) == [
        (plan.pk, 1, "touched", note.pk)
    ]


def test_a_note_touches_only_what_is_in_the_plan(claim, ana, when):
    with pytest.raises(Denied, match="no plan"):
        sign(claim, when, touches=[1])
    a_plan(claim, ana)
    with pytest.raises(Denied, match="not in the plan any more"):
        sign(claim, when, touches=[7])


def told(**other):
    fields = {"on": TODAY, "minutes": 12, "care_timely": "no", "next_contact_on": date(2026, 10, 22)}
    return plan_contacts.Told(**fields | other)


def test_a_contact_signs_its_note_with_the_three_prompts_and_sets_the_next(claim, ana, when):
    plan = a_plan(claim, ana)
    said = told(care_words="MRI waits", return_words="Hopes for spring", other_help="Child care")
    made = plan_contacts.record_contact(plan=plan, told=said, key=uuid4(), **when)
    assert made.contact.note.text.splitlines() == [
        "Care in time? No: MRI waits.",
        "Return to work: Hopes for spring.",
        "Other help needed: Child care.",
    ]
    plan.refresh_from_db()
    assert plan.next_contact_on == date(2026, 10, 22)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"next_contact_on": TODAY}, "planned after this one"),
        ({"return_expected_on": date(2026, 10, 1)}, "before the day of the contact"),
        ({"on": date(2026, 10, 16), "next_contact_on": date(2026, 10, 20)}, "after today"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(claim, ana, when, other, sentence):
    plan = a_plan(claim, ana)
    with pytest.raises(Denied, match=sentence):
        plan_contacts.record_contact(plan=plan, told=told(**other), key=uuid4(), **when)


# ---- reports and updates -----------------------------------------------------------------------------


def test_a_report_opens_two_follow_ups_and_both_must_close(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), treatment(**RECOMMENDED))
    plan_papers.add_report(plan=plan, key=2, sender="Cascade PT", received_on=TODAY, **when)
    report = ServiceReport.objects.get()
    assert asked(claim, "T49") == [f"{report.pk} pass", f"{report.pk} review"]
    plan_papers.follow_report(report=report, step="passed_on", on=TODAY, **when)
    assert asked(claim, "T49") == [f"{report.pk} review"]
    plan_papers.follow_report(report=report, step="reviewed_on", on=TODAY, **when)
    assert asked(claim, "T49") == []


def test_a_follow_up_is_not_older_than_its_report(claim, ana, when):
    plan = an_active_plan(claim, ana, goal(), treatment())
    plan_papers.add_report(plan=plan, key=2, sender="Cascade PT", received_on=TODAY, **when)
    with pytest.raises(Denied, match="Choose a day from"):
        plan_papers.follow_report(
            report=ServiceReport.objects.get(), step="passed_on", on=date(2026, 10, 14), **when
        )


WORDING = plan_papers.Wording("employer", "Cascade Fruit Packers", abilities="Light work, 4 hours a day.")


def test_an_update_sent_clears_what_asked_for_it(claim, ana, when):
    plan = an_active_plan(claim, ana)
    make.Apf(claim=claim, exam_date=date(2026, 10, 19))
    later = {**when, "today": date(2026, 10, 19)}
    mark(plan, 1, later, "progress", percent=10)
    assert asked(claim, "T06") == [""]
    update = plan_papers.compose_update(plan=plan, wording=WORDING, **later)
    assert asked(claim, "T06") == [""]
    plan_papers.send_update(update=update, on=date(2026, 10, 19), **later)
    assert asked(claim, "T06") == []


def test_what_has_left_the_building_does_not_change(claim, ana, when):
    plan = an_active_plan(claim, ana)
    update = plan_papers.compose_update(plan=plan, wording=WORDING, **when)
    plan_papers.send_update(update=update, on=TODAY, **when)
    with pytest.raises(Conflict, match="does not change"):
        plan_papers.edit_update(update=update, wording=WORDING, **when)


def test_an_update_that_says_nothing_is_not_sent(claim, ana, when):
    plan = an_active_plan(claim, ana)
    update = plan_papers.compose_update(plan=plan, wording=plan_papers.Wording("employer", "X"), **when)
    with pytest.raises(Denied, match="says nothing"):
        plan_papers.send_update(update=update, on=TODAY, **when)
    assert StakeholderUpdate.objects.get().sent_on is None
