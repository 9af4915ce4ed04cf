"""The pages of imports: send, preview, apply, report, undo, as each role may."""

from datetime import date
from itertools import groupby

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import tasks
from claims.actions import imports, locks
from claims.feeds import sources
from claims.feeds.columns import CLAIMS
from claims.models import Claim, ExtractImport, ImportUpload
from cohe.models import OutboxRow
from tests.asking import queries_of
from tests.claims.feeds.extracts import files, table
from tests.claims.imports.importing import AT, bring_in, run_of


def sent(**named):
    return [SimpleUploadedFile(name, content) for name, content in files(**named).items()]


def send(client, made_on="2026-10-15", **named):
    return client.post(reverse("claims:import-send"), {"made_on": made_on, "extract": sent(**named)})


def work():
    """Do what waits in the outbox, as the worker would."""
    for row in OutboxRow.objects.filter(done_at=None, task__startswith="claims.").order_by("pk"):
        getattr(tasks, row.task.removeprefix("claims.tasks."))(row_id=row.pk, cohe_id=row.cohe_id)


def page_of(client, run):
    return client.get(reverse("claims:import", args=(run.pk,))).content.decode()


def post(client, name, run, **data):
    return client.post(reverse(f"claims:{name}", args=(run.pk,)), data)


@pytest.fixture
def desk(sam, browse):
    return browse(sam)


def test_an_extract_is_sent_read_applied_and_undone(puget, desk):
    assert send(desk, claims=[{}, {"claim_status": "open"}]).status_code == 303
    run = ExtractImport.objects.get()
    assert "Waiting to begin" in page_of(desk, run)
    work()
    assert "is none of: pending" in page_of(desk, run)
    assert not Claim.objects.exists()
    post(desk, "import-apply", run)
    work()
    assert Claim.objects.get().withdrawn_at is None
    assert "Undo this import" in page_of(desk, run)
    post(desk, "import-undo", run)
    work()
    run.refresh_from_db()
    assert (run.state, Claim.objects.get().withdrawn_at is None) == ("undone", False)


def test_the_preview_shows_each_changed_value_old_and_new(puget, desk):
    bring_in(puget)
    send(desk, claims=[{"claim_status": "closed"}])
    work()
    page = page_of(desk, ExtractImport.objects.latest("pk"))
    assert all(part in page for part in ("claim_status", "<td>allowed</td>", "<td>closed</td>"))


@pytest.mark.parametrize(("who", "sees"), [("ana", True), ("ben", False), ("sam", True), ("ada", False)])
def test_values_of_a_claim_are_shown_to_who_opens_it_without_a_reason(puget, browse, request, who, sees):
    ana, reader = request.getfixturevalue("ana"), request.getfixturevalue(who)
    bring_in(puget, providers=[{"hsc_email": ana.person.email}])
    rows = {"claims": [{"worker_phone": "206-555-0177"}], "providers": [{"hsc_email": ana.person.email}]}
    run = bring_in(puget, act=imports.preview, **rows)
    page = page_of(browse(reader), run)
    assert ("206-555-0177" in page, "worker_phone" in page) == (sees, True)


def test_the_page_says_how_far_the_worker_is(puget, desk):
    send(desk)
    run = ExtractImport.objects.get()
    run.progress = {"step": "reading", "done": 410, "of": 1000, "now": "apf.csv", "at": AT.isoformat()}
    run.save()
    page = page_of(desk, run)
    assert "Reading the files: 41 %, now apf.csv" in page
    assert 'value="41"' in page
    assert "Told at 10:00:00" in page


def test_every_step_of_an_import_is_told_in_order(puget):
    heard = []
    run = run_of(cohe_id=puget.pk)
    for act in (imports.preview, imports.apply):
        with sources.uploaded(files()) as source:
            act(run=run, source=source, today=date(2026, 10, 15), at=AT, tell=heard.append)
    imports.undo(run=run, at=AT, tell=heard.append)
    steps = [name for name, _ in groupby(step.step for step in heard)]
    assert steps == ["reading", "comparing", "reading", "writing", "landing", "undoing"]
    assert [step.percent for step in heard if step.step == "reading"][-1] == 100


def test_files_are_kept_until_the_extract_is_applied_only(puget, desk):
    send(desk)
    assert ImportUpload.objects.count() == 2
    work()
    post(desk, "import-apply", ExtractImport.objects.get())
    work()
    assert (ImportUpload.objects.count(), Claim.objects.count()) == (0, 1)


