"""A6: an Assistant sees and works exactly what an HSC gave her, and hands it up in one step."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.models import Claim, Delegation
from coordination.models import WorkItem
from tests import make
from tests.asking import queries_of
from tests.coordination.desk_rows import key, post, show, state, step, text, undo, workers


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, worker_last_name="Delgado", roa_received_date=None)


def delegate(client, claim, to, reason=""):
    url = reverse("coordination:claim-delegate", args=[claim.pk])
    return client.post(url, {"to": to.person_id, "reason": reason})


def take_back(client):
    held = Delegation.objects.latest("id")
    return client.post(reverse("coordination:delegation-take-back", args=[held.pk]))


def promote(client, reason="She asks about surgery"):
    held = Delegation.objects.latest("id")
    return client.post(reverse("coordination:delegation-promote", args=[held.pk]), {"reason": reason})


def opens(browse, who, claim):
    return browse(who).get(reverse("coordination:claim", args=[claim.pk])).status_code


def owners(claim):
    return set(WorkItem.objects.filter(claim=claim, state="open").values_list("owner__name", flat=True))


# ---- claims ------------------------------------------------------------------------------------------


def test_a_delegated_claim_and_its_items_are_the_assistants(client, browse, claim, mia):
    assert delegate(client, claim, mia).status_code == 302
    assert owners(claim) == {"Mia"}
    assert workers(show(browse(mia), tab="all"))[0] == "Delgado"
    assert opens(browse, mia, claim) == 200


def test_taken_back_it_is_hers_no_longer(client, browse, claim, mia):
    delegate(client, claim, mia)
    take_back(client)
    assert owners(claim) == {"Ana"}
    assert workers(show(browse(mia), tab="all")) == []
    assert opens(browse, mia, claim) == 404


def test_the_claim_stays_the_hscs_own(client, claim, mia, ana):
    delegate(client, claim, mia)
    assert Claim.objects.get(pk=claim.pk).hsc == ana.person
    assert client.get(reverse("coordination:claim", args=[claim.pk])).status_code == 200


@pytest.mark.parametrize("tier", ["low", "standard"])
def test_the_lower_tiers_are_delegated(client, claim, mia, tier):
    Claim.objects.update(tier=tier)
    assert delegate(client, claim, mia).status_code == 302


def test_the_high_tier_is_refused_with_a_sentence(client, claim, mia):
    Claim.objects.update(tier="high")
    assert "Claims of the high tier stay with the HSC" in text(delegate(client, claim, mia))


def test_a_cohe_may_keep_the_standard_tier_from_assistants(client, claim, mia):
    make.PolicyValue(name="assistant_standard_claims", value=0)
    assert "claims of the low tier only" in text(delegate(client, claim, mia))


def test_a_claim_that_becomes_high_goes_back_to_its_hsc(client, claim, mia):
    delegate(client, claim, mia)
    client.post(reverse("coordination:tier-change", args=[claim.pk]), {"tier": "high", "reason": "Surgery"})
    assert owners(claim) == {"Ana"}
    assert Delegation.objects.get().ended_at is not None


def test_only_an_assistant_gets_a_claim_so(client, claim, ben, mia):
    assert delegate(client, claim, ben).status_code == 422


def test_nobody_delegates_a_colleagues_claim(browse, claim, ben, mia):
    browse(ben).post(reverse("coordination:claim-reason", args=[claim.pk]), {"reason": "quality"})
    assert "Only the claim’s HSC" in text(delegate(browse(ben), claim, mia)).replace("&#x27;", "’")


def test_who_covers_her_does(browse, claim, ana, ben, mia):
    make.Cover(
        absent=ana.person,
        coverer=ben.person,
        since=make.DAY,
        until=make.DAY + timedelta(days=1),
    )
    assert delegate(browse(ben), claim, mia).status_code == 302


def test_a_supervisor_does(browse, claim, sam, mia):
    assert delegate(browse(sam), claim, mia).status_code == 302


def test_a_claim_is_delegated_once(client, claim, mia):
    delegate(client, claim, mia)
    assert "delegated already" in text(delegate(client, claim, mia))


def test_an_assistant_delegates_and_takes_back_nothing(browse, client, claim, mia):
    delegate(client, claim, mia)
    assert delegate(browse(mia), claim, mia).status_code == 403
    assert take_back(browse(mia)).status_code == 403


# ---- handing up --------------------------------------------------------------------------------------


def test_a_claim_is_handed_up_in_one_step_with_the_reason(client, browse, claim, mia):
    delegate(client, claim, mia)
    assert promote(browse(mia)).status_code == 302
    assert owners(claim) == {"Ana"}
    assert "She asks about surgery" in text(client.get(reverse("coordination:claim", args=[claim.pk])))


def test_handing_up_needs_a_reason(client, browse, claim, mia):
    delegate(client, claim, mia)
    assert promote(browse(mia), reason=" ").status_code == 422
    assert owners(claim) == {"Mia"}


def test_a_single_item_is_handed_up_and_this_is_undone(client, browse, claim, ana, mia):
    item = step(mia, claim=claim, is_reassigned=True)
    post(browse(mia), "promote", item, reason="Beyond me")
    assert state(item).owner == ana.person
    undo(browse(mia))
    assert state(item).owner == mia.person


def test_an_item_of_a_delegated_claim_stays_up_when_the_rules_run_again(client, browse, claim, ana, mia):
    delegate(client, claim, mia)
    item = WorkItem.objects.filter(claim=claim, rule="T07").get()
    post(browse(mia), "promote", item, reason="Beyond me")
    client.post(reverse("coordination:tier-change", args=[claim.pk]), {"tier": "low", "reason": "Better"})
    assert state(item).owner == ana.person


def test_an_hsc_hands_nothing_up(client, ana, claim):
    item = step(ana, claim=claim)
    assert "Only the Assistant" in text(post(client, "promote", item, reason="No"))


# ---- single items ------------------------------------------------------------------------------------


def test_a_single_item_shows_that_claim_and_lets_only_it_be_worked(client, browse, claim, ana, mia):
    given, kept = step(ana, claim=claim), step(ana, claim=claim, because="Keep this")
    post(client, "reassign", given, to=mia.person_id, reason="")
    page = text(browse(mia).get(reverse("coordination:claim", args=[claim.pk])))
    assert f'value="{key(state(given))}"' in page
    assert f'value="{key(kept)}"' not in page
    assert post(browse(mia), "done", kept).status_code == 404


def test_when_the_last_thing_is_done_the_list_comes_back_and_says_so(client, browse, claim, ana, mia):
    item = step(mia, claim=claim, is_reassigned=True)
    here = reverse("coordination:claim", args=[claim.pk])
    answer = browse(mia).post(
        reverse("coordination:item-done"), {"item": key(item), "back": here}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("coordination:worklist")
    assert "Done: 1 item." in text(answer)


def test_a_cohe_may_keep_items_of_the_high_tier_from_assistants(client, claim, ana, mia):
    make.PolicyValue(name="assistant_high_items", value=0)
    Claim.objects.update(tier="high")
    answer = post(client, "reassign", step(ana, claim=claim), to=mia.person_id, reason="")
    assert "gives an Assistant nothing on claims of the high tier" in text(answer)


def test_the_page_of_what_is_delegated_takes_each_back(client, claim, ana, mia):
    item = step(mia, claim=claim, is_reassigned=True)
    delegate(client, claim, mia)
    page = text(client.get(reverse("coordination:delegated")))
    assert "1 claim and 1 single item with Assistants" in page
    post(client, "reassign", item, to=ana.person_id, reason="")
    assert state(item).owner == ana.person


def test_what_is_done_names_no_worker_of_a_claim_that_is_hers_no_longer(browse, claim, mia):
    post(browse(mia), "done", step(mia, claim=claim, is_reassigned=True))
    page = text(browse(mia).get(reverse("coordination:my-actions")))
    assert claim.claim_number in page
    assert "Delgado" not in page


def test_the_page_asks_the_database_as_often_for_many(client, claim, ana, mia):
    def queries(size):
        for _ in range(size):
            step(mia, claim=make.Claim(hsc=ana.person), is_reassigned=True)
            make.Delegation(claim=make.Claim(hsc=ana.person), assistant=mia.person)
        return queries_of(lambda: client.get(reverse("coordination:delegated")))

    assert queries(1) == queries(8) <= 12
