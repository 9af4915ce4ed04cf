"""Plans through the API: the same actions, the same sentences, the same walls."""

import uuid

from coordination.models import Plan, StakeholderUpdate
from tests.coordination.plans import ROA, a_plan, an_active_plan, goal, treatment

GOAL = {"kind": "goal", "text": "Lift 20 lb", "owner": "worker", "target_on": "2026-12-01"}


def drawn(*lines, **other):
    return {"sources": [ROA], "lines": list(lines), "contact_every_days": 14} | other


def test_a_plan_goes_from_made_to_active(program, ana, claim):
    ask = program(ana)
    status, made = ask.post(f"claims/{claim.pk}/plans/", drawn(GOAL))
    plan = made["plan"]["id"]
    assert (status, made["plan"]["state"]) == (201, "proposed")
    assert ask.post(f"plans/{plan}/activate/", {})[0] == 403
    ask.post(f"plans/{plan}/discussions/", {"on": "2026-10-15", "result": "agreed"})
    assert ask.post(f"plans/{plan}/activate/", {})[1]["plan"]["state"] == "active"


def test_a_version_has_its_lines_and_its_reason(program, ana, claim):
    plan, ask = a_plan(claim, ana), program(ana)
    body = {"seen": 1, "reason": "Slower.", "lines": [{**GOAL, "key": 1}], "contact_every_days": 14}
    assert ask.post(f"plans/{plan.pk}/versions/", body)[0] == 201
    assert ask.post(f"plans/{plan.pk}/versions/", body)[0] == 409
    _, answer = ask.get(f"plans/{plan.pk}/versions/")
    assert [(one["reason"], len(one["lines"])) for one in answer["results"]] == [
        ("Slower.", 1),
        ("First version.", 2),
    ]


def test_what_cannot_be_is_refused_with_the_sentence_of_the_page(program, ana, claim):
    status, answer = program(ana).post(f"claims/{claim.pk}/plans/", drawn({**GOAL, "target_on": None}))
    assert (status, answer["detail"]) == (403, "Line 1: A goal needs the day it is due.")


def test_a_line_is_not_given_to_somebody_of_another_cohe(program, ana, olga, claim):
    line = {**GOAL, "owner": "", "person_id": olga.person_id}
    status, answer = program(ana).post(f"claims/{claim.pk}/plans/", drawn(line))
    assert (status, answer["detail"]) == (403, "Choose somebody who works in this COHE today.")


def test_a_mark_is_made_and_taken_back(program, ana, claim):
    plan, ask = an_active_plan(claim, ana), program(ana)
    ask.post(f"plans/{plan.pk}/marks/", {"key": 2, "kind": "done", "on": "2026-10-15"})
    _, marks = ask.get(f"plans/{plan.pk}/marks/")
    assert ask.post(f"plan-marks/{marks['results'][0]['id']}/withdraw/", {})[0] == 200


def test_a_contact_signs_a_note(program, ana, claim):
    plan = a_plan(claim, ana)
    body = {
        "note_key": str(uuid.uuid4()), "on": "2026-10-15", "minutes": 9, "care_timely": "yes",
        "next_contact_on": "2026-10-29",
    }  # fmt: skip
    status, answer = program(ana).post(f"plans/{plan.pk}/contacts/", body)
    assert (status, answer["next_contact_on"]) == (201, "2026-10-29")


def test_a_report_is_followed_up_twice(program, ana, claim):
    plan, ask = an_active_plan(claim, ana, goal(), treatment()), program(ana)
    ask.post(f"plans/{plan.pk}/reports/", {"key": 2, "sender": "Cascade PT", "received_on": "2026-10-15"})
    report = plan.reports.get().pk
    assert ask.post(f"plan-reports/{report}/passed/", {"on": "2026-10-15"})[0] == 200
    assert ask.post(f"plan-reports/{report}/reviewed/", {"on": "2026-10-15"})[0] == 200


def test_an_update_holds_nothing_but_the_whitelist(program, ana, claim):
    plan, ask = an_active_plan(claim, ana), program(ana)
    body = {"audience": "employer", "receiver": "Ms. Bell", "abilities": "Light work."}
    assert ask.post(f"plans/{plan.pk}/updates/", {**body, "diagnosis": "x"})[0] == 400
    assert ask.post(f"plans/{plan.pk}/updates/", {**body, "abilities": "Depressed"})[0] == 403
    assert ask.post(f"plans/{plan.pk}/updates/", body)[0] == 201
    update = StakeholderUpdate.objects.get()
    assert ask.post(f"plan-updates/{update.pk}/send/", {"on": "2026-10-15"})[0] == 200


def test_the_plan_of_another_cohe_is_not_there(program, ana, olga, claim):
    plan = a_plan(claim, ana)
    assert program(olga).get(f"plans/{plan.pk}/")[0] == 404
    assert program(olga).post(f"plans/{plan.pk}/activate/", {})[0] == 404
    assert Plan.objects.get().state == "proposed"


def test_a_note_touches_a_goal(program, ana, claim):
    plan = a_plan(claim, ana)
    body = {
        "key": str(uuid.uuid4()), "kind": "worker", "area": "monitoring", "person": "worker",
        "outcome": "reached", "contact_on": "2026-10-15", "minutes": 3, "text": "Lifts 15.", "touches": [1],
    }  # fmt: skip
    assert program(ana).post(f"claims/{claim.pk}/notes/", body)[0] == 201
    assert plan.marks.get().kind == "touched"
