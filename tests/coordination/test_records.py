"""Recording facts, work status and tier: what each clears, what cannot be, and taking it back (A5, B3)."""

import re
from datetime import date

import pytest
from django.urls import reverse

from claims.models import TierChange, WorkStatus
from coordination.choices import RecordKind
from coordination.models import Record
from coordination.queries.apfs_on_file import apfs_on_file
from tests import make
from tests.coordination.desk_rows import open_items

# What has pages of its own.
ELSEWHERE = frozenset(
    (
        RecordKind.SCALE_READING,
        RecordKind.FRI,
        RecordKind.SUBACUTE_FORM,
        RecordKind.CHRONIC_APPROVAL,
        RecordKind.OPIOID_AGREEMENT,
        RecordKind.WORK_HISTORY,
    )
)


def record(client, claim, kind, **fields):
    url = f"{reverse('coordination:record-add', args=[claim.pk])}?kind={kind}"
    return client.post(url, {"on": "2026-10-15", "remark": "", **fields})


def said(client, answer):
    return " ".join(re.findall(r'<p class="notice[^>]*>(.*?)</p>', client.get(answer.url).content.decode()))


# ---- records -----------------------------------------------------------------------------------------


def test_every_kind_is_offered_with_what_it_clears(client, claim):
    page = client.get(reverse("coordination:record-add", args=[claim.pk])).content.decode()
    offered = [kind for kind in RecordKind if kind not in ELSEWHERE]
    assert all(f"?kind={kind.value}" in page for kind in offered)
    for name in ("assessment-list", "interventions", "medication-check", "paper-add"):
        assert reverse(f"coordination:{name}", args=[claim.pk]) in page
    assert "Tell the attending provider of the FRQ" in page


@pytest.mark.parametrize("kind", [kind for kind in RecordKind if kind != "scale-reading"])
def test_every_kind_has_its_form(client, claim, kind):
    url = reverse("coordination:record-add", args=[claim.pk])
    assert client.get(url, {"kind": kind.value}).status_code == 200


def test_recording_clears_its_item_at_once_and_says_so(client, claim):
    frq = make.Frq(claim=claim, asked_on=date(2026, 10, 1))
    make.Record(claim=claim, kind="reviewed")
    record(client, claim, "reviewed")
    assert "T14" in open_items(claim)
    answer = record(client, claim, "ap-told", about=str(frq.asked_on))
    assert "T14" not in open_items(claim)
    assert "cleared: Tell the attending provider of the FRQ" in said(client, answer)


def test_a_record_is_about_something_of_this_claim(client, claim):
    make.Frq(claim=claim, asked_on=date(2026, 10, 1))
    assert record(client, claim, "ap-told", about="2026-09-01").status_code == 422
    assert not Record.objects.exists()


def test_a_reading_is_taken_as_an_assessment(client, claim):
    assert record(client, claim, "scale-reading", about="peg").status_code == 400
    assert not Record.objects.exists()


def test_ruling_out_needs_a_reason(client, claim):
    answer = record(client, claim, "pgap-ruled-out")
    assert answer.status_code == 422
    assert "Why it is ruled out: This field is required." in answer.content.decode()


@pytest.mark.parametrize("on", ["2026-10-16", "", "soon"])
def test_what_is_recorded_has_happened(client, claim, on):
    assert record(client, claim, "reviewed", on=on, remark="Kept.").status_code == 422
    assert not Record.objects.exists()


def test_a_kind_that_does_not_exist_is_said(client, claim):
    answer = client.get(reverse("coordination:record-add", args=[claim.pk]), {"kind": "gossip"})
    assert answer.status_code == 400
    assert "Nothing of the kind “gossip” can be recorded" in answer.content.decode()


def test_a_kind_with_nothing_to_be_about_says_so(client, claim):
    answer = client.get(reverse("coordination:record-add", args=[claim.pk]), {"kind": "preop-plan"})
    assert "nothing on this claim that this could be about" in answer.content.decode()


def test_a_withdrawn_record_counts_no_more(client, claim):
    record(client, claim, "reviewed")
    assert "T01" not in open_items(claim)
    client.post(reverse("coordination:record-withdraw", args=[Record.objects.get().pk]))
    assert "T01" in open_items(claim)
    assert Record.objects.get().withdrawn_at


def test_withdrawing_twice_is_refused(client, claim):
    record(client, claim, "reviewed")
    url = reverse("coordination:record-withdraw", args=[Record.objects.get().pk])
    client.post(url)
    assert client.post(url).status_code == 403


def test_a_record_of_another_cohe_is_not_there(browse, olga, claim):
    one = make.Record(claim=claim)
    assert browse(olga).post(reverse("coordination:record-withdraw", args=[one.pk])).status_code == 404


def test_an_advisor_records_nothing(browse, ito, claim):
    make.Item(claim=claim, owner=ito.person)
    assert record(browse(ito), claim, "reviewed").status_code == 403


# ---- work status -------------------------------------------------------------------------------------


def tell(client, claim, **fields):
    told = {"status": "off_work", "from_date": "2026-09-01", "through_date": "", "source": "worker", **fields}
    return client.post(reverse("coordination:work-status-add", args=[claim.pk]), told)


