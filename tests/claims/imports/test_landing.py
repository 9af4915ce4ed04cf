"""On whose desk claims land ("Reading" 13; caseload by date)."""

from datetime import timedelta

import pytest

from claims.models import Claim, ClaimAssignment, Provider, ProviderAssignment
from tests import make
from tests.claims.feeds.extracts import MADE_ON
from tests.claims.imports.importing import bring_in

TOMORROW = MADE_ON + timedelta(days=1)


def hsc_of_the_claim():
    return Claim.objects.get().hsc


def test_a_new_claim_lands_on_the_desk_of_its_providers_hsc(puget, ana):
    run = bring_in(puget, providers=[{"hsc_email": ana.person.email.upper()}])
    assignment = ClaimAssignment.objects.get()
    assert (hsc_of_the_claim(), assignment.hsc, assignment.since) == (ana.person, ana.person, MADE_ON)
    assert run.counts["landed"] == 1


@pytest.mark.parametrize(
    ("attending", "since", "who"),
    [
        ("210001", "", "ben"),
        ("210001", "2026-10-15", "ben"),
        ("210001", "2026-10-16", "ana"),
        ("210002", "", "ana"),  # nobody is assigned to her
        ("999999", "", "ana"),  # known by number only
        ("", "", "ana"),
    ],
)
def test_the_attending_providers_hsc_counts_else_the_initiating_ones(puget, ana, ben, attending, since, who):
    providers = [
        {"hsc_email": ana.person.email},
        {"provider_id": "210001", "hsc_email": ben.person.email},
        {"provider_id": "210002"},
    ]
    bring_in(
        puget, providers=providers, claims=[{"attending_provider_id": attending, "attending_since": since}]
    )
    assert hsc_of_the_claim() == {"ana": ana, "ben": ben}[who].person


def test_an_address_of_no_user_leaves_provider_and_claim_without_an_hsc(puget):
    run = bring_in(puget, providers=[{"hsc_email": make.Person().email}])
    assert (ProviderAssignment.objects.exists(), hsc_of_the_claim()) == (False, None)
    assert [finding.code for finding in run.findings.all()] == ["hsc-unknown"]


def test_another_name_in_a_later_extract_ends_the_assignment_that_day(puget, ana, ben):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ben.person.email}])
    spans = ProviderAssignment.objects.order_by("since").values_list("hsc", "since", "until")
    assert list(spans) == [(ana.person_id, MADE_ON, TOMORROW), (ben.person_id, TOMORROW, None)]
    assert hsc_of_the_claim() == ana.person


def test_another_name_on_the_same_day_replaces_the_first(puget, ana, ben):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    bring_in(puget, providers=[{"hsc_email": ben.person.email}])
    assert ProviderAssignment.objects.get().hsc == ben.person


def test_no_name_any_more_ends_what_the_extract_had_begun(puget, ana):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    bring_in(puget, made_on=TOMORROW)
    assert ProviderAssignment.objects.get().until == TOMORROW


def test_no_name_any_more_does_not_end_what_a_person_assigned(puget, ana, ben):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    ProviderAssignment.objects.update(hsc=ben.person)
    bring_in(puget, made_on=TOMORROW)
    assert ProviderAssignment.objects.get().until is None


def test_what_a_person_assigned_stays_while_the_extract_says_nothing_new(puget, ana, ben):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    ProviderAssignment.objects.update(hsc=ben.person)
    bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ana.person.email}])
    assert ProviderAssignment.objects.get().hsc == ben.person


def test_a_decision_for_a_later_day_is_not_overtaken(puget, ana, ben):
    bring_in(puget)
    later = MADE_ON + timedelta(days=10)
    provider = Provider.objects.get()
    ProviderAssignment.objects.create(cohe=puget, provider=provider, hsc=ben.person, since=later)
    bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ana.person.email}])
    assert ProviderAssignment.objects.get().since == later


def test_a_claim_with_an_hsc_of_its_own_keeps_her(puget, ana, ben):
    bring_in(puget)
    Claim.objects.update(hsc=ben.person)
    bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ana.person.email}])
    assert hsc_of_the_claim() == ben.person


def test_a_claim_nobody_had_lands_when_its_provider_gets_an_hsc(puget, ana):
    bring_in(puget)
    bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ana.person.email}])
    assert ClaimAssignment.objects.get().since == TOMORROW
