"""Medication checks, the opioid clock, and papers (G4, G6)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cohe import clock
from coordination.actions import items
from coordination.models import MedicationCheck, Paper, Record
from tests import make
from tests.coordination.desk_rows import open_items


@pytest.fixture
def claim(ana):
    return make.Claim(hsc=ana.person, date_of_injury=date(2026, 9, 1))


@pytest.fixture
def opioid(claim):
    make.Prescription(
        claim=claim, filled_on=date(2026, 9, 10), is_opioid=True, days_supply=60, prescriber_number="200001"
    )


def check(client, claim, **fields):
    sent = {"checked_on": "2026-10-15", "as_prescribed": "yes", "concern": "", "ap_told_on": "", "remark": ""}
    return client.post(reverse("coordination:medication-check", args=[claim.pk]), {**sent, **fields})


def file(client, claim, code, **days):
    sent = {"code": code, "prescriber_number": "", "remark": "", **days}
    return client.post(reverse("coordination:paper-add", args=[claim.pk]), sent)


def page(client, claim):
    return " ".join(client.get(reverse("coordination:claim", args=[claim.pk])).content.decode().split())


def test_a_concern_waits_until_the_provider_is_told_and_that_can_be_taken_back(client, claim):
    check(client, claim, as_prescribed="no", concern="side-effects")
    assert "A concern of 15 Oct is not reported to the provider" in page(client, claim)
    url = reverse("coordination:medication-told", args=[MedicationCheck.objects.get().pk])
    client.post(url, {"told_on": "2026-10-15"})
    assert "not reported to the provider" not in page(client, claim)
    client.post(url, {"told_on": ""})
    assert "not reported to the provider" in page(client, claim)


@pytest.mark.parametrize(
    "wrong",
    [
        {"checked_on": "2026-10-16"},
        {"as_prescribed": "often"},
        {"ap_told_on": "2026-10-15"},
        {"concern": "side-effects", "ap_told_on": "2026-10-14"},
        {"concern": "not-as-prescribed"},
    ],
)
def test_a_check_that_cannot_be_is_refused(client, claim, wrong):
    assert check(client, claim, **wrong).status_code == 422
    assert not MedicationCheck.objects.exists()


def test_the_database_refuses_telling_before_the_check_too(claim):
    with pytest.raises(IntegrityError, match="told_after"), transaction.atomic():
        make.MedicationCheck(claim=claim, concern="seeking", ap_told_on=date(2026, 10, 4))


def test_the_clock_counts_as_the_rules_do(client, claim, opioid):
    make.Record(claim=claim, kind="reviewed")
    shown = page(client, claim)
    assert "Opioids, day 44: subacute form sent 2 d over" in shown
    assert "Opioid clock: day 44 after injury" in shown


@pytest.mark.parametrize(
    ("code", "days", "cleared"),
    [
        ("F252-097-000", {"sent_on": "2026-10-12"}, {"T20"}),
        ("F252-097-000", {"given_on": "2026-10-12"}, set()),
        ("F252-091-000", {"approved_on": "2026-10-12"}, set()),
    ],
)
def test_a_subacute_form_sent_clears_what_waits_for_it(client, claim, opioid, code, days, cleared):
    check(client, claim)
    file(client, claim, "F252-118-000")
    assert "T20" in open_items(claim)
    file(client, claim, code, **days)
    assert {"T20"} - open_items(claim) == cleared


def test_chronic_use_is_approved_and_agreed_with_its_prescriber(client, claim, opioid):
    type(claim).objects.filter(pk=claim.pk).update(date_of_injury=date(2026, 7, 1))
    file(client, claim, "F252-118-000")
    assert {"T21", "T23"} <= open_items(claim)
    file(client, claim, "F252-091-000", sent_on="2026-10-10", approved_on="2026-10-12")
    assert file(client, claim, "F252-095-999", returned_on="2026-10-12").status_code == 422
    file(client, claim, "F252-095-999", returned_on="2026-10-12", prescriber_number="200001")
    assert not {"T21", "T23"} & open_items(claim)


def test_a_work_history_returned_clears_what_waits_for_it(client, claim):
    type(claim).objects.filter(pk=claim.pk).update(claim_type="occupational_disease")
    file(client, claim, "F242-071-000", given_on="2026-10-01")
    assert "T42" in open_items(claim)
    url = reverse("coordination:paper-change", args=[Paper.objects.get().pk])
    client.post(url, {"given_on": "2026-10-01", "returned_on": "2026-10-14", "remark": ""})
    assert "T42" not in open_items(claim)
    client.post(reverse("coordination:paper-withdraw", args=[Paper.objects.get().pk]))
    assert "T42" in open_items(claim)


@pytest.mark.parametrize(
    "days",
    [
        {"sent_on": "2026-10-16"},
        {"given_on": "2026-10-12", "returned_on": "2026-10-11"},
        {"given_on": "2026-10-12", "sent_on": "2026-10-11"},
        {"approved_on": "2026-10-12", "denied_on": "2026-10-13"},
    ],
)
def test_days_to_come_or_out_of_order_are_refused_and_kept_as_typed(client, claim, days):
    answer = file(client, claim, "F252-097-000", **days)
    assert answer.status_code == 422
    assert all(day in answer.content.decode() for day in days.values())


@pytest.mark.parametrize(
    ("days", "name"),
    [
        ({"given_on": date(2026, 10, 2), "sent_on": date(2026, 10, 1)}, "in_order"),
        ({"returned_on": date(2026, 10, 2), "denied_on": date(2026, 10, 1)}, "in_order"),
        ({"approved_on": date(2026, 10, 2), "denied_on": date(2026, 10, 2)}, "decided_once"),
        ({"kind": "agreement"}, "has_prescriber"),
    ],
)
def test_the_database_refuses_a_paper_that_cannot_be_too(claim, days, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make.Paper(claim=claim, **days)


@pytest.mark.parametrize(
    ("rule", "code", "step"),
    [
        ("T20", "F252-097-000", "sent_on"),
        ("T21", "F252-091-000", "approved_on"),
        ("T22", "F252-091-000", "approved_on"),
        ("T23", "F252-095-000", "returned_on"),
        ("T42", "F242-071-000", "returned_on"),
    ],
)
def test_done_on_the_worklist_puts_the_paper_on_file_and_undo_takes_it_back(
    claim, ana, opioid, rule, code, step
):
    item = make.Item(claim=claim, owner=ana.person, rule=rule)
    done = items.done(items=[item], by=ana, today=make.DAY, at=clock.now())
    paper = Paper.objects.get()
    assert (paper.code, getattr(paper, step), Record.objects.count()) == (code, make.DAY, 0)
    items.undo(action=done.action, by=ana, today=make.DAY, at=clock.now())
    paper.refresh_from_db()
    assert paper.withdrawn_at is not None


def test_done_takes_the_paper_that_is_on_its_way_a_step_on(claim, ana):
    waits = make.Paper(claim=claim, recorded_by=ana.person, given_on=date(2026, 10, 1))
    item = make.Item(claim=claim, owner=ana.person, rule="T20")
    done = items.done(items=[item], by=ana, today=make.DAY, at=clock.now())
    waits.refresh_from_db()
    assert (Paper.objects.count(), waits.sent_on) == (1, make.DAY)
    items.undo(action=done.action, by=ana, today=make.DAY, at=clock.now())
    waits.refresh_from_db()
    assert (waits.sent_on, waits.withdrawn_at) == (None, None)
