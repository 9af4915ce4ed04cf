"""Saved views, going live and the caseload through the API: what the pages do, refused as they refuse."""

from datetime import date

import pytest

from claims.models import Claim, ProviderAssignment
from coordination.models import SavedView
from tests import make
from tests.coordination.desk_rows import step

BEFORE = "2026-10-14"


# ---- saved views -------------------------------------------------------------------------------------


def saved(ask, name="Overdue", query="tab=overdue", **said):
    status, view = ask.post("views/", {"name": name, "query": query, **said})
    assert status == 201, view
    return view


def test_a_view_is_kept_counted_changed_moved_and_thrown_away(program, ana):
    step(ana, -1)
    ask = program(ana)
    first, second = saved(ask), saved(ask, "All", "tab=all")
    assert (first["count"], first["is_mine"], second["is_shared"]) == (1, True, False)
    status, view = ask.put(f"views/{second['id']}/", {"name": "Everything", "is_shared": True})
    assert (status, view["name"], view["is_shared"]) == (200, "Everything", True)
    _, moved = ask.post(f"views/{second['id']}/move/", {"to": "up"})
    assert [one["name"] for one in moved["results"]] == ["Everything", "Overdue"]
    assert ask.delete(f"views/{first['id']}/")[0] == 204
    assert [one["name"] for one in ask.get("views/")[1]["results"]] == ["Everything"]


def test_what_another_shares_is_counted_for_oneself_and_not_changed(program, ana, ben):
    step(ben)
    view = saved(program(ana), "Team's", "tab=today", is_shared=True)
    ask = program(ben)
    (seen,) = ask.get("views/")[1]["results"]
    assert (seen["is_mine"], seen["owner"]["name"], seen["count"]) == (False, "Ana", 1)
    status, answer = ask.put(f"views/{view['id']}/", {"name": "Mine"})
    assert (status, answer["detail"]) == (403, "Only the person who saved this view may change it.")


def test_a_view_of_ones_own_is_nobody_elses_to_find(program, ana, ben, olga):
    view = saved(program(ana))
    for stranger in (ben, olga):
        assert program(stranger).delete(f"views/{view['id']}/")[0] == 404
    assert SavedView.objects.count() == 1


def test_filters_that_cannot_be_and_a_name_twice_are_refused(program, ana):
    ask = program(ana)
    saved(ask)
    status, answer = ask.post("views/", {"name": "X", "query": "tab=never"})
    assert (status, "does not exist" in str(answer)) == (400, True)
    assert ask.post("views/", {"name": "Overdue"})[0] == 409


# ---- going live --------------------------------------------------------------------------------------


def test_going_live_is_counted_taken_and_taken_back(program, ada):
    for day in ("2026-09-04", "2026-10-14"):
        make.Claim(claim_established_date=date.fromisoformat(day))
    ask = program(ada)
    assert ask.get("going-live/")[1] == {"waiting": 2, "marked": None, "steps": []}
    assert ask.get(f"going-live/?before={BEFORE}")[1]["marked"] == 1
    status, taken = ask.post("going-live/", {"before": BEFORE})
    assert (status, taken["marked"], ask.get("going-live/")[1]["waiting"]) == (201, 1, 1)
    assert ask.post(f"going-live/{taken['id']}/undo/")[1]["marked"] == 0
    status, answer = ask.post(f"going-live/{taken['id']}/undo/")
    assert (status, answer["detail"]) == (403, "This step was undone already.")


def test_nobody_goes_live_for_days_to_come_or_without_the_role(program, ada, sam):
    assert program(ada).post("going-live/", {"before": "2026-10-16"})[0] == 403
    assert program(sam).post("going-live/", {"before": BEFORE})[0] == 403


# ---- the caseload ------------------------------------------------------------------------------------


@pytest.fixture
def provider(ana):
    provider = make.Provider(provider_number="210000")
    ProviderAssignment.objects.create(
        cohe_id=ana.cohe_id, provider=provider, hsc=ana.person, since=date(2026, 1, 1)
    )
    return provider


def claim_of(hsc):
    return make.Claim(hsc=hsc, initiating_provider_number="210000", attending_provider_number="210000")


def test_a_provider_is_given_after_a_look_at_what_moves(program, sam, ana, ben, mia, provider):
    moving, kept = claim_of(ana.person), claim_of(make.Membership().person)
    ask, address = program(sam), f"providers/{provider.pk}"
    _, preview = ask.get(f"{address}/moving/?hsc={ben.person_id}")
    assert (preview["hsc"]["name"], preview["count"]) == ("Ben", 1)
    assert [one["claim_number"] for one in preview["first"]] == [moving.claim_number]
    given = {"hsc": ben.person_id, "move_claims": True, "reason": "Closer"}
    assert ask.post(f"{address}/assign/", given) == (200, {"moved": 1})
    assert set(Claim.objects.filter(hsc=ben.person)) == {moving}
    assert Claim.objects.get(pk=kept.pk).hsc == kept.hsc
    assert ask.get(f"{address}/")[1]["present"]["hsc"]["name"] == "Ben"
    status, answer = ask.post(f"{address}/assign/", given | {"hsc": mia.person_id})
    assert (status, list(answer["fields"])) == (400, ["hsc"])


def test_claims_are_given_and_what_is_none_is_named(program, sam, ana, ben, olympia):
    claim, closed = make.Claim(hsc=ana.person), make.Claim(claim_status="closed")
    ask, given = program(sam), {"hsc": ben.person_id, "claims": [claim.pk]}
    status, answer = ask.post("caseload/assign/", given | {"claims": [claim.pk, closed.pk]})
    assert (status, answer["fields"]) == (400, {"claims": [f"No open claims of this COHE: {closed.pk}."]})
    assert ask.post("caseload/assign/", given) == (200, {"moved": 1})
    assert program(ana).post("caseload/assign/", given)[0] == 403
    claim.refresh_from_db()
    assert claim.hsc == ben.person
