"""The worklist through the API: the page's own list, and what is done to its items."""

from datetime import date

import pytest
from django.urls import reverse

from cohe import models, tenancy
from coordination.models import Record, WorkItem
from tests import make

DAY = date(2026, 10, 15)


@pytest.fixture
def item(claim, ana):
    """A step of Ana's own: no rule clears it."""
    return make.Item(claim=claim, rule="T03", about="call", owner=ana.person)


def numbers(answer) -> list[int]:
    return [one["id"] for one in answer["results"]]


def test_the_list_is_ones_own_in_the_order_of_the_page(program, ana, ben, claim):
    later = make.Item(claim=claim, owner=ana.person, due_on=date(2026, 10, 14))
    sooner = make.Item(claim=claim, rule="T09", owner=ana.person, due_on=date(2026, 10, 1))
    make.Item(claim=claim, rule="T10", owner=ben.person)
    _, answer = program(ana).get("items/")
    assert numbers(answer) == [sooner.pk, later.pk]


def test_those_one_covers_today_are_on_it_too(program, ana, ben, claim):
    theirs = make.Item(claim=claim, owner=ben.person)
    make.Cover(absent=ben.person, coverer=ana.person, since=DAY, until=date(2026, 10, 17))
    assert numbers(program(ana).get("items/?tab=covering")[1]) == [theirs.pk]


def test_a_long_list_comes_in_parts_without_gap_or_double(program, ana, claim):
    made = [make.Item(claim=claim, rule="T03", about=str(n), owner=ana.person).pk for n in range(7)]
    ask, address, seen = program(ana), "items/?limit=3", []
    while address:
        _, answer = ask.get(address)
        seen += numbers(answer)
        address = (answer["next"] or "").partition("/api/")[2]
    assert seen == made


@pytest.mark.parametrize(
    "query",
    ["tab=yesterday", "rule=T99", "due=soon", "colour=red", "limit=0", "cursor=x", "tab=today&tab=done"],
)
def test_a_filter_that_cannot_be_is_refused_with_a_sentence(program, ana, query):
    status, answer = program(ana).get(f"items/?{query}")
    assert status == 400
    assert answer["detail"]


def test_nobody_lists_the_items_of_somebody_she_does_not_cover(program, ana, ben):
    status, answer = program(ana).get(f"items/?owner={ben.person_id}")
    assert (status, answer["detail"]) == (
        403,
        "Your list holds your own items and those of people you cover, nobody else's.",
    )


def test_an_item_tells_its_history(program, ana, item):
    program(ana).post(f"items/{item.pk}/snooze/", {"version": 1, "until": "2026-10-20"})
    _, answer = program(ana).get(f"items/{item.pk}/")
    assert (answer["state"], answer["snoozed_until"]) == ("snoozed", "2026-10-20")
    assert [event["kind"] for event in answer["events"]] == ["snoozed"]


def test_done_takes_it_off_the_list_and_undo_puts_it_back(program, ana, item):
    ask = program(ana)
    _, done = ask.post(f"items/{item.pk}/done/", {"version": 1})
    assert [one["state"] for one in done["changed"]] == ["done"]
    assert ask.post(f"desk-actions/{done['action']}/undo/")[0] == 200
    assert WorkItem.objects.get(pk=item.pk).state == "open"
    assert ask.post(f"desk-actions/{done['action']}/undo/") == (
        409,
        {"detail": "This was undone already.", "fields": {}},
    )


def test_done_records_what_the_rule_waits_for(program, ana, claim):
    item = make.Item(claim=claim, rule="T01", owner=ana.person)
    program(ana).post(f"items/{item.pk}/done/", {"version": 1})
    assert Record.objects.get().kind == "reviewed"


def test_a_version_that_is_not_the_last_is_a_conflict(program, ana, item):
    ask = program(ana)
    ask.post(f"items/{item.pk}/snooze/", {"version": 1, "until": "2026-10-20"})
    status, answer = ask.post(f"items/{item.pk}/done/", {"version": 1})
    assert (status, WorkItem.objects.get(pk=item.pk).state) == (409, "snoozed")
    assert "changed this item" in answer["detail"]


