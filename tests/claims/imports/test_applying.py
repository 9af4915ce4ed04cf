"""Applying an extract: what is written, what stays, what is withdrawn ("Reading" 1, 9 and 12)."""

from datetime import date, timedelta

import pytest

from claims.actions import imports
from claims.feeds import sources
from claims.feeds.findings import ExtractRefused
from claims.models import Claim, Prescription, Provider, Surgery, WorkStatus
from claims.queries import imports as reports
from cohe import tenancy
from cohe.access import Denied
from cohe.models import OutboxRow
from tests import make
from tests.claims.feeds.extracts import MADE_ON, ROWS, SAMPLES, table
from tests.claims.imports.importing import bring_in, counts

TOMORROW = MADE_ON + timedelta(days=1)
DETAILS = ["work_status", "apf", "time_loss", "prescriptions", "surgeries"]
# A value to change in each file, apart from its key.
CHANGES = {
    "providers": {"clinic": "North"},
    "claims": {"claim_status": "closed"},
    "work_status": {"through_date": "2026-09-09"},
    "apf": {"valid_through": "2026-09-30"},
    "time_loss": {"days_paid": "14"},
    "prescriptions": {"med_per_day": "22.5"},
    "surgeries": {"authorized_on": "2026-09-20"},
}


def test_the_sample_goes_in_and_the_same_file_again_writes_nothing(puget):
    first = bring_in(puget, source=sources.at_path(SAMPLES / "sample"))
    again = bring_in(puget, source=sources.at_path(SAMPLES / "sample"))
    assert counts(first, "claims") == (376, 0, 0, 0)
    assert counts(again, "claims") == (0, 0, 0, 376)
    assert counts(again, "work_status") == (0, 0, 0, 891)
    assert not again.changes.exists()
    assert again.counts["new_rows"] == {}


def test_a_claim_is_stored_as_the_extract_says(puget):
    bring_in(puget, claims=[{"worker_last_name": " O'Brien ", "roa_complete": "n", "side": "Left"}])
    claim = Claim.objects.get()
    assert (claim.claim_number, claim.worker_last_name, claim.roa_complete, claim.side) == (
        *("A000001", "O'Brien"),
        *(False, "left"),
    )
    assert (claim.appeared, claim.hsc, claim.tier) == (date(2026, 9, 1), None, "standard")


def test_text_with_tabs_backslashes_and_line_breaks_is_stored_unchanged(puget):
    text = "a\tb\\n\\c\r\nd \\."
    bring_in(puget, claims=[{"occupation": text}])
    assert Claim.objects.get().occupation == text


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_value_is_written_and_reported_old_and_new(puget, name):
    rows = {one: [{}] for one in ROWS}
    bring_in(puget, **rows)
    run = bring_in(puget, made_on=TOMORROW, **{**rows, name: [CHANGES[name]]})
    ((column, new),) = CHANGES[name].items()
    (change,) = reports.changed_values(run.changes.all())
    assert counts(run, name) == (0, 1, 0, 0)
    assert (change.column, change.file) == (column, f"{name}.csv")
    assert change.new in (new, f"{new}00")


@pytest.mark.parametrize("name", DETAILS)
def test_a_row_that_is_gone_is_withdrawn_and_comes_back(puget, name):
    bring_in(puget, **{name: [{}]})
    gone = bring_in(puget, made_on=TOMORROW, **{name: table(name)})
    model = imports.targets.BY_NAME[name].model
    assert (counts(gone, name), model.objects.get().withdrawn_at is None) == ((0, 0, 1, 0), False)
    back = bring_in(puget, made_on=TOMORROW, **{name: [{}]})
    assert (counts(back, name), model.objects.get().withdrawn_at) == ((1, 0, 0, 0), None)


@pytest.mark.parametrize("name", DETAILS)
def test_a_missing_optional_file_changes_nothing(puget, name):
    bring_in(puget, **{name: [{}]})
    run = bring_in(puget, made_on=TOMORROW)
    assert name not in run.counts["files"]
    assert imports.targets.BY_NAME[name].model.objects.get().withdrawn_at is None


def test_a_claim_that_is_gone_stays_and_is_reported_once(puget):
    bring_in(puget, claims=[{}, {"claim_number": "A000002"}])
    run = bring_in(puget, made_on=TOMORROW)
    later = bring_in(puget, made_on=TOMORROW)
    gone = Claim.objects.get(claim_number="A000002")
    assert (gone.gone_on, gone.withdrawn_at) == (TOMORROW, None)
    assert [finding.code for finding in run.findings.all()] == ["claim-gone"]
    assert not later.findings.exists()


def test_rows_of_a_claim_that_is_gone_are_still_read(puget):
    bring_in(puget, claims=[{}, {"claim_number": "A000002"}])
    bring_in(puget, made_on=TOMORROW, work_status=[{"claim_number": "A000002"}])
    assert WorkStatus.objects.get().claim.claim_number == "A000002"


def test_a_row_set_aside_keeps_what_an_earlier_extract_said(puget):
    bring_in(puget, work_status=[{"status": "modified"}])
    run = bring_in(puget, made_on=TOMORROW, work_status=[{"through_date": "2026-02-30"}])
    row = WorkStatus.objects.get()
    assert (row.status, row.withdrawn_at) == ("modified", None)
    assert counts(run, "work_status") == (0, 0, 0, 0)


def test_a_row_set_aside_keeps_no_row_of_another_claim(puget):
    claims = [{}, {"claim_number": "A000002"}]
    bring_in(puget, claims=claims, work_status=[{}, {"claim_number": "A000002"}])
    run = bring_in(puget, made_on=TOMORROW, claims=claims, work_status=[{"through_date": "still"}])
    assert counts(run, "work_status") == (0, 0, 1, 0)
    assert WorkStatus.objects.get(withdrawn_at=None).claim.claim_number == "A000001"


