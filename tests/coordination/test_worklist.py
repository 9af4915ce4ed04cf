"""Items follow the facts: in the request that changes a claim, in the morning's run, for any other day."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from cohe import tenancy
from cohe.access import Conflict
from cohe.models import OutboxRow
from coordination import tasks
from coordination.actions import items, notes, worklist
from coordination.models import ItemEvent, WorkItem, WorklistRun
from coordination.queries import worklist_on
from coordination.worklist import catalogue, load
from tests import make
from tests.coordination.test_sample_extract import EXTRACT

TODAY = date(2026, 10, 15)
AT = datetime(2026, 10, 15, 13, 30, tzinfo=UTC)


def run(cohe, day=TODAY, **other):
    return worklist.make_worklist(
        cohe_id=cohe.pk, day=day, kind="by-hand", asked_at=other.pop("asked_at", AT), at=AT, **other
    )


def refresh(*claims) -> worklist.Refreshed:
    return worklist.refresh_claims(claim_ids={claim.pk for claim in claims}, today=TODAY, at=AT)


def rules(**which) -> list[str]:
    return sorted(WorkItem.objects.filter(**which).values_list("rule", flat=True))


def printed(**options) -> list[dict[str, str]]:
    out = StringIO()
    call_command("worklist", cohe="PUGET", as_json=True, stdout=out, **options)
    return json.loads(out.getvalue())


@pytest.fixture
def claim(puget) -> Claim:
    """A claim on which a review and a first activity are owed, and nothing else."""
    make.Provider(provider_number="200001", specialty="Family medicine")
    return make.Claim()


def test_the_sample_extract_gives_exactly_the_expected_items(puget):
    call_command("import_extract", EXTRACT / "sample", cohe="PUGET", made_on=TODAY, stdout=StringIO())
    call_command("make_worklist", cohe="PUGET", as_of=TODAY, stdout=StringIO())
    with (EXTRACT / "sample_expected.csv").open(encoding="utf-8", newline="") as lines:
        expected = sorted(tuple(row.values()) for row in csv.DictReader(lines))
    for listed in (printed(), printed(as_of=TODAY)):
        made = [(i["claim_number"], i["trigger"], i["about"], i["due_on"]) for i in listed]
        assert sorted(item for item in made if int(item[0][-1]) % 2 == 0) == expected
    assert printed() == printed(as_of=TODAY)


def test_a_refresh_says_what_opened_and_what_cleared(claim):
    assert refresh(claim) == worklist.Refreshed(opened=("Review the new worker", "Make the first contact"))
    make.Note(claim=claim)
    assert refresh(claim) == worklist.Refreshed(cleared=("Review the new worker", "Make the first contact"))
    assert set(ItemEvent.objects.values_list("kind", flat=True)) == {"opened", "cleared"}


def test_an_item_says_why_by_when_what_clears_it_and_whose_it_is(claim, ana):
    Claim.objects.update(hsc=ana.person, tier="high")
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 10))
    refresh(claim)
    item = WorkItem.objects.get(rule="T12")
    assert (item.due_on, item.last_day, item.owner) == (date(2026, 10, 7), date(2026, 11, 6), ana.person)
    assert item.because == "Off work since 10 Sep; no FRQ on file."
    assert item.clears.startswith("an FRQ is answered or declined")
    assert (item.tier_rank, item.off_since, item.area) == (0, date(2026, 9, 10), "barriers")


@pytest.mark.parametrize(
    ("factory", "values", "cleared"),
    [
        (make.Note, {"person": "worker", "outcome": "reached", "contact_on": date(2026, 10, 14)}, "T05"),
        (make.Note, {"person": "employer", "outcome": "reached", "contact_on": date(2026, 10, 14)}, "T11"),
        (make.Frq, {"asked_on": date(2026, 10, 14), "result": "negative"}, "T12"),
        (make.Record, {"kind": "scale-reading", "on": date(2026, 10, 14)}, "T16"),
        (make.Record, {"kind": "pgap-ruled-out", "on": date(2026, 10, 14)}, "T37"),
        (make.Surgery, {"scheduled_for": date(2026, 12, 24)}, "T36"),
    ],
)
def test_what_is_recorded_on_a_claim_clears_the_items_that_wait_for_it(claim, factory, values, cleared):
    Claim.objects.update(first_visit_date=date(2026, 6, 1))
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    make.Apf(claim=claim)
    refresh(claim)
    assert cleared in rules(state="open")
    factory(claim=claim, **values)
    refresh(claim)
    assert cleared in rules(state="cleared")


def test_a_note_that_finishes_an_item_says_what_else_it_cleared(claim, ana):
    refresh(claim)
    fields = {
        "kind": "administrative",
        "area": "monitoring",
        "contact_on": TODAY,
        "minutes": 5,
        "text": "Read it.",
    }
    signed = notes.sign_note(
        key=uuid4(),
        claim=claim,
        fields=fields,
        also=notes.Also(finish=WorkItem.objects.filter(rule="T02")),
        by=ana,
        today=TODAY,
        at=AT,
    )
    assert [item.rule for item in signed.finished] == ["T02"]
    assert signed.refreshed.cleared == ("Review the new worker",)


def test_a_dismissal_is_not_undone_over_the_same_work_for_newer_facts(claim, ana):
    Claim.objects.update(roa_complete=False)
    refresh(claim)
    gone = items.dismiss(
        items=WorkItem.objects.filter(rule="T08"), reason="Asked.", by=ana, today=TODAY, at=AT
    )
    Claim.objects.update(roa_received_date=date(2026, 9, 7))
    assert refresh(claim).opened == ("Have the ROA completed",)
    with pytest.raises(Conflict, match="on the list again"), transaction.atomic():
        items.undo(action=gone.action, by=ana, today=TODAY, at=AT)


def test_what_was_done_and_undone_can_be_dismissed_for_its_facts(claim, ana):
    refresh(claim)
    done = items.done(items=WorkItem.objects.filter(rule="T01"), by=ana, today=TODAY, at=AT)
    items.undo(action=done.action, by=ana, today=TODAY, at=AT)
    assert rules(state="open") == ["T01", "T02"]
    items.dismiss(items=WorkItem.objects.filter(rule="T01"), reason="Seen.", by=ana, today=TODAY, at=AT)
    refresh(claim)
    assert rules(state="dismissed") == ["T01"] and rules(state="open") == ["T02"]


def test_a_note_of_an_advisor_is_no_activity(claim):
    make.Note(claim=claim, author_role="advisor")
    refresh(claim)
    assert rules(state="open") == ["T01", "T02"]


@pytest.mark.parametrize("gone", ["withdrawn_at"])
def test_a_withdrawn_row_is_seen_by_no_rule(claim, gone):
    make.WorkStatus(claim=claim, **{gone: AT})
    make.Record(claim=claim, **{gone: AT})
    refresh(claim)
    assert rules() == ["T01", "T02"]


def test_reading_facts_takes_as_many_queries_for_one_claim_as_for_thirty(claim):
    many = [make.Claim() for _ in range(30)]
    for one in many:
        make.WorkStatus(claim=one)
        make.Note(claim=one)
    refresh(claim, *many)
    counts = []
    for claims in ([claim], many):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            refresh(*claims)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= len(load.DETAILS) + 6


def test_the_same_day_again_writes_no_row(claim, puget):
    make.WorkStatus(claim=claim)
    first = run(puget)
    stored = list(WorkItem.objects.order_by("pk").values_list("pk", "version", "because"))
    again = run(puget, asked_at=AT.replace(hour=14))
    assert first.counts["opened"] == len(stored) == ItemEvent.objects.count()
    assert again.counts == {"claims": 1}
    assert list(WorkItem.objects.order_by("pk").values_list("pk", "version", "because")) == stored


def test_a_first_list_is_read_once_though_somebody_has_a_task_of_her_own(claim, puget, monkeypatch):
    for _ in range(10):
        make.Claim()
    make.Item(claim=claim, rule="T03")
    reads, facts_of = [], load.facts_of
    monkeypatch.setattr(load, "facts_of", lambda ids, *other: reads.append(len(ids)) or facts_of(ids, *other))
    run(puget)
    assert reads == [11]
    assert rules(state="open", claim=claim) == ["T01", "T02", "T03"]


def test_a_claim_that_leaves_the_list_loses_its_items_and_gets_them_back_when_reopened(claim, puget):
    run(puget)
    Claim.objects.update(claim_status="closed", status_date=TODAY)
    run(puget, asked_at=AT.replace(hour=14))
    assert rules(state="open") == []
    Claim.objects.update(claim_status="reopened")
    run(puget, asked_at=AT.replace(hour=15))
    assert rules(state="open") == ["T01", "T02"]


def test_an_item_follows_the_claim_to_another_hsc_unless_it_was_given_away(claim, puget, ana, ben):
    Claim.objects.update(hsc=ana.person)
    run(puget)
    WorkItem.objects.filter(rule="T02").update(is_reassigned=True)
    Claim.objects.update(hsc=ben.person, tier="high")
    run(puget, asked_at=AT.replace(hour=14))
    owners = dict(WorkItem.objects.values_list("rule", "owner__name"))
    assert owners == {"T01": "Ben", "T02": "Ana"}


def test_an_frq_window_that_closes_is_counted_as_missed(claim, puget):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 2))
    run(puget)
    after = run(puget, date(2026, 10, 30))
    assert after.counts["missed"] == 1
    assert ItemEvent.objects.get(kind="missed").item.rule == "T12"


def test_snoozed_items_wake_in_the_morning_of_their_day(claim, puget):
    run(puget)
    WorkItem.objects.filter(rule="T01").update(state="snoozed", snoozed_until=date(2026, 10, 20))
    make.Item(claim=claim, rule="T03", state="snoozed", snoozed_until=date(2026, 10, 20))
    run(puget, date(2026, 10, 19))
    assert rules(state="snoozed") == ["T01", "T03"]
    run(puget, date(2026, 10, 20))
    assert rules(state="open") == ["T01", "T02", "T03"]


def test_a_killed_run_goes_on_where_it_was(claim, puget, monkeypatch):
    monkeypatch.setattr(worklist, "BATCH", 2)
    for _ in range(4):
        make.Claim()
    batches = iter("ab")

    def killed() -> None:
        next(batches)
        if WorklistRun.objects.get().counts["claims"] == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(puget, still_working=killed)
    assert WorkItem.objects.values("claim").distinct().count() == 2
    finished = run(puget)
    assert WorklistRun.objects.get() == finished
    assert finished.counts == {"claims": 5, "opened": 10}


def test_another_asking_begins_anew(claim, puget):
    WorklistRun.objects.create(
        cohe_id=puget.pk, as_of=TODAY, kind="by-hand", started_at=AT, through_claim=claim.pk + 1
    )
    run(puget, asked_at=AT.replace(hour=14))
    assert rules(state="open") == ["T01", "T02"]


def test_a_run_of_one_cohe_leaves_the_others_alone(claim, puget, olympia):
    with tenancy.acting(tenancy.Context(olympia.pk)):
        make.Claim()
    run(puget)
    with tenancy.acting(tenancy.Context(olympia.pk)):
        assert not WorkItem.objects.exists()


def test_another_day_is_answered_without_writing(claim, puget, ana):
    Claim.objects.update(hsc=ana.person)
    listed = worklist_on.as_of(date(2026, 9, 4))
    assert [(one.trigger, one.owner) for one in listed] == [("T01", "ana@cohe.example")]
    assert not WorkItem.objects.exists()


def test_another_day_leaves_out_what_people_had_put_away_by_then(claim, puget):
    run(puget)
    WorkItem.objects.filter(rule="T01").update(state="dismissed", closed_at=AT)
    WorkItem.objects.filter(rule="T02").update(state="snoozed", snoozed_until=date(2026, 10, 20))
    on_list = {day: [one.trigger for one in worklist_on.as_of(date(2026, 10, day))] for day in (14, 15, 20)}
    assert on_list == {14: ["T01"], 15: [], 20: ["T02"]}


def test_a_threshold_of_the_cohe_counts_from_its_day(claim, puget):
    make.PolicyValue(name="first_activity_bd", value=20, since=date(2026, 10, 12))
    due = {day: worklist_on.as_of(date(2026, 10, day))[-1].due_on for day in (9, 12)}
    assert due == {9: date(2026, 9, 21), 12: date(2026, 10, 5)}


def test_the_morning_asks_once_for_each_cohe_and_the_task_answers(claim, puget, olympia, monkeypatch):
    assert tasks.ask_for_worklists() == tasks.ask_for_worklists() == 2
    row = OutboxRow.objects.get()
    assert row.args == {"day": "2026-10-15", "kind": "morning"}
    for _ in range(2):
        tasks.make_worklist(row_id=row.pk, cohe_id=puget.pk)
    row.refresh_from_db()
    assert row.done_at is not None
    assert WorklistRun.objects.get().kind == "morning"
    assert rules(state="open") == ["T01", "T02"]


@pytest.mark.parametrize("closed", ["2026-10-17", "2026-11-11"])
def test_no_worklist_is_asked_for_on_a_closed_day(puget, monkeypatch, closed):
    monkeypatch.setenv("COHE_TODAY", closed)
    assert tasks.ask_for_worklists() == 0
    assert not OutboxRow.objects.exists()


@pytest.mark.parametrize("command", ["make_worklist", "worklist"])
def test_an_unknown_cohe_is_refused_with_a_sentence(puget, command):
    with pytest.raises(CommandError, match="There is no COHE with the code PUGGET"):
        call_command(command, cohe="PUGGET", stdout=StringIO())


@pytest.mark.parametrize("one", catalogue.RULES, ids=lambda one: one.code)
def test_a_rule_opens_a_page_that_is_there(one):
    assert reverse(one.opens, args=(1,)).startswith("/claims/1/")
