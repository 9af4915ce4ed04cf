"""Extracts and the caseload through the API."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claims import tasks
from claims.models import Claim, ExtractImport, ProviderAssignment
from cohe.models import OutboxRow
from tests import make
from tests.claims.imports.importing import AT

SAMPLE = Path(__file__).parent.parent / "data" / "extract" / "sample"
NAMES = ("claims.csv", "providers.csv", "work_status.csv")


@pytest.fixture
def send(program):
    """Send files as a form does."""

    def sending(membership, names=NAMES, made_on="2026-10-15"):
        key = program(membership).key
        files = [SimpleUploadedFile(name, (SAMPLE / name).read_bytes()) for name in names]
        response = Client().post(
            "/api/imports/", {"extract": files, "made_on": made_on}, headers={"Authorization": f"Token {key}"}
        )
        return response.status_code, response.json()

    return sending


def work(task: str) -> None:
    """Do what the worker does with the last request."""
    row = OutboxRow.objects.get(task=f"claims.tasks.{task}", done_at=None)
    getattr(tasks, task)(row_id=row.pk, cohe_id=row.cohe_id)


def test_an_extract_is_sent_read_applied_and_undone(program, sam, send):
    status, sent = send(sam)
    assert (status, sent["state"]) == (202, "uploaded")
    ask, run = program(sam), f"imports/{sent['id']}"
    work("read_import")
    assert ask.get(f"{run}/")[1]["state"] == "previewed"
    assert ask.post(f"{run}/apply/", {})[0] == 202
    work("apply_import")
    assert ask.get(f"{run}/")[1]["files"]["claims"]["new"] == Claim.objects.count() > 0
    assert ask.post(f"{run}/undo/")[0] == 202
    work("undo_import")
    assert ask.get(f"{run}/")[1]["state"] == "undone"


def test_a_discarded_extract_cannot_be_applied(program, sam, send):
    _, sent = send(sam)
    ask, run = program(sam), f"imports/{sent['id']}"
    assert ask.post(f"{run}/discard/")[1]["state"] == "discarded"
    status, answer = ask.post(f"{run}/apply/", {})
    assert (status, answer["detail"]) == (403, "This import cannot be applied: it is discarded.")


def test_what_was_found_is_read_in_parts(program, sam, send):
    _, sent = send(sam, names=("claims.csv",))
    work("read_import")
    _, answer = program(sam).get(f"imports/{sent['id']}/findings/?severity=refused")
    assert "providers.csv" in answer["results"][0]["sentence"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"made_on": "2026-10-15"}, "extract"),
        ({"extract": "not a file", "made_on": "2026-10-15"}, "extract.0"),
        ({"extract": SimpleUploadedFile("a.csv", b"x"), "made_on": "2026-10-16"}, "made_on"),
        (
            {"extract": SimpleUploadedFile("a.csv", b"x"), "made_on": "2026-10-15", "state": "applied"},
            "state",
        ),
    ],
)
def test_what_cannot_be_an_extract_is_refused_by_name(program, sam, form, field):
    headers = {"Authorization": f"Token {program(sam).key}"}
    response = Client().post("/api/imports/", form, headers=headers)
    assert (response.status_code, list(response.json()["fields"])) == (400, [field])
    assert not ExtractImport.objects.exists()


def test_an_hsc_reads_imports_and_sends_none(program, ana, send):
    assert send(ana)[0] == 403
    assert program(ana).get("imports/")[0] == 200


def test_the_caseload_says_who_has_what(program, sam, ana):
    provider = make.Provider()
    ProviderAssignment.objects.create(
        cohe=sam.cohe, provider=provider, hsc=ana.person, since=date(2026, 1, 1)
    )
    mine, nobodys = make.Claim(hsc=ana.person), make.Claim()
    ask = program(sam)
    _, answer = ask.get("caseload/")
    assert [(one["person"]["name"], one["claims"]) for one in answer["desks"]] == [("Ana", 1)]
    _, hers = ask.get(f"caseload/people/{ana.person_id}/")
    assert [one["claim_number"] for one in hers["results"]] == [mine.claim_number]
    _, alone = ask.get("caseload/unassigned/")
    assert [one["claim_number"] for one in alone["results"]] == [nobodys.claim_number]
    assert ask.get(f"providers/{provider.pk}/")[1]["present"]["hsc"]["name"] == "Ana"


def test_a_program_confirms_how_many_claims_an_extract_lacks(program, sam, send):
    run = ExtractImport.objects.create(
        cohe=sam.cohe, made_on=date(2026, 10, 15), uploaded_at=AT, state="previewed",
        counts={"files": {"claims": {"withdrawn": 30, "changed": 0, "unchanged": 20}}},
    )  # fmt: skip
    ask = program(sam)
    status, answer = ask.post(f"imports/{run.pk}/apply/", {})
    assert (status, "confirm the number 30" in answer["detail"]) == (403, True)
    assert ask.post(f"imports/{run.pk}/apply/", {"confirm_gone": 30})[0] == 202
