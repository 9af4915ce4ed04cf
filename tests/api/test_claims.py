"""Claims through the API: who sees which, the reason outside one's caseload, and what is recorded on them."""

import pytest
from django.urls import reverse

from cohe.models import AccessEvent
from coordination.models import Frq, Record
from tests import make


def test_a_claim_is_read_as_its_page_shows_it(program, browse, ana, claim):
    make.WorkStatus(claim=claim)
    item = make.Item(claim=claim, owner=ana.person)
    _, answer = program(ana).get(f"claims/{claim.pk}/")
    page = browse(ana).get(reverse("coordination:claim", args=[claim.pk])).context["page"]
    assert answer["claim"]["claim_number"] == claim.claim_number
    assert (answer["today"]["off_days"], answer["today"]["spell_day"]) == (
        page.head.off_days,
        page.head.spell_day,
    )
    assert [one["id"] for one in answer["items"]] == [item.pk]


def test_opening_a_claim_is_in_the_trail(program, ana, claim):
    program(ana).get(f"claims/{claim.pk}/")
    event = AccessEvent.objects.get(subject="claim", action="opened")
    assert (event.actor_id, event.subject_id) == (ana.person_id, claim.pk)


def test_a_part_of_the_list_of_all_claims_is_in_the_trail(program, ana, claim):
    program(ana).get("claims/?limit=1")
    assert AccessEvent.objects.get(action="listed").actor_id == ana.person_id


@pytest.mark.parametrize("part", ["", "notes/", "frqs/", "records/", "work-status/", "story/", "readers/"])
def test_outside_ones_caseload_the_reason_comes_first(program, ana, ben, part):
    theirs = make.Claim(hsc=ben.person)
    ask = program(ana)
    status, answer = ask.get(f"claims/{theirs.pk}/{part}")
    assert status == 403
    assert "say first why you open it" in answer["detail"]
    assert ask.post(f"claims/{theirs.pk}/reason/", {"reason": "somebody-called"})[0] == 204
    assert ask.get(f"claims/{theirs.pk}/{part}")[0] == 200


def test_another_reason_needs_words(program, ana, ben):
    theirs = make.Claim(hsc=ben.person)
    status, answer = program(ana).post(f"claims/{theirs.pk}/reason/", {"reason": "other"})
    assert (status, answer["fields"]) == (400, {"words": ["Say what the reason is."]})


def test_claims_are_found_by_a_misspelt_name(program, ana):
    found = make.Claim(hsc=ana.person, worker_last_name="Halvorsen")
    make.Claim(hsc=ana.person, worker_last_name="Nguyen")
    _, answer = program(ana).get("claims/?q=halvorson")
    assert [one["id"] for one in answer["results"]] == [found.pk]


def test_a_search_goes_on_as_long_as_there_are_more(program, ana):
    made = {make.Claim(hsc=ana.person, worker_last_name="Halvorsen").pk for _ in range(52)}
    ask, address, seen = program(ana), "claims/?q=halvorson", []
    while address:
        _, answer = ask.get(address)
        seen += [one["id"] for one in answer["results"]]
        address = (answer["next"] or "").partition("/api/")[2]
    assert (len(seen), set(seen)) == (52, made)
    assert "cursor=1" in answer["previous"]
    for cursor in ("3", "0", "x"):
        assert ask.get(f"claims/?q=halvorson&cursor={cursor}")[0] == 400


def test_all_claims_come_in_parts_by_number(program, ana):
    made = [make.Claim(hsc=ana.person).claim_number for _ in range(5)]
    ask, address, seen = program(ana), "claims/?limit=2", []
    while address:
        _, answer = ask.get(address)
        seen += [one["claim_number"] for one in answer["results"]]
        address = (answer["next"] or "").partition("/api/")[2]
    assert seen == sorted(made)


def test_a_text_too_short_is_refused_as_on_the_page(program, browse, ana):
    status, answer = program(ana).get("claims/?q=x")
    page = browse(ana).get(reverse("coordination:claim-search"), {"q": "x"})
    assert (status, page.status_code) == (400, 422)
    assert answer["detail"] in page.content.decode()