def test_a_work_status_somebody_told_counts_at_once(client, claim):
    tell(client, claim)
    assert "T12" in open_items(claim)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_refused(client, claim, day):
    answer = tell(client, claim, from_date=day)
    assert answer.status_code == 422
    assert "The year must be from 1900 to 2100." in answer.content.decode()


def test_a_last_day_before_the_first_is_refused(client, claim):
    answer = tell(client, claim, through_date="2026-08-31", restrictions="No lifting")
    assert answer.status_code == 422
    assert "The last day cannot be before the first." in answer.content.decode()
    assert "No lifting" in answer.content.decode()


def test_no_work_status_is_chosen_for_her(client, claim):
    page = client.get(reverse("coordination:work-status-add", args=[claim.pk])).content.decode()
    assert '<option value="" selected>Choose</option>' in page
    assert tell(client, claim, status="").status_code == 422


def test_it_is_taken_back_by_a_person_who_may(client, claim):
    tell(client, claim)
    client.post(reverse("coordination:work-status-withdraw", args=[WorkStatus.objects.get().pk]))
    assert "T12" not in open_items(claim)


def test_an_apf_that_a_person_recorded_is_one_until_she_takes_it_back(client, claim, ana):
    make.Apf(claim=claim, exam_date=date(2026, 9, 16), valid_through=date(2026, 10, 16))
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 16), recorded_by=ana.person)
    record(client, claim, "reviewed")
    assert "T10" in open_items(claim)
    # The day of the examination is the APF's, not the first day of what it allows.
    brought = {"status": "modified", "from_date": "2026-10-15", "source": "apf", "exam_date": "2026-10-14"}
    answer = tell(client, claim, **brought, ends_earlier="on")
    assert "T10" not in open_items(claim)
    assert re.search("APF recorded. [^.]*cleared: [^.]*Renew the APF", said(client, answer))
    page = client.get(reverse("coordination:plan-create", args=[claim.pk])).content.decode()
    assert "Activity prescription form, 14 Oct 2026" in page
    row = WorkStatus.objects.get(status="modified")
    client.post(reverse("coordination:work-status-withdraw", args=[row.pk]))
    assert "T10" in open_items(claim)


def test_the_extracts_apf_of_that_day_stands_before_what_was_recorded_of_it(client, claim):
    make.Apf(claim=claim, exam_date=date(2026, 10, 1), valid_through=date(2026, 10, 16))
    tell(client, claim, from_date="2026-10-02", source="apf", exam_date="2026-10-01")
    assert "T10" in open_items(claim)


def test_two_spells_of_one_apf_are_one_apf_and_the_last_says_its_end(client, claim):
    record(client, claim, "reviewed")
    one = {"source": "apf", "exam_date": "2026-09-20"}
    tell(client, claim, from_date="2026-09-21", through_date="2026-10-11", **one)
    tell(client, claim, from_date="2026-10-12", through_date="2026-10-16", status="modified", **one)
    assert apfs_on_file(claim) == [(date(2026, 9, 20), date(2026, 10, 16))]
    assert "T10" in open_items(claim)


@pytest.mark.parametrize(
    ("source", "day", "sentence"),
    [
        ("apf", "", "Say when the examination of the APF was."),
        ("apf", "2026-10-16", "16 Oct 2026 is after today."),
        ("worker", "2026-10-01", "Only an APF has the day of an examination."),
    ],
)
def test_an_apf_has_the_day_of_its_examination_and_nothing_else_has_one(client, claim, source, day, sentence):
    answer = tell(client, claim, source=source, exam_date=day)
    assert answer.status_code == 422
    assert f"Examined on: {sentence}" in " ".join(answer.content.decode().split())
    assert not WorkStatus.objects.exists()


def test_what_the_extract_says_of_the_status_is_no_apf(client, claim):
    make.WorkStatus(claim=claim, from_date=date(2026, 9, 1), source="apf")
    record(client, claim, "reviewed")
    assert "T09" in open_items(claim)


def test_what_the_extract_says_is_not_a_persons_to_take_back(client, claim):
    row = make.WorkStatus(claim=claim)
    assert client.post(reverse("coordination:work-status-withdraw", args=[row.pk])).status_code == 404


# ---- tier --------------------------------------------------------------------------------------------


def change(client, claim, **fields):
    url = reverse("coordination:tier-change", args=[claim.pk])
    return client.post(url, {"tier": "high", "reason": "Two surgeries", **fields})


def test_the_tier_changes_with_its_reason(client, claim, ana):
    change(client, claim)
    claim.refresh_from_db()
    assert claim.tier == "high"
    told = TierChange.objects.get()
    assert (told.before, told.after, told.reason, told.changed_by) == (
        "standard",
        "high",
        "Two surgeries",
        ana.person,
    )


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"reason": "  "}, {"tier": "highest"}, {"tier": "standard"}]
)
def test_a_tier_does_not_change_without_reason_or_difference(client, claim, wrong):
    assert change(client, claim, **wrong).status_code == 422
    assert not TierChange.objects.exists()


def test_ones_own_steps_follow_the_tier(client, claim, ana):
    step = make.Item(claim=claim, rule="T03", owner=ana.person, is_reassigned=True)
    change(client, claim)
    step.refresh_from_db()
    assert step.tier_rank == 0


def test_an_assistant_does_not_change_it(browse, mia, claim):
    make.Item(claim=claim, owner=mia.person)
    assert change(browse(mia), claim).status_code == 403