def test_rows_that_contradict_each_other_keep_what_an_earlier_extract_said(puget):
    bring_in(puget, work_status=[{"status": "modified"}])
    bring_in(puget, made_on=TOMORROW, work_status=[{"status": "kos"}, {"status": "off_work"}])
    assert (WorkStatus.objects.get().status, WorkStatus.objects.get().withdrawn_at) == ("modified", None)


def test_a_row_set_aside_without_its_key_withdraws_no_row_of_its_claim(puget):
    bring_in(puget, work_status=[{}])
    bring_in(puget, made_on=TOMORROW, work_status=[{"from_date": "2026-02-30"}])
    assert WorkStatus.objects.get().withdrawn_at is None


def test_an_empty_requested_on_is_one_row_of_its_own(puget):
    surgeries = [{}, {"requested_on": "2026-09-05"}]
    bring_in(puget, surgeries=surgeries)
    assert counts(bring_in(puget, surgeries=surgeries), "surgeries") == (0, 0, 0, 2)
    assert Surgery.objects.count() == 2


def test_rows_that_a_person_recorded_are_left_alone(puget, ana):
    bring_in(puget, work_status=[{}])
    own = make.WorkStatus(claim=Claim.objects.get(), recorded_by=ana.person, from_date=date(2026, 9, 2))
    run = bring_in(puget, made_on=TOMORROW, work_status=table("work_status"))
    own.refresh_from_db()
    assert (counts(run, "work_status"), own.withdrawn_at) == ((0, 0, 1, 0), None)


def test_a_provider_that_is_gone_is_withdrawn_and_its_claims_stay(puget):
    bring_in(puget, providers=[{}, {"provider_id": "210001"}])
    bring_in(puget, made_on=TOMORROW)
    assert Provider.objects.get(provider_number="210001").withdrawn_at


def test_the_dose_is_kept_to_a_thousandth_and_the_same_again(puget):
    rows = [{"med_per_day": "22.12345", "is_opioid": "Y"}]
    bring_in(puget, prescriptions=rows)
    assert counts(bring_in(puget, prescriptions=rows), "prescriptions") == (0, 0, 0, 1)
    assert str(Prescription.objects.get().med_per_day) == "22.123"


def test_an_older_extract_is_refused_unless_confirmed(puget):
    bring_in(puget)
    yesterday = MADE_ON - timedelta(days=1)
    with pytest.raises(Denied, match="made on 2026-10-14, before the last one applied"):
        bring_in(puget, made_on=yesterday, claims=[{"fund": ""}])
    assert Claim.objects.get().fund == "state"
    bring_in(puget, made_on=yesterday, confirmed=True, claims=[{"fund": ""}])
    assert Claim.objects.get().fund == ""


def test_a_second_extract_of_one_day_is_applied(puget):
    bring_in(puget)
    assert counts(bring_in(puget, claims=[{"fund": ""}]), "claims") == (0, 1, 0, 0)


def test_an_extract_that_is_refused_half_way_writes_nothing(puget):
    with pytest.raises(ExtractRefused, match="never closes"):
        bring_in(puget, surgeries=table("surgeries", {}) + b'A000001,"open')
    assert not Claim.objects.exists()


def test_a_value_the_database_cannot_hold_is_refused_in_a_sentence(puget):
    drug = "".join(chr(0x4E00 + number) for number in range(9000))
    with pytest.raises(ExtractRefused, match="cannot be stored"):
        bring_in(puget, prescriptions=[{"drug": drug}])
    assert not Claim.objects.exists()


def test_a_preview_says_what_would_change_and_changes_nothing(puget):
    bring_in(puget, work_status=[{}])
    run = bring_in(
        puget, act=imports.preview, claims=[{"fund": ""}, {"claim_number": "A000002"}], work_status=[]
    )
    assert (run.state, counts(run, "claims"), counts(run, "work_status")) == (
        *("previewed", (1, 1, 0, 0)),
        (0, 0, 1, 0),
    )
    assert (Claim.objects.get().fund, WorkStatus.objects.get().withdrawn_at) == ("state", None)


def test_claims_of_another_cohe_are_not_seen_and_not_touched(puget, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        bring_in(olympia)
    assert counts(bring_in(puget, claims=[{"fund": ""}]), "claims") == (1, 0, 0, 0)
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert Claim.objects.get().fund == "state"


def test_the_worklist_is_asked_to_follow(puget):
    run = bring_in(puget)
    row = OutboxRow.objects.get(task=imports.FOLLOW_TASK)
    assert row.args == {"extract_import": run.pk}


def test_touched_claims_are_those_whose_facts_changed(puget):
    claims = [{"claim_number": f"A00000{number}"} for number in range(1, 5)]
    bring_in(puget, claims=claims, work_status=[{}])
    claims[1]["fund"] = ""
    details = {"apf": [{"claim_number": "A000003"}], "work_status": []}
    run = bring_in(puget, made_on=TOMORROW, claims=claims, **details)
    numbers = Claim.objects.filter(
        pk__in=reports.touched_claims(run, reports.changed_claims(run))
    ).values_list("claim_number", flat=True)
    assert sorted(numbers) == ["A000001", "A000002", "A000003"]


def test_a_changed_provider_touches_its_claims(puget):
    bring_in(puget)
    run = bring_in(puget, made_on=TOMORROW, providers=[{"specialty": "Emergency medicine"}])
    assert reports.touched_claims(run, reports.changed_claims(run)) == [Claim.objects.get().pk]