def test_nobody_without_claims_sees_one(program, ada, cleo, claim):
    assert program(ada).get(f"claims/{claim.pk}/")[0] == 403
    assert program(cleo).get("claims/")[0] == 403


def test_an_advisor_sees_only_claims_with_an_item_of_theirs(program, ito, claim):
    ask = program(ito)
    assert ask.get(f"claims/{claim.pk}/")[0] == 404
    make.Item(claim=claim, owner=ito.person)
    assert ask.get(f"claims/{claim.pk}/")[0] == 200


def test_a_positive_frq_shows_its_score_and_opens_the_next_duty(program, ana, claim):
    make.WorkStatus(claim=claim)
    answers = {"off_work": True, "interference": 7, "sites": ["neck", "shoulder"]}
    body = {"outcome": "answered", "asked_on": "2026-10-15", "answers": answers}
    status, answer = program(ana).post(f"claims/{claim.pk}/frqs/", body)
    assert (status, answer["score"]["result"]) == (201, "positive")
    assert [term["holds"] for term in answer["score"]["terms"]] == [True, True, True]
    assert "Tell the attending provider" in " ".join(answer["refreshed"]["opened"])


def test_a_withdrawn_frq_counts_no_more(program, ana, claim):
    asked = make.Frq(claim=claim, asked_by=ana.person)
    ask = program(ana)
    assert ask.post(f"frqs/{asked.pk}/withdraw/")[0] == 200
    assert Frq.objects.get().withdrawn_at
    assert ask.post(f"frqs/{asked.pk}/withdraw/")[1]["detail"] == "This FRQ was withdrawn already."


def test_a_record_clears_what_waits_for_it(program, ana, claim):
    make.WorkStatus(claim=claim)
    make.Frq(claim=claim, asked_by=ana.person)
    body = {"kind": "ap-told", "on": "2026-10-15"}
    status, answer = program(ana).post(f"claims/{claim.pk}/records/", body)
    assert (status, answer["record"]["kind"]) == (201, "ap-told")


def test_a_reading_is_taken_as_an_assessment(program, ana, claim):
    body = {"kind": "scale-reading", "on": "2026-10-15"}
    status, answer = program(ana).post(f"claims/{claim.pk}/records/", body)
    assert (status, answer["detail"]) == (
        403,
        "A reading is taken as an assessment: choose its form, which works the score out.",
    )
    assert not Record.objects.exists()


def test_only_what_a_person_heard_can_be_withdrawn(program, ana, claim):
    ask = program(ana)
    body = {"status": "modified", "from_date": "2026-10-12", "said_by": "employer"}
    _, heard = ask.post(f"claims/{claim.pk}/work-status/", body)
    assert ask.post(f"work-status/{heard['work_status']['id']}/withdraw/")[0] == 200
    extract = make.WorkStatus(claim=claim)
    status, answer = ask.post(f"work-status/{extract.pk}/withdraw/")
    assert status == 403
    assert "comes from the extract" in answer["detail"]


def test_a_tier_changes_with_a_reason_by_who_may(program, ana, mia, claim):
    ask, body = program(ana), {"tier": "high", "reason": "Surgery ahead."}
    assert ask.post(f"claims/{claim.pk}/tier/", {"tier": "high", "reason": " "})[0] == 403
    assert ask.post(f"claims/{claim.pk}/tier/", body)[0] == 200
    assert ask.get(f"claims/{claim.pk}/")[1]["claim"]["tier"] == "high"
    assert program(mia).post(f"claims/{claim.pk}/tier/", body)[0] == 403


def test_the_story_turns_its_pages(program, ana, claim):
    make.Note(claim=claim, author=ana.person)
    ask = program(ana)
    _, answer = ask.get(f"claims/{claim.pk}/story/?show=notes")
    assert [one["group"] for one in answer["results"]] == ["notes"]
    assert ask.get(f"claims/{claim.pk}/story/?page=9")[0] == 400


def test_the_rules_say_todays_numbers(program, ana):
    make.PolicyValue(name="frq_due_day", value=21)
    _, answer = program(ana).get("rules/")
    assert answer["numbers"]["frq_due_day"] == 21
    assert "21" in next(rule["explanation"] for rule in answer["rules"] if rule["code"] == "T12")