def test_a_refused_extract_says_why_and_where(puget, desk):
    send(desk, claims=b"claim_number\n")
    work()
    run = ExtractImport.objects.get()
    assert run.state == "refused"
    assert "claims.csv lacks the columns fund" in page_of(desk, run)


def test_work_that_comes_twice_is_done_once(puget, desk):
    send(desk)
    row = OutboxRow.objects.get(task=imports.READ_TASK)
    for _ in range(2):
        tasks.read_import(row_id=row.pk, cohe_id=puget.pk)
    assert ExtractImport.objects.get().state == "previewed"


def test_two_clicks_on_apply_ask_once(puget, desk):
    send(desk)
    work()
    run = ExtractImport.objects.get()
    for _ in range(2):
        post(desk, "import-apply", run)
    assert OutboxRow.objects.filter(task=imports.APPLY_TASK).count() == 1


def test_an_undo_that_was_refused_can_be_asked_for_again(puget, desk):
    first = bring_in(puget)
    post(desk, "import-undo", first)
    second = bring_in(puget, made_on=date(2026, 10, 15), claims=[{"fund": ""}])
    work()
    imports.undo(run=second, at=AT)
    post(desk, "import-undo", first)
    work()
    first.refresh_from_db()
    assert first.state == "undone"


def test_nothing_is_discarded_while_an_extract_is_written(puget, desk, monkeypatch):
    send(desk)
    work()
    run = ExtractImport.objects.get()
    monkeypatch.setattr(locks, "lock_imports_now", lambda cohe_id: False)
    refused = post(desk, "import-discard", run)
    run.refresh_from_db()
    assert (refused.status_code, run.state, run.uploads.count() > 0) == (409, "previewed", True)


def test_an_older_extract_is_applied_only_when_confirmed(puget, desk):
    bring_in(puget)
    send(desk, made_on="2026-10-01", claims=[{"fund": ""}])
    work()
    run = ExtractImport.objects.latest("pk")
    assert "replace its facts with these older ones" in page_of(desk, run)
    assert post(desk, "import-apply", run).status_code == 403
    post(desk, "import-apply", run, confirm_older="on")
    work()
    assert Claim.objects.get().fund == ""


def test_a_discarded_extract_cannot_be_applied(puget, desk):
    send(desk)
    work()
    run = ExtractImport.objects.get()
    assert post(desk, "import-discard", run).status_code == 303
    refused = post(desk, "import-apply", run)
    assert (refused.status_code, "it is discarded" in refused.content.decode()) == (403, True)


def test_the_same_files_again_are_recognised(puget, desk):
    for _ in range(2):
        send(desk)
        work()
        run = ExtractImport.objects.latest("pk")
        last_page = page_of(desk, run)
        post(desk, "import-apply", run)
        work()
    assert "These are the same files as" in last_page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"made_on": "2026-10-15"}, "This field is required"),
        ({"made_on": "2026-10-16", "extract": "good"}, "has not come yet"),
        ({"made_on": "yesterday", "extract": "good"}, "Enter a valid date"),
        ({"made_on": "2026-10-15", "extract": "twice"}, "the same name"),
        ({"made_on": "2026-10-15", "extract": "zips"}, "one zip alone"),
    ],
)
def test_a_form_that_cannot_be_right_is_refused_with_a_sentence(puget, desk, data, sentence):
    chosen = {
        "good": sent(),
        "twice": [*sent(), *sent()],
        "zips": [SimpleUploadedFile("a.zip", b"x"), SimpleUploadedFile("b.csv", b"x")],
    }
    data = {name: chosen.get(value, value) for name, value in data.items()}
    response = desk.post(reverse("claims:import-send"), data)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert not ExtractImport.objects.exists()


def test_findings_are_narrowed_and_downloaded_without_formulas(puget, desk):
    run = bring_in(puget, claims=[{"claim_number": "=1+1"}, {"claim_number": "A000002", "fund": "-1"}, {}])
    address = reverse("claims:import-findings", args=(run.pk,))
    every = desk.get(address).content.decode("utf-8-sig").splitlines()
    words = desk.get(address, {"code": "word"}).content.decode("utf-8-sig").splitlines()
    assert (len(every), len(words)) == (3, 2)
    page = desk.get(reverse("claims:import", args=(run.pk,)), {"code": "word"}).content.decode()
    assert "“-1” is none of" in page
    assert "“=1+1”" not in page