def test_many_are_answered_row_by_row(program, ana, item, claim):
    needs_note = make.Item(claim=claim, rule="T05", owner=ana.person)
    seen = [{"id": pk, "version": 1} for pk in (item.pk, needs_note.pk, 987654)]
    status, answer = program(ana).post("items/done/", {"items": seen})
    assert (status, [one["id"] for one in answer["changed"]]) == (200, [item.pk])
    assert [one["item"] for one in answer["refused"]] == [needs_note.pk, 987654]
    assert "only a signed note clears this" in answer["refused"][0]["sentence"]


def test_an_item_goes_to_somebody_of_the_cohe_only(program, ana, ben, olga, item):
    ask = program(ana)
    status, answer = ask.post(f"items/{item.pk}/reassign/", {"version": 1, "to": olga.person_id})
    assert (status, answer["fields"]) == (400, {"to": ["Choose somebody who works in this COHE today."]})
    ask.post(f"items/{item.pk}/reassign/", {"version": 1, "to": ben.person_id})
    assert WorkItem.objects.get(pk=item.pk).owner_id == ben.person_id
    assert ben.person_id in [one["id"] for one in ask.get("colleagues/")[1]["results"]]


def test_an_assistant_sees_and_works_only_what_was_given_to_her(program, mia, item, claim):
    hers = make.Item(claim=claim, rule="T03", owner=mia.person)
    ask = program(mia)
    assert numbers(ask.get("items/")[1]) == [hers.pk]
    assert ask.get(f"items/{item.pk}/")[0] == 404
    assert ask.post(f"items/{item.pk}/done/", {"version": 1})[0] == 404


def test_an_item_of_a_colleagues_claim_needs_the_reason_first(program, ana, ben):
    theirs, ask = make.Item(claim=make.Claim(hsc=ben.person), owner=ben.person), program(ana)
    assert ask.get(f"items/{theirs.pk}/")[0] == 403
    assert ask.post(f"items/{theirs.pk}/done/", {"version": 1})[0] == 403
    ask.post(f"claims/{theirs.claim_id}/reason/", {"reason": "colleague-asked"})
    assert ask.get(f"items/{theirs.pk}/")[0] == 200


def test_nobody_undoes_what_another_did(program, ana, ben, item):
    _, done = program(ana).post(f"items/{item.pk}/done/", {"version": 1})
    assert program(ben).post(f"desk-actions/{done['action']}/undo/")[0] == 404


def test_a_key_of_another_cohe_finds_none_of_it(program, olga, olympia, item):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        ask = program(olga)
    assert numbers(ask.get("items/?tab=all")[1]) == []
    assert ask.get(f"items/{item.pk}/")[0] == 404


def test_page_and_program_hold_the_same_items(program, browse, ana, claim):
    for number in range(5):
        make.Item(
            claim=claim, rule="T03", about=str(number), owner=ana.person, due_on=date(2026, 10, 10 + number)
        )
    page = browse(ana).get(reverse("coordination:worklist")).context["desk"]
    assert [row.pk for row in page.rows] == numbers(program(ana).get("items/")[1])


REFUSED = [
    ("snooze", {"until": "2026-10-15", "reason": ""}, "Choose a day after today."),
    ("snooze", {"until": "2027-10-15", "reason": "x"}, "At most 90 days"),
    ("snooze", {"until": "2026-11-15", "reason": ""}, "needs a reason"),
]


@pytest.mark.parametrize(("verb", "words", "sentence"), REFUSED)
def test_page_and_program_refuse_in_the_same_sentence(program, browse, ana, item, verb, words, sentence):
    status, answer = program(ana).post(f"items/{item.pk}/{verb}/", {"version": 1, **words})
    page = browse(ana).post(reverse(f"coordination:item-{verb}", args=[item.pk]), {"version": 1, **words})
    assert status == 403
    assert sentence in answer["detail"]
    assert answer["detail"] in page.content.decode()


def test_the_role_is_refused_in_words(program, cleo: models.Membership):
    status, answer = program(cleo).get("items/")
    assert (status, answer["detail"]) == (403, "This is not for your role (Contract manager).")
