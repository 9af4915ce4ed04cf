"""A program plans cover, evens load and hands over a leaver's work as the pages do."""

from datetime import date

import pytest

from claims.models import Claim
from tests import make


@pytest.fixture
def asks(program, sam):
    return program(sam)


@pytest.fixture
def ann(ana, ben):
    """Ana, who with Ben works full time and has two claims of a provider each."""
    for member in (ana, ben):
        make.Share(person=member.person)
        make.Employment(person=member.person)
    for number in ("200801", "200802"):
        provider = make.Provider(provider_number=number)
        provider.assignments.create(cohe=ana.cohe, hsc=ana.person, since=date(2020, 1, 1))
        make.Claim(hsc=ana.person, attending_provider_number=number)
    return ana.person


def test_cover_is_set_planned_and_ended(asks, ann, ben):
    absence = make.Absence(person=ann, first_on=date(2026, 10, 19), last_on=date(2026, 10, 23))
    address = f"staffing/absences/{absence.pk}/"
    given = {"person": ben.person_id, "first_on": "2026-10-19", "last_on": "2026-10-21", "claims": []}
    status, refused = asks.post(f"{address}covers/", {**given, "claims": [987654]})
    assert status == 400 and "claims" in str(refused)
    status, made = asks.post(f"{address}covers/", given)
    assert (status, made["is_whole"], made["last_on"]) == (201, True, "2026-10-21")
    plan = asks.get(f"{address}plan/")[1]
    assert plan["days_without_cover"] == ["2026-10-22", "2026-10-23"]
    assert {one["covered_by"] for one in plan["items"]} == {ben.person_id}
    assert asks.post(f"staffing/covers/{made['id']}/end/")[0] == 204
    assert asks.get("staffing/covers/")[1]["results"] == []


def test_moves_are_proposed_made_and_undone(asks, ann, ben):
    load = asks.get("staffing/load/")[1]
    moves = [one["key"] for one in load["moves"]]
    assert len(moves) == 1 and asks.post("staffing/load/", {"moves": moves, "seen": "old"})[0] == 409
    status, made = asks.post("staffing/load/", {"moves": moves, "seen": load["seen"]})
    assert status == 201 and Claim.objects.filter(hsc=ben.person).count() == 1
    assert asks.post(f"staffing/shifts/{made['id']}/undo/") == (200, {"back": 1, "left": 0})


def test_a_leaver_hands_over_by_a_split(asks, ann, ben, ana):
    eva = make.Membership(person__name="Eva")
    status, made = asks.post("staffing/leavers/", {"person": ann.pk, "last_on": "2026-10-30"})
    assert status == 201
    address = f"staffing/leavers/{made['id']}/"
    assert {one["what"]: one["count"] for one in asks.get(address)[1]["owned"]} == {
        "claims": 2, "providers": 2,
    }  # fmt: skip
    split = {"rest": ben.person_id, "providers": [{"provider": "200802", "person": eva.person_id}]}
    assert asks.post(address, {**split, "rest": ann.pk})[0] == 400
    assert asks.post(address, split)[0] == 201
    assert sorted(Claim.objects.values_list("hsc__name", flat=True)) == ["Ben", "Eva"]
    assert asks.get(address)[1]["owned"] == []
    assert asks.post(f"{address}close/")[0] == 403