def test_a_column_named_like_a_formula_is_harmless_in_the_download(puget, desk):
    header = [*(column.name for column in CLAIMS.columns), "=cmd"]
    run = bring_in(puget, claims=table("claims", {}, header=header))
    content = desk.get(reverse("claims:import-findings", args=(run.pk,))).content.decode("utf-8-sig")
    assert "claims.csv,1,'=cmd,ignored" in content


def test_unknown_filters_find_nothing_and_break_nothing(puget, desk):
    run = bring_in(puget, claims=[{"fund": "x"}])
    asked = {"severity": "<b>", "code": "nothing", "findings": "x", "changes": "-1"}
    assert desk.get(reverse("claims:import", args=(run.pk,)), asked).status_code == 200
    assert desk.get(reverse("claims:import-list"), {"after": "x"}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_findings(puget, desk):
    few = bring_in(puget, claims=[{"fund": "x"}])
    many = bring_in(puget, claims=[{"claim_number": f"A{number:06}", "fund": "x"} for number in range(300)])
    asked = [queries_of(lambda run=run: page_of(desk, run)) for run in (few, many)]
    assert asked[0] == asked[1] <= 22


@pytest.mark.parametrize(("who", "sees", "sends"), [("ana", 200, 403), ("ada", 200, 303), ("cleo", 403, 403)])
def test_who_sees_and_who_sends(puget, browse, request, who, sees, sends):
    client = browse(request.getfixturevalue(who))
    assert client.get(reverse("claims:import-list")).status_code == sees
    assert send(client).status_code == sends


def test_an_hsc_sees_no_form_and_no_buttons(puget, ana, browse):
    run = bring_in(puget)
    client = browse(ana)
    assert "Bring in an extract" not in client.get(reverse("claims:import-list")).content.decode()
    assert "Undo this import" not in page_of(client, run)


def test_an_import_of_another_cohe_is_not_there(puget, desk):
    assert desk.get(reverse("claims:import", args=(999_999,))).status_code == 404


def test_the_part_is_what_the_page_holds(puget, desk):
    run = bring_in(puget)
    part = desk.get(reverse("claims:import", args=(run.pk,)), headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<div id="run"')
    assert date(2026, 10, 15) == run.made_on


def claims_numbered(first, last):
    return [{"claim_number": f"A{number:06}"} for number in range(first, last + 1)]


@pytest.fixture
def half_a_file(puget, desk):
    """A COHE of fifty claims, and an extract that holds thirty of them."""
    bring_in(puget, claims=claims_numbered(1, 50))
    send(desk, claims=claims_numbered(1, 30))
    work()
    return ExtractImport.objects.latest("pk")


def test_an_extract_that_lacks_many_claims_is_applied_once_their_number_is_typed(desk, half_a_file):
    assert "20 of the 50 claims of this COHE (40 %) are missing" in page_of(desk, half_a_file)
    for typed in ("", "19", "many"):
        refused = post(desk, "import-apply", half_a_file, confirm_gone=typed)
        assert (refused.status_code, f'value="{typed}"' in refused.content.decode()) == (422, True)
    assert not OutboxRow.objects.filter(task=imports.APPLY_TASK).exists()
    assert post(desk, "import-apply", half_a_file, confirm_gone="20").status_code == 303
    work()
    half_a_file.refresh_from_db()
    assert half_a_file.state == "applied"


def test_the_number_typed_is_that_of_the_day_it_is_applied(puget, desk, half_a_file):
    post(desk, "import-apply", half_a_file, confirm_gone="20")
    bring_in(puget, made_on=half_a_file.made_on, claims=claims_numbered(1, 52))
    work()
    half_a_file.refresh_from_db()
    assert (half_a_file.state, "22 of the 52" in half_a_file.refusal) == ("previewed", True)


def test_a_few_claims_that_are_missing_are_life_as_usual(puget, desk):
    bring_in(puget, claims=claims_numbered(1, 50))
    send(desk, claims=claims_numbered(1, 41))
    work()
    run = ExtractImport.objects.latest("pk")
    assert "are missing from this extract" not in page_of(desk, run)
    assert post(desk, "import-apply", run).status_code == 303
