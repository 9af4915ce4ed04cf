"""Referrals through the API: the same refusals, steps and log as the pages."""

import pytest

from coordination.models import Referral
from tests import make


def begun(**changes):
    return {"kind": "pgap", "step": "suggest", "on": "2026-10-01", **changes}


def test_a_referral_is_begun_stepped_and_taken_back(program, ana, claim):
    ask = program(ana)
    status, answer = ask.post(f"claims/{claim.pk}/referrals/", begun())
    assert (status, answer["referral"]["kind"]) == (201, "pgap")
    address = f"referrals/{answer['referral']['id']}/"
    order = {"step": "order", "on": "2026-10-02", "orderer": "attending-provider", "name": "Dr. Lind"}
    status, answer = ask.post(f"{address}steps/", order)
    assert (status, answer["referral"]["ordered_by"]) == (200, "Dr. Lind")
    assert answer["refreshed"]["opened"] == ["Have the referral scheduled"]
    status, answer = ask.post(f"{address}undo/")
    assert (status, answer["referral"]["ordered_on"]) == (200, None)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"step": "order", "orderer": "hsc"}, 403),
        ({"step": "order", "orderer": "attending-provider"}, 403),
        ({"step": "send"}, 403),
        ({"on": "2026-10-16"}, 403),
        ({"kind": "gossip"}, 400),
        ({"on": "soon"}, 400),
        ({"ordered_on": "2026-10-01"}, 400),
    ],
)
def test_what_the_page_refuses_the_api_refuses_too(program, ana, claim, change, status):
    assert program(ana).post(f"claims/{claim.pk}/referrals/", begun(**change))[0] == status
    assert not Referral.objects.exists()


def test_the_log_its_figures_and_barriers_are_those_of_the_page(program, ana, claim):
    referral = make.Referral(claim=claim, barrier="cost", barrier_on="2026-10-08")
    ask = program(ana)
    assert [one["id"] for one in ask.get("referrals/?state=late")[1]["results"]] == [referral.pk]
    assert ask.get("referrals/figures/")[1]["late"] == 1
    assert ask.get("referrals/barriers/")[1]["rows"][0]["barrier"] == "cost"


def test_uses_are_checked_against_the_limit(program, ana, claim):
    referral = make.Referral(claim=claim, kind="pgap")
    ask, use = program(ana), {"what": "sessions", "on": "2026-10-05", "quantity": "10"}
    status, answer = ask.post(f"referrals/{referral.pk}/uses/", use)
    assert status == 201
    assert ask.post(f"referrals/{referral.pk}/uses/", use)[0] == 403
    assert ask.post(f"referral-uses/{answer['id']}/withdraw/")[0] == 204
    assert ask.post(f"referrals/{referral.pk}/uses/", use)[0] == 201


def test_another_cohe_has_no_such_referral(program, olga, claim):
    referral = make.Referral(claim=claim)
    assert program(olga).get(f"referrals/{referral.pk}/")[0] == 404
