"""`manage.py import_extract`: what it brings in, prints, refuses and leaves."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, ExtractImport
from cohe import tenancy
from cohe.models import Cohe
from tests.claims.feeds.extracts import files


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes an extract into a folder and gives its path."""

    def write(**named):
        for name, content in files(**named).items():
            (tmp_path / name).write_bytes(content)
        return str(tmp_path)

    return write


def run(path, *options, cohe="PUGET"):
    said = StringIO()
    call_command("import_extract", path, "--cohe", cohe, "--made-on", "2026-10-15", *options, stdout=said)
    return said.getvalue()


def test_it_brings_in_an_extract_and_prints_the_counts(puget, folder):
    said = run(folder(claims=[{}, {"claim_number": "bad"}]))
    assert "Extract of 2026-10-15 for PUGET" in said
    assert "claims.csv line 3, claim_number: “bad” is not a claim number. (set-aside)" in said
    assert Claim.objects.count() == 1


def test_json_holds_the_whole_report(puget, folder):
    run(folder())
    report = json.loads(run(folder(claims=[{"fund": ""}]), "--json"))
    assert (report["state"], report["cohe"], report["made_on"]) == ("applied", "PUGET", "2026-10-15")
    assert report["files"]["claims"]["changed"] == 1
    assert report["changes"] == [
        {
            "file": "claims.csv",
            "claim_id": Claim.objects.get().pk,
            "subject": "A000001",
            "kind": "changed",
            "column": "fund",
            "old": "state",
            "new": "–",
        }
    ]


def test_a_dry_run_prints_old_and_new_values_and_writes_nothing(puget, folder):
    run(folder())
    said = run(folder(claims=[{"claim_status": "closed"}]), "--dry-run")
    assert "claims.csv A000001: claim_status: allowed -> closed" in said
    assert (Claim.objects.get().claim_status, ExtractImport.objects.count()) == ("allowed", 1)


def test_the_code_of_the_cohe_may_be_typed_in_any_case(puget, folder):
    run(folder(), cohe=" puget ")
    assert Claim.objects.count() == 1


def test_an_unknown_code_is_refused_with_what_to_do(puget, folder):
    with pytest.raises(CommandError, match=r"no COHE with the code NEW. To make it: --create-cohe NAME"):
        run(folder(), cohe="NEW")


@pytest.mark.parametrize("code", ["", "A", "1AB", "A B", "PUGET!", "X" * 21])
def test_what_can_be_no_code_is_refused(puget, folder, code):
    with pytest.raises(CommandError, match="cannot be the code of a COHE"):
        run(folder(), "--create-cohe", "New", cohe=code)


def test_create_cohe_makes_it_once(puget, folder):
    for _ in range(2):
        run(folder(), "--create-cohe", "Newport", cohe="NEW")
    made = Cohe.objects.get(code="NEW")
    with tenancy.acting(tenancy.Context(made.pk)):
        assert (made.name, Claim.objects.count()) == ("Newport", 1)


@pytest.mark.parametrize("option", ["--dry-run", None])
def test_a_cohe_is_not_made_for_an_extract_that_is_not_applied(puget, folder, option):
    path = folder() if option else folder(claims=b"nothing")
    try:
        run(path, "--create-cohe", "Newport", *([option] if option else []), cohe="NEW")
    except CommandError as refusal:
        assert "claims.csv lacks the columns" in str(refusal)
    assert not Cohe.objects.filter(code="NEW").exists()


def test_a_refused_extract_is_noted_and_changes_nothing(puget, folder):
    with pytest.raises(CommandError, match=r"claims\.csv lacks the columns"):
        run(folder(claims=b"nothing"))
    noted = ExtractImport.objects.get()
    assert (noted.state, Claim.objects.exists()) == ("refused", False)


def test_a_refusal_is_said_in_json_too(puget, tmp_path):
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("import_extract", str(tmp_path), "--cohe", "PUGET", "--json", stdout=said)
    assert json.loads(said.getvalue())["state"] == "refused"


def test_without_made_on_today_is_the_day_of_the_extract(puget, folder):
    call_command("import_extract", folder(), "--cohe", "PUGET", stdout=StringIO())
    assert str(ExtractImport.objects.get().made_on) == "2026-10-15"


def test_an_extract_that_lacks_many_claims_is_refused_until_their_number_is_given(puget, folder):
    numbers = [{"claim_number": f"A{number:06}"} for number in range(1, 41)]
    run(folder(claims=numbers))
    half = folder(claims=numbers[:20])
    assert "WARNING: 20 of the 40 claims" in run(half, "--dry-run")
    with pytest.raises(CommandError, match="--confirm-gone 20"):
        run(half)
    assert not Claim.objects.exclude(gone_on=None).exists()
    run(half, "--confirm-gone", "20")
    assert Claim.objects.exclude(gone_on=None).count() == 20
