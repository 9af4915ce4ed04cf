"""Undoing a whole import puts everything back, or says why it cannot."""

from contextlib import suppress
from datetime import timedelta

import pytest

from claims.actions import caseload, imports
from claims.feeds import sources
from claims.models import Claim, ClaimAssignment, ExtractImport, ProviderAssignment, WorkStatus
from cohe.access import Denied
from tests import make
from tests.claims.feeds.extracts import MADE_ON, ROWS, SAMPLES, files, table
from tests.claims.imports.importing import AT, bring_in, counts, run_of
from tests.claims.imports.test_applying import CHANGES

TOMORROW = MADE_ON + timedelta(days=1)


def stored():
    """Return every row that the extract writes, as it stands."""
    return {
        target.name: sorted(target.model.objects.values_list(), key=str) for target in imports.targets.ALL
    }


def test_undo_puts_back_every_changed_and_withdrawn_row(puget):
    rows = {name: [{}] for name in ROWS}
    bring_in(puget, **rows)
    before = stored()
    changed = {name: [change] for name, change in CHANGES.items()} | {"apf": table("apf")}
    run = bring_in(puget, made_on=TOMORROW, **changed)
    assert stored() != before
    imports.undo(run=run, at=AT)
    assert stored() == before


def test_undo_of_the_first_import_takes_its_claims_off_every_list_and_they_can_come_again(puget):
    run = bring_in(puget, work_status=[{}])
    imports.undo(run=run, at=AT)
    run.refresh_from_db()
    assert (run.state, Claim.objects.get().withdrawn_at, WorkStatus.objects.get().withdrawn_at) == (
        *("undone", AT),
        AT,
    )
    again = bring_in(puget, work_status=[{}])
    assert (counts(again, "claims"), counts(again, "work_status")) == ((1, 0, 0, 0), (1, 0, 0, 0))
    assert Claim.objects.get().withdrawn_at is None


def test_a_claim_that_was_undone_is_not_known_from_before(puget):
    imports.undo(run=bring_in(puget), at=AT)
    run = bring_in(puget, claims=[{"claim_number": "A000002"}], work_status=[{}])
    assert [finding.code for finding in run.findings.all()] == ["claim-unknown"]


def test_a_worker_that_comes_late_does_not_apply_again_and_undo_still_knows_every_row(puget):
    bring_in(puget)
    run = run_of(TOMORROW, cohe_id=puget.pk)
    late = ExtractImport.objects.get(pk=run.pk)
    for one in (run, late):
        with sources.uploaded(files(claims=[{"fund": ""}])) as opened, suppress(Denied):
            imports.apply(run=one, source=opened, today=TOMORROW, at=AT)
    imports.undo(run=ExtractImport.objects.get(pk=run.pk), at=AT)
    assert Claim.objects.get().fund == "state"


def test_undo_is_refused_when_a_later_import_was_applied_on_top(puget):
    first, second = bring_in(puget), bring_in(puget, made_on=TOMORROW)
    with pytest.raises(Denied, match=f"import {second.pk}.*undo that one first"):
        imports.undo(run=first, at=AT)
    imports.undo(run=second, at=AT)
    imports.undo(run=first, at=AT)
    assert Claim.objects.get().withdrawn_at == AT


def test_the_last_import_is_the_one_applied_last_even_when_the_clock_went_back(puget):
    first = bring_in(puget)
    ExtractImport.objects.filter(pk=first.pk).update(applied_at=AT + timedelta(days=30))
    second = bring_in(puget, claims=[{"fund": ""}])
    assert imports.last_applied() == second


def test_an_import_is_undone_once(puget):
    run = bring_in(puget)
    imports.undo(run=run, at=AT)
    run.refresh_from_db()
    with pytest.raises(Denied, match="this one is undone"):
        imports.undo(run=run, at=AT)


def test_undo_takes_back_the_assignments_that_the_extract_made(puget, ana, ben):
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    run = bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ben.person.email}])
    assert ProviderAssignment.objects.get(until=None).hsc == ben.person
    imports.undo(run=run, at=AT)
    assert ProviderAssignment.objects.get().hsc == ana.person
    assert ProviderAssignment.objects.get().until is None


def test_undo_leaves_the_hsc_whom_a_person_chose_since(puget, ana, ben, sam):
    bring_in(puget, made_on=MADE_ON - timedelta(days=2), providers=[{"hsc_email": ana.person.email}])
    one_day_before = MADE_ON - timedelta(days=1)
    run = bring_in(puget, made_on=one_day_before, providers=[{"hsc_email": ben.person.email}])
    carla, provider = make.Membership(person__name="Carla"), ProviderAssignment.objects.first().provider
    caseload.assign_provider(
        provider=provider, hsc=carla, move_claims=False, reason="", by=sam, today=MADE_ON, at=AT
    )
    imports.undo(run=run, at=AT)
    spans = ProviderAssignment.objects.order_by("since").values_list("hsc__name", "until")
    assert list(spans) == [("Ana", MADE_ON), ("Carla", None)]


def test_undo_takes_a_claim_off_the_desk_on_which_the_import_put_it(puget, ana):
    bring_in(puget)
    run = bring_in(puget, made_on=TOMORROW, providers=[{"hsc_email": ana.person.email}])
    assert Claim.objects.get().hsc == ana.person
    imports.undo(run=run, at=AT)
    assert (Claim.objects.get().hsc, ClaimAssignment.objects.count()) == (None, 0)


def test_the_whole_sample_can_be_brought_in_undone_and_brought_in_again(puget):
    imports.undo(run=bring_in(puget, source=sources.at_path(SAMPLES / "sample")), at=AT)
    again = bring_in(puget, source=sources.at_path(SAMPLES / "sample"))
    assert counts(again, "claims") == (376, 0, 0, 0)


def test_undo_leaves_rows_that_people_made(puget, ana):
    run = bring_in(puget)
    own = make.WorkStatus(claim=Claim.objects.get(), recorded_by=ana.person)
    imports.undo(run=run, at=AT)
    own.refresh_from_db()
    assert own.withdrawn_at is None
